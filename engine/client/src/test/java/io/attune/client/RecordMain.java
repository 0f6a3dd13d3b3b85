package io.attune.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A program that records one thing of each kind. */
final class RecordMain {
  private RecordMain() {}

  public static void main(String[] args) throws Exception {
    AttuneTrial trial = AttuneTrial.current(args);
    Path file = Files.write(Files.createTempFile("record", ""), new byte[100_000]);
    Path png = Files.write(Files.createTempFile("record", ".png"), KeepingTest.PNG);
    trial.logText("text", "a \"text\"\n", 0);
    trial.logText("text", "without a step");
    trial.logTable("table", List.of("a", "b"), List.of(Arrays.asList(Double.NaN, null)), 1);
    trial.logHistogram("histogram", new double[] {1, 1, Double.NaN}, 2);
    trial.logImage("image", png, 3);
    trial.logArtifact("file", file);
    trial.report(1, Map.of("loss", 1));
    Files.delete(file);
    Files.delete(png);
  }
}
