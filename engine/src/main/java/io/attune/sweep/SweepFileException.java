package io.attune.sweep;

import java.util.List;

/**
 * A sweep file that cannot be read. The message has one line per problem, in the order of the file:
 * {@code digits.yaml:14: parameters.lr.min: 0 is not positive; …}.
 */
public final class SweepFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  SweepFileException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line for each problem; at least one. */
  public List<String> problems() {
    return problems;
  }
}
