package io.attune.ui.access;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody may do; each role may all that those before it may. A route names the one it needs.
 */
public enum Role implements RouteRole {
  /** Reads everything. */
  VIEWER,
  /** Records runs, and speaks for trials that it asked for. */
  RUNNER,
  /** Makes and steers sweeps, and deletes. */
  EDITOR,
  /** Whatever else there is. */
  ADMIN;

  /** Whether somebody with this role may do what needs another. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Back from {@link #word}. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
