package io.attune.run;

import io.attune.trial.History;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Has suggestions made on a thread of their own, one at a time, so that a slow sampler delays no
 * verdict; those of instant samplers at once. Used by the run loop only; the answer comes by mail.
 */
final class SuggestionDesk implements AutoCloseable {
  private final Suggester suggester;
  private final Mailbox mailbox;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(SuggestionDesk::daemon);
  private boolean busy;

  SuggestionDesk(Suggester suggester, Mailbox mailbox) {
    this.suggester = suggester;
    this.mailbox = mailbox;
  }

  /** Whether a suggestion is being made. */
  boolean busy() {
    return busy;
  }

  /** Asks for the next suggestion; it is here already if the sampler is instant. */
  Optional<Mailbox.Suggested> request(History history) {
    if (suggester.instant()) {
      return suggest(history);
    }
    busy = true;
    History unchanging = history.snapshot();
    thread.execute(() -> suggest(unchanging).ifPresent(mailbox::suggested));
    return Optional.empty();
  }

  /** The suggestion has arrived. */
  void done() {
    busy = false;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Optional<Mailbox.Suggested> suggest(History history) {
    try {
      return Optional.of(new Mailbox.Suggested(history.sequence(), suggester.suggest(history)));
    } catch (Throwable e) {
      // Whatever it is: without an answer the sweep would wait for ever.
      mailbox.stop("the sampler failed: " + e);
      return Optional.empty();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "suggestions");
    thread.setDaemon(true);
    return thread;
  }
}
