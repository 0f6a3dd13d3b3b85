package io.attune.client;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread that sends. What is not acknowledged is sent again, the server knows it by its number.
 * Waits longer from failure to failure, and not in step with other programs.
 */
final class Sender implements Runnable {
  private static final long FIRST_WAIT_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final Outbox outbox;
  private final Delivery delivery;
  private final Link link;
  private final Leftovers leftovers;
  private final Voice voice;
  private final Consumer<Link.Answer> listener;
  private boolean swept;
  private boolean open;
  private int failures;
  private volatile @Nullable String fault;

  /**
   * @param leftovers are sent before anything else
   * @param listener hears what entries are answered with
   */
  Sender(
      Outbox outbox,
      Delivery delivery,
      Leftovers leftovers,
      Voice voice,
      Consumer<Link.Answer> listener) {
    this.outbox = outbox;
    this.delivery = delivery;
    this.link = delivery.link();
    this.leftovers = leftovers;
    this.voice = voice;
    this.listener = listener;
  }

  /** Why nothing is sent any more, if that is so. */
  @Nullable String fault() {
    return fault;
  }

  @Override
  public void run() {
    try {
      while (fault == null && outbox.awaitEntries()) {
        work();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a JVM that ends.
      Thread.currentThread().interrupt();
    }
  }

  private void work() throws InterruptedException {
    try {
      if (!swept) {
        leftovers.send();
        swept = true;
      }
      if (!open) {
        open();
      } else {
        send(outbox.next());
      }
    } catch (IOException e) {
      voice.trouble("%s does not answer (%s).".formatted(link.target(), reason(e)));
      outbox.memory().pause(wait(failures++));
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private static long wait(int failures) {
    long most = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(failures, 10));
    return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
  }

  private void open() throws IOException, InterruptedException {
    Link.Answer answer = link.open();
    open = answer.ok();
    if (!open) {
      refused(answer);
    }
  }

  private void send(List<Line> lines) throws IOException, InterruptedException {
    if (lines.isEmpty()) {
      return;
    }
    Link.Answer answer = delivery.send(lines);
    if (answer.ok()) {
      delivered(lines, answer);
    } else if (answer.status() == 404) {
      // Another store than before, or one that was restored: the run has to be opened there.
      open = false;
      failures++;
      outbox.memory().pause(wait(failures));
    } else {
      refused(answer);
    }
  }

  private void delivered(List<Line> lines, Link.Answer answer) throws IOException {
    long last = lines.get(lines.size() - 1).number();
    if (answer.acknowledged() < last) {
      throw new IOException(
          "entry %d was sent, but only %d acknowledged".formatted(last, answer.acknowledged()));
    }
    outbox.acknowledged(lines);
    delivery.contents().sent(lines);
    listener.accept(answer);
    tellRefused(answer, voice);
    failures = 0;
    if (!outbox.isSpilled()) {
      voice.over("%s has all that was logged.".formatted(link.target()));
    }
  }

  /** Some entries contradict what the server knows. */
  static void tellRefused(Link.Answer answer, Voice voice) {
    if (answer.get("refused") instanceof List<?> refused) {
      for (Object entry : refused) {
        if (entry instanceof Map<?, ?> map) {
          voice.say("entry %s was refused: %s".formatted(map.get("number"), map.get("detail")));
        }
      }
    }
  }

  private void refused(Link.Answer answer) throws InterruptedException {
    voice.trouble(
        "%s refuses what is logged: %s."
            .formatted(link.target(), answer.detail().replaceAll("\\.$", "")));
    if (answer.passing()) {
      outbox.memory().pause(wait(failures++));
    } else {
      fault = answer.detail();
      voice.tell("Nothing more is sent.");
    }
  }
}
