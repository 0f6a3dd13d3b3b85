package io.attune.ui.mlflow;

import io.attune.run.ParameterConflict;
import io.attune.run.Recorder;
import io.attune.ui.access.Door;
import io.attune.ui.access.Refused;
import io.attune.ui.access.Role;
import io.attune.ui.search.SearchException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which address of MLflow's API gives what. */
public final class MlflowApi {
  private static final Logger LOG = LoggerFactory.getLogger(MlflowApi.class);
  private static final List<String> ROOTS = List.of("/api/2.0/mlflow", "/ajax-api/2.0/mlflow");
  private static final List<String> FILES =
      List.of("/api/2.0/mlflow-artifacts/artifacts", "/ajax-api/2.0/mlflow-artifacts/artifacts");
  private static final List<String> ALL =
      List.of("/api/2.0/", "/ajax-api/2.0/", "/api/3.0/", "/ajax-api/3.0/");

  private final Experiments experiments;
  private final Runs runs;
  private final Metrics metrics;
  private final Models models;
  private final Artifacts artifacts;

  /** The API of what a recorder writes. */
  public MlflowApi(Recorder recorder) {
    Catalogue catalogue = new Catalogue(recorder);
    this.experiments = new Experiments(catalogue);
    this.runs = new Runs(catalogue);
    this.metrics = new Metrics(runs);
    this.models = new Models(catalogue, InstantSource.system(), new SecureRandom());
    this.artifacts = new Artifacts(catalogue, models, ArtifactFolder.MOST);
  }

  /** Answers a request that was refused before it came here, as MLflow would. */
  public static void refuse(Context context, Refused refused) {
    answer(context, MlflowError.of(refused));
  }

  /** Whether an address belongs to it. */
  public static boolean has(String path) {
    return ALL.stream().anyMatch(path::startsWith);
  }

  /** Adds its addresses. */
  public void routes(RoutesConfig routes) {
    for (String root : ROOTS) {
      experiments(routes, root + "/experiments");
      runs(routes, root + "/runs");
      models(routes, root + "/logged-models");
      get(routes, root + "/metrics/get-history", metrics::history);
      get(routes, root + "/metrics/get-history-bulk-interval", metrics::interval);
      get(routes, root + "/artifacts/list", ask -> artifacts.list(ask, runs.run(ask)));
    }
    FILES.forEach(root -> files(routes, root));
    routes.get("/health", context -> context.result("OK"), Door.OPEN);
    routes.get("/version", context -> context.result("2.17.2"), Door.OPEN);
    routes.get("/get-artifact", context -> download(context), Role.VIEWER);
    ALL.forEach(root -> others(routes, root));
  }

  private void experiments(RoutesConfig routes, String root) {
    post(routes, root + "/create", Role.RUNNER, experiments::create);
    get(routes, root + "/get", experiments::get);
    get(routes, root + "/get-by-name", experiments::byName);
    get(routes, root + "/search", experiments::search);
    get(routes, root + "/list", experiments::search);
    post(routes, root + "/search", Role.VIEWER, experiments::search);
    post(routes, root + "/update", Role.RUNNER, experiments::update);
    post(routes, root + "/delete", Role.RUNNER, experiments::delete);
    post(routes, root + "/restore", Role.RUNNER, experiments::restore);
    post(routes, root + "/set-experiment-tag", Role.RUNNER, experiments::setTag);
    post(routes, root + "/delete-experiment-tag", Role.RUNNER, experiments::deleteTag);
  }

  private void runs(RoutesConfig routes, String root) {
    post(routes, root + "/create", Role.RUNNER, runs::create);
    get(routes, root + "/get", runs::get);
    post(routes, root + "/update", Role.RUNNER, runs::update);
    post(routes, root + "/delete", Role.RUNNER, runs::delete);
    post(routes, root + "/restore", Role.RUNNER, runs::restore);
    post(routes, root + "/search", Role.VIEWER, runs::search);
    post(routes, root + "/set-tag", Role.RUNNER, runs::setTag);
    post(routes, root + "/delete-tag", Role.RUNNER, runs::deleteTag);
    post(routes, root + "/log-metric", Role.RUNNER, runs::logMetric);
    post(routes, root + "/log-parameter", Role.RUNNER, runs::logParameter);
    post(routes, root + "/log-batch", Role.RUNNER, runs::logBatch);
    post(routes, root + "/log-inputs", Role.RUNNER, runs::logInputs);
    post(routes, root + "/log-model", Role.RUNNER, runs::logModel);
    post(routes, root + "/outputs", Role.RUNNER, runs::outputs);
  }

  private void models(RoutesConfig routes, String root) {
    String one = root + "/{model}";
    post(routes, root, Role.RUNNER, models::create);
    routes.get(one, answering(context -> models.get(model(context))), Role.VIEWER);
    routes.patch(
        one, answering(context -> models.finish(model(context), body(context))), Role.RUNNER);
    routes.delete(one, answering(context -> models.delete(model(context))), Role.EDITOR);
    routes.patch(
        one + "/tags",
        answering(context -> models.tag(model(context), body(context))),
        Role.RUNNER);
  }

  private void files(RoutesConfig routes, String root) {
    get(routes, root, artifacts::list);
    String one = root + "/<path>";
    routes.get(one, guarded(context -> artifacts.get(context, path(context))), Role.VIEWER);
    routes.put(
        one, answering(context -> artifacts.put(context, path(context))), Role.RUNNER, Door.BYTES);
    routes.delete(one, answering(context -> artifacts.delete(path(context))), Role.EDITOR);
  }

  /** Older pages of MLflow ask for files like this. */
  private void download(Context context) throws Exception {
    guarded(
            c -> {
              Ask ask = Ask.of(c.queryParamMap());
              artifacts.get(c, ask, runs.run(ask));
            })
        .handle(context);
  }

  /** What nobody knows is said in MLflow's words; clients look for that. */
  private static void others(RoutesConfig routes, String root) {
    Handler unknown =
        guarded(
            context -> {
              throw MlflowError.noEndpoint(
                  "There is no such endpoint: " + Ask.shorten(context.path()));
            });
    routes.get(root + "<rest>", unknown, Role.VIEWER);
    routes.post(root + "<rest>", unknown, Role.VIEWER, Door.BYTES);
    routes.put(root + "<rest>", unknown, Role.VIEWER, Door.BYTES);
    routes.patch(root + "<rest>", unknown, Role.VIEWER, Door.BYTES);
    routes.delete(root + "<rest>", unknown, Role.VIEWER);
  }

  private static void get(RoutesConfig routes, String path, Function<Ask, Object> call) {
    routes.get(
        path, answering(context -> call.apply(Ask.of(context.queryParamMap()))), Role.VIEWER);
  }

  private static void post(
      RoutesConfig routes, String path, Role role, Function<Ask, Object> call) {
    routes.post(path, answering(context -> call.apply(body(context))), role);
  }

  private static Handler answering(Function<Context, Object> call) {
    return guarded(context -> answer(context, 200, call.apply(context)));
  }

  private static Handler guarded(Handler call) {
    return context -> {
      try {
        call.handle(context);
      } catch (MlflowError e) {
        answer(context, e);
      } catch (SearchException | ParameterConflict | IllegalArgumentException e) {
        answer(context, MlflowError.invalid(String.valueOf(e.getMessage())));
      } catch (IllegalStateException e) {
        answer(context, MlflowError.conflict(String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        LOG.error("cannot answer {}", context.path(), e);
        answer(context, MlflowError.internal());
      }
    };
  }

  private static void answer(Context context, MlflowError error) {
    answer(context, error.status(), error.body());
  }

  private static void answer(Context context, int status, Object body) {
    context
        .status(status)
        .header("Content-Type", "application/json")
        .header("Cache-Control", "no-store")
        .result(Ask.bytes(body));
  }

  /** No longer than it may be, whatever its header says. */
  private static Ask body(Context context) {
    try {
      byte[] body = context.req().getInputStream().readNBytes(Rules.BYTES + 1);
      if (body.length > Rules.BYTES) {
        throw MlflowError.tooLarge(
            "The request has more than %d bytes, which are the most.".formatted(Rules.BYTES));
      }
      return Ask.of(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(Context context) {
    return context.pathParam("path");
  }

  private static String model(Context context) {
    return context.pathParam("model");
  }
}
