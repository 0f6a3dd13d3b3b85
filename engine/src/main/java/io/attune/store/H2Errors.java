package io.attune.store;

import java.sql.SQLException;
import java.util.Set;

/** What H2's error codes mean. */
final class H2Errors {
  private static final Set<Integer> DAMAGED = Set.of(90030, 90048);

  /** General errors, I/O errors, and what is said once a database was closed because of one. */
  private static final Set<Integer> GIVEN_UP =
      Set.of(50000, 90007, 90020, 90028, 90031, 90067, 90098, 90121);

  private H2Errors() {}

  /** A file that it cannot make sense of. */
  static boolean isDamage(SQLException failure) {
    return DAMAGED.contains(failure.getErrorCode());
  }

  /** The file is locked, which within a locked folder only this program can have done. */
  static boolean isHeld(SQLException failure) {
    return failure.getErrorCode() == 90020;
  }

  /** It closes a database that it cannot write; another connection opens it again. */
  static boolean isGivenUp(SQLException failure) {
    return GIVEN_UP.contains(failure.getErrorCode());
  }
}
