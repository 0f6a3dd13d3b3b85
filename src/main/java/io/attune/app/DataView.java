package io.attune.app;

import io.attune.experiments.data.DataRequest;
import io.attune.experiments.data.DataSource;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.data.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What there is to say about a data set. */
final class DataView {
  private DataView() {}

  /** In a few words. */
  static String summary(Dataset data) {
    return "yes: %,d examples of %s".formatted(size(data), data.shape());
  }

  static void print(DataRequest request, Dataset data, PrintWriter out) {
    DataSource source = request.source();
    out.printf("%s: %s%n", source.key(), source.description());
    out.printf(
        "%,d examples of %s, to predict %s%n%n",
        size(data),
        data.shape(),
        data.task() == Task.CLASSIFICATION ? data.classes() + " classes" : "a number");
    table(data).lines().forEach(out::println);
    out.printf("%nsha256 of content and split: %s%n", data.fingerprint());
    if (isPart(request, data)) {
      out.printf("This is a part: the whole has %,d examples.%n", source.examples().getAsInt());
    }
  }

  private static boolean isPart(DataRequest request, Dataset data) {
    return request.classes().isEmpty()
        && request.source().examples().isPresent()
        && request.source().examples().getAsInt() != size(data);
  }

  private static Table table(Dataset data) {
    Table table = new Table();
    table.row(List.of("", "training", "validation", "test"));
    table.row(row("examples", data, part -> "%,d".formatted(part.size())));
    if (data.task() == Task.CLASSIFICATION) {
      List<String> names = data.train().classNames();
      for (int i = 0; i < names.size(); i++) {
        int label = i;
        table.row(row(names.get(i), data, part -> "%,d".formatted(count(part, label))));
      }
    } else {
      table.row(row("least", data, part -> number(targets(part).min().orElseThrow())));
      table.row(row("mean", data, part -> number(targets(part).average().orElseThrow())));
      table.row(row("most", data, part -> number(targets(part).max().orElseThrow())));
    }
    return table;
  }

  private static List<String> row(String name, Dataset data, Function<Examples, String> cell) {
    return List.of(
        name, cell.apply(data.train()), cell.apply(data.validation()), cell.apply(data.test()));
  }

  private static int size(Dataset data) {
    return data.train().size() + data.validation().size() + data.test().size();
  }

  private static long count(Examples part, int label) {
    return IntStream.range(0, part.size()).filter(i -> part.label(i) == label).count();
  }

  private static DoubleStream targets(Examples part) {
    return IntStream.range(0, part.size()).mapToDouble(part::target);
  }

  private static String number(double value) {
    return Numbers.of(value);
  }
}
