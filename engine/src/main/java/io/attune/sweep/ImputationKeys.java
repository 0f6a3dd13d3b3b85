package io.attune.sweep;

import io.attune.search.SamplerSpec;
import io.attune.search.gp.Imputation;
import io.attune.search.gp.Imputation.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** W&amp;B's keys for what its Bayesian search takes trials for that have no score. */
final class ImputationKeys {
  private static final String FAILED = "impute";
  private static final String RUNNING = "impute_while_running";
  private static final List<String> DEAF = List.of("random", "grid", "qmc");

  private static final Words<Value> VALUES =
      new Words<Value>()
          .word("worst", Value.WORST)
          .word("best", Value.BEST)
          .word("latest", Value.LATEST);
  private static final Words<Optional<Value>> PERHAPS =
      new Words<Optional<Value>>()
          .word("worst", Optional.of(Value.WORST))
          .word("best", Optional.of(Value.BEST))
          .word("latest", Optional.of(Value.LATEST))
          .word("false", Optional.empty());

  private ImputationKeys() {}

  /** Reads the keys, where they are given. */
  static Imputation read(SweepDraft draft, Optional<Node> failed, Optional<Node> running) {
    Imputation imputation =
        new Imputation(
            failed.map(VALUES::meaning).orElse(Imputation.STANDARD.failed()),
            running.flatMap(ImputationKeys::running));
    failed.filter(node -> imputation.failed() != Value.WORST).ifPresent(node -> check(draft, node));
    running.filter(node -> imputation.running().isPresent()).ifPresent(node -> check(draft, node));
    return imputation;
  }

  /** W&amp;B's schema has the text false, people write the truth value. */
  private static Optional<Value> running(Node node) {
    boolean never = node instanceof Node.Scalar scalar && scalar.value().equals(Optional.of(false));
    return never ? Optional.empty() : PERHAPS.meaning(node);
  }

  private static void check(SweepDraft draft, Node node) {
    draft.later(
        space -> {
          SamplerSpec sampler = draft.sampler().orElse(new SamplerSpec.Bayes());
          if (DEAF.contains(sampler.type())) {
            draft.notice(node, "it only matters to Bayesian search; it is ignored.");
          } else if (!(sampler instanceof SamplerSpec.Bayes)) {
            throw Complaint.at(
                node, "only bayes can do so, not %s. Maybe remove it.", sampler.type());
          }
        });
  }

  /** The sampler with what the metric's keys say of it. */
  static SamplerSpec with(SamplerSpec sampler, Imputation imputation) {
    return sampler instanceof SamplerSpec.Bayes ? new SamplerSpec.Bayes(imputation) : sampler;
  }

  /** The keys of a metric, as far as they are not what holds without them. */
  static Map<String, Object> write(SamplerSpec sampler) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (sampler instanceof SamplerSpec.Bayes bayes) {
      if (bayes.imputation().failed() != Value.WORST) {
        keys.put(FAILED, word(bayes.imputation().failed()));
      }
      bayes.imputation().running().ifPresent(value -> keys.put(RUNNING, word(value)));
    }
    return keys;
  }

  private static String word(Value value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
