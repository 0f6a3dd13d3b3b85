package io.attune.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Mode;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a source: it is read, or refused with a clear error. */
class FuzzTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Imports.NOW);

  @TempDir Path folder;
  private final Random random = new Random(7);
  private int refused;
  private int read;

  private void look(Path path, Format format) {
    try (MemoryStore store = new MemoryStore()) {
      Sources.open(path, Optional.of(format), List.of(), Imports.NO_WISHES)
          .read(new Intake(store, CLOCK, Mode.WRITE));
      read++;
    } catch (ImportException e) {
      assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
      refused++;
    }
  }

  private byte[] garbage(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] mutated(byte[] original) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0xff);
      }
    }
    return bytes;
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.toRealPath().resolve(name), bytes);
  }

  @Test
  void eventFilesOfAnyKind() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            Imports.resource("tensorboard/run-a/events.out.tfevents.1795478147.vm.2895.0"));
    for (int i = 0; i < 1_000; i++) {
      look(write("tfevents", i % 2 == 0 ? garbage(300) : mutated(whole)), Format.TENSORBOARD);
    }
    assertTrue(read > 300 && refused > 300, read + " read, " + refused + " refused");
  }

  @Test
  void recordsThatAreWholeWithAnythingInside() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            Imports.resource("tensorboard/run-a/hp/events.out.tfevents.1795478147.vm.2895.1"));
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = mutated(whole);
      io.attune.exchange.tensorboard.Resealed.seal(bytes);
      look(write("tfevents", bytes), Format.TENSORBOARD);
    }
    assertTrue(read > 400 && refused > 400, read + " read, " + refused + " refused");
  }

  @Test
  void databasesOfAnyKind() throws IOException {
    byte[] whole = Files.readAllBytes(Imports.resource("optuna.db"));
    for (int i = 0; i < 200; i++) {
      look(write("study.db", i % 4 == 0 ? garbage(3_000) : mutated(whole)), Format.OPTUNA);
    }
    assertTrue(read > 25 && refused > 25, read + " read, " + refused + " refused");
  }

  @Test
  void tablesOfAnyKind() throws IOException {
    byte[] whole =
        "trial,state,started,params.lr,metrics.loss,tags.a\n1,completed,2026-01-01T00:00:00Z,0.1,2,x\n2,failed,,\"a\"\"b\",nan,\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      look(write("t.csv", i % 3 == 0 ? garbage(300) : mutated(whole)), Format.CSV);
    }
    assertTrue(read > 150 && refused > 500, read + " read, " + refused + " refused");
  }

  @Test
  void sweepsInJsonOfAnyKind() throws IOException {
    byte[] whole =
        """
        {"id": 1, "created": "2026-01-01T00:00:00Z", "sweep": %s, "source": "", "events": [
         {"kind": "started", "trial": 1, "at": "2026-01-01T00:00:00Z", "assignment": {}, "seen": 0}
        ]}
        """
            .formatted(SweepFile.write(Sweep.recording("any")))
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 2_000; i++) {
      look(write("s.json", i % 3 == 0 ? garbage(300) : mutated(whole)), Format.JSON);
    }
    assertTrue(refused > 500, read + " read, " + refused + " refused");
  }

  @Test
  void runsOfMlflowOfAnyKind() throws IOException {
    Path root = folder.toRealPath().resolve("mlruns");
    Path run = Files.createDirectories(root.resolve("0/aaaa"));
    byte[] experiment =
        "experiment_id: '0'\nname: n\nlifecycle_stage: active\n".getBytes(StandardCharsets.UTF_8);
    byte[] meta =
        "run_id: aaaa\nstatus: 3\nstart_time: 1700000000000\nend_time: null\ntags: []\nrun_name: x\n"
            .getBytes(StandardCharsets.UTF_8);
    byte[] metric = "1700000000000 0.5 1\n1700000000001 nan 2\n".getBytes(StandardCharsets.UTF_8);
    Files.write(root.resolve("0/meta.yaml"), experiment);
    Files.createDirectories(run.resolve("metrics"));
    Files.createDirectories(run.resolve("params"));
    for (int i = 0; i < 1_000; i++) {
      Files.write(root.resolve("0/meta.yaml"), i % 3 == 0 ? mutated(experiment) : experiment);
      Files.write(run.resolve("meta.yaml"), i % 3 == 1 ? mutated(meta) : meta);
      Files.write(run.resolve("metrics/loss"), i % 3 == 2 ? mutated(metric) : metric);
      Files.write(run.resolve("params/p"), garbage(40));
      look(root, Format.MLFLOW);
    }
    assertTrue(read > 200 && refused > 100, read + " read, " + refused + " refused");
  }
}
