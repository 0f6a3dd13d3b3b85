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
 * Tells browsers that something happened, as server-sent events: {@code update} with what is new,
 * {@code beat} when nothing is, so that a dead connection is noticed. Every stream writes from the
 * thread of its own request, so a slow reader delays nobody else; one that takes nothing for 30
 * seconds is dropped by the server's idle timeout. Thread-safe.
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

  /** News of one sweep, at once if there are any since {@code after}. */
  void one(Context context) {
    Query query = new Query(context).allow("after");
    SweepId id = query.sweep();
    query.count("after", 0);
    histories.state(id);
    stream(context, () -> tick(id));
  }

  /** News of the list of sweeps. */
  void all(Context context) {
    new Query(context).allow();
    stream(context, () -> histories.sweeps().stream().map(sweep -> brief(sweep.id())).toList());
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

  private void stream(Context context, Supplier<?> news) {
    if (!places.tryAcquire()) {
      throw Problem.tooMany("%d pages are watching already; close one.".formatted(MOST_STREAMS));
    }
    try {
      pump(open(context.res()), news);
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

  private void pump(OutputStream out, Supplier<?> news) throws IOException, InterruptedException {
    Object told = List.of("nothing yet");
    int silent = 0;
    do {
      Object current = news.get();
      if (!current.equals(told)) {
        write(out, "event: update\ndata: " + text(current) + "\n\n");
        told = current;
        silent = 0;
      } else if (++silent % POLLS_PER_BEAT == 0) {
        write(out, "event: beat\ndata: {}\n\n");
      }
    } while (!closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
  }

  private static String text(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Where a sweep stands. */
  record Tick(long sweep, long sequence, String status) {}
}
