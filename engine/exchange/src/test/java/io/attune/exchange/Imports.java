package io.attune.exchange;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Mode;
import io.attune.exchange.table.TableWishes;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.store.TrialStore;
import io.attune.store.Unabridged;
import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Trial;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A store, and what comes into it. */
final class Imports {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final TableWishes NO_WISHES =
      new TableWishes(
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final TrialStore store;

  Imports() {
    this(new MemoryStore());
  }

  Imports(TrialStore store) {
    this.store = store;
  }

  TrialStore store() {
    return store;
  }

  ImportReport bring(Path path) {
    return bring(path, NO_WISHES, Mode.WRITE);
  }

  ImportReport bring(Path path, TableWishes wishes, Mode mode) {
    return new Importer(store, InstantSource.fixed(NOW))
        .run(Sources.open(path, Optional.empty(), List.of(), wishes), mode);
  }

  String refusal(Path path) {
    return refusal(path, NO_WISHES);
  }

  String refusal(Path path, TableWishes wishes) {
    return assertThrows(ImportException.class, () -> bring(path, wishes, Mode.WRITE)).getMessage();
  }

  List<String> names() {
    return store.sweeps().stream().map(sweep -> sweep.sweep().name()).toList();
  }

  LiveHistory history(int sweep) {
    LiveHistory history = new LiveHistory(sweep(sweep).criteria());
    for (List<Event> page : store.pages(new SweepId(sweep))) {
      history.addAll(page);
    }
    return history;
  }

  Sweep sweep(int number) {
    return store.sweep(new SweepId(number)).orElseThrow().sweep();
  }

  /** The trial of a sweep that its source calls so. */
  Trial trial(int sweep, String id) {
    return history(sweep).trials().stream()
        .filter(trial -> id.equals(trial.dossier().label().tags().get(Intake.TRIAL)))
        .findFirst()
        .orElseThrow();
  }

  List<Event> events() {
    return store.sweeps().stream()
        .flatMap(
            sweep -> {
              Unabridged whole = new Unabridged(store, sweep.id());
              return store.eventsAfter(sweep.id(), 0, 1_000_000).stream().map(whole::of);
            })
        .toList();
  }

  static Path resource(String name) {
    try {
      return Path.of(Imports.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path copy(String name, Path folder) throws IOException {
    Path from = resource(name);
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  /** Everything in a folder: what is there, and when it was changed. */
  static Map<String, String> state(Path folder) throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String content = Files.isRegularFile(file) ? "" + Files.readAllBytes(file).length : "";
        state.put(file.toString(), Files.getLastModifiedTime(file) + " " + content);
      }
    }
    return state;
  }
}
