package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.attune.experiments.nn.CounterRandom.Purpose;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterRandomTest {
  @Test
  void seedPurposeAndEpochNameAStream() {
    assertArrayEquals(numbers(7, Purpose.ORDER, 3), numbers(7, Purpose.ORDER, 3));
  }

  @Test
  void neighbouringStreamsShareNoNumber() {
    Set<Long> seen = new HashSet<>();
    int drawn = 0;
    for (long seed = 0; seed < 5; seed++) {
      for (Purpose purpose : Purpose.values()) {
        for (long epoch = 0; epoch < 5; epoch++) {
          for (long number : numbers(seed, purpose, epoch)) {
            seen.add(number);
            drawn++;
          }
        }
      }
    }
    assertEquals(drawn, seen.size());
  }

  @Test
  void permutationHoldsEveryNumberOnceInAnotherOrder() {
    int[] sorted = IntStream.range(0, 1000).toArray();

    int[] order = CounterRandom.of(1, Purpose.ORDER, 1).permutation(1000);

    assertNotEquals(Arrays.toString(sorted), Arrays.toString(order));
    Arrays.sort(order);
    assertArrayEquals(sorted, order);
  }

  @Test
  void permutationsOfThreeAreEquallyLikely() {
    CounterRandom random = CounterRandom.of(2, Purpose.ORDER, 1);
    int[] counts = new int[27];
    for (int i = 0; i < 60_000; i++) {
      int[] order = random.permutation(3);
      counts[9 * order[0] + 3 * order[1] + order[2]]++;
    }
    int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertEquals(6, seen.length);
    Arrays.stream(seen).forEach(count -> assertEquals(10_000, count, 500));
  }

  private static long[] numbers(long seed, Purpose purpose, long epoch) {
    return CounterRandom.of(seed, purpose, epoch).longs(100).toArray();
  }
}
