package io.attune.ui;

import io.attune.run.AskedSweeps;
import io.attune.store.TrialReader;
import io.attune.ui.access.Access;
import io.attune.ui.access.Gate;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/**
 * A web server that shows the sweeps of a store, on this machine's loopback address unless told
 * otherwise. Who may do what is said by {@link Access}; programs that train a trial may speak for
 * it, with its key. Thread-safe.
 */
public final class Dashboard implements AutoCloseable {
  private final Javalin javalin;
  private final DashboardOptions options;
  private final Gate gate;
  private final LiveStreams streams;

  private Dashboard(Javalin javalin, DashboardOptions options, Gate gate, LiveStreams streams) {
    this.javalin = javalin;
    this.options = options;
    this.gate = gate;
    this.streams = streams;
  }

  /**
   * Starts serving; ready for requests when this returns.
   *
   * @throws DashboardException if the port is taken or may not be used
   */
  public static Dashboard start(TrialReader store, DashboardOptions options) {
    Histories histories = new Histories(store, options::isLive);
    LiveStreams streams = new LiveStreams(histories);
    Gate gate = new Gate(options.access(), InstantSource.system());
    Api api = new Api(histories, InstantSource.system());
    Javalin javalin =
        Javalin.create(
            config ->
                new Site(
                        gate,
                        api,
                        new TrialApi(options.gate()),
                        streams,
                        RestApi.of(store, histories, options),
                        options.recorder())
                    .configure(config));
    try {
      javalin.start(options.access().host(), options.port());
    } catch (JavalinBindException e) {
      throw portTaken(options.access().host(), options.port(), e);
    }
    return new Dashboard(javalin, options, gate, streams);
  }

  /** Where it is for programs of this machine, such as {@code http://127.0.0.1:8470/}. */
  public URI uri() {
    return URI.create("http://" + options.access().localName() + ":" + javalin.port() + "/");
  }

  /** Where people find it. */
  public URI page() {
    return options.access().publicUrl().map(url -> url.resolve("/")).orElseGet(this::uri);
  }

  /** Where one browser logs in as administrator, once and within 10 minutes. */
  public URI loginLink() {
    return page().resolve("/login?code=" + gate.logins().invite());
  }

  /** Every method of every address that is served, and who may use it. */
  List<Route> routes() {
    return Route.all(javalin);
  }

  /** Ends all streams, stops serving and lets go of what it gave out. The store stays open. */
  @Override
  public void close() {
    streams.close();
    javalin.stop();
    options.asked().ifPresent(AskedSweeps::close);
  }

  private static DashboardException portTaken(String host, int port, Throwable cause) {
    return new DashboardException(
        ("port %d on %s cannot be used: another program listens there, or you may not."
                + " Maybe a dashboard is open already at http://%s:%d/;"
                + " else choose another port, or 0 for any free one.")
            .formatted(port, host, host, port),
        cause);
  }
}
