package io.attune.trial;

import io.attune.space.Assignment;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened to one trial. Trials are numbered from 1 in the order they started. */
public sealed interface TrialEvent extends Event {
  /** Number of the trial, from 1. */
  int trial();

  /**
   * A trial began its first attempt.
   *
   * @param seen sequence number of the last event that the sampler had seen when it chose the
   *     assignment; with the sweep's seed it is all that is needed to choose it again
   */
  record Started(int trial, Instant at, Assignment assignment, long seen) implements TrialEvent {}

  /**
   * A trial that was paused or lost goes on in a new attempt. What it had reported after {@code
   * fromStep} is void.
   *
   * @param attempt 2 for the first resumption
   * @param fromStep step of the checkpoint it goes on from; 0 starts from scratch
   */
  record Resumed(int trial, Instant at, int attempt, long fromStep) implements TrialEvent {}

  /**
   * Where an attempt runs; further ones add to what is known of it.
   *
   * @param environment facts such as {@code host}, {@code java}, {@code engine} and {@code pid}
   */
  record Placed(int trial, Instant at, int attempt, Map<String, String> environment)
      implements TrialEvent {
    /** Copies the map, keeping its order. */
    public Placed {
      environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
  }

  /**
   * Metrics at a step. Values may be NaN or infinite; negative zero becomes zero, because databases
   * do not tell them apart.
   *
   * @param step grows within an attempt; the trainer decides what it counts
   */
  record Reported(int trial, Instant at, int attempt, long step, Map<String, Double> metrics)
      implements TrialEvent {
    /** Copies the map, keeping its order. */
    public Reported {
      LinkedHashMap<String, Double> copy = new LinkedHashMap<>();
      metrics.forEach((name, value) -> copy.put(name, value + 0.0));
      metrics = Collections.unmodifiableMap(copy);
    }
  }

  /** Lines that a trial printed, without the last line end. */
  record Logged(int trial, Instant at, int attempt, String text) implements TrialEvent {}

  /**
   * The trial recorded something beside metrics.
   *
   * @param attempt that recorded it; 0 if it belongs to none
   * @param text the content if it is short text; all else is a blob, kept beside the events
   */
  record Attached(int trial, Instant at, int attempt, Attachment what, Optional<String> text)
      implements TrialEvent {}

  /**
   * What the trial recorded under some names, at whatever steps, is withdrawn: nobody sees it any
   * more, and contents that nothing else names may be deleted.
   */
  record Detached(int trial, Instant at, List<String> names) implements TrialEvent {
    /** Copies the list. */
    public Detached {
      names = List.copyOf(names);
    }
  }

  /**
   * Somebody deleted the trial for good. Its start is left without an assignment, and where its
   * other events were there are {@link SweepEvent.Voided} ones.
   */
  record Erased(int trial, Instant at) implements TrialEvent {}

  /** An attempt is over; {@code state} is never Running. */
  record Ended(int trial, Instant at, int attempt, TrialState state) implements TrialEvent {}

  /** The trial's model was measured on data that played no part in choosing it. */
  record Tested(int trial, Instant at, Map<String, Double> metrics) implements TrialEvent {
    /** Copies the map, keeping its order. */
    public Tested {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /**
   * Somebody said something of the trial. What people say changes nothing of how it was trained.
   *
   * @param parameters of a recorded trial that were not known before, exactly as written; one that
   *     is known keeps its value
   * @param change to its name and tags
   */
  record Described(int trial, Instant at, Map<String, String> parameters, Relabel change)
      implements TrialEvent {
    /** Copies the map, keeping its order. */
    public Described {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /**
   * Readings of metrics that somebody else's program sent, whatever the trial's state. They belong
   * to no attempt. A store keeps the readings as series of their own and this event as {@link
   * Tallied}.
   */
  record Recorded(int trial, Instant at, List<Reading> readings) implements TrialEvent {
    /** Copies the list. */
    public Recorded {
      readings = List.copyOf(readings);
    }

    /** The same in short, as stores give it back. */
    public Tallied tallied() {
      return new Tallied(trial, at, Tally.of(readings));
    }
  }

  /** Readings were recorded: what comes back from a store of {@link Recorded}. */
  record Tallied(int trial, Instant at, List<Tally> tallies) implements TrialEvent {
    /** Copies the list. */
    public Tallied {
      tallies = List.copyOf(tallies);
    }
  }

  /**
   * All that somebody else's program sent as one numbered stream has arrived, up to a number. Goes
   * to disk together with what arrived, so that what is sent again is known again.
   *
   * @param stream what the program calls the stream
   * @param last number of the last entry, from 1
   */
  record Received(int trial, Instant at, String stream, long last) implements TrialEvent {}
}
