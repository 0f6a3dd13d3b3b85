package io.attune.exchange.intake;

import io.attune.run.Content;
import io.attune.run.Draft;
import io.attune.run.Keepsake;
import io.attune.trial.Attachments;
import io.attune.trial.History;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One trial that comes in. Of each metric as many readings are passed over as are here already. */
public final class TrialIntake {
  private final SweepIntake sweep;
  private final Map<String, Long> here = new HashMap<>();
  private final Optional<TrialState> before;
  private final AttachmentIntake attachments;
  private List<Reading> readings = new ArrayList<>();
  private int number;

  private TrialIntake(SweepIntake sweep, Optional<TrialState> before, Attachments known) {
    this.sweep = sweep;
    this.before = before;
    this.attachments = new AttachmentIntake(sweep, known);
  }

  static TrialIntake begin(SweepIntake sweep, SourceTrial source) {
    TrialIntake trial = new TrialIntake(sweep, Optional.empty(), Attachments.NONE);
    Relabel label = Relabels.plus(source.label(), Intake.TRIAL, source.id());
    sweep.change(
        draft ->
            trial.number = draft.start(Times.held(source.started()), source.assignment(), label));
    trial.parameters(source.parameters());
    return trial;
  }

  static TrialIntake goOn(SweepIntake sweep, SourceTrial source, Trial known) {
    TrialIntake trial =
        new TrialIntake(sweep, Optional.of(known.state()), known.dossier().attachments());
    trial.number = known.number();
    known
        .dossier()
        .readings()
        .forEach((metric, some) -> trial.here.put(metric, (long) some.size()));
    Relabel news = Relabels.news(source.label(), known.dossier().label());
    if (!news.equals(Relabel.NOTHING)) {
      trial.label(news);
    }
    Map<String, String> parameters = new LinkedHashMap<>(source.parameters());
    source.assignment().values().forEach((name, value) -> parameters.put(name, value.toString()));
    parameters.keySet().removeAll(known.assignment().values().keySet());
    trial.parameters(parameters);
    return trial;
  }

  /** Parameters that become known later; ones that are known already keep their values. */
  public void parameters(Map<String, String> parameters) {
    if (!parameters.isEmpty()) {
      sweep.change(draft -> draft.parameters(number, fresh(draft, parameters)));
    }
  }

  private Map<String, String> fresh(Draft draft, Map<String, String> parameters) {
    Map<String, String> fresh = new LinkedHashMap<>(parameters);
    fresh.keySet().removeAll(draft.trial(number).assignment().values().keySet());
    return fresh;
  }

  /** Something that is said of it. */
  public void label(Relabel change) {
    sweep.change(draft -> draft.describe(number, change));
  }

  /** The next reading of its metric, always in the same order. */
  public void reading(Reading reading) {
    sweep.report().read(Counted.READINGS);
    long left = here.getOrDefault(reading.metric(), 0L);
    if (left > 0) {
      here.put(reading.metric(), left - 1);
      return;
    }
    sweep.report().added(Counted.READINGS);
    readings.add(reading);
    sweep.waits(this);
  }

  /**
   * Something that it recorded at a step beside metrics. What cannot be kept is reported.
   *
   * @param content of that name; only made if it is not here yet
   */
  public void attachment(long step, String name, Supplier<Content> content) {
    attachments.at(step, name, content).ifPresent(this::attach);
  }

  /**
   * A file of it, which is copied as it is.
   *
   * @param name with / between its parts
   * @param file no link
   */
  public void file(String name, Path file) {
    attachments.file(name, file).ifPresent(this::attach);
  }

  private void attach(Keepsake keepsake) {
    sweep.change(draft -> draft.attach(number, draft.now(), keepsake));
  }

  /** How it stands, after all its readings. */
  public void end(Ending ending) {
    List<Consumer<Draft>> last = new ArrayList<>();
    bring(last);
    last.forEach(sweep::change);
    boolean same =
        before.isEmpty() ? ending.kind() == Ending.Kind.RUNNING : ending.isOf(before.get());
    if (!same) {
      sweep.change(draft -> move(draft, ending));
    }
  }

  private void move(Draft draft, Ending ending) {
    History history = draft.history();
    Trial trial = draft.trial(number);
    draft.move(number, ending.state(history, trial), Times.held(ending.at().orElse(draft.now())));
  }

  /** Hands the readings over that wait. */
  void bring(List<Consumer<Draft>> changes) {
    if (!readings.isEmpty()) {
      List<Reading> batch = readings;
      readings = new ArrayList<>();
      changes.add(draft -> draft.readings(number, batch));
    }
  }
}
