package io.attune.trial;

import io.attune.space.Domain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Folds the events that steer a sweep. Not thread-safe. */
final class LiveSteering {
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Map<Integer, SweepEvent.Enqueued> enqueued = new HashMap<>();
  private final List<SweepEvent.Prior> priors = new ArrayList<>();
  private Optional<Domain> domain = Optional.empty();
  private OptionalInt trials = OptionalInt.empty();
  private Flow flow = Flow.FREE;
  private final Set<String> requests = new HashSet<>();
  private final List<Phase> phases = new ArrayList<>();
  private Label label = Label.NONE;
  private int started;
  private long since;
  private Optional<Steering> now = Optional.of(Steering.NONE);

  void add(Event event, long sequence) {
    if (event instanceof SweepEvent.Enqueued point) {
      waiting.add(new Waiting(point, sequence));
      changed(sequence);
    } else if (event instanceof SweepEvent.Edited edit) {
      domain = Optional.of(edit.domain());
      changed(sequence);
    } else if (event instanceof SweepEvent.Staged stage) {
      domain = Optional.of(stage.domain());
      phases.add(new Phase(stage.name(), started + 1, stage.from()));
      changed(sequence);
    } else if (event instanceof SweepEvent.Extended extended) {
      trials = OptionalInt.of(extended.trials());
      now = Optional.empty();
    } else if (event instanceof SweepEvent.Prior prior) {
      priors.add(prior);
      changed(sequence);
    } else if (event instanceof SweepEvent.Requested request) {
      requests.add(request.id());
      now = Optional.empty();
    } else if (event instanceof SweepEvent.Labelled labelled) {
      label = label.plus(labelled.change());
      now = Optional.empty();
    } else if (event instanceof TrialEvent.Started start) {
      start(start);
    } else if (!flow.plus(event).equals(flow)) {
      flow = flow.plus(event);
      now = Optional.empty();
    }
  }

  Steering now() {
    if (now.isEmpty()) {
      List<SweepEvent.Enqueued> points = waiting.stream().map(Waiting::point).toList();
      now =
          Optional.of(
              new Steering(
                  domain, trials, points, enqueued, priors, flow, requests, phases, label, since));
    }
    return now.orElseThrow();
  }

  /** A trial takes the point that waited longest, if its suggestion was made knowing of it. */
  private void start(TrialEvent.Started event) {
    started++;
    if (!waiting.isEmpty() && waiting.element().sequence <= event.seen()) {
      enqueued.put(event.trial(), waiting.remove().point);
      now = Optional.empty();
    }
  }

  private void changed(long sequence) {
    since = sequence;
    now = Optional.empty();
  }

  private record Waiting(SweepEvent.Enqueued point, long sequence) {}
}
