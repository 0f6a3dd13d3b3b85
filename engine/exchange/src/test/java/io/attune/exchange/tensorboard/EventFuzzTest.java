package io.attune.exchange.tensorboard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes a record has: they are an event, or refused with an IOException. */
class EventFuzzTest {
  private final Random random = new Random(11);
  private int read;

  private void parse(byte[] bytes) {
    try {
      LoggedEvent event = LoggedEvent.parse(bytes);
      for (LoggedValue value : event.values()) {
        value.scalar("");
        value.scalar("scalars");
        value.kind("");
        shown(value);
        Session.parse(value.content()).ending();
      }
      read++;
    } catch (IOException e) {
      // Refused as it should be.
      return;
    }
  }

  private static void shown(LoggedValue value) {
    value.images("images");
    value.text("text");
    for (String plugin : new String[] {"", "histograms"}) {
      try {
        value.histogram(plugin).ifPresent(Buckets::histogram);
      } catch (IllegalArgumentException e) {
        // Numbers that make no histogram are refused as they should be.
        continue;
      }
    }
  }

  @Test
  void whatIsShownInEventsWithBytesThatChanged() throws IOException {
    List<byte[]> events = new ArrayList<>();
    String file = "run-a/events.out.tfevents.1795478147.vm.2895.0";
    try (Records records =
        Records.open(
            Path.of(EventFuzzTest.class.getResource("../tensorboard/" + file).getPath()))) {
      for (Optional<byte[]> next = records.next(); next.isPresent(); next = records.next()) {
        events.add(next.get());
      }
    }
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = events.get(random.nextInt(events.size())).clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      parse(bytes);
    }
    assertTrue(read > 5_000, "" + read);
  }

  @Test
  void randomBytes() {
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      parse(bytes);
    }
    assertTrue(read > 100, "" + read);
  }

  @Test
  void eventsWithBytesThatChanged() throws IOException {
    byte[][] events = {
      EventBytes.first(5),
      EventBytes.scalar(5, 7, "loss", 0.5),
      EventBytes.sessionStart(5, "trial 1", Map.of("lr", 0.1, "opt", "adam", "flag", true)),
      EventBytes.sessionEnd(9, 1)
    };
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = events[random.nextInt(events.length)].clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      parse(bytes);
    }
    assertTrue(read > 5_000, "" + read);
  }
}
