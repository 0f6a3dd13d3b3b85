package io.attune.experiments.data;

import io.attune.experiments.tensor.Backends;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps data sets after their first use, for all trials of a process: as they were read, and as the
 * last few preparations left them. Thread-safe.
 */
public final class Datasets {
  private static final int MOST_PREPARED = 32;

  /** Fewer of these, since their numbers are computed and take room. */
  private static final int MOST_TURNED = 4;

  private static final int MOST_AXES = 2;

  private final Preparer preparer;
  private final Map<DataRequest, Dataset> loaded = new ConcurrentHashMap<>();
  private final Recent<Key, Dataset> prepared = new Recent<>(MOST_PREPARED);
  private final Recent<Key, Dataset> turned = new Recent<>(MOST_TURNED);
  private final Recent<Origin, PrincipalAxes> axes = new Recent<>(MOST_AXES);

  /** Data sets whose principal axes these backends find. */
  public Datasets(Backends backends) {
    this.preparer = new Preparer(backends);
  }

  /**
   * A data set as it comes from its source, split, and read at its first use.
   *
   * @throws DataException if files are missing or broken, or there are too few examples
   */
  public Dataset get(DataRequest request) {
    return loaded.computeIfAbsent(request, Datasets::read);
  }

  /** All of a data set, prepared; see the other method. */
  public Dataset get(DataRequest request, Preparation preparation) {
    return get(request, Portion.whole(get(request)), preparation);
  }

  /**
   * A part of a data set, prepared by the statistics of the examples to learn from.
   *
   * @throws DataException if files are missing or broken, there are too few examples, or the
   *     numbers cannot be prepared so
   */
  public Dataset get(DataRequest request, Portion portion, Preparation preparation) {
    Dataset raw = get(request).first(portion);
    Key key = new Key(request, portion, preparation);
    return preparation.method().rotates()
        ? turned.get(key, () -> turn(raw, key))
        : prepared.get(key, () -> preparer.prepare(raw, preparation));
  }

  /** The axes stay when the preparation changes. */
  private Dataset turn(Dataset raw, Key key) {
    Origin origin = new Origin(key.request(), key.portion().train());
    PrincipalAxes found = axes.get(origin, () -> preparer.axes(raw, key.preparation()));
    return preparer.turn(raw, found, key.preparation());
  }

  /**
   * A data set as it comes from its source, split, and not kept.
   *
   * @throws DataException if files are missing or broken, or there are too few examples
   */
  public static Dataset read(DataRequest request) {
    Parts parts = request.source().loader().read(request);
    return Split.of(
        request.classes().isEmpty()
            ? parts
            : parts.each(samples -> ClassFilter.keep(request.classes().get(), samples)));
  }

  private record Key(DataRequest request, Portion portion, Preparation preparation) {}

  /** What axes follow from. */
  private record Origin(DataRequest request, int train) {}
}
