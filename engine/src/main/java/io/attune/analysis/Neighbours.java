package io.attune.analysis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Choices that are numbers in order, such as batch sizes, and so have neighbours. */
final class Neighbours {
  private Neighbours() {}

  /**
   * The choices to keep for the sake of some of them: these alone, unless the choices are numbers
   * that ascend or descend. Then those between them are kept as well, and one more at either end.
   */
  static Set<Object> of(List<Object> choices, Set<Object> wanted) {
    int[] places =
        IntStream.range(0, choices.size()).filter(i -> wanted.contains(choices.get(i))).toArray();
    if (places.length == 0 || !inOrder(choices)) {
      return wanted;
    }
    int first = Math.max(0, places[0] - 1);
    int last = Math.min(choices.size() - 1, places[places.length - 1] + 1);
    return new LinkedHashSet<>(choices.subList(first, last + 1));
  }

  private static boolean inOrder(List<Object> choices) {
    if (!choices.stream().allMatch(Number.class::isInstance)) {
      return false;
    }
    double[] numbers = choices.stream().mapToDouble(c -> ((Number) c).doubleValue()).toArray();
    IntStream steps = IntStream.range(1, numbers.length);
    long ups = steps.filter(i -> numbers[i] > numbers[i - 1]).count();
    return ups == numbers.length - 1 || ups == 0;
  }
}
