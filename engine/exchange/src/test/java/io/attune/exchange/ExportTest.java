package io.attune.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.exchange.series.StoredSeries;
import io.attune.exchange.tensorboard.EventExport;
import io.attune.store.SweepId;
import io.attune.trial.Trial;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir Path folder;

  private Imports study() {
    Imports imports = new Imports();
    imports.bring(Imports.resource("optuna.db"));
    return imports;
  }

  private void export(Imports imports, Path into) throws IOException {
    new EventExport(new StoredSeries(imports.store(), new SweepId(1)), into)
        .write(imports.history(1).trials());
  }

  @Test
  void whatIsWrittenForTensorBoardComesBackAsItsFloatsHaveIt() throws IOException {
    Imports imports = study();
    Path runs = folder.toRealPath().resolve("runs");
    export(imports, runs);
    Imports back = new Imports();
    back.bring(runs);
    assertEquals(imports.history(1).trials().size(), back.history(1).trials().size());
    for (Trial trial : imports.history(1).trials()) {
      Trial other = back.trial(1, "trial-" + trial.number());
      assertEquals(floats(trial), floats(other));
      // Seconds as a double there, milliseconds here.
      assertEquals(
          trial.started().plusNanos(500_000).toEpochMilli(), other.started().toEpochMilli());
      trial.assignment().values().forEach((name, value) -> same(value, other, name));
    }
  }

  private static void same(Object value, Trial other, String name) {
    if (value instanceof Number number) {
      assertEquals(number.doubleValue(), other.assignment().number(name));
    } else {
      assertEquals(value.toString(), other.assignment().text(name));
    }
  }

  private static Map<String, List<Float>> floats(Trial trial) {
    Map<String, List<Float>> floats = new TreeMap<>();
    trial
        .curves()
        .forEach(
            (metric, curve) ->
                floats.put(
                    metric,
                    IntStream.range(0, curve.size())
                        .mapToObj(i -> (float) curve.value(i))
                        .toList()));
    return floats;
  }

  @Test
  void everyRecordHasTheChecksumsOfTheFormat() throws IOException {
    export(study(), folder.resolve("runs"));
    Path run = folder.resolve("runs/trial-1");
    byte[] bytes = Files.readAllBytes(Files.list(run).findFirst().orElseThrow());
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (at < bytes.length) {
      int length = (int) buffer.getLong(at);
      assertEquals(masked(Arrays.copyOfRange(bytes, at, at + 8)), buffer.getInt(at + 8));
      int end = at + 12 + length;
      assertEquals(masked(Arrays.copyOfRange(bytes, at + 12, end)), buffer.getInt(end));
      at = end + 4;
    }
    assertEquals(bytes.length, at);
  }

  /** As the format's description has it, in 64 bits. */
  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    long value = crc.getValue();
    return (int) (((value >>> 15 | value << 17) + 0xa282ead8L) & 0xffffffffL);
  }

  @Test
  void theFirstRecordIsThatOfTensorBoardItself() throws IOException {
    export(study(), folder.resolve("runs"));
    byte[] ours =
        Files.readAllBytes(Files.list(folder.resolve("runs/trial-1")).findFirst().orElseThrow());
    assertArrayEquals(
        "brain.Event:2".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        Arrays.copyOfRange(ours, 23, 36));
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Files.writeString(folder.resolve("mine"), "mine");
    assertEquals(
        "the folder is not empty",
        assertThrows(IOException.class, () -> export(study(), folder)).getMessage());
  }
}
