package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsTest {
  private static Reading at(long step, long millis, double value) {
    return new Reading("loss", step, millis, value);
  }

  private static Readings of(Reading... readings) {
    return plus(Readings.EMPTY, readings);
  }

  private static Readings plus(Readings before, Reading... readings) {
    return before.plus(Tally.of(List.of(readings)).get(0));
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
    Readings left = plus(start, at(2, 2, 2));
    Readings right = plus(start, at(5, 5, 5), at(4, 4, Double.NaN));
    assertEquals("1=1.0 2=2.0", curve(left));
    assertEquals("1=1.0 4=NaN 5=5.0", curve(right));
    assertEquals(1, start.size());
  }

  @Test
  void ofManyThatCameAtOnceTheExtremesAndTheLatestAreKept() {
    List<Reading> many = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      many.add(at(step, step, step == 1_234 ? -9 : step == 4_321 ? 9 : Double.NaN));
    }
    Tally tally = Tally.of(many).get(0);
    assertTrue(tally.marks().size() <= Tally.MOST, tally.marks().size() + " marks");
    Readings readings = Readings.EMPTY.plus(tally);
    assertEquals(5_000, readings.size());
    assertEquals(0, readings.curve().step(0));
    assertEquals(-9, readings.curve().min());
    assertEquals(9, readings.curve().max());
    assertEquals(many.get(4_999), readings.latest("loss"));
  }

  @Test
  void ofManyAtOneStepOnlyTheLatestCounts() {
    List<Reading> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(at(7, 1_000 - i, i));
    }
    assertEquals("7=0.0", curve(Readings.EMPTY.plus(Tally.of(many).get(0))));
  }

  @Test
  void aLongCurveIsThinnedAndKeepsItsExtremes() {
    Readings readings = Readings.EMPTY;
    for (int step = 0; step < 20_000; step++) {
      readings =
          plus(readings, at(step, step, step == 77 ? -5 : step == 78 ? 5 : 1.0 / (step + 1)));
    }
    assertEquals(20_000, readings.size());
    assertTrue(readings.curve().size() <= 1_024, readings.curve() + "");
    assertEquals(-5, readings.curve().min());
    assertEquals(5, readings.curve().max());
    assertEquals(at(19_999, 19_999, 1.0 / 20_000), readings.latest("loss"));
  }
}
