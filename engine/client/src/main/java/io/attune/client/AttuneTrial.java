package io.attune.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The trial that this program was started for.
 *
 * <pre>{@code
 * AttuneTrial trial = AttuneTrial.current();
 * double rate = trial.number("learning_rate");
 * for (long epoch = trial.firstStep() + 1; epoch <= 30; epoch++) {
 *   ...
 *   if (!trial.report(epoch, Map.of("val_accuracy", accuracy))) {
 *     break; // enough is known of this one
 *   }
 * }
 * }</pre>
 *
 * <p>Reports go to Attune's server where there is one, else to standard output as lines of JSON. A
 * program that was started by hand takes parameters from its arguments and prints its reports. For
 * one thread.
 */
public final class AttuneTrial {
  private static final int QUEUE = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, String> environment;
  private final Map<String, @Nullable Object> params;
  private final Optional<Connection> connection;
  private final Keeping keeping;
  private final Optional<Feed> feed;
  private volatile boolean shouldStop;

  private AttuneTrial(Map<String, String> environment, String... arguments) {
    this.environment = environment;
    this.params = Collections.unmodifiableMap(params(environment, arguments));
    Optional<Http> http =
        Optional.ofNullable(environment.get("ATTUNE_URL"))
            .map(url -> new Http(url, environment.getOrDefault("ATTUNE_TOKEN", "")));
    this.connection = http.map(Connection::new);
    this.keeping = new Keeping(connection);
    this.feed = http.map(this::connect);
  }

  /** Nothing is spilled: a program that Attune started ends with it. */
  private Feed connect(Http http) {
    Link link = new TrialLink(http, UUID.randomUUID().toString());
    Voice voice = new Voice(System.err);
    Outbox outbox = new Outbox(QUEUE, Optional.empty(), 0, "");
    Delivery delivery = new Delivery(link, Contents.NONE, voice);
    Sender sender = new Sender(outbox, delivery, Leftovers.NONE, voice, this::answered);
    Keeper keeper = new Keeper(outbox, Optional.empty(), voice);
    Feed fresh = new Feed(outbox, Contents.NONE, sender, keeper, voice);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> fresh.end(Optional.empty(), PATIENCE), "attune-exit"));
    return fresh;
  }

  private void answered(Link.Answer answer) {
    if (Boolean.FALSE.equals(answer.get("goOn"))) {
      shouldStop = true;
    }
  }

  /** The trial of this program, or one without parameters if it was started by hand. */
  public static AttuneTrial current() {
    return of(System.getenv());
  }

  /**
   * The same for a program that may also be started by hand.
   *
   * @param arguments of the program; {@code --name=value} is a parameter where Attune gave none
   */
  public static AttuneTrial current(String... arguments) {
    return of(System.getenv(), arguments);
  }

  static AttuneTrial of(Map<String, String> environment, String... arguments) {
    return new AttuneTrial(environment, arguments);
  }

  /** Number of the trial in its sweep; 0 for a program that was started by hand. */
  public int number() {
    return Integer.parseInt(environment.getOrDefault("ATTUNE_TRIAL", "0"));
  }

  /** For every random choice of the program. */
  public long seed() {
    return Long.parseLong(environment.getOrDefault("ATTUNE_SEED", "0"));
  }

  /** 0 for a fresh start; else go on from the checkpoint that was kept after this step. */
  public long firstStep() {
    return Long.parseLong(environment.getOrDefault("ATTUNE_FIRST_STEP", "0"));
  }

  /** Folder of this trial alone, for checkpoints; later attempts find it again. */
  public Path directory() {
    return Path.of(environment.getOrDefault("ATTUNE_DIRECTORY", "."));
  }

  /**
   * The parameters by name: texts, Long, Double, Boolean, null, and lists and maps of these; groups
   * are maps. Unmodifiable.
   */
  public Map<String, @Nullable Object> params() {
    return params;
  }

  /**
   * A parameter that is a number.
   *
   * @throws IllegalArgumentException if there is none of this name, or it is none
   */
  public double number(String name) {
    if (params.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "%s is %s, not a number; there are %s.".formatted(name, params.get(name), params.keySet()));
  }

  /**
   * A parameter that is a text.
   *
   * @throws IllegalArgumentException if there is none of this name, or it is none
   */
  public String text(String name) {
    if (params.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "%s is %s, not a text; there are %s.".formatted(name, params.get(name), params.keySet()));
  }

  /**
   * Reports metrics after a step. When the answer comes from a server, the report is on its disk.
   *
   * @param step 0 or more; steps grow. A step that was reported already is not reported again
   * @return whether to go on
   * @throws IOException if the server does not answer for a minute
   * @throws IllegalStateException if the server refuses the report; the message says why
   */
  public boolean report(long step, Map<String, ? extends Number> metrics) throws IOException {
    if (connection.isPresent()) {
      Object answer =
          connection.get().post("reports", Map.of("step", step, "metrics", values(metrics)));
      shouldStop =
          shouldStop || (answer instanceof Map<?, ?> map && Boolean.FALSE.equals(map.get("goOn")));
    } else {
      print(JsonText.write(line(step, metrics)));
    }
    return !shouldStop;
  }

  /**
   * Reports without waiting for the answer, which {@link #shouldStop} has when it is here: for
   * steps so short that one more does no harm.
   *
   * @param step 0 or more; steps grow
   */
  public void reportLater(long step, Map<String, ? extends Number> metrics) {
    if (feed.isEmpty()) {
      print(JsonText.write(line(step, metrics)));
      return;
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("step", step);
    entry.put("report", values(metrics));
    feed.get().add(new Entry.Told(JsonText.write(entry)));
  }

  /** Whether a report was answered with: enough. */
  public boolean shouldStop() {
    return shouldStop;
  }

  /**
   * Logs more metrics than are reported, such as the loss of each batch, without waiting. What the
   * sweep is about is reported; it is left out here.
   *
   * @param step whatever the program counts
   */
  public void log(long step, Map<String, ? extends Number> metrics) {
    if (feed.isPresent()) {
      feed.get().add(Entry.Metrics.of(step, metrics));
    } else {
      // Not as a line of JSON, which would be a report.
      print("step %d: %s".formatted(step, values(metrics)));
    }
  }

  /**
   * Waits until all that was logged is with Attune.
   *
   * @return false if that takes longer, or the thread is interrupted
   */
  public boolean flush(Duration patience) {
    return feed.isEmpty() || feed.get().flush(patience);
  }

  /** How what is logged gets to Attune; empty for a program without a server. */
  public Optional<LogStats> stats() {
    return feed.map(Feed::stats);
  }

  /** Keeps lines with the trial, without waiting; printing them does the same. */
  public void log(String text) {
    if (feed.isPresent()) {
      feed.get().add(Entry.Told.of("log", text));
    } else {
      print(text);
    }
  }

  /**
   * Keeps a text with the trial. Of several of one name the last one counts.
   *
   * @throws IOException if the server does not answer for a minute
   * @throws IllegalStateException if the server refuses it; the message says why
   */
  public void logText(String name, String text) throws IOException {
    keeping.text(name, text, OptionalLong.empty());
  }

  /** The same at a step. */
  public void logText(String name, String text, long step) throws IOException {
    keeping.text(name, text, OptionalLong.of(step));
  }

  /** Keeps a table, whose cells are texts, numbers, Booleans or null. Else as for texts. */
  public void logTable(
      String name,
      List<String> columns,
      List<? extends List<? extends @Nullable Object>> rows,
      long step)
      throws IOException {
    keeping.table(name, columns, rows, OptionalLong.of(step));
  }

  /** Keeps how values are spread, in 64 bins. Else as for texts. */
  public void logHistogram(String name, double[] values, long step) throws IOException {
    keeping.histogram(name, OptionalLong.of(step), values);
  }

  /** Keeps a picture in a PNG file. Without a server it is not kept. Else as for texts. */
  public void logImage(String name, Path png, long step) throws IOException {
    keeping.file("image", name, png, OptionalLong.of(step));
  }

  /** Keeps any file, up to 10 GiB. Without a server it is not kept. Else as for texts. */
  public void logArtifact(String name, Path file) throws IOException {
    keeping.file("file", name, file, OptionalLong.empty());
  }

  private static Map<String, Object> values(Map<String, ? extends Number> metrics) {
    Map<String, Object> values = new LinkedHashMap<>();
    metrics.forEach((name, value) -> values.put(name, value.doubleValue()));
    return values;
  }

  private static Map<String, Object> line(long step, Map<String, ? extends Number> metrics) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.putAll(values(metrics));
    return line;
  }

  static void print(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static Map<String, @Nullable Object> params(
      Map<String, String> environment, String... arguments) {
    String file = environment.get("ATTUNE_PARAMETERS");
    if (file == null) {
      return Arguments.params(arguments);
    }
    try {
      return Arguments.named(JsonText.read(Files.readString(Path.of(file))));
    } catch (IOException e) {
      throw new IllegalStateException("the parameters cannot be read: " + e, e);
    }
  }
}
