package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.SweepRunner;
import io.attune.run.TrialContext;
import io.attune.search.SamplerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import io.attune.store.H2Store;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code attune show --by} over a sweep whose scores are known. */
class GroupReportTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Sweep 1 is a grid, sweep 2 has 32 rates. */
  @BeforeEach
  void runSweeps() {
    try (H2Store store = H2Store.open(folder, "a test")) {
      SweepRunner.of(grid()).store(store).trainer(GroupReportTest::train).run();
      SweepRunner.of(rates()).store(store).trainer(GroupReportTest::train).run();
    }
  }

  private static Sweep grid() {
    return Sweep.named("grid")
        .space(
            CategoricalParameter.of("rule", "slow", "fast"),
            IntParameter.uniform("seed", 1, 2),
            CategoricalParameter.of("size", 10L, 2L),
            IntParameter.uniform("extra", 3, 4).when(Condition.when("rule", "fast")))
        .minimize("loss")
        .sampler(new SamplerSpec.Grid())
        .seed(1)
        .build();
  }

  private static Sweep rates() {
    SweepBuilder sweep =
        Sweep.named("rates")
            .space(FloatParameter.logUniform("rate", 1e-8, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .trials(32)
            .seed(1);
    for (int i = 0; i < 32; i++) {
      sweep.enqueue(Map.of("rate", Math.pow(10, -i / 4.0 - 0.125)));
    }
    return sweep.build();
  }

  private static void train(TrialContext trial) {
    Map<String, Object> values = trial.assignment().values();
    if (values.containsKey("rate")) {
      trial.report(1, Map.of("loss", -Math.log10((double) values.get("rate"))));
      return;
    }
    double size = ((Number) values.get("size")).doubleValue();
    double seed = ((Number) values.get("seed")).doubleValue();
    if (values.get("rule").equals("fast") && size == 10) {
      throw new IllegalStateException("too large");
    }
    trial.report(1, Map.of("loss", size + seed, "time", 1.0));
    trial.report(2, Map.of("loss", size + seed + 1, "time", size));
  }

  private int show(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 2];
    all[0] = "show";
    all[1] = "--store=" + folder;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  @Test
  void oneParameterIsAListThatCountsFailedTrials() {
    assertEquals(0, show("1", "--by=rule"), err.toString());
    assertEquals(
        """
        loss by rule, 12 trials

        rule  trials  with value    mean      se      sd  min  max
        slow       4           4  7.500    2.327   4.655    3   12
        fast       8           4  3.500*  0.2887  0.5774    3    4

        * the best mean. Means are over trials with a value; – where none has one.
        """,
        out.toString());
  }

  @Test
  void twoParametersAreATableOfMeans() {
    assertEquals(0, show("1", "--by=rule,size"), err.toString());
    assertEquals(
        """
        loss by rule and size, 12 trials

        rule \\ size       2      10
        slow         3.500*  11.50
        fast         3.500       –

        * the best mean. Means are over trials with a value; – where none has one.\
         Trials of one cell differ by a standard deviation of 0.6325.
        """,
        out.toString());
  }

  @Test
  void otherMetricsCountAsTheyEndedAndTrialsCanBeChosen() {
    assertEquals(0, show("1", "--by=size", "--metric=time", "--where=rule=slow"), err.toString());
    assertEquals(
        """
        time (the last value) by size, 4 trials with rule = slow

        size  trials  with value  mean  se  sd  min  max
        2          2           2     2   0   0    2    2
        10         2           2    10   0   0   10   10

        Means are over trials with a value; – where none has one.
        """,
        out.toString());
    assertEquals(0, show("1", "--by=extra", "--where=size=2.0"));
    assertEquals("–           2", out.toString().lines().toList().get(5).substring(0, 13));
  }

  @Test
  void rangesAreCutIntoEighthsOnTheirOwnScale() {
    assertEquals(0, show("2", "--by=rate", "--json"), err.toString());
    String printed = out.toString();
    assertEquals(9, printed.split("\"trials\" : 4", -1).length, printed);
    assertTrue(printed.contains("\"rate\" : \"1e-8 to 1e-7\""), printed);
    assertTrue(printed.contains("\"rate\" : \"0.1 to 1\""), printed);
    assertTrue(printed.contains("\"mean\" : 0.5,"), printed);
  }

  @Test
  void mistakesAreToldWithWhatThereIs() {
    assertEquals(2, show("1", "--by=rul"));
    assertEquals(
        "--by: rul is no parameter of sweep 1; it has rule, seed, size, extra.\n", err.toString());
    assertEquals(2, show("1", "--by=rule", "--metric=accuracy"));
    assertEquals(
        "--metric: no trial of sweep 1 reported accuracy; they reported loss, time.\n",
        err.toString());
    assertEquals(2, show("1", "--by=rule", "--where=size=3"));
    assertEquals("--where: no trial of sweep 1 has size = 3.\n", err.toString());
    assertEquals(2, show("1", "--json"));
    assertEquals("--metric, --where and --json need --by PARAM.\n", err.toString());
    assertEquals(2, show("1", "--by=rule,size,seed"));
    assertEquals("--by: takes one parameter or two, not 3.\n", err.toString());
    assertEquals(2, show("1", "1", "--by=rule"));
    assertEquals("--by: compares the trials of a sweep. Leave the trial out.\n", err.toString());
  }
}
