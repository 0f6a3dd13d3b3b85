package io.attune.run;

import io.attune.analysis.Border;
import io.attune.analysis.BorderWatch;
import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import io.attune.space.SpaceEdit;
import io.attune.sweep.Conduct;
import io.attune.sweep.Sweep;
import io.attune.trial.History;
import io.attune.trial.SweepEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets ranges grow where the best trial lies at their end, if the sweep wants that. The growth is
 * an edit like any other, so suggestions can be made again from the events. Confined to the run
 * loop.
 */
final class RangeExtender {
  /** So often the way is halved that the trainer refuses to go. */
  private static final int HALVINGS = 8;

  private final Sweep sweep;
  private final StageGuide guide;
  private final Function<SearchSpace, List<TrainerProvider.Problem>> check;

  /**
   * @param check what is wrong with a space for the trainer
   */
  RangeExtender(Sweep sweep, Function<SearchSpace, List<TrainerProvider.Problem>> check) {
    this.sweep = sweep;
    this.check = check;
    this.guide = new StageGuide(sweep);
  }

  /** The edit that is due now; empty if none is, or no further trial would be started. */
  Optional<SweepEvent> event(History history, Instant at) {
    boolean over = history.trials().size() >= guide.most(history) || guide.repeats(history);
    if (sweep.conduct().growth() == Conduct.Growth.NONE || over) {
      return Optional.empty();
    }
    List<SpaceEdit> edits = edits(sweep.domain(history), history);
    return edits.isEmpty()
        ? Optional.empty()
        : Optional.of(Order.edit(edits).event(sweep, history, at));
  }

  /** Edits that can be made one after the other. */
  private List<SpaceEdit> edits(Domain domain, History history) {
    List<SpaceEdit> edits = new ArrayList<>();
    Domain after = domain;
    for (Border border : BorderWatch.of(domain, history)) {
      Optional<SpaceEdit> edit = edit(border, after);
      if (edit.isPresent()) {
        after = after.edit(edit.get());
        edits.add(edit.get());
      }
    }
    return edits;
  }

  private Optional<SpaceEdit> edit(Border border, Domain domain) {
    Optional<SpaceEdit> wider = border.widened(sweep.space());
    for (int i = 0; i < HALVINGS && wider.isPresent(); i++) {
      if (fits(wider.get(), domain)) {
        return wider;
      }
      wider = border.nearer(sweep.space(), wider.get());
    }
    return Optional.empty();
  }

  private boolean fits(SpaceEdit edit, Domain domain) {
    try {
      Domain after = edit.apply(domain);
      sweep.sampler().create(after.open(), sweep.budget().trials());
      return check.apply(after.space()).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
