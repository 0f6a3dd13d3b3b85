package io.attune.app;

import io.attune.run.Confirmation;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Outcome;
import io.attune.trial.SweepEvent;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** A line for each trial that ends; for files, pipes and continuous integration. */
final class PlainLines implements Progress {
  private final Sweep sweep;
  private final Set<String> told;
  private final PrintWriter out;
  private final LiveHistory history;
  private boolean live;

  PlainLines(Sweep sweep, Set<String> told, PrintWriter out) {
    this.sweep = sweep;
    this.told = told;
    this.out = out;
    this.history = new LiveHistory(sweep.criteria());
  }

  @Override
  public void start() {
    live = true;
  }

  @Override
  public void happened(List<Event> events) {
    for (Event event : events) {
      history.add(event);
      if (live && event instanceof TrialEvent.Ended ended) {
        out.println(Plain.line(line(history.trial(ended.trial()))));
      } else if (live && event instanceof SweepEvent steered) {
        steered
            .news()
            .filter(text -> !told.contains(text))
            .ifPresent(text -> out.println(Plain.line(text)));
      }
    }
  }

  @Override
  public void close() {
    out.flush();
  }

  private String line(Trial trial) {
    OptionalInt most = sweep.trials(history);
    String of = most.isPresent() ? "/" + most.getAsInt() : "";
    return "trial %d%s %s%s"
        .formatted(trial.number(), of, SweepView.word(trial.state()), detail(trial));
  }

  private String detail(Trial trial) {
    if (!(trial.state() instanceof TrialState.Completed)) {
      String reason = SweepView.reason(trial.state());
      return reason.isEmpty() ? "" : ": " + reason;
    }
    return ": %s in %s%s"
        .formatted(
            Verdicts.values(history, trial),
            Numbers.of(trial.duration(trial.started())),
            praise(trial));
  }

  private String praise(Trial trial) {
    if (!history.outcome(trial).map(Outcome::feasible).orElse(false)) {
      return ", infeasible";
    }
    boolean best =
        history.criteria().several()
            ? history.front().trials().contains(trial)
            : history.best().map(Trial::number).orElse(0) == trial.number();
    if (!best || history.criteria().several()) {
      return best ? ", on the front so far" : "";
    }
    return Confirmation.repeats(sweep, history) ? ", best single run so far" : ", best so far";
  }
}
