package io.attune.sweep;

import io.attune.search.SamplerSpec;
import java.util.List;
import java.util.function.Supplier;

/**
 * W&amp;B's keys for what its Bayesian search takes trials for that have no value. Here failed ones
 * count as worse than all others and running ones with imagined outcomes, which is what W&amp;B
 * does where nothing else is said; what asks for something else is refused, if it would matter.
 */
final class Imputation {
  private static final String NEVER = "false";
  private static final Words<String> FAILED =
      new Words<String>().word("worst", "worst").word("best", "best").word("latest", "latest");
  private static final Words<String> RUNNING =
      new Words<String>()
          .word("worst", "worst")
          .word("best", "best")
          .word("latest", "latest")
          .word(NEVER, NEVER);

  private Imputation() {}

  /** What failed trials count as. */
  static void failed(SweepDraft draft, Node node) {
    if (!FAILED.meaning(node).equals("worst")) {
      refuse(
          draft,
          node,
          () ->
              "failed trials count as worse than all others here; counted otherwise, they would"
                  + " draw the search to where trials fail. Maybe remove it, or write worst.");
    }
  }

  /** What trials count as that still run. */
  static void running(SweepDraft draft, Node node) {
    boolean never =
        node instanceof Node.Scalar scalar && scalar.value().equals(java.util.Optional.of(false));
    if (!never && !RUNNING.meaning(node).equals(NEVER)) {
      refuse(
          draft,
          node,
          () ->
              "trials that run count with imagined outcomes here, not with what they reported so"
                  + " far. Maybe remove it.");
    }
  }

  /** With samplers that learn nothing it changes nothing, in W&amp;B neither. */
  private static void refuse(SweepDraft draft, Node node, Supplier<String> reason) {
    draft.later(
        space -> {
          SamplerSpec sampler = draft.sampler().orElse(new SamplerSpec.Bayes());
          if (!List.of("random", "grid", "qmc").contains(sampler.type())) {
            throw Complaint.at(node, "%s", reason.get());
          }
          draft.notice(node, "it only matters to Bayesian search; it is ignored.");
        });
  }
}
