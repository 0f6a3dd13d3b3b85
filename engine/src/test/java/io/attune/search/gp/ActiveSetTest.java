package io.attune.search.gp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ActiveSetTest {
  private static final MaternKernel KERNEL =
      new MaternKernel(new double[] {1, 1}, 1, new boolean[2]);

  private static int[] choose(int size) {
    SplittableRandom random = new SplittableRandom(1);
    List<double[]> rows =
        IntStream.range(0, size)
            .mapToObj(i -> new double[] {random.nextDouble(), random.nextDouble()})
            .toList();
    double[] y = rows.stream().mapToDouble(r -> Math.hypot(r[0] - 0.3, r[1] - 0.7)).toArray();
    int[] order = Ranks.order(y);
    int[] chosen = ActiveSet.choose(rows, y, KERNEL);
    Set<Integer> kept = Arrays.stream(chosen).boxed().collect(Collectors.toSet());
    assertTrue(IntStream.range(0, Math.min(96, size)).allMatch(i -> kept.contains(order[i])));
    return chosen;
  }

  @Test
  void shortHistoriesAreKeptWhole() {
    assertEquals(256, choose(256).length);
  }

  @Test
  void longHistoriesKeepTheBestAndSomeOthers() {
    int[] chosen = choose(1000);
    assertEquals(256, Arrays.stream(chosen).distinct().count());
  }
}
