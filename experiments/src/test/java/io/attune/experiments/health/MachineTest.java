package io.attune.experiments.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are laid out as proc(5) and Linux's powercap documentation say. */
class MachineTest {
  @TempDir Path folder;

  @Test
  void peakIsTheHighWaterMarkInBytes() throws IOException {
    Files.writeString(
        folder.resolve("status"), "VmPeak:\t  900 kB\nVmHWM:\t   300 kB\nVmRSS:\t1 kB\n");

    assertEquals(OptionalLong.of(307_200), new PeakMemory(folder).bytes());
  }

  @Test
  void peakStartsAfreshWhereTheSystemHasASwitch() throws IOException {
    Files.writeString(folder.resolve("clear_refs"), "");

    new PeakMemory(folder).restart();

    assertEquals("5", Files.readString(folder.resolve("clear_refs")));
  }

  @Test
  void systemsThatTellNothingAreNoTrouble() {
    PeakMemory memory = new PeakMemory(folder.resolve("nowhere"));
    memory.restart();

    assertEquals(OptionalLong.empty(), memory.bytes());
    assertEquals(OptionalDouble.empty(), new EnergyMeter(folder.resolve("nowhere")).joules());
    assertEquals(OptionalDouble.empty(), new EnergyMeter(folder).joules());
  }

  @Test
  void energyIsTheSumOfAllProcessorsSinceTheLastLook() throws IOException {
    Path first = processor("intel-rapl:0", 5_000_000);
    Path second = processor("intel-rapl:1", 1_000_000);
    processor("intel-rapl:0:0", 77);
    EnergyMeter meter = new EnergyMeter(folder);

    count(first, 6_500_000);
    count(second, 1_250_000);

    assertEquals(1.75, meter.joules().orElseThrow(), 1e-12);
    assertEquals(0, meter.joules().orElseThrow(), 1e-12);
  }

  @Test
  void fullCounterBeginsAgain() throws IOException {
    Path processor = processor("intel-rapl:0", 9_000_000);
    Files.writeString(processor.resolve("max_energy_range_uj"), "10000000\n");
    EnergyMeter meter = new EnergyMeter(folder);

    count(processor, 500_000);

    assertEquals(1.5, meter.joules().orElseThrow(), 1e-12);
  }

  @Test
  void thisProcessNeedsSomething() {
    OptionalLong bytes = PeakMemory.ofThisProcess().bytes();

    assertTrue(bytes.isEmpty() || bytes.getAsLong() > 1_000_000);
  }

  private Path processor(String name, long microjoules) throws IOException {
    Path processor = Files.createDirectory(folder.resolve(name));
    count(processor, microjoules);
    return processor;
  }

  private static void count(Path processor, long microjoules) throws IOException {
    Files.writeString(processor.resolve("energy_uj"), microjoules + "\n");
  }
}
