package io.attune.run;

/** A parameter of a recorded trial that was to get a second value. */
public final class ParameterConflict extends RuntimeException {
  private static final long serialVersionUID = 1;

  ParameterConflict(String name, String before, String value) {
    super(
        "parameter %s is '%s' already and cannot become '%s'. Maybe log it under another name, or start another run."
            .formatted(name, before, value));
  }
}
