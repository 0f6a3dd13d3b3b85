package io.attune.ui;

import io.attune.store.SweepId;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells browsers that something happened, as server-sent events: {@code update} with where things
 * stand when that changed, {@code beat} with the same when it did not, so that a dead connection is
 * noticed. Every stream writes from the thread of its own request, so a slow reader delays nobody
 * else; one that takes nothing for 30 seconds is dropped by the server's idle timeout. Thread-safe.
 */
final class LiveStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
  private static final int MOST_STREAMS = 64;
  private static final long POLL_MILLIS = 250;
  private static final int POLLS_PER_BEAT = 20;

  private final Histories histories;
  private final Semaphore places = new Semaphore(MOST_STREAMS);
  private final CountDownLatch closing = new CountDownLatch(1);

  LiveStreams(Histories histories) {
    this.histories = histories;
  }

  /** News of one sweep; at once where it has events after the number that is given. */
  void one(Context context) {
    Query query = new Query(context).allow("after");
    SweepId id = query.sweep();
    long after = query.count("after", -1);
    Tick now = tick(id);
    stream(context, new Tick(now.sweep(), after, now.status()), () -> tick(id));
  }

  /** News of the list of sweeps, the first at once. */
  void all(Context context) {
    new Query(context).allow();
    stream(
        context,
        List.of("nothing"),
        () -> histories.sweeps().stream().map(sweep -> brief(sweep.id())).toList());
  }

  /** Ends every stream. */
  @Override
  public void close() {
    closing.countDown();
  }

  private Tick tick(SweepId id) {
    SweepState state = histories.state(id);
    return new Tick(id.value(), state.sequence(), state.status());
  }

  /** Sweeps that nobody works on do not change, so they need not be read. */
  private Tick brief(SweepId id) {
    return histories.live(id) ? tick(id) : new Tick(id.value(), 0, "still");
  }

  private void stream(Context context, Object known, Supplier<?> news) {
    if (!places.tryAcquire()) {
      throw Problem.tooMany("%d pages are watching already; close one.".formatted(MOST_STREAMS));
    }
    try {
      pump(open(context.res()), known, news);
    } catch (IOException e) {
      LOG.debug("a page went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private static OutputStream open(HttpServletResponse response) throws IOException {
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    OutputStream out = response.getOutputStream();
    write(out, "retry: 1000\n\n");
    return out;
  }

  private void pump(OutputStream out, Object known, Supplier<?> news)
      throws IOException, InterruptedException {
    Object told = known;
    int silent = 0;
    do {
      Object current = news.get();
      boolean changed = !current.equals(told);
      silent = changed ? 0 : (silent + 1) % POLLS_PER_BEAT;
      if (changed || silent == 0) {
        write(out, message(changed ? "update" : "beat", current));
      }
      told = current;
    } while (!closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
  }

  private static String message(String kind, Object value) {
    String data = new String(Json.bytes(value), StandardCharsets.UTF_8);
    return "event: %s\ndata: %s\n\n".formatted(kind, data);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Where a sweep stands. */
  record Tick(long sweep, long sequence, String status) {}
}
