package io.attune.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a metric says of learning, told by its name.
 *
 * <p>A name is cut into words at anything that is no letter or digit, and where a small letter
 * meets a capital: {@code val/epoch_loss} and {@code valEpochLoss} are val, epoch, loss. One word
 * must be a measure: a loss ({@code loss, cost, error, nll, xent, crossentropy, mse, mae, rmse}) or
 * an accuracy ({@code accuracy, acc, top1, f1, auc}). A word may say of which examples: {@code val,
 * valid, validation, eval, dev} of those held out, {@code train, training} of those learned from,
 * which is also meant where no word says it, as in Keras. {@code epoch, mean, avg, average, total,
 * smoothed, categorical, sparse, binary, cross, entropy} and {@code score} change nothing. A name
 * with any other word, such as {@code box_loss} or {@code test_loss}, has no role.
 */
public enum Role {
  /** Falls while a model learns the examples it is shown. */
  TRAIN_LOSS,
  /** Falls while a model learns what holds for examples it is not shown. */
  VALIDATION_LOSS,
  /** Share of the shown examples that the model gets right. */
  TRAIN_ACCURACY,
  /** Share of the held-out examples that the model gets right. */
  VALIDATION_ACCURACY;

  private static final Set<String> LOSS =
      Set.of("loss", "cost", "error", "nll", "xent", "crossentropy", "mse", "mae", "rmse");
  private static final Set<String> ACCURACY = Set.of("accuracy", "acc", "top1", "f1", "auc");
  private static final Set<String> HELD_OUT = Set.of("val", "valid", "validation", "eval", "dev");
  private static final Set<String> SHOWN = Set.of("train", "training");
  private static final Set<String> NEUTRAL =
      Set.of(
          "epoch",
          "mean",
          "avg",
          "average",
          "total",
          "smoothed",
          "categorical",
          "sparse",
          "binary",
          "cross",
          "entropy",
          "score");

  /** The role of a metric with a name; empty if the name says none. */
  public static Optional<Role> of(String metric) {
    List<String> words = words(metric);
    boolean heldOut = words.removeIf(HELD_OUT::contains);
    boolean shown = words.removeIf(SHOWN::contains);
    boolean loss = words.removeIf(LOSS::contains);
    boolean accuracy = words.removeIf(ACCURACY::contains);
    words.removeIf(NEUTRAL::contains);
    if (!words.isEmpty() || loss == accuracy || (heldOut && shown)) {
      return Optional.empty();
    }
    return Optional.of(loss ? loss(heldOut) : accuracy(heldOut));
  }

  private static Role loss(boolean heldOut) {
    return heldOut ? VALIDATION_LOSS : TRAIN_LOSS;
  }

  private static Role accuracy(boolean heldOut) {
    return heldOut ? VALIDATION_ACCURACY : TRAIN_ACCURACY;
  }

  private static List<String> words(String metric) {
    String spaced =
        metric.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("[^A-Za-z0-9]+", " ");
    return new ArrayList<>(List.of(spaced.trim().toLowerCase(Locale.ROOT).split(" ")));
  }
}
