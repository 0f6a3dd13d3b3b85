package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.run.Recorder;
import io.attune.store.MemoryStore;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that are cut off, by the program or on the way. */
class BrokenBodyTest {
  private final MemoryStore store = new MemoryStore();
  private final Dashboard dashboard =
      Dashboard.start(
          store,
          DashboardOptions.standard()
              .recorder(new Recorder(store, InstantSource.system(), id -> false)));

  @AfterEach
  void stop() {
    dashboard.close();
    store.close();
  }

  /** The answer to a body that ends, or whose sender ends, where the text does. */
  private String answer(String text, int promised) throws Exception {
    URI uri = dashboard.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      String request =
          "POST /api/v1/recordings HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n"
                  .formatted(uri.getHost(), uri.getPort())
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(promised, text);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aBodyThatBreaksOffIsTheSendersFaultAndNotOurs() throws Exception {
    String answer = answer("{\"sweep\": \"s\", ", 100);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(answer.contains("the body broke off before its end. Send it again, whole."), answer);
    assertEquals(List.of(), store.sweeps());
  }

  @Test
  void anObjectThatIsNotClosedIsRefusedWithoutSettingsOfTheParser() throws Exception {
    String answer = answer("{", 1);
    assertTrue(answer.contains("expected close marker for Object.\""), answer);
  }
}
