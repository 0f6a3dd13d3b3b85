package io.attune.run;

import io.attune.store.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps with every trial what was changed in the working folder since the last commit, so that one
 * knows later what was trained. The difference is looked at once, when the sweep is run, and kept
 * once, however many trials there are. Thread-safe.
 */
public final class Provenance implements TrialExecutor {
  /** What the attachment is called. */
  public static final String DIFF = "git-diff.patch";

  private final TrialExecutor executor;
  private final Optional<byte[]> diff;
  private @Nullable Keepsake kept;

  Provenance(TrialExecutor executor, GitTree tree) {
    this.executor = executor;
    this.diff = tree.diff();
  }

  /** Starts trials with an executor, and keeps with each what git says of the working folder. */
  public static TrialExecutor recording(TrialExecutor executor) {
    return new Provenance(executor, GitTree.here());
  }

  @Override
  public void start(TrialPlan plan, Inbox inbox) {
    if (plan.purpose() == TrialPlan.Purpose.TRAIN) {
      keepsake(plan).ifPresent(keepsake -> inbox.attached(plan, keepsake).exceptionally(e -> null));
    }
    executor.start(plan, inbox);
  }

  private synchronized Optional<Keepsake> keepsake(TrialPlan plan) {
    if (kept == null && diff.isPresent()) {
      Content content =
          Content.file(DIFF, "text/x-diff", () -> new ByteArrayInputStream(diff.get()));
      try {
        kept = content.keep(BlobStore.ofTrial(plan.directory()));
      } catch (IOException e) {
        // The trial matters more than what it is made of.
        System.getLogger(Provenance.class.getName())
            .log(System.Logger.Level.WARNING, "cannot keep " + DIFF, e);
      }
    }
    return Optional.ofNullable(kept);
  }

  @Override
  public void kill(TrialPlan plan) {
    executor.kill(plan);
  }

  @Override
  public void close() {
    executor.close();
  }
}
