package io.attune.bench;

import io.attune.space.Assignment;
import io.attune.space.FloatParameter;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.Reading;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where metrics come from: trials that Attune runs, or others' programs. */
enum Source {
  REPORTED("Attune, reported") {
    @Override
    Sweep sweep() {
      return Sweep.named("reported")
          .space(FloatParameter.uniform("x", 0, 1))
          .minimize(metric(0))
          .build();
    }

    @Override
    List<Event> metrics(int trial, long firstStep, int steps, int metrics) {
      List<Event> events = new ArrayList<>(steps);
      for (long step = firstStep; step < firstStep + steps; step++) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int metric = 0; metric < metrics; metric++) {
          values.put(metric(metric), value(trial, step, metric));
        }
        events.add(new TrialEvent.Reported(trial, AT.plusMillis(step), 1, step, values));
      }
      return events;
    }

    @Override
    int attempt() {
      return 1;
    }
  },
  RECORDED("Attune, recorded") {
    @Override
    Sweep sweep() {
      return Sweep.recording("recorded");
    }

    @Override
    List<Event> metrics(int trial, long firstStep, int steps, int metrics) {
      List<Reading> readings = new ArrayList<>(steps * metrics);
      for (long step = firstStep; step < firstStep + steps; step++) {
        for (int metric = 0; metric < metrics; metric++) {
          readings.add(
              new Reading(
                  metric(metric), step, AT.toEpochMilli() + step, value(trial, step, metric)));
        }
      }
      return List.of(new TrialEvent.Recorded(trial, AT, readings));
    }

    @Override
    int attempt() {
      return 0;
    }
  };

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private final String label;

  Source(String label) {
    this.label = label;
  }

  /** What tables call it. */
  String label() {
    return label;
  }

  /** A sweep to put in. */
  abstract Sweep sweep();

  /** Some steps of a trial, all of whose metrics have a value at each. */
  abstract List<Event> metrics(int trial, long firstStep, int steps, int metrics);

  /** The attempt that its series have. */
  abstract int attempt();

  static String metric(int index) {
    return "metric_" + index;
  }

  static Event started(int trial) {
    return new TrialEvent.Started(
        trial, AT, new Assignment(Map.of("x", trial / 1e6, "optimizer", "adam")), 0);
  }

  static Event ended(int trial) {
    return new TrialEvent.Ended(trial, AT, 1, new TrialState.Completed(1.0 / trial));
  }

  static Instant now() {
    return AT;
  }

  /** Something like a learning curve with noise. */
  private static double value(int trial, long step, int metric) {
    return metric + 1.0 / (1 + step) + (((trial * 31L + step) * 2_654_435_761L) & 0xffff) * 1e-7;
  }
}
