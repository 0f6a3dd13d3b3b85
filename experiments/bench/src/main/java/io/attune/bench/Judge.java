package io.attune.bench;

import io.attune.analysis.Diagnosis;
import io.attune.analysis.Finding;
import io.attune.analysis.LearningCurves;
import io.attune.analysis.Verdict;
import io.attune.space.Assignment;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who gives a labelled run its verdict. */
enum Judge implements Function<LabelledCurves, Optional<Verdict>> {
  /** Of the learning curves, with settings known, as for trials of sweeps. */
  WITH_SETTINGS("settings known") {
    @Override
    public Optional<Verdict> apply(LabelledCurves labelled) {
      return first(Diagnosis.of(LearningCurves.of(labelled.metrics()), labelled.settings()));
    }
  },
  /** Of the learning curves alone. */
  BY_CURVES("curves alone") {
    @Override
    public Optional<Verdict> apply(LabelledCurves labelled) {
      return first(Diagnosis.of(LearningCurves.of(labelled.metrics()), new Assignment(Map.of())));
    }
  },
  /** Of the layers alone; good where nothing is wrong with them. */
  BY_LAYERS("layers") {
    @Override
    public Optional<Verdict> apply(LabelledCurves labelled) {
      return Optional.of(
          first(Diagnosis.ofLayers(labelled.metrics(), labelled.settings())).orElse(Verdict.GOOD));
    }
  };

  private final String words;

  Judge(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  private static Optional<Verdict> first(Diagnosis diagnosis) {
    return diagnosis.main().map(Finding::verdict);
  }
}
