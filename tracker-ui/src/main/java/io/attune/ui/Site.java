package io.attune.ui;

import io.attune.run.Recorder;
import io.attune.ui.mlflow.MlflowApi;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which address gives what. */
record Site(
    Api api, TrialApi trials, LiveStreams streams, Assets assets, Optional<MlflowApi> mlflow) {
  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
  private static final Set<String> ANSWERS = Set.of("application/problem+json", "application/json");
  private static final String SWEEP = "/api/v1/sweeps/{sweep}";

  Site(Api api, TrialApi trials, LiveStreams streams, Optional<Recorder> recorder) {
    this(api, trials, streams, new Assets(), recorder.map(MlflowApi::new));
  }

  void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = 0;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(server -> server.setErrorHandler(new PlainErrors()));
    routes(config.routes);
  }

  private void routes(RoutesConfig routes) {
    routes.before(context -> Guard.check(context, mlflow.isPresent()));
    routes.get(TrialApi.ROOT, trials::plan);
    routes.post(TrialApi.ROOT + "/reports", trials::report);
    routes.post(TrialApi.ROOT + "/log", trials::log);
    mlflow.ifPresent(api -> api.routes(routes));
    routes.get("/api/v1/stream", streams::all);
    routes.get("/api/v1/sweeps", api::sweeps);
    routes.get(SWEEP, api::sweep);
    routes.get(SWEEP + "/trials", api::trials);
    routes.get(SWEEP + "/trials/{trial}", api::trial);
    routes.get(SWEEP + "/trials/{trial}/pictures/{name}", api::picture);
    routes.get(SWEEP + "/curves", api::curves);
    routes.get(SWEEP + "/stream", streams::one);
    for (String page : new String[] {"/", "/sweeps/{sweep}", "/sweeps/{sweep}/trials/{trial}"}) {
      routes.get(page, context -> assets.answer(context, "index.html"));
    }
    routes.get("/assets/{name}", context -> assets.answer(context, context.pathParam("name")));
    routes.exception(Problem.class, Problem::answer);
    routes.exception(Exception.class, Site::fail);
    routes.error(404, this::notFound);
  }

  private void notFound(Context context) {
    boolean answered =
        ANSWERS.contains(String.valueOf(context.res().getContentType()).split(";", -1)[0]);
    if (!answered && context.path().startsWith("/api/")) {
      Problem.notFound("there is no such address.").answer(context);
    } else if (!answered) {
      assets.answer(context, "index.html");
      context.status(404);
    }
  }

  private static void fail(Exception e, Context context) {
    LOG.error("cannot answer {}", context.path(), e);
    Problem.internal().answer(context);
  }
}
