package io.attune.search.gp;

import java.util.Optional;

/**
 * What Bayesian search takes trials for that have no score.
 *
 * @param failed what failed trials count as
 * @param running what trials count as that run; empty for imagined outcomes, all of which together
 *     are as uncertain as the model is
 */
public record Imputation(Value failed, Optional<Value> running) {
  /** Failed trials are worse than all others, and outcomes of running ones are imagined. */
  public static final Imputation STANDARD = new Imputation(Value.WORST, Optional.empty());

  /** A value that a trial counts as, by what it reported itself. */
  public enum Value {
    /** Worse than all that any trial came to. */
    WORST,
    /** Its own best so far; what it counts as otherwise, as long as it has none. */
    BEST,
    /** Its own last; what it counts as otherwise, as long as it has none. */
    LATEST
  }
}
