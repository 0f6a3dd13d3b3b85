package io.attune.experiments.data;

/** What kind of thing is to be predicted. */
public enum Task {
  /** One of a few classes. */
  CLASSIFICATION,
  /** A number. */
  REGRESSION
}
