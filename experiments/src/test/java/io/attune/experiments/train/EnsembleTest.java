package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.train.ModelProvider.Combination;
import io.attune.experiments.train.ModelProvider.Member;
import io.attune.experiments.train.ModelProvider.Part;
import io.attune.run.TrainerProvider.Problem;
import io.attune.space.CategoricalParameter;
import io.attune.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained networks, measured together. */
class EnsembleTest {
  private static final MlpProvider MLP = new MlpProvider();

  @TempDir Path folder;

  private MemoryTrial train(int seed, Map<String, Object> more) throws Exception {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("epochs", 4);
    values.put("units", 16);
    values.put("train_size", 200);
    values.put("learning_rate", 0.1);
    values.putAll(more);
    Path directory = Files.createDirectory(folder.resolve("trial-" + seed));
    MemoryTrial trial = new MemoryTrial(values, seed, directory);
    MLP.trainer().train(trial);
    return trial;
  }

  private static Member best(MemoryTrial trial) {
    return MLP.best(trial.assignment(), trial.directory());
  }

  private static Map<String, Double> validation(Member... members) throws Exception {
    return MLP.measure(List.of(members), Combination.PREDICTIONS, Part.VALIDATION);
  }

  private static double best(List<Double> curve) {
    return curve.stream().mapToDouble(value -> value).max().orElseThrow();
  }

  @Test
  void oneMemberIsAsGoodAsItsTrialReported() throws Exception {
    MemoryTrial trial = train(1, Map.of());

    assertEquals(best(trial.curve("val_accuracy")), validation(best(trial)).get("val_accuracy"));
    assertEquals(
        MLP.trainer().test(trial).get("test_loss"),
        MLP.measure(List.of(best(trial)), Combination.PREDICTIONS, Part.TEST).get("test_loss"),
        1e-6);
  }

  @Test
  void togetherTheLossIsBelowTheMeanOfTheMembers() throws Exception {
    Member first = best(train(1, Map.of()));
    Member second = best(train(2, Map.of("batch_norm", true, "preprocessing", "minmax")));

    double alone = (validation(first).get("val_loss") + validation(second).get("val_loss")) / 2;

    // By Jensen's inequality, whatever the members are.
    assertTrue(validation(first, second).get("val_loss") < alone);
    assertEquals(validation(first, second), validation(second, first));
  }

  @Test
  void snapshotsAreKeptEvenlyAndTheLastIsTheEnd() throws Exception {
    MemoryTrial trial = train(1, Map.of("snapshots", 2, "schedule", "cosine"));

    List<Member> members = MLP.snapshots(trial.assignment(), trial.directory());

    assertEquals(
        List.of("snapshot-000002.weights", "snapshot-000004.weights"),
        members.stream().map(member -> member.weights().getFileName().toString()).toList());
    assertEquals(
        trial.curve("val_accuracy").get(3), validation(members.get(1)).get("val_accuracy"));
    assertEquals(trial.curve("val_loss").get(1), validation(members.get(0)).get("val_loss"), 1e-6);
  }

  @Test
  void meanWeightsOfOneSnapshotAreItsOwn() throws Exception {
    MemoryTrial trial = train(1, Map.of("snapshots", 1));
    List<Member> members = MLP.snapshots(trial.assignment(), trial.directory());

    assertEquals(
        MLP.measure(members, Combination.PREDICTIONS, Part.VALIDATION),
        MLP.measure(members, Combination.WEIGHTS, Part.VALIDATION));
  }

  @Test
  void meanWeightsWithStatisticsOfTheirOwnAreThoseOfPlainAveraging() throws Exception {
    MemoryTrial trial = train(1, Map.of("snapshots", 3, "batch_norm", true));
    Map<String, Object> averaged =
        Map.of("averaging", "swa", "swa_start", 0.25, "batch_norm", true);
    Files.move(trial.directory(), folder.resolve("snapshots"));
    MemoryTrial plain = train(1, averaged);
    List<Member> members = MLP.snapshots(trial.assignment(), folder.resolve("snapshots"));

    double loss = MLP.measure(members, Combination.WEIGHTS, Part.VALIDATION).get("val_loss");

    assertEquals(plain.curve("val_loss").get(3), loss, 1e-4);
  }

  @Test
  void networksWithDifferentLayersHaveNoMeanWeights() throws Exception {
    Member first = best(train(1, Map.of()));
    Member second = best(train(2, Map.of("units", 8)));

    assertTrue(validation(first, second).get("val_accuracy") > 0.5);
    Exception refusal =
        assertThrows(
            IOException.class,
            () -> MLP.measure(List.of(first, second), Combination.WEIGHTS, Part.VALIDATION));
    assertEquals("weights of networks with different layers have no mean.", refusal.getMessage());
  }

  @Test
  void membersOfDifferentDataAreRefused() throws Exception {
    Member first = best(train(1, Map.of()));
    Member second = best(train(2, Map.of("classes", "0-4")));

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> validation(first, second));

    assertTrue(
        refusal.getMessage().startsWith("the members of an ensemble were trained with different"),
        refusal.getMessage());
  }

  @Test
  void moreSnapshotsThanEpochsAreAnError() {
    assertEquals(
        List.of(
            new Problem(
                "snapshots", "can be 5, but a run can have only 4 epochs. Keep fewer snapshots.")),
        MLP.check(
            new SearchSpace(
                List.of(
                    CategoricalParameter.of("epochs", 4),
                    CategoricalParameter.of("snapshots", 5)))));
  }
}
