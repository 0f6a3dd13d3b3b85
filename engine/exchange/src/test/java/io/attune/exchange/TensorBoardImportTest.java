package io.attune.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.exchange.intake.Counted;
import io.attune.exchange.intake.ImportReport;
import io.attune.trial.Curve;
import io.attune.trial.Trial;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardImportTest {
  @TempDir Path folder;
  private final Imports imports = new Imports();
  private Path logs;
  private Path file;

  @BeforeEach
  void copy() throws IOException {
    logs = Imports.copy("tensorboard", folder.toRealPath());
    file = logs.resolve("run-a/events.out.tfevents.1795478147.vm.2895.0");
  }

  @Test
  void scalarsAndParametersOfEachRunComeWithTheirTimes() {
    ImportReport report = imports.bring(logs);
    assertEquals(List.of("tensorboard"), imports.names());
    assertEquals(2, report.countNew(Counted.TRIALS));
    Trial run = imports.trial(1, "run-a");
    assertEquals(Map.of("lr", 0.1, "bs", 32L, "adam", 1L, "name", "x"), run.assignment().values());
    Curve loss = run.curve("loss/val");
    assertEquals(5, loss.size());
    assertEquals(0.75, loss.value(1));
    assertEquals(Double.NaN, loss.value(2));
    assertEquals(Double.POSITIVE_INFINITY, loss.value(3));
    // Half and quarter are the same as floats; a third is not, and stays the float that it was.
    assertEquals((double) (1 / 3f), run.curve("loss/train").value(2));
    assertEquals(0.25, run.curve("tensor").last());
    assertEquals(7, run.curve("tensor").lastStep());
    assertEquals((double) 0.9f, run.curve("hparam/acc").last());
    assertTrue(run.state() instanceof TrialState.Completed);
    assertEquals(1795478147848L, run.started().toEpochMilli());
    assertEquals(3.5, imports.trial(1, "run-b").curve("loss/train").last());
  }

  @Test
  void picturesHistogramsAndTextsBecomeAttachmentsAtTheirSteps() {
    assertEquals(
        """
        Read 3 files, 1 sweep, 2 trials, 13 readings, 4 attachments.
        Added 1 sweep, 2 trials, 13 readings, 4 attachments.
          sweep 1: tensorboard, 2 trials, 2 new"""
            .lines()
            .toList(),
        imports.bring(logs).lines());
    List<String> kinds =
        imports.trial(1, "run-a").dossier().attachments().latest().stream()
            .map(item -> item.what().name() + " " + item.what().kind())
            .sorted()
            .toList();
    assertEquals("note/text_summary TEXT", kinds.get(2));
    assertEquals("weights HISTOGRAM", kinds.get(3));
    assertTrue(kinds.get(0).startsWith("digit") && kinds.get(0).endsWith("IMAGE"), "" + kinds);
    assertEquals("Nothing new: all of it is here.", imports.bring(logs).lines().get(1));
    assertEquals(4, imports.trial(1, "run-a").dossier().attachments().size());
  }

  @Test
  void whatIsTornOffAtTheEndComesWhenItIsWhole() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int kept = 100; kept < whole.length; kept += 97) {
      Files.write(file, Arrays.copyOf(whole, kept));
      imports.bring(logs);
    }
    Files.write(file, whole);
    imports.bring(logs);
    Imports once = new Imports();
    once.bring(logs);
    assertEquals(once.trial(1, "run-a").curves(), imports.trial(1, "run-a").curves());
    assertEquals(once.trial(1, "run-a").assignment(), imports.trial(1, "run-a").assignment());
  }

  @Test
  void damageIsSaidWithItsPlaceAndWhatCameBeforeIsKept() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[300] ^= 1;
    Files.write(file, bytes);
    ImportReport report = imports.bring(logs);
    assertTrue(
        report.lines().stream()
            .anyMatch(line -> line.startsWith("  ends of files that are damaged: 1 (byte 2")),
        report.lines().toString());
    assertTrue(imports.trial(1, "run-a").curve("loss/train").size() > 0);
  }

  @Test
  void whatIsNoEventFileIsRefused() throws IOException {
    Files.writeString(file, "hello, this is some other text");
    assertEquals(
        file
            + ": byte 0: the checksum of a length is wrong. Maybe it is no event file of TensorBoard, or its program has just begun.",
        imports.refusal(logs));
    Files.writeString(file, "");
    assertEquals(
        file
            + ": byte 0: it is empty. Maybe it is no event file of TensorBoard, or its program has just begun.",
        imports.refusal(logs));
  }

  @Test
  void oneFileIsARunToo() {
    imports.bring(file);
    assertEquals(1, imports.history(1).trials().size());
  }

  @Test
  void linksAreNeverFollowed() throws IOException {
    Files.createSymbolicLink(logs.resolve("link"), logs.resolve("run-a"));
    Files.createSymbolicLink(logs.resolve("run-b/tfevents"), file);
    ImportReport report = imports.bring(logs);
    assertEquals(2, report.countNew(Counted.TRIALS));
    assertTrue(report.lines().stream().anyMatch(line -> line.startsWith("  links: 2 (")));
  }

  @Test
  void theFolderStaysAsItIs() throws IOException {
    Map<String, String> before = Imports.state(logs);
    imports.bring(logs);
    assertEquals(before, Imports.state(logs));
  }
}
