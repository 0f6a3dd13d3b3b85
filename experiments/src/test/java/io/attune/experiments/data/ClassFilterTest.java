package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.experiments.djl.DjlBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFilterTest {
  @Test
  void someClassesAreKeptAndNumberedAnew() {
    DataRequest digits = DataRequest.of(DataSource.DIGITS);
    Dataset high = new Datasets(DjlBackend.both()).get(digits.only("5-9"), Preparation.USUAL);

    assertEquals(List.of("5", "6", "7", "8", "9"), high.train().classNames());
    assertEquals(5, high.classes());
    int total = high.train().size() + high.validation().size() + high.test().size();
    assertEquals(896, total);
    for (int i = 0; i < high.train().size(); i++) {
      assertTrue(high.train().label(i) < 5);
    }
  }

  @Test
  void sameImagesAreKeptHoweverClassesAreNamed() {
    DataRequest digits = DataRequest.of(DataSource.DIGITS);
    Datasets datasets = new Datasets(DjlBackend.both());

    assertEquals(
        datasets.get(digits.only("0-2, 7"), Preparation.USUAL).fingerprint(),
        datasets.get(digits.only("7,2,1,0"), Preparation.USUAL).fingerprint());
  }

  @Test
  void classThatDoesNotExistGetsTheListOfClasses() {
    DataRequest ten = DataRequest.of(DataSource.DIGITS).only("3,10");

    assertEquals(
        "classes: there is no class 10; there are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9.",
        assertThrows(
                DataException.class,
                () -> new Datasets(DjlBackend.both()).get(ten, Preparation.USUAL))
            .getMessage());
  }

  @Test
  void classesOfNumbersAreRefused() {
    DataRequest line = DataRequest.of(DataSource.POLYNOMIAL).only("0-4");

    assertEquals(
        "classes: is 0-4, but this data has numbers to predict. Leave it out.",
        assertThrows(
                DataException.class,
                () -> new Datasets(DjlBackend.both()).get(line, Preparation.USUAL))
            .getMessage());
  }
}
