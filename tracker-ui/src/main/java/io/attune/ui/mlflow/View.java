package io.attune.ui.mlflow;

import java.util.Arrays;

/** Which of what was put away is wanted; MLflow's words and numbers. */
enum View {
  ACTIVE_ONLY(1),
  DELETED_ONLY(2),
  ALL(3);

  private final int number;

  View(int number) {
    this.number = number;
  }

  static View of(Ask ask, String name) {
    String text = ask.text(name).orElse(ACTIVE_ONLY.name());
    return Arrays.stream(values())
        .filter(view -> view.name().equals(text) || text.equals("" + view.number))
        .findFirst()
        .orElseThrow(
            () ->
                MlflowError.invalid(
                    "Invalid %s '%s'; there are %s."
                        .formatted(name, Ask.shorten(text), Arrays.toString(values()))));
  }

  boolean shows(boolean deleted) {
    return this == ALL || deleted == (this == DELETED_ONLY);
  }
}
