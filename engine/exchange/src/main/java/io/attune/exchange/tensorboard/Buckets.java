package io.attune.exchange.tensorboard;

import com.google.protobuf.CodedInputStream;
import io.attune.trial.Histogram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A histogram as TensorBoard has it: upper limits of buckets, and how many values are in each. */
final class Buckets {
  private static final int MIN = Fields.tag(1, Fields.FIXED64);
  private static final int MAX = Fields.tag(2, Fields.FIXED64);
  private static final int LIMITS = 6;
  private static final int COUNTS = 7;
  private static final int ROW = 3;

  private final List<Double> limits = new ArrayList<>();
  private final List<Double> counts = new ArrayList<>();
  private double min = Double.NEGATIVE_INFINITY;
  private double max = Double.POSITIVE_INFINITY;

  private Buckets() {}

  static Buckets parse(CodedInputStream in) throws IOException {
    Buckets buckets = new Buckets();
    Fields.message(in, buckets::field);
    return buckets;
  }

  /** As newer programs write it: rows of lower limit, upper limit and count. */
  static Optional<Buckets> ofRows(double[] numbers) {
    if (numbers.length == 0 || numbers.length % ROW != 0) {
      return Optional.empty();
    }
    Buckets buckets = new Buckets();
    buckets.min = numbers[0];
    for (int i = 0; i < numbers.length; i += ROW) {
      buckets.limits.add(numbers[i + 1]);
      buckets.counts.add(numbers[i + 2]);
    }
    buckets.max = numbers[numbers.length - 2];
    return Optional.of(buckets);
  }

  private boolean field(int tag, CodedInputStream in) throws IOException {
    int form = tag & 7;
    int field = tag >>> 3;
    if (tag == MIN) {
      min = in.readDouble();
    } else if (tag == MAX) {
      max = in.readDouble();
    } else if (field != LIMITS && field != COUNTS) {
      return false;
    } else if (form == Fields.FIXED64) {
      numbers(field).add(in.readDouble());
    } else if (form == Fields.BYTES) {
      packed(numbers(field), in);
    } else {
      return false;
    }
    return true;
  }

  private List<Double> numbers(int field) {
    return field == LIMITS ? limits : counts;
  }

  private static void packed(List<Double> numbers, CodedInputStream in) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      numbers.add(in.readDouble());
    }
    in.popLimit(outer);
  }

  /**
   * The same in bins. Empty buckets at both ends are left out, and neighbours go together where
   * there are more than there may be bins.
   *
   * @throws IllegalArgumentException if they make no histogram
   */
  Histogram histogram() {
    if (limits.isEmpty() || limits.size() != counts.size()) {
      throw new IllegalArgumentException(
          "a histogram has %d limits and %d counts.".formatted(limits.size(), counts.size()));
    }
    int first = 0;
    while (first < counts.size() - 1 && counts.get(first) == 0) {
      first++;
    }
    int last = counts.size() - 1;
    while (last > first && counts.get(last) == 0) {
      last--;
    }
    return bins(first, last);
  }

  private Histogram bins(int first, int last) {
    int together = (last - first) / Histogram.MOST_BINS + 1;
    List<Double> edges = new ArrayList<>(List.of(lowest(first)));
    List<Double> sums = new ArrayList<>();
    for (int from = first; from <= last; from += together) {
      int to = Math.min(last, from + together - 1);
      edges.add(to == last ? highest(edges.get(edges.size() - 1), limits.get(to)) : limits.get(to));
      sums.add(counts.subList(from, to + 1).stream().mapToDouble(Double::doubleValue).sum());
    }
    return new Histogram(edges, sums, 0, 0);
  }

  /** The first bucket has no lower limit of its own, but no value is below the smallest. */
  private double lowest(int first) {
    double upper = limits.get(first);
    double lower = first == 0 ? min : Math.max(min, limits.get(first - 1));
    return lower < upper ? lower : upper - Math.max(0.5, Math.ulp(upper));
  }

  /** Programs that have no limit write the largest number there is. */
  private double highest(double lower, double limit) {
    return max > lower && max < limit ? max : limit;
  }
}
