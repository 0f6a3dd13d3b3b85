package io.attune.run.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.run.Content;
import io.attune.sweep.Command;
import io.attune.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutputReaderTest {
  private final List<String> seen = new ArrayList<>();

  private List<String> read(Command command, String... lines) {
    OutputReader reader =
        new OutputReader(
            command,
            new OutputReader.Listener() {
              @Override
              public void reported(long step, Map<String, Double> metrics) {
                seen.add(step + " " + new TreeMap<>(metrics));
              }

              @Override
              public void recorded(Content content) {
                seen.add("recorded");
              }

              @Override
              public void printed(String line) {
                seen.add("> " + line);
              }
            });
    for (String line : lines) {
      reader.line(line);
    }
    reader.end();
    return seen;
  }

  private static Command patterns(String process) {
    String file =
        "{command: [x], metric: {name: m}, parameters: {x: {value: 1}}, process: " + process + "}";
    return SweepFile.parse("# patterns\n" + file, "s.yaml").sweep().command().orElseThrow();
  }

  @Test
  void jsonObjectsWithNumbersAreReports() {
    assertEquals(
        List.of("3 {acc=0.5, loss=1.0}", "4 {loss=2.0}", "7 {loss=0.0}"),
        read(
            Command.of("t"),
            "{\"step\": 3, \"loss\": 1, \"acc\": 0.5, \"note\": \"x\", \"deep\": {\"a\": 1}}",
            "  {\"loss\": 2}  ",
            "{\"loss\": 0, \"step\": 7.0}"));
  }

  @Test
  void objectsThatNameAKindAreRecorded() {
    assertEquals(
        List.of(
            "recorded",
            "recorded",
            "> attune: rows must be a list.",
            "> attune: there is no kind image; there are text, table and histogram."),
        read(
            Command.of("t"),
            "{\"attune\": \"text\", \"name\": \"sample\", \"text\": \"it was\", \"step\": 3}",
            "{\"attune\": \"histogram\", \"name\": \"w\", \"values\": [1, NaN, -Infinity]}",
            "{\"attune\": \"table\", \"name\": \"t\", \"columns\": [\"a\"]}",
            "{\"attune\": \"image\", \"name\": \"i\"}"));
  }

  @Test
  void whatIsNoReportIsPrinted() {
    List<String> lines =
        List.of(
            "epoch 1",
            "{}",
            "{\"step\": 4}",
            "{\"text\": \"5\"}",
            "[1, 2]",
            "{broken",
            "{also: broken}",
            "",
            "{\"a\": 1} and more",
            "\u0000\uFFFD\u001B[31m");
    assertEquals(
        lines.stream().map(line -> "> " + line).toList(),
        read(Command.of("t"), lines.toArray(String[]::new)));
  }

  @Test
  void notANumberIsOneForReports() {
    assertEquals(
        List.of("1 {a=NaN, b=Infinity, c=-Infinity}"),
        read(Command.of("t"), "{\"a\": NaN, \"b\": Infinity, \"c\": -Infinity}"));
  }

  @Test
  void patternsFindMetricsAndTheLinesAreKept() {
    assertEquals(
        List.of("> loss=0.5", "1 {m=0.5}", "> nothing", "> loss=1e-3 loss=7", "2 {m=0.001}"),
        read(
            patterns("{metrics: {m: 'loss=([0-9.e+-]+)'}}"),
            "loss=0.5",
            "nothing",
            "loss=1e-3 loss=7"));
  }

  @Test
  void severalPatternsAreReportedTogether() {
    assertEquals(
        List.of("> train 3", "> valid 4", "1 {t=3.0, v=4.0}", "> train 5", "2 {t=5.0}"),
        read(
            patterns("{metrics: {t: 'train (\\d+)', v: 'valid (\\d+)'}}"),
            "train 3",
            "valid 4",
            "train 5"));
  }

  @Test
  void aMetricThatComesAgainBeginsANewReport() {
    assertEquals(
        List.of("> train 3", "> train 4", "1 {t=3.0}", "> valid 5", "2 {t=4.0, v=5.0}"),
        read(
            patterns("{metrics: {t: 'train (\\d+)', v: 'valid (\\d+)'}}"),
            "train 3",
            "train 4",
            "valid 5"));
  }

  @Test
  void aPatternMayGiveTheStep() {
    assertEquals(
        List.of("> epoch 10", "> acc nan", "10 {m=NaN}", "> epoch 20 acc inf", "20 {m=Infinity}"),
        read(
            patterns("{metrics: {m: 'acc (\\S+)'}, step: 'epoch (\\d+)'}"),
            "epoch 10",
            "acc nan",
            "epoch 20 acc inf"));
  }

  @Test
  void whatAPatternFindsThatIsNoNumberIsNoMetric() {
    assertEquals(
        List.of("> acc high", "> acc", "> acc -Infinity", "1 {m=-Infinity}"),
        read(patterns("{metrics: {m: 'acc(?: (\\S+))?'}}"), "acc high", "acc", "acc -Infinity"));
  }
}
