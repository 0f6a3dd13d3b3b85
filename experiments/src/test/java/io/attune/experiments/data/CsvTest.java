package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.experiments.data.DataRequest.Meaning;
import io.attune.experiments.data.DataRequest.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  private static final String HOUSES =
      """
      rooms,town,"price, in thousands"
      3,Ulm,250.5
      5,"Bad Ems",3e2
      2,Ulm,-1
      """;

  @TempDir Path folder;

  @Test
  void wordsBecomeOneFeatureEachAndNumbersStayNumbers() throws IOException {
    Samples samples = read(HOUSES, "price, in thousands", Meaning.AUTO);

    assertEquals(Shape.row(3), samples.rows().shape());
    assertArrayEquals(new float[] {3, 0, 1}, row(samples, 0));
    assertArrayEquals(new float[] {5, 1, 0}, row(samples, 1));
    Targets.Values values = (Targets.Values) samples.targets();
    assertArrayEquals(new float[] {250.5f, 300, -1}, values.values());
  }

  @Test
  void textsToPredictAreClassesInAlphabeticalOrder() throws IOException {
    Targets.Labels labels = (Targets.Labels) read(HOUSES, "town", Meaning.AUTO).targets();

    assertEquals(List.of("Bad Ems", "Ulm"), labels.names());
    assertArrayEquals(new int[] {1, 0, 1}, labels.labels());
  }

  @Test
  void numbersCanBeClassesWhereTheTaskSaysSo() throws IOException {
    Samples samples = read(HOUSES, "rooms", Meaning.CLASSIFICATION);

    assertEquals(List.of("2", "3", "5"), ((Targets.Labels) samples.targets()).names());
  }

  @Test
  void missingValueIsNamedWithItsPlace() throws IOException {
    assertRefused(
        HOUSES + "4,?,100\n",
        "rooms",
        ":5: town: the value is missing (?). Fill it in or remove the line.");
    assertRefused(
        HOUSES + "\n,Ulm,100\n",
        "town",
        ":6: rooms: the value is missing (empty). Fill it in or remove the line.");
  }

  @Test
  void textAmongNumbersIsNamedWithItsPlace() throws IOException {
    assertRefused(
        HOUSES + "many,Ulm,100\n",
        "town",
        ":5: rooms: is many, but this column has numbers. Correct it or remove the line.");
  }

  @Test
  void lineWithAnotherNumberOfCellsIsRefused() throws IOException {
    assertRefused(
        HOUSES + "4,Ulm\n",
        "town",
        ":5: has 2 cells, but the first line names 3 columns. Maybe a text with a comma needs"
            + " quotes.");
  }

  @Test
  void quoteThatIsNeverClosedIsRefused() throws IOException {
    assertRefused(
        HOUSES + "4,\"Ulm,1\n", "town", ":5: a quote is never closed. Close it in the same line.");
  }

  @Test
  void columnsOfOneNameAreRefused() throws IOException {
    assertRefused(
        "a,b,a\n1,2,3\n",
        "a",
        ":1: two columns are called a. Each column needs a name of its own.");
  }

  @Test
  void targetThatIsNoColumnGetsTheListOfColumns() throws IOException {
    assertRefused("a,b\n1,2\n", "c", ": has no column c to predict. Set target to one of a, b.");
  }

  @Test
  void columnOfAHundredWordsAndMoreIsRefused() throws IOException {
    StringBuilder table = new StringBuilder("name,age\n");
    for (int i = 0; i < 101; i++) {
      table.append("person").append(i).append(",30\n");
    }

    assertRefused(
        table.toString(),
        "age",
        ": name: has 101 different texts; at most 100 can become features. Remove the column.");
  }

  @Test
  void missingFileAndTargetAreAskedFor() {
    assertEquals(
        "csv needs data_file, the file with the table. Set data_file to a file whose first line"
            + " names the columns, and target to the column to predict.",
        DataRequest.of(DataSource.CSV).problem().orElseThrow());
  }

  @Test
  void brokenTableIsFoundBeforeAnythingTrains() throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), "a,b\n1,\n");

    assertEquals(
        file + ":2: b: the value is missing (empty). Fill it in or remove the line.",
        request(file, "a", Meaning.AUTO).problem().orElseThrow());
  }

  private void assertRefused(String text, String target, String message) throws IOException {
    DataException refusal =
        assertThrows(DataException.class, () -> read(text, target, Meaning.AUTO));
    assertEquals(folder.resolve("table.csv") + message, refusal.getMessage());
  }

  private Samples read(String text, String target, Meaning meaning) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), text);
    return new CsvLoader().read(request(file, target, meaning)).samples();
  }

  private static DataRequest request(Path file, String target, Meaning meaning) {
    return DataRequest.of(DataSource.CSV).at(Place.table(file, target, meaning));
  }

  private static float[] row(Samples samples, int index) {
    float[] row = new float[samples.rows().shape().size()];
    samples.rows().reader().read(index, row);
    return row;
  }
}
