package io.attune.run;

import io.attune.store.BlobStore;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.trial.History;
import io.attune.trial.Label;
import io.attune.trial.Relabel;
import io.attune.trial.Trial;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs of programs that Attune did not start, as these programs name them. Whatever arrives twice,
 * even across a crash of the program or of Attune, is written down once. Thread-safe.
 */
public final class Recordings {
  private final Recorder recorder;
  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final Set<SweepId> looked = new HashSet<>();

  /** Runs that a recorder writes down. */
  public Recordings(Recorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Begins a run, or finds the one of this name in the sweep, which is left as it is.
   *
   * @throws IllegalStateException if the sweep was put away, or the run belongs to another
   */
  public synchronized Place open(Opening opening) {
    Optional<Place> known = Optional.ofNullable(places.get(opening.run())).filter(this::exists);
    SweepId sweep = sweep(opening.sweep());
    look(sweep);
    Place place =
        known
            .or(() -> Optional.ofNullable(places.get(opening.run())).filter(this::exists))
            .orElseGet(() -> start(sweep, opening));
    if (!place.sweep().equals(sweep)) {
      throw new IllegalStateException(
          "run %s belongs to sweep %s already. Give this one another name."
              .formatted(opening.run(), place.sweep()));
    }
    return place;
  }

  /**
   * Takes a batch; what it brings is on disk when this returns.
   *
   * @return empty if there is no such run
   * @throws StreamGap if entries before it are missing
   * @throws ContentMissing if entries name contents that have not come yet
   */
  public Optional<Receipt> receive(String run, Batch batch) {
    return find(run).map(place -> receive(place, batch));
  }

  /** Contents are kept before, so that nobody waits for their way to disk. */
  private Receipt receive(Place place, Batch batch) {
    Batch kept = batch.kept(blobs(place), known(place, batch.stream()));
    return recorder.change(place.sweep(), draft -> kept.apply(draft, place.trial()));
  }

  private long known(Place place, String stream) {
    return recorder.read(
        place.sweep(),
        history -> history.trial(place.trial()).dossier().streams().getOrDefault(stream, 0L));
  }

  /** Where contents are kept that entries of a run name; empty if there is no such run. */
  public Optional<BlobStore> blobs(String run) {
    return find(run).map(this::blobs);
  }

  private BlobStore blobs(Place place) {
    return BlobStore.beside(recorder.files(place.sweep()));
  }

  private Place start(SweepId sweep, Opening opening) {
    Place place = new Place(sweep, opening.run(), recorder.change(sweep, opening::begin));
    places.put(opening.run(), place);
    return place;
  }

  /** Looks into the latest sweeps first: that is where programs write. */
  private Optional<Place> find(String run) {
    Optional<Place> known = Optional.ofNullable(places.get(run));
    return known.isPresent() ? known.filter(this::exists) : search(run);
  }

  private synchronized Optional<Place> search(String run) {
    for (SweepRecord sweep : newestFirst()) {
      look(sweep.id());
      if (places.containsKey(run)) {
        return Optional.of(places.get(run));
      }
    }
    return Optional.empty();
  }

  private void look(SweepId sweep) {
    if (looked.add(sweep)) {
      recorder.read(sweep, history -> note(sweep, history));
    }
  }

  private boolean note(SweepId sweep, History history) {
    for (Trial trial : history.trials()) {
      Optional.ofNullable(trial.dossier().label().tags().get(Label.RUN))
          .ifPresent(run -> places.putIfAbsent(run, new Place(sweep, run, trial.number())));
    }
    return true;
  }

  private boolean exists(Place place) {
    return recorder.sweep(place.sweep()).isPresent();
  }

  /** The latest recorded sweep of a name that is in use; a new one if there is none. */
  private SweepId sweep(String name) {
    List<SweepRecord> all = newestFirst();
    Optional<SweepRecord> found =
        all.stream()
            .filter(record -> record.sweep().name().equals(name) && called(record, name))
            .findFirst()
            .or(() -> all.stream().filter(record -> called(record, name)).findFirst());
    if (found.filter(record -> label(record).deleted()).isPresent()) {
      throw new IllegalStateException(
          "sweep %s was put away. Take it back, or choose another name.".formatted(name));
    }
    return found.map(SweepRecord::id).orElseGet(() -> recorder.open(name, Relabel.NOTHING));
  }

  private boolean called(SweepRecord record, String name) {
    return label(record).name().orElse(record.sweep().name()).equals(name);
  }

  private Label label(SweepRecord record) {
    return recorder.read(record.id(), history -> history.steering().label());
  }

  private List<SweepRecord> newestFirst() {
    return recorder.sweeps().stream()
        .filter(record -> record.sweep().recorded())
        .sorted(Comparator.comparing((SweepRecord record) -> record.id().value()).reversed())
        .toList();
  }

  /**
   * Where a run is written down.
   *
   * @param run as its program calls it
   */
  public record Place(SweepId sweep, String run, int trial) {}
}
