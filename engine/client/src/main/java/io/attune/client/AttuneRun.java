package io.attune.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A run that Attune records but did not start.
 *
 * <pre>{@code
 * try (AttuneRun run =
 *     AttuneRun.start("http://127.0.0.1:8470", "digits", Map.of("rate", 0.1))) {
 *   for (int epoch = 1; epoch <= 30; epoch++) {
 *     ...
 *     run.log(epoch, Map.of("val_loss", loss));
 *   }
 * }
 * }</pre>
 *
 * <p>Logging never waits for the network: entries go to a queue in memory, and a thread of its own
 * sends them in batches. Where the tracker is slow or away, they are kept in a file, and sent in
 * their order when it is back, by this program or a later one. The tracker writes down each entry
 * once, whatever is sent again. What was logged two seconds ago survives the program's being
 * killed. Nothing is ever dropped: where memory and disk are full, logging waits, which {@link
 * #stats} and a line on standard error tell. Thread-safe.
 */
public final class AttuneRun implements AutoCloseable {
  private static final int LONGEST_LINE = 10_000;
  private static final int LONGEST_VALUE = 8_000;

  private final String id;
  private final Feed feed;
  private final Duration patience;
  private final Thread atExit = new Thread(this::abandon, "attune-exit");

  AttuneRun(String id, Feed feed, Duration patience) {
    this.id = id;
    this.feed = feed;
    this.patience = patience;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Begins a run; does not wait for the tracker.
   *
   * @param url of the tracker, such as {@code http://127.0.0.1:8470}
   * @param sweep name of the recorded sweep it belongs to, which is made if there is none
   */
  public static AttuneRun start(String url, String sweep, Map<String, ?> params) {
    return of(url, sweep).params(params).start();
  }

  /** Begins a run of which more is to be said. */
  public static RunBuilder of(String url, String sweep) {
    return new RunBuilder(url, sweep);
  }

  /** What the run is called; a later program may go on with it under this name. */
  public String id() {
    return id;
  }

  /**
   * Logs metrics.
   *
   * @param step whatever the program counts
   * @param metrics may be NaN or infinite
   * @throws IllegalArgumentException if a metric has no proper name
   * @throws IllegalStateException if the run has ended
   */
  public void log(long step, Map<String, ? extends Number> metrics) {
    feed.add(Entry.Metrics.of(step, metrics));
  }

  /** Keeps a line, for people to read. Longer ones are cut after 10,000 characters. */
  public void log(String line) {
    feed.add(Entry.Told.of("log", line.substring(0, Math.min(LONGEST_LINE, line.length()))));
  }

  /** Adds parameters. One that is known already keeps its value, which is said. */
  public void params(Map<String, ?> params) {
    feed.add(Entry.Told.of("params", texts(params)));
  }

  /** Sets tags. */
  public void tags(Map<String, ?> tags) {
    feed.add(Entry.Told.of("tags", texts(tags)));
  }

  /**
   * Keeps a text, of up to 1 MB as JSON. Of several of one name and step the last one counts.
   *
   * @throws IllegalArgumentException if the name is none, or the text too long
   */
  public void logText(String name, String text) {
    feed.add(Attached.of("text", name, OptionalLong.empty(), Map.of("text", text)));
  }

  /** The same at a step, 0 or more. */
  public void logText(String name, String text, long step) {
    feed.add(Attached.of("text", name, OptionalLong.of(step), Map.of("text", text)));
  }

  /** Keeps a table, whose cells are texts, numbers, Booleans or null. Else as for texts. */
  public void logTable(
      String name,
      List<String> columns,
      List<? extends List<? extends @Nullable Object>> rows,
      long step) {
    Map<String, ?> table = Map.of("columns", columns, "rows", rows);
    feed.add(Attached.of("table", name, OptionalLong.of(step), table));
  }

  /** Keeps how values are spread, in 64 bins. Else as for texts. */
  public void logHistogram(String name, double[] values, long step) {
    feed.add(Attached.of("histogram", name, OptionalLong.of(step), Bins.of(values)));
  }

  /**
   * Keeps a picture in a PNG file, up to 20 MB, as it is now: it is copied to where what cannot be
   * sent is kept, and may be changed or deleted afterwards.
   *
   * @throws IOException if it cannot be read or copied
   * @throws IllegalArgumentException if the name is none, or it is too large or no picture
   */
  public void logImage(String name, Path png, long step) throws IOException {
    file("image", name, OptionalLong.of(step), png);
  }

  /** Keeps any file, up to 10 GiB. Else as for pictures. */
  public void logArtifact(String name, Path file) throws IOException {
    file("file", name, OptionalLong.empty(), file);
  }

  private void file(String kind, String name, OptionalLong step, Path file) throws IOException {
    Attached.check(kind, name, step, file);
    feed.add(Attached.of(kind, name, step, Map.of("sha256", feed.keep(file))));
  }

  /** Names and values as texts. */
  static Map<String, String> texts(Map<String, ?> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          String text = String.valueOf(value);
          if (text.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException(
                "%s has %d characters; %d are the most."
                    .formatted(name, text.length(), LONGEST_VALUE));
          }
          texts.put(Entry.Metrics.checked(name), text);
        });
    return texts;
  }

  /**
   * Waits until all that was logged so far is on the tracker's disk.
   *
   * @return false if that takes longer, or the thread is interrupted
   */
  public boolean flush(Duration patience) {
    return feed.flush(patience);
  }

  /** How what is logged gets to the tracker. */
  public LogStats stats() {
    return feed.stats();
  }

  /** The run is done. Waits a while for the tracker; what is left then is kept on disk. */
  public void finish() {
    end("completed", "");
  }

  /** The run broke. */
  public void fail(String reason) {
    end("failed", reason);
  }

  /** Finishes the run, unless it has ended. */
  @Override
  public void close() {
    finish();
  }

  private void abandon() {
    end("stopped", "its program ended without finishing it");
  }

  private void end(String state, String message) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("state", state);
    entry.put("message", message);
    entry.put("at", System.currentTimeMillis());
    if (feed.end(Optional.of(new Entry.Told(JsonText.write(entry))), patience)
        && Thread.currentThread() != atExit) {
      forgetExit();
    }
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook finds nothing to do.
      return;
    }
  }

  /**
   * Sends what earlier programs could not.
   *
   * @param folder where they kept it
   * @param url of the tracker to send to; empty for the one that each of them had
   * @param token for the tracker; may be empty
   * @return how many entries were sent
   * @throws IOException if a tracker does not answer; what it did not acknowledge is kept
   */
  public static long sync(Path folder, Optional<String> url, String token) throws IOException {
    return new Leftovers(folder, url.orElse(""), token, any -> true, new Voice(System.err)).send();
  }

  /** Where what cannot be sent is kept if nothing else is said. */
  public static Path unsent() {
    @Nullable String named = System.getenv("ATTUNE_UNSENT");
    return named != null
        ? Path.of(named)
        : Path.of(System.getProperty("user.home", "."), ".attune", "unsent");
  }
}
