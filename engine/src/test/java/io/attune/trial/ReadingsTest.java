package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  private static Reading at(long step, long millis, double value) {
    return new Reading("loss", step, millis, value);
  }

  private static Readings of(Reading... readings) {
    return Readings.EMPTY.plus(List.of(readings));
  }

  private static String curve(Readings readings) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < readings.curve().size(); i++) {
      text.append(readings.curve().step(i))
          .append('=')
          .append(readings.curve().value(i))
          .append(' ');
    }
    return text.toString().strip();
  }

  @Test
  void allReadingsAreKeptInTheOrderInWhichTheyCame() {
    Readings readings = of(at(3, 1, 0.3), at(1, 2, 0.1)).plus(List.of(at(3, 0, 9), at(-2, 3, 7)));
    assertEquals(4, readings.size());
    assertEquals(at(1, 2, 0.1), readings.at(1, "loss"));
    assertEquals(at(-2, 3, 7), readings.at(3, "loss"));
  }

  @Test
  void theCurveHasTheLatestOfEachStepInOrder() {
    assertEquals(
        "-2=7.0 1=0.1 3=0.3", curve(of(at(3, 1, 0.3), at(1, 2, 0.1), at(3, 0, 9), at(-2, 3, 7))));
    assertEquals(
        "0=3.0", curve(of(at(0, 5, 1), at(0, 6, 2), at(0, 6, 3), at(0, 6, 2.5), at(0, 4, 9))));
  }

  @Test
  void theLatestIsThatOfTheLargestStepThenTimeThenValue() {
    assertEquals(at(3, 1, 0.3), of(at(3, 1, 0.3), at(1, 2, 0.1)).latest("loss"));
    assertEquals(at(3, 9, 0.1), of(at(3, 9, 0.1), at(3, 1, 0.3), at(1, 99, 5)).latest("loss"));
    assertEquals(at(3, 1, 0.4), of(at(3, 1, 0.3), at(3, 1, 0.4), at(3, 1, 0.1)).latest("loss"));
  }

  @Test
  void readingsThatWentOnApartShareNothingButTheirBeginning() {
    Readings start = of(at(1, 1, 1));
    Readings left = start.plus(List.of(at(2, 2, 2)));
    Readings right = start.plus(List.of(at(5, 5, 5), at(4, 4, Double.NaN)));
    assertEquals("1=1.0 2=2.0", curve(left));
    assertEquals("1=1.0 4=NaN 5=5.0", curve(right));
    assertEquals(1, start.size());
  }
}
