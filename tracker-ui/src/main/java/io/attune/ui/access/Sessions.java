package io.attune.ui.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Browsers that logged in. Kept in memory only: they log in again when the server starts anew.
 * Nothing but hashes is kept of what opens a session. Thread-safe.
 */
final class Sessions {
  static final Duration CODE_LIFE = Duration.ofMinutes(10);
  static final Duration LIFE = Duration.ofDays(7);

  /** More are not one person's. */
  private static final int MOST = 1_000;

  private final Map<String, Instant> codes = new LinkedHashMap<>();
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /** A code that opens one session, once and soon. */
  synchronized String invite(Instant now) {
    String code = Secret.make();
    put(codes, Secret.hash(code), now.plus(CODE_LIFE));
    return code;
  }

  /** Whether a code was good until now; it is no more. */
  synchronized boolean redeem(String code, Instant now) {
    Instant end = codes.remove(Secret.hash(code));
    return end != null && now.isBefore(end);
  }

  /** A new session, and the secret that opens it. */
  synchronized String open(Optional<String> token, Instant now) {
    String secret = Secret.make();
    put(sessions, Secret.hash(secret), new Session(token, now.plus(LIFE)));
    return secret;
  }

  synchronized Optional<Session> find(String secret, Instant now) {
    return Optional.ofNullable(sessions.get(Secret.hash(secret)))
        .filter(session -> now.isBefore(session.end));
  }

  synchronized void close(String secret) {
    sessions.remove(Secret.hash(secret));
  }

  private static <T> void put(Map<String, T> map, String key, T value) {
    map.put(key, value);
    Iterator<String> oldest = map.keySet().iterator();
    if (map.size() > MOST) {
      oldest.next();
      oldest.remove();
    }
  }

  /**
   * A browser that logged in.
   *
   * @param token id of the token that it showed; empty for the link of whoever started the server
   */
  record Session(Optional<String> token, Instant end) {}
}
