package io.attune.ui;

import io.attune.store.TrialReader;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.InstantSource;

/**
 * A web server on this machine's loopback address that shows the sweeps of a store. People only
 * read; programs that train a trial may speak for it, with its key, and others may record what they
 * run, if there is a recorder. Thread-safe.
 */
public final class Dashboard implements AutoCloseable {
  /** The only address it listens on. */
  static final String HOST = "127.0.0.1";

  private final Javalin javalin;
  private final LiveStreams streams;

  private Dashboard(Javalin javalin, LiveStreams streams) {
    this.javalin = javalin;
    this.streams = streams;
  }

  /**
   * Starts serving; ready for requests when this returns.
   *
   * @throws DashboardException if the port is taken or may not be used
   */
  public static Dashboard start(TrialReader store, DashboardOptions options) {
    Histories histories = new Histories(store, options.live());
    LiveStreams streams = new LiveStreams(histories);
    Api api = new Api(histories, InstantSource.system());
    Javalin javalin =
        Javalin.create(
            config ->
                new Site(api, new TrialApi(options.gate()), streams, options.recorder())
                    .configure(config));
    try {
      javalin.start(HOST, options.port());
    } catch (JavalinBindException e) {
      throw portTaken(options.port(), e);
    }
    return new Dashboard(javalin, streams);
  }

  /** Where it is, such as {@code http://127.0.0.1:8470/}. */
  public URI uri() {
    return URI.create("http://" + HOST + ":" + javalin.port() + "/");
  }

  /** Ends all streams and stops serving. The store stays open. */
  @Override
  public void close() {
    streams.close();
    javalin.stop();
  }

  private static DashboardException portTaken(int port, Throwable cause) {
    return new DashboardException(
        ("port %d on %s cannot be used: another program listens there, or you may not."
                + " Maybe a dashboard is open already at http://%s:%d/;"
                + " else choose another port, or 0 for any free one.")
            .formatted(port, HOST, HOST, port),
        cause);
  }
}
