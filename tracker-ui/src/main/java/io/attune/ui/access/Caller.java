package io.attune.ui.access;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * Who sends a request.
 *
 * @param name for people, such as that of a token
 * @param role empty for somebody who may do nothing
 */
public record Caller(String name, Optional<Role> role) {
  private static final String ATTRIBUTE = "attune.caller";

  /** Who sent a request that was let in. */
  public static Caller of(Context context) {
    Caller caller = context.attribute(ATTRIBUTE);
    return caller == null ? new Caller("nobody", Optional.empty()) : caller;
  }

  boolean may(Role needed) {
    return role.filter(mine -> mine.covers(needed)).isPresent();
  }

  void keep(Context context) {
    context.attribute(ATTRIBUTE, this);
  }
}
