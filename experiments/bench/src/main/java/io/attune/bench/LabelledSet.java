package io.attune.bench;

import io.attune.analysis.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Labelled runs that the program has with it. */
enum LabelledSet {
  /** Of one kind of network; the rules for curves were made by half of them. */
  CURVES("curves.tsv", Judge.WITH_SETTINGS, Judge.BY_CURVES),
  /** Of other networks and tasks. */
  KINDS("kinds.tsv", Judge.WITH_SETTINGS, Judge.BY_CURVES),
  /** Of networks whose layers were watched; the rules for layers were made by half of them. */
  LAYERS("layers.tsv", Judge.BY_LAYERS) {
    @Override
    boolean keeps(LabelledCurves labelled) {
      boolean learned = labelled.lastOf("train_accuracy") >= LEARNED;
      return labelled.finite() && learned == (labelled.label() == Verdict.GOOD);
    }
  };

  /**
   * Training accuracy at the end that tells whether a setting did harm. It is no limit of a rule.
   */
  private static final double LEARNED = 0.85;

  private final String resource;
  private final List<Judge> judges;

  LabelledSet(String resource, Judge... judges) {
    this.resource = resource;
    this.judges = List.of(judges);
  }

  /** Who judges such runs. */
  List<Judge> judges() {
    return judges;
  }

  /** Whether a run became what its label says. */
  boolean keeps(LabelledCurves labelled) {
    return true;
  }

  List<LabelledCurves> all() {
    try (InputStream in = LabelledSet.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the program");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines.lines().map(LabelledCurves::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those set aside when the rules were made. */
  List<LabelledCurves> heldOut() {
    return all().stream().filter(LabelledCurves::heldOut).toList();
  }

  /** Those that the rules were made by. */
  List<LabelledCurves> tuning() {
    return all().stream().filter(labelled -> !labelled.heldOut()).toList();
  }
}
