package io.attune.sweep;

import io.attune.search.RungSpec;
import io.attune.search.SchedulerSpec;
import io.attune.trial.Milestone;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes schedulers in the notation that {@link SchedulerReader} reads. */
final class SchedulerWriter {
  private SchedulerWriter() {}

  /** A mapping, or a list of them. */
  static Object write(SchedulerSpec spec) {
    return spec instanceof SchedulerSpec.FirstOf several
        ? several.schedulers().stream().map(SchedulerWriter::write).toList()
        : mapping(spec);
  }

  private static Map<String, Object> mapping(SchedulerSpec spec) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", spec.type());
    if (spec instanceof RungSpec rungs) {
      put(rungs, keys);
    } else if (spec instanceof SchedulerSpec.Median median) {
      keys.put("min_trials", median.minTrials());
      keys.put("warmup_steps", median.warmupSteps());
    } else if (spec instanceof SchedulerSpec.Percentile percentile) {
      keys.put("percentile", percentile.percentile());
      keys.put("min_trials", percentile.minTrials());
      keys.put("warmup_steps", percentile.warmupSteps());
    } else if (spec instanceof SchedulerSpec.FreezeThaw freezeThaw) {
      freezeThaw.minSteps().ifPresent(least -> keys.put("min_steps", least));
      freezeThaw.maxSteps().ifPresent(most -> keys.put("max_steps", most));
    } else if (spec instanceof SchedulerSpec.Patient patient) {
      keys.put("patience", patient.patience());
      keys.put("min_delta", patient.minDelta());
      patient.wraps().ifPresent(inner -> keys.put("wraps", write(inner)));
    } else if (spec instanceof SchedulerSpec.Threshold threshold) {
      threshold.lower().ifPresent(lower -> keys.put("lower", lower));
      threshold.upper().ifPresent(upper -> keys.put("upper", upper));
      keys.put("warmup_steps", threshold.warmupSteps());
    } else if (spec instanceof SchedulerSpec.Wilcoxon wilcoxon) {
      keys.put("p_threshold", wilcoxon.pThreshold());
      keys.put("startup_steps", wilcoxon.startupSteps());
      wilcoxon.metric().ifPresent(metric -> keys.put("metric", metric));
    }
    return keys;
  }

  private static void put(RungSpec spec, Map<String, Object> keys) {
    if (spec instanceof RungSpec.Asha asha) {
      keys.put("mode", asha.mode().name().toLowerCase(Locale.ROOT));
      keys.put("min_steps", asha.minSteps());
      keys.put("eta", asha.eta());
      asha.maxSteps().ifPresent(most -> keys.put("max_steps", most));
    } else if (spec instanceof RungSpec.SuccessiveHalving halving) {
      keys.put("trials", halving.trials());
      keys.put("min_steps", halving.minSteps());
      keys.put("eta", halving.eta());
    } else if (spec instanceof RungSpec.Hyperband hyperband) {
      keys.put("min_steps", hyperband.minSteps());
      keys.put("max_steps", hyperband.maxSteps());
      keys.put("eta", hyperband.eta());
    } else if (spec instanceof RungSpec.Bands bands) {
      keys.put(bands.bands().isPresent() ? "max_iter" : "min_iter", bands.iterations());
      bands.bands().ifPresent(s -> keys.put("s", s));
      keys.put("eta", bands.eta());
      keys.put("strict", bands.measure() == Milestone.Measure.LAST);
    }
  }
}
