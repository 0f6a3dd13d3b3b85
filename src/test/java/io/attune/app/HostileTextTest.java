package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import io.attune.space.CategoricalParameter;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Event;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, values, reasons and logs that would play tricks on a terminal or a spreadsheet. */
class HostileTextTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String EVIL = "evil\u001b[2J\u001b]0;title\u0007\u009b\u202e\nname\r\"x\"";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void fillStore() {
    try (H2Store store = H2Store.open(folder, "a test")) {
      SweepId id = store.open(hostile(), "", NOW);
      store.append(id, 0, events());
      store.open(hostile(), "", NOW);
    }
  }

  private static Sweep hostile() {
    return Sweep.named(EVIL)
        .space(CategoricalParameter.of("choice", EVIL, "plain", "日本"))
        .maximize("score" + EVIL)
        .trainer("mlp" + EVIL)
        .seed(1)
        .build();
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    events.add(new SweepEvent.Opened(NOW, Map.of()));
    for (int trial = 1; trial <= 150; trial++) {
      events.add(
          new TrialEvent.Started(
              trial, NOW, new Assignment(Map.of("choice", EVIL)), events.size()));
      events.add(new TrialEvent.Placed(trial, NOW, 1, Map.of("host", EVIL)));
      events.add(new TrialEvent.Logged(trial, NOW, 1, EVIL));
      events.add(
          new TrialEvent.Reported(
              trial, NOW, 1, 1, Map.of("score" + EVIL, trial + 0.5, EVIL, Double.NaN)));
      TrialState state =
          trial % 2 == 0
              ? new TrialState.Completed(trial)
              : new TrialState.Failed(Cause.of(Cause.Kind.ERROR, EVIL));
      events.add(new TrialEvent.Ended(trial, NOW, 1, state));
    }
    events.add(new TrialEvent.Tested(150, NOW, Map.of("test" + EVIL, Double.NaN)));
    events.add(new SweepEvent.Closed(NOW, SweepEvent.Outcome.FINISHED, EVIL));
    return events;
  }

  private int attune(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--store=" + folder;
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  private static void assertHarmless(String printed) {
    assertFalse(
        printed.codePoints().anyMatch(c -> c != '\n' && (Character.isISOControl(c) || c == 0x202E)),
        printed);
  }

  @Test
  void controlCharactersNeverReachTheTerminal() {
    for (List<String> command :
        List.of(
            List.of("ls"),
            List.of("show", "1"),
            List.of("show", "1", "1"),
            List.of("show", "1", "150"),
            List.of("best", "1"),
            List.of("verify", "1"),
            List.of("resume", "2"))) {
      attune(command.toArray(String[]::new));
      assertFalse((out.toString() + err).isEmpty());
      assertHarmless(out.toString() + err);
      assertFalse(err.toString().contains("\tat "), err.toString());
    }
    attune("ls");
    assertTrue(out.toString().contains("evil\\u001b[2J"), out.toString());
  }

  @Test
  void aLongSweepIsShownByItsLastTrials() {
    assertEquals(0, attune("show", "1"));
    assertTrue(
        out.toString().contains("The last 100 trials; `attune export 1 --store "), out.toString());
    assertTrue(out.toString().contains("has all 150."), out.toString());
    assertFalse(out.toString().contains("\n#50 "), out.toString());
    assertTrue(out.toString().contains("\n#51 "), out.toString());
  }

  @Test
  void exportsAreExact() throws Exception {
    Path file = folder.resolve("export.csv");
    assertEquals(0, attune("export", "1", "-o", file.toString()));
    String quoted = '"' + EVIL.replace("\"", "\"\"") + '"';
    String csv = Files.readString(file);
    assertTrue(csv.contains(quoted), csv);
    assertEquals(0, attune("export", "1", "--format=json"));
    assertFalse(out.toString().contains("\u001b"));
    assertTrue(out.toString().startsWith("{\n  \"id\" : 1,"), out.toString());
    assertTrue(out.toString().endsWith("]\n}\n"), "ends otherwise");
    assertTrue(out.toString().contains("\"NaN\""));
  }

  @Test
  void filesThatCannotBeWrittenAreNamed() {
    Path nowhere = folder.resolve("none/export.csv");
    assertEquals(2, attune("export", "1", "-o", nowhere.toString()));
    assertTrue(
        err.toString().startsWith("--output: cannot write " + nowhere + ": "), err.toString());
    assertEquals(2, attune("export", "1", "-o", folder.toString()));
  }

  @Test
  void numbersThatAreNoneAreAnsweredWithCodeTwo() {
    assertEquals(2, attune("show", "-1"));
    assertEquals(2, attune("show", "0"));
    assertEquals(
        "there is no sweep 0; there are 1 to 2. `attune ls` lists them.\n", err.toString());
    assertEquals(2, attune("show", "9223372036854775807"));
    assertEquals(2, attune("show", "99999999999999999999"));
    assertEquals(2, attune("show", "1", "0"));
    assertEquals("sweep 1 has no trial 0; it has 1 to 150.\n", err.toString());
    assertEquals(2, attune("show", "2", "1"));
    assertEquals("sweep 2 has no trials yet.\n", err.toString());
    assertEquals(2, attune("ui", "--port=http"));
    assertEquals(2, attune("ui", "--port=70000"));
    assertEquals("--port: 70000 is not a port; use 0 to 65535.\n", err.toString());
  }

  @Test
  void sweepsWithoutTrialsAreShownAndExported() {
    assertEquals(0, attune("show", "2"));
    assertTrue(out.toString().contains("No trial has a score."), out.toString());
    assertEquals(0, attune("export", "2"));
    assertEquals(1, out.toString().lines().filter(line -> line.startsWith("trial,")).count());
    assertEquals(1, attune("best", "2"));
    assertEquals("attune: sweep 2 has no trial with a score.\n", err.toString());
  }

  @Test
  void wideCharactersKeepColumnsStraight() {
    List<String> lines = new Table().row(List.of("日本", "1")).row(List.of("abcd", "2")).lines();
    assertEquals(List.of("日本  1", "abcd  2"), lines);
    assertEquals("日", Plain.fit("日本", 3));
  }
}
