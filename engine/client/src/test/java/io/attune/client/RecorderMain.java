package io.attune.client;

import io.attune.store.H2Store;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A tracker to be killed. */
public final class RecorderMain {
  private RecorderMain() {}

  /**
   * Serves until it is killed; says when it begins to.
   *
   * @param args the store's folder and the port
   */
  public static void main(String[] args) throws InterruptedException {
    H2Store store = H2Store.open(Path.of(args[0]), "a tracker to be killed");
    Tracker tracker = Tracker.start(store, Integer.parseInt(args[1]));
    System.out.println(tracker.uri().getPort());
    new CountDownLatch(1).await();
  }
}
