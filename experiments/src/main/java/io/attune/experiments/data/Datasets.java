package io.attune.experiments.data;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps each data set after its first use, for all trials of a process. Thread-safe. */
public final class Datasets {
  private final Map<DataRequest, Dataset> loaded = new ConcurrentHashMap<>();
  private final Map<Key, Dataset> prepared = new ConcurrentHashMap<>();

  /**
   * A data set, read and prepared at its first use.
   *
   * @throws DataException if files are missing or broken, there are too few examples, or the
   *     numbers cannot be prepared so
   */
  public Dataset get(DataRequest request, Preparation preparation) {
    Dataset raw = loaded.computeIfAbsent(request, Datasets::read);
    return prepared.computeIfAbsent(
        new Key(request, preparation), key -> raw.prepared(preparation));
  }

  private static Dataset read(DataRequest request) {
    Parts parts = request.source().loader().read(request);
    return Split.of(
        request.classes().isEmpty()
            ? parts
            : parts.each(samples -> ClassFilter.keep(request.classes().get(), samples)));
  }

  private record Key(DataRequest request, Preparation preparation) {}
}
