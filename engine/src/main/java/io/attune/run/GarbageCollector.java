package io.attune.run;

import io.attune.store.BlobStore;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialFolder;
import io.attune.store.TrialReader;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds and deletes files that nothing in a store refers to. Whoever collects must have the store
 * to themselves, or leave what is young: what a sweep has just written may not be told of yet.
 * Being killed does no harm, since what is left is found again.
 */
public final class GarbageCollector {
  private static final Pattern SWEEP = Pattern.compile("sweep-([1-9]\\d{0,17})");
  private static final Set<String> KEPT = Set.of("pictures", "artifacts");

  private final TrialReader store;
  private final Path files;
  private final Optional<Retention> retention;
  private final Instant before;
  private final Predicate<SweepId> free;
  private final Set<String> named = new HashSet<>();
  private final List<Garbage> found = new ArrayList<>();

  private GarbageCollector(
      TrialReader store,
      Path files,
      Optional<Retention> retention,
      Instant before,
      Predicate<SweepId> free) {
    this.store = store;
    this.files = files;
    this.retention = retention;
    this.before = before;
    this.free = free;
  }

  /**
   * What nobody needs.
   *
   * @param files of the store, where the folders of its sweeps are
   * @param retention of which trials to keep checkpoints; empty to keep what there is
   */
  public static List<Garbage> find(TrialReader store, Path files, Optional<Retention> retention) {
    return find(store, files, retention, Instant.MAX, id -> true);
  }

  /**
   * What nobody needs in a store that others write to meanwhile.
   *
   * @param before contents that came later are left, since their events may be on their way; an
   *     hour is plenty
   * @param free whether nobody runs a sweep, nor will until this is deleted
   */
  public static List<Garbage> find(
      TrialReader store,
      Path files,
      Optional<Retention> retention,
      Instant before,
      Predicate<SweepId> free) {
    GarbageCollector collector = new GarbageCollector(store, files, retention, before, free);
    for (SweepRecord sweep : store.sweeps()) {
      collector.look(sweep);
    }
    collector.lookAtFolders();
    collector.lookAtBlobs();
    return List.copyOf(collector.found);
  }

  /**
   * Deletes it.
   *
   * @throws IOException if something cannot be deleted; what came before it is gone
   */
  public static void delete(List<Garbage> garbage) throws IOException {
    for (Garbage piece : garbage) {
      // Somebody may have come to need it again meanwhile.
      if (isOlder(piece.path(), piece.before())) {
        delete(piece.path());
      }
    }
  }

  private void look(SweepRecord sweep) {
    LiveHistory history = new LiveHistory(sweep.sweep().criteria());
    Map<Name, Set<String>> names = new HashMap<>();
    for (List<Event> page : store.pages(sweep.id())) {
      history.addAll(page);
      page.forEach(event -> note(names, event));
    }
    names.values().forEach(named::addAll);
    Path folder = files.resolve("sweep-" + sweep.id());
    history.trials().stream()
        .filter(Trial::erased)
        .map(trial -> TrialFolder.of(folder, trial.number()).path())
        .forEach(path -> add(path, "the trial was deleted"));
    if (!sweep.sweep().recorded()) {
      retention.ifPresent(rule -> checkpoints(sweep.id(), folder, rule.beyond(history)));
    }
  }

  /** Whatever was recorded counts, void or not, unless it was withdrawn. */
  private static void note(Map<Name, Set<String>> names, Event event) {
    if (event instanceof TrialEvent.Attached attached) {
      Name name = new Name(attached.trial(), attached.what().name());
      names.computeIfAbsent(name, any -> new HashSet<>()).add(attached.what().sha256());
    } else if (event instanceof TrialEvent.Detached detached) {
      detached.names().forEach(name -> names.remove(new Name(detached.trial(), name)));
    }
  }

  private void checkpoints(SweepId id, Path folder, List<Trial> beyond) {
    if (beyond.isEmpty() || !free.test(id)) {
      return;
    }
    for (Trial trial : beyond) {
      for (Path file : children(TrialFolder.of(folder, trial.number()).path())) {
        if (!trial.erased() && !KEPT.contains(file.getFileName().toString())) {
          add(file, "the rule keeps checkpoints of other trials");
        }
      }
    }
  }

  private void lookAtFolders() {
    for (Path folder : children(files)) {
      Matcher name = SWEEP.matcher(folder.getFileName().toString());
      if (name.matches() && store.sweep(new SweepId(Long.parseLong(name.group(1)))).isEmpty()) {
        add(folder, "the sweep was deleted");
      }
    }
  }

  private void lookAtBlobs() {
    Path folder = files.resolve("blobs");
    BlobStore blobs = BlobStore.in(folder);
    for (BlobStore.Blob blob : blobs.all()) {
      if (!named.contains(blob.sha256())) {
        addOld(blobs.path(blob.sha256()), "no trial names it");
      }
    }
    blobs.leftovers().forEach(file -> addOld(file, "it was left half-written"));
  }

  private void add(Path path, String why) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      found.add(new Garbage(path, size(path), why, Instant.MAX));
    }
  }

  private void addOld(Path path, String why) {
    if (isOlder(path, before)) {
      found.add(new Garbage(path, size(path), why, before));
    }
  }

  private static boolean isOlder(Path path, Instant before) {
    try {
      return before.equals(Instant.MAX)
          || Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
              .toInstant()
              .isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path path) {
    long[] sum = {0};
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum[0];
  }

  private static void delete(Path path) throws IOException {
    // Links are deleted, not followed.
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Name(int trial, String name) {}
}
