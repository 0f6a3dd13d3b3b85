package io.attune.ui.access;

import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets requests in: by where they come from, by who sends them, and by what they bring. */
public final class Gate {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final List<String> FORWARDED =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");
  private static final String ANONYMOUS = "anonymous";

  private final Access access;
  private final Hosts hosts;
  private final InstantSource clock;
  private final Logins logins;

  /** The gate of a server. */
  public Gate(Access access, InstantSource clock) {
    this.access = access;
    this.hosts = new Hosts(access);
    this.clock = clock;
    this.logins = new Logins(access, clock);
  }

  /** Where browsers log in. */
  public Logins logins() {
    return logins;
  }

  /** Refuses what comes under another name, or from a page of another site to change something. */
  public void arrive(Context context) {
    int port = context.req().getLocalPort();
    hosts.check(context.header("Host"), port);
    if (!SAFE.contains(context.req().getMethod())) {
      checkOrigin(context, port);
    }
  }

  /**
   * Refuses who has not the role that the matched route needs, or brings what it does not take. A
   * route that names no role is for nobody.
   */
  public void enter(Context context) {
    Set<RouteRole> roles = context.routeRoles();
    if (context.req().getMethod().equals("HEAD")) {
      // Javalin would answer that all is well without asking the route.
      throw Refused.notAllowed("use GET.");
    }
    Media.check(context, roles.contains(Door.BYTES));
    if (!roles.contains(Door.TRIAL)) {
      enter(context, roles);
    }
  }

  private void enter(Context context, Set<RouteRole> roles) {
    Caller caller = caller(context);
    caller.keep(context);
    if (!roles.contains(Door.OPEN)) {
      checkRole(caller, roles);
    }
  }

  private void checkOrigin(Context context, int port) {
    @Nullable String site = context.header("Sec-Fetch-Site");
    @Nullable String origin = context.header("Origin");
    boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
    if (foreign || (origin != null && !hosts.isOurs(origin, port))) {
      throw Refused.foreign();
    }
  }

  private static void checkRole(Caller caller, Set<RouteRole> roles) {
    Role needed =
        roles.stream()
            .filter(Role.class::isInstance)
            .map(Role.class::cast)
            .findFirst()
            .orElseThrow(() -> Refused.forbidden("nobody has said who may use this address."));
    if (caller.may(needed)) {
      return;
    }
    String text = "this needs the role %s".formatted(needed.word());
    throw caller.name().equals(ANONYMOUS)
        ? Refused.unauthorized(text + "; send a token as Authorization: Bearer …")
        : Refused.forbidden(
            "%s; yours is %s.".formatted(text, caller.role().map(Role::word).orElse("none")));
  }

  private Caller caller(Context context) {
    @Nullable String header = context.header("Authorization");
    return header != null
        ? Credentials.token(access.tokens(), Credentials.shown(header), clock.instant()).caller()
        : logins.caller(context).orElseGet(() -> new Caller(ANONYMOUS, anonymous(context)));
  }

  /** What a proxy passes on comes from no program of this machine. */
  private Optional<Role> anonymous(Context context) {
    return FORWARDED.stream().anyMatch(name -> context.header(name) != null)
        ? Optional.empty()
        : access.anonymous();
  }
}
