package io.attune.experiments.preflight;

import io.attune.experiments.tensor.Backend;
import io.attune.run.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes every check on every subject and says of each check what it came to. */
public final class Preflight {
  /** The check of what it costs to know nothing. */
  public static final String CHANCE = "loss at chance";

  /** The check of gradients against differences. */
  public static final String GRADIENTS = "gradients";

  /** The check that a few examples can be learned by heart. */
  public static final String BY_HEART = "twenty examples by heart";

  /** Time to learn twenty examples, over all subjects. */
  private static final Duration CRAMMING = Duration.ofMillis(2500);

  private final List<Subject> subjects;
  private final List<Check> checks;

  /**
   * For what stands for a space.
   *
   * @param subjects at least one
   * @param backends open backends of 32 bits, as training uses them
   * @param precise open backends of 64 bits
   */
  public Preflight(
      List<Subject> subjects,
      Supplier<? extends Backend> backends,
      Supplier<? extends Backend> precise) {
    this.subjects = List.copyOf(subjects);
    this.checks =
        List.of(
            new ChanceLoss(backends),
            new PenaltyCheck(backends),
            new LayerCheck(backends),
            new GradientCheck(precise),
            new OverfitCheck(backends, CRAMMING.dividedBy(subjects.size())),
            new SizeCheck(backends));
  }

  /** Makes the checks, one after the other. */
  public void run(Consumer<Finding> found) {
    for (Check check : checks) {
      List<Finding> findings = subjects.stream().map(subject -> find(check, subject)).toList();
      found.accept(merged(check, findings));
    }
  }

  private static Finding find(Check check, Subject subject) {
    String why = subject.leftOut().get(check.name());
    return why == null ? check.of(subject) : Finding.leftOut(check.name(), why);
  }

  /**
   * The worst of several findings. A failure that not all subjects share is a bad choice among
   * others, which a sweep is there to find: a doubt.
   */
  private Finding merged(Check check, List<Finding> findings) {
    Finding worst = findings.get(0);
    Set<String> blamed = new LinkedHashSet<>();
    for (Finding finding : findings) {
      worst = finding.verdict().compareTo(worst.verdict()) > 0 ? finding : worst;
    }
    List<Finding> alike = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      if (findings.get(i).verdict() == worst.verdict()) {
        alike.add(findings.get(i));
        blamed.add(subjects.get(i).label());
      }
    }
    boolean shared = alike.size() == findings.size();
    if (shared || worst.verdict() == Finding.Verdict.PASSED) {
      return worst;
    }
    boolean stays = check.concernsAll() || worst.verdict() == Finding.Verdict.LEFT_OUT;
    Finding.Verdict verdict = stays ? worst.verdict() : Finding.Verdict.DOUBTFUL;
    return new Finding(
        worst.check(),
        verdict,
        worst.evidence(),
        "with " + String.join(" or with ", blamed) + ", " + worst.explanation());
  }
}
