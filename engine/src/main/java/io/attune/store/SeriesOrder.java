package io.attune.store;

import java.util.Comparator;
import java.util.List;

/** The order of series, which databases would each sort in their own way. */
final class SeriesOrder {
  private static final Comparator<SeriesSummary> ORDER =
      Comparator.<SeriesSummary>comparingInt(series -> series.key().trial())
          .thenComparingInt(series -> series.key().attempt())
          .thenComparing(series -> series.key().metric());

  private SeriesOrder() {}

  static List<SeriesSummary> sorted(List<SeriesSummary> series) {
    return series.stream().sorted(ORDER).toList();
  }
}
