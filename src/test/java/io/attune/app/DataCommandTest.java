package io.attune.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.data.DataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int attune(String... arguments) {
    return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void everyDataSetIsListedWithHowToGetIt() {
    assertEquals(0, attune("data"));

    String printed = out.toString();
    for (DataSource source : DataSource.values()) {
      assertTrue(printed.contains("\n" + source.key() + " "), printed);
    }
    assertTrue(printed.contains("yes: 1,797 examples of 1 × 8 × 8\n"), printed);
    assertTrue(
        printed.contains("\n- mnist needs --dir, the folder of its files. Put the four"), printed);
  }

  @Test
  void checkedDataShowsItsSplitAndFingerprint() {
    assertEquals(0, attune("data", "digits", "--classes=5-6"));

    assertEquals(
        """
        digits: handwritten digits, 8 × 8
        363 examples of 1 × 8 × 8, to predict 2 classes

                  training  validation  test
        examples       255          54    54
        5              128          27    27
        6              127          27    27

        sha256 of content and split: %s
        """
            .formatted(fingerprint()),
        out.toString());
  }

  @Test
  void tableShowsWhatIsToBePredicted() throws IOException {
    StringBuilder table = new StringBuilder("size,price\n");
    for (int i = 0; i < 20; i++) {
      table.append(i).append(',').append(2 * i).append('\n');
    }
    Path file = Files.writeString(folder.resolve("prices.csv"), table);

    assertEquals(0, attune("data", "csv", "--file=" + file, "--target=price"));

    assertTrue(
        out.toString().contains("20 examples of 1 feature, to predict a number\n"), out.toString());
    assertTrue(out.toString().contains("examples        14           3      3\n"), out.toString());
  }

  @Test
  void brokenTableIsWrongInput() throws IOException {
    Path file = Files.writeString(folder.resolve("prices.csv"), "size,price\n1,2\n,3\n");

    assertEquals(2, attune("data", "csv", "--file=" + file, "--target=price"));

    assertEquals(
        file + ":3: size: the value is missing (empty). Fill it in or remove the line.\n",
        err.toString());
  }

  @Test
  void missingFilesAreWrongInput() {
    assertEquals(2, attune("data", "cifar-10", "--dir=" + folder));

    assertEquals(
        "cifar-10 has no data_batch_1.bin in "
            + folder
            + ". Unpack CIFAR-10's binary version there (data_batch_1.bin to data_batch_5.bin and"
            + " test_batch.bin); https://www.cs.toronto.edu/~kriz/cifar.html has it.\n",
        err.toString());
  }

  @Test
  void unknownNameGetsTheListOfNames() {
    assertEquals(2, attune("data", "nist"));

    assertEquals(
        "there is no data set nist; there are digits, mnist, fashion-mnist, cifar-10, images, csv,"
            + " spiral, circles, moons, xor, polynomial.\n",
        err.toString());
  }

  private String fingerprint() {
    String printed = out.toString().stripTrailing();
    String last = printed.substring(printed.lastIndexOf(' ') + 1);
    assertTrue(last.matches("[0-9a-f]{64}"), last);
    return last;
  }
}
