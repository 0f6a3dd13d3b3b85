package io.attune.run;

import io.attune.space.Domain;
import io.attune.space.SpaceEdit;
import io.attune.sweep.Sweep;
import io.attune.trial.SweepEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody wants of a sweep. It becomes an event where the sweep stands when it arrives. */
@FunctionalInterface
interface Order {
  /**
   * The event.
   *
   * @param domain where the sweep searches now
   * @throws IllegalArgumentException if the order makes no sense there
   */
  SweepEvent event(Domain domain, Instant at);

  /** To try a point before the sampler's own. */
  static Order enqueue(Map<String, Object> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("an enqueued point needs at least one value.");
    }
    Map<String, Object> copy = Map.copyOf(values);
    return (domain, at) -> new SweepEvent.Enqueued(at, domain.part(copy), "");
  }

  /** To search elsewhere; all the changes are made together or none is. */
  static Order edit(Sweep sweep, List<SpaceEdit> edits) {
    if (edits.isEmpty()) {
      throw new IllegalArgumentException("an edit needs at least one change.");
    }
    List<SpaceEdit> copy = List.copyOf(edits);
    return (domain, at) -> edited(sweep, copy, domain, at);
  }

  private static SweepEvent edited(Sweep sweep, List<SpaceEdit> edits, Domain domain, Instant at) {
    Domain after = domain;
    List<String> changes = new ArrayList<>();
    for (SpaceEdit edit : edits) {
      Domain before = after;
      after = before.edit(edit);
      changes.add(edit.describe(before));
    }
    // A sampler refuses spaces that it cannot search; better now than at the next suggestion.
    sweep.sampler().create(after.open(), sweep.budget().trials());
    return new SweepEvent.Edited(at, after, String.join("; ", changes));
  }
}
