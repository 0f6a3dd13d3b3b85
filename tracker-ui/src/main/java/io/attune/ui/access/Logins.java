package io.attune.ui.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Browsers log in here: by the code of a link, or with a token. Thread-safe. */
public final class Logins {
  private final Access access;
  private final InstantSource clock;
  private final Sessions sessions = new Sessions();
  private final Tries tries = new Tries();

  Logins(Access access, InstantSource clock) {
    this.access = access;
    this.clock = clock;
  }

  /** A code that logs one browser in as administrator, once and within 10 minutes. */
  public String invite() {
    return sessions.invite(clock.instant());
  }

  /** Logs a browser in by such a code; false if that is good no more. */
  public boolean redeem(Context context, String code) {
    count(context);
    Instant now = clock.instant();
    boolean good = sessions.redeem(code, now);
    if (good) {
      remember(context, sessions.open(Optional.empty(), now));
    }
    return good;
  }

  /** Logs a browser in that shows a token. */
  public Caller login(Context context, String token) {
    count(context);
    Token known = Credentials.token(access.tokens(), token, clock.instant());
    remember(context, sessions.open(Optional.of(known.id()), clock.instant()));
    return known.caller();
  }

  /** Forgets a browser. */
  public void logout(Context context) {
    Optional.ofNullable(context.cookie(name(context))).ifPresent(sessions::close);
    context.removeCookie(name(context), "/");
  }

  /** Who logged in with the browser of a request. */
  Optional<Caller> caller(Context context) {
    return Optional.ofNullable(context.cookie(name(context)))
        .flatMap(secret -> sessions.find(secret, clock.instant()))
        .flatMap(this::caller);
  }

  /** Whoever logged in with a token may do as much as that may now. */
  private Optional<Caller> caller(Sessions.Session session) {
    return session.token().isEmpty()
        ? Optional.of(new Caller("login link", Optional.of(Role.ADMIN)))
        : Credentials.good(access.tokens(), clock.instant())
            .filter(token -> session.token().get().equals(token.id()))
            .findFirst()
            .map(Token::caller);
  }

  private void count(Context context) {
    if (!tries.allow(context.ip(), clock.instant())) {
      throw Refused.tooMany(
          "%d tries to log in a minute are the most; wait a minute.".formatted(Tries.MOST));
    }
  }

  private void remember(Context context, String secret) {
    Cookie cookie = new Cookie(name(context), secret);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setMaxAge((int) Sessions.LIFE.toSeconds());
    cookie.setSecure(access.isEncrypted());
    context.cookie(cookie);
  }

  /** Browsers do not part cookies by port, so the name tells servers of one machine apart. */
  private static String name(Context context) {
    return "attune-" + context.req().getLocalPort();
  }
}
