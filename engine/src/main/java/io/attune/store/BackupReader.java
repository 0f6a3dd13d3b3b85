package io.attune.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.sweep.SweepFile;
import io.attune.trial.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Puts one copy into a store. */
final class BackupReader {
  private static final int PAGE = 10_000;
  private static final String FILES = "files/";

  private final Path path;
  private final ZipFile zip;
  private long events;
  private long files;

  BackupReader(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
  }

  static ZipFile open(Path path) throws IOException {
    try {
      return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      throw wrong(path, "is cut off, or no ZIP file");
    }
  }

  Backup restore(SqlStore store) throws IOException {
    check();
    List<SweepRecord> sweeps = sweeps();
    for (SweepRecord sweep : sweeps) {
      store.put(sweep);
      events(store, sweep.id());
    }
    store.reserve(json(Backup.FORMAT).path(Backup.LAST_SWEEP).asLong());
    for (String name : names()) {
      if (name.startsWith(FILES)) {
        file(store.filesRoot(), name);
      }
    }
    return new Backup(sweeps.size(), events, files);
  }

  /** Nothing is taken from a file that is not whole. */
  private void check() throws IOException {
    if (zip.getEntry(Backup.FORMAT) == null || zip.getEntry(Backup.SUMS) == null) {
      throw wrong(path, "is no backup of Attune's");
    }
    int format = json(Backup.FORMAT).path("format").asInt();
    if (format != 1) {
      throw wrong(path, "has format " + format + ", of a newer Attune; use that one");
    }
    Set<String> expected = new TreeSet<>(text(Backup.SUMS).lines().toList());
    Set<String> found = new TreeSet<>();
    for (String name : names()) {
      if (!name.equals(Backup.SUMS)) {
        found.add(Checksums.line(stream(name), name).strip());
      }
    }
    if (!found.equals(expected)) {
      throw wrong(path, "is damaged: " + difference(expected, found) + " is not what was written");
    }
  }

  private static String difference(Set<String> expected, Set<String> found) {
    Set<String> all = new TreeSet<>(Comparator.comparing((String line) -> line.substring(66)));
    expected.stream().filter(line -> !found.contains(line)).forEach(all::add);
    found.stream().filter(line -> !expected.contains(line)).forEach(all::add);
    return all.iterator().next().substring(66);
  }

  private List<SweepRecord> sweeps() throws IOException {
    List<SweepRecord> sweeps = new ArrayList<>();
    for (String name : names()) {
      if (name.matches("sweeps/[0-9]+/sweep\\.json")) {
        sweeps.add(sweep(json(name)));
      }
    }
    sweeps.sort(Comparator.comparing(sweep -> sweep.id().value()));
    return sweeps;
  }

  private SweepRecord sweep(JsonNode json) {
    SweepId id = new SweepId(json.path("id").asLong());
    return new SweepRecord(
        id,
        SweepFile.parse(json.path("definition").asText(), "sweep " + id + " of " + path).sweep(),
        json.path("source").asText(),
        Instant.parse(json.path("created").asText()));
  }

  private void events(SqlStore store, SweepId id) throws IOException {
    long sequence = 0;
    List<Event> page = new ArrayList<>();
    InputStream in = stream("sweeps/" + id + "/events.jsonl");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        page.add(EventJson.read(EventJson.parse(line)));
        if (page.size() == PAGE) {
          store.append(id, sequence, page);
          sequence += page.size();
          page.clear();
        }
      }
    }
    store.append(id, sequence, page);
    events += sequence + page.size();
  }

  private void file(Path root, String name) throws IOException {
    Path target = root.resolve(name.substring(FILES.length())).normalize();
    if (name.contains("\\") || !target.startsWith(root) || root.equals(target.getParent())) {
      throw wrong(path, "has a file that does not belong into a store: " + name);
    }
    Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(root));
    try (InputStream in = stream(name)) {
      Files.copy(in, target);
    }
    files++;
  }

  private List<String> names() {
    return zip.stream().map(ZipEntry::getName).sorted().toList();
  }

  private JsonNode json(String name) throws IOException {
    return EventJson.parse(text(name));
  }

  private String text(String name) throws IOException {
    try (InputStream in = stream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private InputStream stream(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw wrong(path, "lacks " + name);
    }
    return zip.getInputStream(entry);
  }

  private static BadBackup wrong(Path path, String what) {
    return new BadBackup("%s %s.".formatted(path, what));
  }
}
