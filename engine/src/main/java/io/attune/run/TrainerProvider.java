package io.attune.run;

import io.attune.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Offers a trainer to sweep files under a name. Found through {@link java.util.ServiceLoader}.
 * Asking for anything but {@link #trainer} is cheap and loads no native code.
 */
public interface TrainerProvider {
  /** The name sweep files use, such as {@code mlp}. */
  String name();

  /** One sentence for people who look for a trainer. */
  String description();

  /** A trainer for this process. May load native libraries. */
  Trainer trainer();

  /** Facts about what runs here, such as {@code engine}, recorded with each trial. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** What is wrong with a space before anything trains with it; empty if nothing is. */
  default List<Problem> check(SearchSpace space) {
    return List.of();
  }

  /** What looks at a space for seconds before a sweep trains in it; empty if nothing does. */
  default Optional<Scout> scout() {
    return Optional.empty();
  }

  /** Whether trials should run in worker processes rather than in threads. */
  default boolean prefersProcesses() {
    return false;
  }

  /**
   * Something a trainer cannot work with.
   *
   * @param parameter name of the parameter, which may be absent from the space
   * @param fault what is wrong
   * @param remedy how to mend it in a sweep file; empty if the fault says that as well
   */
  record Problem(String parameter, String fault, String remedy) {
    /** A fault that says how to mend it. */
    public Problem(String parameter, String message) {
      this(parameter, message, "");
    }

    /** What is wrong and how to mend it. */
    public String message() {
      return remedy.isEmpty() ? fault : fault + " " + remedy;
    }
  }
}
