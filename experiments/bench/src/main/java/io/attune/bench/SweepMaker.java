package io.attune.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import io.attune.sweep.SweepFileException;

/**
 * Makes sweeps by writing sweep files and reading them, so that whatever a sweep file can say of
 * samplers and schedulers can be measured, and wrong settings are explained the same way.
 */
final class SweepMaker {
  static final String METRIC = "loss";

  private SweepMaker() {}

  /**
   * A sweep over a problem.
   *
   * @param limit lines of the file that say where it ends, such as {@code budget: {trials: 100}}
   * @throws BenchException if sampler or scheduler do not exist, or cannot search this space
   */
  static Sweep sweep(
      Problem problem, Setting sampler, Setting scheduler, int parallel, String limit, long seed) {
    String file =
        """
        name: %s
        trainer: bench
        metric: {name: %s, goal: minimize}
        sampler: %s
        early_terminate: %s
        parallel: %d
        seed: %d
        %s
        parameters: %s
        """
            .formatted(
                problem.name(),
                METRIC,
                sampler.yaml(),
                scheduler.yaml(),
                parallel,
                seed,
                limit,
                parameters(problem));
    try {
      return SweepFile.parse(file, sampler.label() + " on " + problem.name()).sweep();
    } catch (SweepFileException e) {
      throw BenchException.wrongInput(String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode parameters(Problem problem) {
    Sweep plain = Sweep.named("plain").space(problem.space()).minimize(METRIC).build();
    try {
      return ObjectiveServer.JSON.readTree(SweepFile.write(plain)).get("parameters");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("sweeps are written as JSON", e);
    }
  }
}
