package io.attune.ui.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as it is kept: never its text.
 *
 * @param id by which it is revoked; no secret
 * @param name for people
 * @param hash SHA-256 of the text, in hexadecimal digits
 * @param expires when it ends to be good, if ever
 */
public record Token(
    String id, String name, Role role, String hash, Instant created, Optional<Instant> expires) {

  /** Whether it is good for anything at a time. */
  public boolean isGood(Instant now) {
    return expires.isEmpty() || now.isBefore(expires.get());
  }

  Caller caller() {
    return new Caller(name, Optional.of(role));
  }
}
