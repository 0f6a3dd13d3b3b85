package io.attune.ui;

import io.attune.run.Recorder;
import io.attune.store.StoreException;
import io.attune.ui.access.Door;
import io.attune.ui.access.Gate;
import io.attune.ui.access.Refused;
import io.attune.ui.access.Role;
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
    Gate gate,
    Api api,
    TrialApi trials,
    LiveStreams streams,
    RestApi rest,
    Assets assets,
    Optional<MlflowApi> mlflow,
    Optional<RecordingApi> recordings) {
  private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
  private static final Set<String> ANSWERS = Set.of("application/problem+json", "application/json");
  private static final String SWEEP = "/api/v1/sweeps/{sweep}";

  Site(
      Gate gate,
      Api api,
      TrialApi trials,
      LiveStreams streams,
      RestApi rest,
      Optional<Recorder> recorder) {
    this(
        gate,
        api,
        trials,
        streams,
        rest,
        new Assets(),
        recorder.map(MlflowApi::new),
        recorder.map(RecordingApi::new));
  }

  void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = 0;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(server -> server.setErrorHandler(new PlainErrors()));
    routes(config.routes);
  }

  private void routes(RoutesConfig routes) {
    routes.before(Guard::protect);
    routes.before(gate::arrive);
    routes.beforeMatched(gate::enter);
    LoginApi login = new LoginApi(gate.logins());
    routes.get("/login", login::link, Door.OPEN);
    routes.post("/api/v1/login", login::login, Door.OPEN);
    routes.post("/api/v1/logout", login::logout, Door.OPEN);
    routes.get("/api/v1/me", login::me, Door.OPEN);
    routes.get(TrialApi.ROOT, trials::plan, Door.TRIAL);
    routes.post(TrialApi.ROOT + "/reports", trials::report, Door.TRIAL);
    routes.post(TrialApi.ROOT + "/log", trials::log, Door.TRIAL);
    AttachApi attach = new AttachApi(trials);
    routes.post(TrialApi.ROOT + "/attachments", attach::attach, Door.TRIAL);
    routes.put(TrialApi.ROOT + "/attachments", attach::upload, Door.TRIAL, Door.BYTES);
    routes.post(TrialApi.ROOT + "/environment", attach::environment, Door.TRIAL);
    routes.post(TrialApi.ROOT + "/batches", trials::batch, Door.TRIAL);
    mlflow.ifPresent(api -> api.routes(routes));
    rest.routes(routes);
    recordings.ifPresent(api -> api.routes(routes));
    routes.get("/api/v1/stream", streams::all, Role.VIEWER);
    routes.get("/api/v1/sweeps", api::sweeps, Role.VIEWER);
    routes.get(SWEEP, api::sweep, Role.VIEWER);
    routes.get(SWEEP + "/trials", api::trials, Role.VIEWER);
    routes.get(SWEEP + "/trials/{trial}", api::trial, Role.VIEWER);
    routes.get(SWEEP + "/trials/{trial}/pictures/{name}", api::picture, Role.VIEWER);
    AttachmentsApi attachments = new AttachmentsApi(api.histories());
    routes.get(SWEEP + "/trials/{trial}/attachments", attachments::list, Role.VIEWER);
    routes.get(SWEEP + "/trials/{trial}/attachments/{sha256}", attachments::content, Role.VIEWER);
    routes.get(SWEEP + "/curves", api::curves, Role.VIEWER);
    routes.get(SWEEP + "/stream", streams::one, Role.VIEWER);
    for (String page : new String[] {"/", "/sweeps/{sweep}", "/sweeps/{sweep}/trials/{trial}"}) {
      routes.get(page, context -> assets.answer(context, "index.html"), Door.OPEN);
    }
    routes.get(
        "/assets/{name}", context -> assets.answer(context, context.pathParam("name")), Door.OPEN);
    routes.exception(Refused.class, Site::refuse);
    routes.exception(Problem.class, Problem::answer);
    routes.exception(StoreException.class, Site::storeFailed);
    routes.exception(Exception.class, Site::fail);
    routes.error(404, this::notFound);
    routes.error(405, Site::notAllowed);
  }

  /** MLflow's clients are told in MLflow's words. */
  private static void refuse(Refused refused, Context context) {
    if (refused.status() == 401) {
      context.header("WWW-Authenticate", "Bearer realm=\"attune\"");
    }
    if (MlflowApi.has(context.path())) {
      MlflowApi.refuse(context, refused);
    } else {
      Problem.of(refused).answer(context);
    }
  }

  private static void notAllowed(Context context) {
    if (!answered(context)) {
      Problem.notAllowed("there is no such method here; see the header Allow.").answer(context);
    }
  }

  private static boolean answered(Context context) {
    return ANSWERS.contains(String.valueOf(context.res().getContentType()).split(";", -1)[0]);
  }

  private void notFound(Context context) {
    if (!answered(context) && context.path().startsWith("/api/")) {
      Problem.notFound("there is no such address.").answer(context);
    } else if (!answered(context)) {
      assets.answer(context, "index.html");
      context.status(404);
    }
  }

  /** Somebody else has what is asked for, or the disk fails: either may be over soon. */
  private static void storeFailed(StoreException e, Context context) {
    LOG.warn("the store refused {}", context.path(), e);
    Problem.unavailable("store-failed", String.valueOf(e.getMessage())).answer(context);
  }

  private static void fail(Exception e, Context context) {
    LOG.error("cannot answer {}", context.path(), e);
    Problem.internal().answer(context);
  }
}
