package io.attune.exchange.table;

import io.attune.trial.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a table beside what it says itself.
 *
 * @param objective what its trials are judged by
 * @param params names of columns
 * @param metrics names of columns
 * @param trial the column that tells trials apart; otherwise each row is one
 * @param step the column that counts steps; then a trial has several rows
 * @param delimiter between cells; otherwise the one that the first line has most of
 */
public record TableWishes(
    Optional<Objective> objective,
    List<String> params,
    List<String> metrics,
    Optional<String> trial,
    Optional<String> step,
    Optional<Character> delimiter) {
  /** Copies the lists. */
  public TableWishes {
    params = List.copyOf(params);
    metrics = List.copyOf(metrics);
  }

  Optional<Role> role(String column) {
    if (trial.equals(Optional.of(column))) {
      return Optional.of(Role.TRIAL);
    }
    if (step.equals(Optional.of(column))) {
      return Optional.of(Role.STEP);
    }
    if (params.contains(column)) {
      return Optional.of(Role.PARAMETER);
    }
    return metrics.contains(column) ? Optional.of(Role.METRIC) : Optional.empty();
  }

  List<String> columns() {
    List<String> columns = new ArrayList<>(params);
    columns.addAll(metrics);
    trial.ifPresent(columns::add);
    step.ifPresent(columns::add);
    return columns;
  }
}
