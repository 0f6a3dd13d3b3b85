package io.attune.app;

import io.attune.sweep.Sweep;
import io.attune.trial.Event;
import io.attune.trial.LiveHistory;
import io.attune.trial.Pace;
import io.attune.trial.SweepEvent;
import io.attune.trial.TrialEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One line at the bottom of a terminal, redrawn five times a second. */
final class LiveLine implements Progress {
  private static final int WIDTH_EVERY = 10;
  private static final String ERASE = "\r\u001b[2K";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final Sweep sweep;
  private final Set<String> told;
  private final PrintWriter out;
  private final LiveHistory history;
  private int width = Terminal.width();
  private final SortedMap<Integer, Pace> paces = new TreeMap<>();
  private int draws;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(LiveLine::daemon);
  private Instant opened = Instant.now();
  private int endedBefore;
  private @Nullable ScheduledFuture<?> redraw;

  LiveLine(Sweep sweep, Set<String> told, PrintWriter out) {
    this.sweep = sweep;
    this.told = told;
    this.out = out;
    this.history = new LiveHistory(sweep.criteria());
  }

  @Override
  public synchronized void happened(List<Event> events) {
    for (Event event : events) {
      history.add(event);
      follow(event);
      if (event instanceof SweepEvent.Opened start) {
        opened = start.at();
        endedBefore = ProgressText.ended(history);
      } else if (redraw != null && event instanceof SweepEvent steered) {
        steered
            .news()
            .filter(text -> !told.contains(text))
            .ifPresent(text -> out.println(ERASE + Plain.line(text)));
      }
    }
  }

  /** An epoch that has ended reports, and its pace is history. */
  private void follow(Event event) {
    if (event instanceof TrialEvent.Logged logged) {
      Pace.of(logged.text()).ifPresent(pace -> paces.put(logged.trial(), pace));
    } else if (event instanceof TrialEvent.Reported || event instanceof TrialEvent.Ended) {
      paces.remove(((TrialEvent) event).trial());
    }
  }

  @Override
  public synchronized void start() {
    out.print(HIDE_CURSOR);
    redraw = timer.scheduleAtFixedRate(this::draw, 0, 200, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void close() {
    if (redraw != null) {
      redraw.cancel(false);
      redraw = null;
      timer.shutdown();
      out.print(ERASE + SHOW_CURSOR);
      out.flush();
    }
  }

  private synchronized void draw() {
    if (redraw != null) {
      width = ++draws % WIDTH_EVERY == 0 ? Terminal.width() : width;
      Duration elapsed = Duration.between(opened, Instant.now());
      out.print(ERASE + ProgressText.of(sweep, history, elapsed, endedBefore, paces, width - 1));
      out.flush();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "live-line");
    thread.setDaemon(true);
    return thread;
  }
}
