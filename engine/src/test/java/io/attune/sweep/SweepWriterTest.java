package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.attune.space.Condition;
import io.attune.space.FloatParameter;
import io.attune.space.IntParameter;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepWriterTest {
  @Test
  void everySweepReadsBackAsItWas() {
    RandomSweeps sweeps = new RandomSweeps(new Random(7));
    for (int i = 0; i < 3000; i++) {
      Sweep sweep = sweeps.next();
      String json = SweepFile.write(sweep);
      assertEquals(sweep, SweepFile.parse(json, "sweep 3").sweep(), json);
      assertEquals(json, SweepFile.write(SweepFile.parse(json, "other.json").sweep()));
    }
  }

  @Test
  void aSweepThatIsBuiltOnAnotherDiffersOnlyInWhatIsSaid() {
    RandomSweeps sweeps = new RandomSweeps(new Random(8));
    for (int i = 0; i < 300; i++) {
      Sweep sweep = sweeps.next();
      assertEquals(sweep, sweep.toBuilder().build());
      Sweep other = sweep.seeded(sweep.seed() + 1);
      assertNotEquals(sweep, other);
      assertEquals(sweep, other.seeded(sweep.seed()));
    }
  }

  @Test
  void theTextIsTheNotationOfSweepFiles() {
    Sweep sweep =
        Sweep.named("digits")
            .trainer("mlp")
            .maximize("accuracy")
            .space(
                FloatParameter.logUniform("lr", 1e-4, 1),
                IntParameter.uniform("units", 8, 64).when(Condition.when("lr", 1)))
            .seed(7)
            .trials(40)
            .time(Duration.ofMinutes(20))
            .build();
    assertEquals(
        "{'name':'digits','description':'','trainer':'mlp',"
            + "'metric':{'name':'accuracy','goal':'maximize'},'method':'bayes','seed':7,"
            + "'budget':{'trials':40,'time':'1200s'},'parallel':1,'max_retries':1,"
            + "'early_terminate':{'type':'none'},"
            + "'parameters':{'lr':{'distribution':'log_uniform_values','min':1.0E-4,'max':1.0},"
            + "'units':{'distribution':'int_uniform','min':8,'max':64,'when':{'lr':[1]}}}}",
        SweepFile.write(sweep).replace('"', '\''));
  }

  @Test
  void sweepsLargerThanAnyYamlFileReadBack() {
    Object[] many = IntStream.range(0, 100_000).mapToObj(i -> "choice " + i).toArray();
    Sweep sweep =
        Sweep.named("wide")
            .minimize("loss")
            .space(io.attune.space.CategoricalParameter.of("x", many))
            .build();
    assertEquals(sweep, SweepFile.parse(SweepFile.write(sweep), "wide").sweep());
  }
}
