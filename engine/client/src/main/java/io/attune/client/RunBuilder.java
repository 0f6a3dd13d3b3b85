package io.attune.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said of a run before it begins. For one thread. */
public final class RunBuilder {
  private final String url;
  private final Map<String, @Nullable Object> opening = new LinkedHashMap<>();
  private final Map<String, Object> params = new LinkedHashMap<>();
  private String run = UUID.randomUUID().toString();
  private String token = Optional.ofNullable(System.getenv("ATTUNE_TOKEN")).orElse("");
  private Path folder = AttuneRun.unsent();
  private int queue = 10_000;
  private long spillBytes = 1L << 30;
  private Duration patience = Duration.ofSeconds(10);

  RunBuilder(String url, String sweep) {
    this.url = url;
    opening.put("sweep", sweep);
  }

  /** Parameters; values are kept as texts. */
  public RunBuilder params(Map<String, ?> params) {
    this.params.putAll(AttuneRun.texts(params));
    return this;
  }

  /** Tags; values are kept as texts. */
  public RunBuilder tags(Map<String, ?> tags) {
    opening.put("tags", AttuneRun.texts(tags));
    return this;
  }

  /** A name for people. */
  public RunBuilder name(String name) {
    opening.put("name", name);
    return this;
  }

  /** The group it belongs to, such as the folds of one split. */
  public RunBuilder group(String group) {
    opening.put("group", group);
    return this;
  }

  /** The run it is a part of. */
  public RunBuilder parent(String run) {
    opening.put("parent", run);
    return this;
  }

  /** What the run is called; goes on with a run of this name if there is one. */
  public RunBuilder id(String run) {
    this.run = run;
    return this;
  }

  /** For trackers that want one; if nothing is said, that of the variable {@code ATTUNE_TOKEN}. */
  public RunBuilder token(String token) {
    this.token = token;
    return this;
  }

  /**
   * How much may wait.
   *
   * @param entries in memory, 10 or more
   * @param bytes on disk, of entries; files that are on their way may have as many again
   */
  public RunBuilder room(int entries, long bytes) {
    if (entries < 10) {
      throw new IllegalArgumentException("room for %d entries is too little.".formatted(entries));
    }
    this.queue = entries;
    this.spillBytes = bytes;
    return this;
  }

  /** Where what cannot be sent is kept; if nothing is said, {@link AttuneRun#unsent}. */
  public RunBuilder unsent(Path folder) {
    this.folder = folder;
    return this;
  }

  /** How long the end waits for a tracker that is away; if nothing is said, ten seconds. */
  public RunBuilder patience(Duration patience) {
    this.patience = patience;
    return this;
  }

  /** Begins; does not wait for the tracker. */
  public AttuneRun start() {
    opening.put("run", run);
    opening.put("at", System.currentTimeMillis());
    String stream = UUID.randomUUID().toString();
    RunLink link = new RunLink(new Http(url, token), stream, opening);
    Voice voice = new Voice(System.err);
    Leftovers leftovers = new Leftovers(folder, "", token, url -> url.equals(link.target()), voice);
    Optional<Path> path = Optional.of(folder.resolve(stream + SpillFile.SUFFIX));
    Outbox outbox = new Outbox(queue, path, spillBytes, link.head());
    Contents contents = new Contents(folder, stream, spillBytes);
    Delivery delivery = new Delivery(link, contents, voice);
    Feed feed =
        new Feed(
            outbox,
            contents,
            new Sender(outbox, delivery, leftovers, voice, answer -> {}),
            new Keeper(outbox, path, voice),
            voice);
    // Not a part of the opening: a run that goes on may have more of them than before.
    feed.add(Entry.Told.of("state", "running"));
    if (!params.isEmpty()) {
      feed.add(Entry.Told.of("params", params));
    }
    return new AttuneRun(run, feed, patience);
  }
}
