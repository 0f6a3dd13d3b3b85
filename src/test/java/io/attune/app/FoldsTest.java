package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.run.Recorder;
import io.attune.store.H2Store;
import io.attune.store.SweepId;
import io.attune.trial.Label;
import io.attune.trial.Reading;
import io.attune.trial.Relabel;
import io.attune.trial.TrialState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code attune show --by} over recorded folds and seeds. */
class FoldsTest {
  private static final Instant AT = Instant.ofEpochSecond(1_000);

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Trials 1 to 3 are seeds; each has two folds, which are grouped by their number. */
  @BeforeEach
  void record() {
    try (H2Store store = H2Store.open(folder, "a test")) {
      Recorder recorder = new Recorder(store, InstantSource.fixed(AT), id -> false);
      SweepId sweep = recorder.open("cv", Relabel.NOTHING);
      for (int seed = 1; seed <= 3; seed++) {
        add(recorder, sweep, Map.of(Label.RUN, "seed-" + seed), 9);
      }
      for (int seed = 1; seed <= 3; seed++) {
        for (int fold = 1; fold <= 2; fold++) {
          Map<String, String> tags =
              Map.of(Label.PARENT, "seed-" + seed, Label.GROUP, "fold " + fold);
          add(recorder, sweep, tags, seed + 2 * fold);
        }
      }
      recorder.open("plain", Relabel.NOTHING);
      add(recorder, new SweepId(2), Map.of(), 1);
    }
  }

  private static void add(Recorder recorder, SweepId sweep, Map<String, String> tags, double loss) {
    recorder.edit(
        sweep,
        draft -> {
          int trial = draft.start(AT, Relabel.tagged(tags));
          draft.readings(trial, List.of(new Reading("loss", 1, 0, loss)));
          draft.move(trial, new TrialState.Completed(loss), AT);
        });
  }

  private int show(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "show";
    all[1] = "--store=" + folder;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  @Test
  void groupsAreComparedInTheOrderTheyCame() {
    assertEquals(0, show("1", "--by=group"), err.toString());
    assertEquals(
        """
        loss by group, 9 trials

        group   trials  with value  mean      se  sd  min  max
        fold 1       3           3    4*  0.5774   1    3    5
        fold 2       3           3    6   0.5774   1    5    7
        –            3           3    9        0   0    9    9

        * the best mean. Means are over trials with a value; – where none has one.
        """,
        out.toString());
  }

  @Test
  void childrenAreComparedByParent() {
    assertEquals(0, show("1", "--by=parent,group"), err.toString());
    assertEquals(
        List.of("1 3* 5", "2 4 6", "3 5 7", "– 9"),
        out.toString()
            .lines()
            .skip(3)
            .limit(4)
            .map(line -> line.strip().replaceAll(" +", " "))
            .toList());
  }

  @Test
  void whoHasNoGroupsIsTold() {
    assertEquals(2, show("2", "--by=group"));
    assertEquals(
        "--by: no trial of sweep 2 has a group. Programs give it when they begin to record.\n",
        err.toString());
  }
}
