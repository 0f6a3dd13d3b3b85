package io.attune.run;

import io.attune.store.BlobStore;
import io.attune.trial.Cause;
import io.attune.trial.History;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something that a program tells of the trial it trains, as a part of a {@link Batch}. */
public sealed interface Entry {
  /** Metrics that decide how it goes on; only trials that Attune runs have such. */
  record Reported(long step, Map<String, Double> metrics) implements Entry {
    /** Copies the map, keeping its order. */
    public Reported {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /** Metrics that were measured. */
  record Measured(List<Reading> readings) implements Entry {
    /** Copies the list. */
    public Measured {
      readings = List.copyOf(readings);
    }
  }

  /** Parameters, exactly as written. */
  record Parameters(Map<String, String> values) implements Entry {
    /** Copies the map, keeping its order. */
    public Parameters {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /** Another name, or tags. */
  record Labelled(Relabel change) implements Entry {}

  /** Lines to keep. */
  record Line(Instant at, String text) implements Entry {}

  /** Something beside metrics, whose content is {@linkplain #kept kept} before it is applied. */
  record Attached(Instant at, Keepable what) implements Entry {
    Attached kept(BlobStore blobs) throws IOException {
      return new Attached(at, what.keep(blobs));
    }

    Keepsake keepsake() {
      if (what instanceof Keepsake kept) {
        return kept;
      }
      throw new IllegalStateException("the content was not kept before it was to be written down.");
    }
  }

  /**
   * Something that cannot be kept, which must not hold up what follows.
   *
   * @param detail why
   */
  record Refused(String detail) implements Entry {}

  /** How it stands now. */
  record Moved(Instant at, Standing standing, String message) implements Entry {}

  /** How a program says that its trial stands. */
  enum Standing {
    /** It goes on, maybe again. */
    RUNNING,
    /** It is done. */
    COMPLETED,
    /** It broke; the message says why. */
    FAILED,
    /** It was ended before it was done; the message says why. */
    STOPPED;

    TrialState state(History history, Trial trial, String message) {
      return switch (this) {
        case RUNNING -> new TrialState.Running();
        case COMPLETED ->
            new TrialState.Completed(trial.score(history.objective()).orElse(Double.NaN));
        case FAILED -> new TrialState.Failed(Cause.of(Cause.Kind.ERROR, message));
        case STOPPED -> new TrialState.Stopped(trial.lastStep(), message);
      };
    }
  }
}
