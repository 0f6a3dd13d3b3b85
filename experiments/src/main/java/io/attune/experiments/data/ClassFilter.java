package io.attune.experiments.data;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keeps some classes of a data set, which are then numbered from 0 in the order of the data set.
 */
final class ClassFilter {
  private ClassFilter() {}

  /**
   * Why a wish for classes cannot be met; empty if it can.
   *
   * @param names of the classes there are; none where numbers are to be predicted
   */
  static Optional<String> problem(String wanted, List<String> names) {
    if (names.isEmpty()) {
      return Optional.of(
          "is %s, but this data has numbers to predict. Leave it out.".formatted(wanted));
    }
    return parts(wanted)
        .filter(part -> range(part, names).isEmpty())
        .findFirst()
        .map(
            part -> "there is no class %s; there are %s.".formatted(part, String.join(", ", names)))
        .or(() -> tooFew(wanted, names));
  }

  private static Optional<String> tooFew(String wanted, List<String> names) {
    return positions(wanted, names).size() < 2
        ? Optional.of("%s leaves one class, but two are needed. Name more.".formatted(wanted))
        : Optional.empty();
  }

  /**
   * The samples of some classes.
   *
   * @param wanted names and ranges of names, such as {@code 0-4} or {@code cat,dog}
   * @throws DataException if a class does not exist, fewer than two are left, or there are none
   */
  static Samples keep(String wanted, Samples samples) {
    List<String> names =
        samples.targets() instanceof Targets.Labels labels ? labels.names() : List.of();
    DataException.throwIf(problem(wanted, names).map(problem -> "classes: " + problem));
    return keep(positions(wanted, names), samples.rows(), (Targets.Labels) samples.targets());
  }

  private static Samples keep(List<Integer> kept, Rows all, Targets.Labels targets) {
    int[] labels = targets.labels();
    int[] rows = IntStream.range(0, labels.length).filter(i -> kept.contains(labels[i])).toArray();
    int[] renumbered = Arrays.stream(rows).map(row -> kept.indexOf(labels[row])).toArray();
    List<String> names = kept.stream().map(targets.names()::get).toList();
    return new Samples(new ChosenRows(all, rows), new Targets.Labels(renumbered, names));
  }

  private static List<Integer> positions(String wanted, List<String> names) {
    return parts(wanted).flatMap(part -> range(part, names).stream()).distinct().sorted().toList();
  }

  private static Stream<String> parts(String wanted) {
    return Arrays.stream(wanted.split(",")).map(String::strip);
  }

  /** Positions of one class or of all from one to another; none if there is no such class. */
  private static List<Integer> range(String part, List<String> names) {
    if (names.contains(part)) {
      return List.of(names.indexOf(part));
    }
    int dash = part.indexOf('-', 1);
    int first = dash < 0 ? -1 : names.indexOf(part.substring(0, dash).strip());
    int last = dash < 0 ? -1 : names.indexOf(part.substring(dash + 1).strip());
    return first < 0 ? List.of() : IntStream.rangeClosed(first, last).boxed().toList();
  }

  private record ChosenRows(Rows all, int[] chosen) implements Rows {
    @Override
    public int size() {
      return chosen.length;
    }

    @Override
    public Shape shape() {
      return all.shape();
    }

    @Override
    public RowReader reader(Scaling scaling) {
      RowReader reader = all.reader(scaling);
      return (row, into) -> reader.read(chosen[row], into);
    }

    @Override
    public void digest(int row, MessageDigest sum) {
      all.digest(chosen[row], sum);
    }
  }
}
