package io.attune.run;

import io.attune.store.BlobStore;
import io.attune.trial.Reading;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets programs outside this process speak for the trial they train, for as long as they train it.
 * Each attempt has a key of its own, which opens nothing else. Thread-safe.
 */
public final class TrialGate {
  private static final int KEY_BYTES = 24;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Visitor> visitors = new ConcurrentHashMap<>();

  /** Opens the gate for an attempt, and returns its key. */
  public String open(TrialPlan plan, Inbox inbox) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    visitors.put(key, new Visitor(plan, inbox));
    return key;
  }

  /** Closes it again. */
  public void close(String key) {
    visitors.remove(key);
  }

  /** Who comes with a key; empty if it opens nothing, or no longer. */
  public Optional<Visitor> visitor(String key) {
    return Optional.ofNullable(visitors.get(key));
  }

  /**
   * What became of a batch.
   *
   * @param goOn whether to go on training
   */
  public record Told(Receipt receipt, boolean goOn) {}

  /** A program that trains a trial. */
  public static final class Visitor {
    private final TrialPlan plan;
    private final Inbox inbox;
    private final Map<String, Long> streams = new HashMap<>();

    private Visitor(TrialPlan plan, Inbox inbox) {
      this.plan = plan;
      this.inbox = inbox;
    }

    /** What it trains. */
    public TrialPlan plan() {
      return plan;
    }

    /**
     * Reports as {@link TrialContext#report} does. A step that was reported already is taken to be
     * the same report again.
     *
     * @return completes with whether to go on, once the report is on disk
     * @throws IllegalArgumentException if step or metrics are none
     */
    public CompletableFuture<Boolean> report(long step, Map<String, Double> metrics) {
      return inbox.reported(plan, step, metrics);
    }

    /**
     * Keeps something as {@link TrialContext#attach} does.
     *
     * @return completes once it is on disk
     * @throws IllegalArgumentException if it is larger than may be, or no picture
     * @throws IOException if it cannot be read or written
     */
    public CompletableFuture<Void> attach(Content content) throws IOException {
      return inbox.attached(plan, content.keep(BlobStore.ofTrial(plan.directory())));
    }

    /** Tells more about where the trial runs. */
    public void describe(Map<String, String> facts) {
      inbox.placed(plan, facts);
    }

    /**
     * Takes a batch; what came of its stream before is known.
     *
     * @return completes once all of it is on disk
     * @throws StreamGap if entries before it are missing
     */
    public synchronized CompletableFuture<Told> receive(Batch batch) {
      long known = streams.getOrDefault(batch.stream(), 0L);
      List<Entry> fresh = batch.after(known);
      List<Receipt.Refused> refused = new ArrayList<>();
      List<Reading> readings = new ArrayList<>();
      for (int i = 0; i < fresh.size(); i++) {
        try {
          tell(fresh.get(i), readings);
        } catch (IllegalArgumentException e) {
          refused.add(
              new Receipt.Refused(
                  batch.last() - fresh.size() + 1 + i, String.valueOf(e.getMessage())));
        }
      }
      long last = Math.max(known, batch.last());
      streams.put(batch.stream(), last);
      return inbox
          .recorded(plan, readings)
          .thenApply(goOn -> new Told(new Receipt(last, refused), goOn));
    }

    private void tell(Entry entry, List<Reading> readings) {
      if (entry instanceof Entry.Measured measured) {
        readings.addAll(measured.readings());
      } else if (entry instanceof Entry.Line line) {
        line.text().lines().forEach(this::log);
      } else if (entry instanceof Entry.Reported report) {
        // Its answer is that of what comes after it.
        var unused = report(report.step(), report.metrics());
      } else {
        throw new IllegalArgumentException(
            "a trial that Attune runs has metrics, reports and lines; it was given the rest.");
      }
    }

    /** Keeps a line with the trial. */
    public void log(String line) {
      inbox.logged(plan, line);
    }
  }
}
