package io.attune.trial;

import io.attune.space.Assignment;
import io.attune.space.Domain;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened to a sweep as a whole. */
public sealed interface SweepEvent extends Event {
  /** What is new for people, without its time; empty where the trials say it all. */
  default Optional<String> news() {
    return Optional.empty();
  }

  /** Whether it happened beside the runs, so that it does not tell whether the sweep is over. */
  default boolean apart() {
    return false;
  }

  /**
   * A runner took the sweep up, for the first time or to go on with it.
   *
   * @param environment facts about the machine and program, such as {@code host} and {@code java}
   */
  record Opened(Instant at, Map<String, String> environment) implements SweepEvent {
    /** Copies the map, keeping its order. */
    public Opened {
      environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
  }

  /** A runner let the sweep go. */
  record Closed(Instant at, Outcome outcome, String reason) implements SweepEvent {}

  /**
   * Somebody chose a point to be tried before the sampler's own.
   *
   * @param point values of some parameters or all; the sampler chooses the others
   * @param by who or what chose it, for people; may be empty
   */
  record Enqueued(Instant at, Assignment point, String by) implements SweepEvent {}

  /**
   * From here on the sweep searches elsewhere.
   *
   * @param domain where
   * @param change what is different, for people
   */
  record Edited(Instant at, Domain domain, String change) implements SweepEvent {
    @Override
    public Optional<String> news() {
      return Optional.of(change);
    }
  }

  /**
   * A stage of the sweep begins; the one before it has ended. Trials of different stages are not
   * compared with each other.
   *
   * @param name of the stage
   * @param domain where it searches
   * @param from trials it goes on from, the best first; empty for the first stage
   * @param change what it does and what is different, for people
   */
  record Staged(Instant at, String name, Domain domain, List<Integer> from, String change)
      implements SweepEvent {
    /** Copies the list. */
    public Staged {
      from = List.copyOf(from);
    }

    @Override
    public Optional<String> news() {
      return Optional.of(change);
    }
  }

  /**
   * The sweep may start more trials than it was allowed to.
   *
   * @param trials most trials to start from now on, those so far included
   */
  record Extended(Instant at, int trials) implements SweepEvent {
    @Override
    public Optional<String> news() {
      return Optional.of("up to " + trials + " trials");
    }
  }

  /**
   * A trial of an earlier sweep counts as an observation here. It is no trial of this sweep: it
   * takes nothing from the budget and is never the best.
   *
   * @param sweep number of the earlier sweep in the same store
   * @param trial number of the trial in it
   * @param assignment as this sweep's space has it
   * @param state how it ended
   * @param step last one it reported
   * @param metrics what it came to, by the metrics of this sweep; empty if it failed
   */
  record Prior(
      Instant at,
      long sweep,
      int trial,
      Assignment assignment,
      TrialState state,
      long step,
      Map<String, Double> metrics)
      implements SweepEvent {
    /** Copies the map, keeping its order. */
    public Prior {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /** No trial is started from here on; those that run train to their end. */
  record Paused(Instant at) implements SweepEvent {
    @Override
    public Optional<String> news() {
      return Optional.of("paused");
    }
  }

  /** Trials are started again. So they are when a runner takes the sweep up anew. */
  record Continued(Instant at) implements SweepEvent {
    @Override
    public Optional<String> news() {
      return Optional.of("goes on");
    }
  }

  /** From here on another number of trials runs side by side. */
  record Resized(Instant at, int parallel) implements SweepEvent {
    @Override
    public Optional<String> news() {
      return Optional.of(parallel + " trials at a time");
    }
  }

  /** Somebody wants a trial that runs to end at its next report. */
  record Halted(Instant at, int target) implements SweepEvent {
    @Override
    public Optional<String> news() {
      return Optional.of("trial " + target + " shall end");
    }
  }

  /**
   * Somebody asked for what the next event says.
   *
   * @param id chosen by who asked; what is asked again with the same one is not done again
   * @param by who or what asked, for people; may be empty
   */
  record Requested(Instant at, String id, String by) implements SweepEvent {}

  /** Something people should know about the sweep. */
  record Noted(Instant at, String text) implements SweepEvent {
    @Override
    public Optional<String> news() {
      return Optional.of(text);
    }
  }

  /**
   * Something made of the models of several trials, or of one beyond its best, was measured on the
   * test split.
   *
   * @param what what was measured, for people
   */
  record Measured(Instant at, String what, Map<String, Double> metrics) implements SweepEvent {
    /** Copies the map, keeping its order. */
    public Measured {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    @Override
    public Optional<String> news() {
      return Optional.of("the test split was read for " + what + ": " + metrics);
    }

    @Override
    public boolean apart() {
      return true;
    }
  }

  /**
   * Somebody said something of the sweep.
   *
   * @param change to its name and tags
   */
  record Labelled(Instant at, Relabel change) implements SweepEvent {
    @Override
    public boolean apart() {
      return true;
    }
  }

  /**
   * From here on the trials of a recorded sweep are judged by another objective: nobody could say
   * which when it began.
   */
  record Aimed(Instant at, Objective objective) implements SweepEvent {
    @Override
    public boolean apart() {
      return true;
    }
  }

  /** How a sweep ended. */
  enum Outcome {
    /** The budget is used up or there is nothing left to try. */
    FINISHED,
    /** Somebody stopped it; it can be resumed. */
    INTERRUPTED
  }

  /** Stands where an event of a trial was that somebody deleted for good. */
  record Voided(Instant at) implements SweepEvent {
    @Override
    public boolean apart() {
      return true;
    }
  }
}
