package io.attune.experiments.train;

import io.attune.run.TrialContext;
import io.attune.space.Assignment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trial that keeps its reports in memory and pauses after a step. */
final class MemoryTrial implements TrialContext {
  private final Assignment assignment;
  private final long seed;
  private final Path directory;
  private final long firstStep;
  private final long lastStep;
  private final List<Map<String, Double>> reports = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private long checkpoint;

  MemoryTrial(Map<String, Object> values, long seed, Path directory) {
    this(values, seed, directory, 0, Long.MAX_VALUE);
  }

  MemoryTrial(
      Map<String, Object> values, long seed, Path directory, long firstStep, long lastStep) {
    this.assignment = new Assignment(values);
    this.seed = seed;
    this.directory = directory;
    this.firstStep = firstStep;
    this.lastStep = lastStep;
  }

  @Override
  public Assignment assignment() {
    return assignment;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public long firstStep() {
    return firstStep;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public boolean report(long step, Map<String, Double> metrics) {
    if (step != firstStep + reports.size() + 1) {
      throw new IllegalArgumentException("step " + step + " follows " + reports.size());
    }
    reports.add(new LinkedHashMap<>(metrics));
    return step < lastStep;
  }

  @Override
  public void checkpointed(long step) {
    checkpoint = step;
  }

  /** Step that the next attempt can go on after; 0 for none. */
  long checkpoint() {
    return checkpoint;
  }

  @Override
  public void log(String line) {
    lines.add(line);
  }

  /** What it was told for people. */
  List<String> lines() {
    return lines;
  }

  /** Every report, without what depends on time. */
  List<Map<String, Double>> reports() {
    return reports.stream().map(MemoryTrial::withoutSpeed).toList();
  }

  List<Double> curve(String metric) {
    return reports.stream().map(report -> report.get(metric)).toList();
  }

  private static Map<String, Double> withoutSpeed(Map<String, Double> report) {
    Map<String, Double> rest = new LinkedHashMap<>(report);
    rest.keySet().removeAll(Instruments.OF_THE_MACHINE);
    return rest;
  }
}
