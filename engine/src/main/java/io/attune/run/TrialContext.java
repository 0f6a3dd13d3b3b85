package io.attune.run;

import io.attune.space.Assignment;
import java.nio.file.Path;
import java.util.Map;

/** What a trainer sees of the trial it runs. */
public interface TrialContext {
  /** Largest step that can be reported. */
  long MOST_STEPS = (1L << 36) - 1;

  /** The values to train with. */
  Assignment assignment();

  /** Seed for every random choice in this trial; follows from the sweep's seed and the trial. */
  long seed();

  /**
   * 0 for a fresh start. Else the trial was paused after this step, or lost after it had {@link
   * #checkpointed} it: load the checkpoint from {@link #directory} and report from the next step
   * on.
   */
  long firstStep();

  /**
   * Folder of this trial alone, which outlives the attempt; for checkpoints. Exists. Kept for the
   * best trials, as many as the sweep asks for, and for paused ones, deleted for the rest but for
   * PNG files in its folder {@code pictures}, which the dashboard shows (see {@link
   * io.attune.store.TrialFolder}).
   */
  Path directory();

  /**
   * Reports metrics and asks whether to go on. When the answer is here, the report is on disk.
   *
   * @param step must grow; what it counts (epochs, batches) is up to the trainer
   * @param metrics NaN and infinities are recorded; in the objective they fail the trial
   * @return false to end training now. Leave a checkpoint of this step behind: the trial may be
   *     resumed
   * @throws IllegalArgumentException if the step does not grow or is not in 0 to {@link
   *     #MOST_STEPS}
   */
  boolean report(long step, Map<String, Double> metrics);

  /**
   * Tells that {@link #directory} holds all that is needed to go on after a step. If this attempt
   * is lost with its process, the next one starts there and reports of later steps are void. The
   * checkpoint told of before may be deleted afterwards, not earlier.
   *
   * @param step {@link #firstStep}, or one whose report was answered with true
   * @throws IllegalStateException after a report that was answered with false: a checkpoint for a
   *     pause counts once the pause does, and then it is the next attempt that tells of it
   * @throws java.io.UncheckedIOException if that cannot be written down
   */
  default void checkpointed(long step) {}

  /**
   * Keeps something with the trial beside metrics: text, a table, a picture, a histogram, or a
   * file. On disk when this returns. Of several with one name and step the last one counts.
   *
   * @throws IllegalArgumentException if it is larger than may be, or the attempt has recorded
   *     10,000 already
   * @throws java.io.UncheckedIOException if it cannot be read or written
   */
  default void attach(Content content) {}

  /** Keeps a line with the trial, for people to read. */
  void log(String line);
}
