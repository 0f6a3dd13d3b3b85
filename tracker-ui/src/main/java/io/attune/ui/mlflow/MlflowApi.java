package io.attune.ui.mlflow;

import io.attune.run.ParameterConflict;
import io.attune.run.Recorder;
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

  /** Whether an address belongs to it, so that it may be written to. */
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
    routes.get("/health", context -> context.result("OK"));
    routes.get("/version", context -> context.result("2.17.2"));
    routes.get("/get-artifact", context -> download(context));
    ALL.forEach(root -> others(routes, root));
  }

  private void experiments(RoutesConfig routes, String root) {
    post(routes, root + "/create", experiments::create);
    get(routes, root + "/get", experiments::get);
    get(routes, root + "/get-by-name", experiments::byName);
    get(routes, root + "/search", experiments::search);
    get(routes, root + "/list", experiments::search);
    post(routes, root + "/search", experiments::search);
    post(routes, root + "/update", experiments::update);
    post(routes, root + "/delete", experiments::delete);
    post(routes, root + "/restore", experiments::restore);
    post(routes, root + "/set-experiment-tag", experiments::setTag);
    post(routes, root + "/delete-experiment-tag", experiments::deleteTag);
  }

  private void runs(RoutesConfig routes, String root) {
    post(routes, root + "/create", runs::create);
    get(routes, root + "/get", runs::get);
    post(routes, root + "/update", runs::update);
    post(routes, root + "/delete", runs::delete);
    post(routes, root + "/restore", runs::restore);
    post(routes, root + "/search", runs::search);
    post(routes, root + "/set-tag", runs::setTag);
    post(routes, root + "/delete-tag", runs::deleteTag);
    post(routes, root + "/log-metric", runs::logMetric);
    post(routes, root + "/log-parameter", runs::logParameter);
    post(routes, root + "/log-batch", runs::logBatch);
    post(routes, root + "/log-inputs", runs::logInputs);
    post(routes, root + "/log-model", runs::logModel);
    post(routes, root + "/outputs", runs::outputs);
  }

  private void models(RoutesConfig routes, String root) {
    String one = root + "/{model}";
    post(routes, root, models::create);
    routes.get(one, answering(context -> models.get(model(context))));
    routes.patch(one, written(context -> models.finish(model(context), body(context))));
    routes.delete(one, deleted(context -> models.delete(model(context))));
    routes.patch(one + "/tags", written(context -> models.tag(model(context), body(context))));
  }

  private void files(RoutesConfig routes, String root) {
    get(routes, root, artifacts::list);
    routes.get(
        root + "/<path>", guarded(context -> artifacts.get(context, context.pathParam("path"))));
    routes.put(
        root + "/<path>",
        deleted(
            context -> {
              Visitors.checkNoForm(context);
              return artifacts.put(context, context.pathParam("path"));
            }));
    routes.delete(
        root + "/<path>", deleted(context -> artifacts.delete(context.pathParam("path"))));
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
    routes.get(root + "<rest>", unknown);
    routes.post(root + "<rest>", unknown);
    routes.put(root + "<rest>", unknown);
    routes.patch(root + "<rest>", unknown);
    routes.delete(root + "<rest>", unknown);
  }

  private static void get(RoutesConfig routes, String path, Function<Ask, Object> call) {
    routes.get(path, answering(context -> call.apply(Ask.of(context.queryParamMap()))));
  }

  private static void post(RoutesConfig routes, String path, Function<Ask, Object> call) {
    routes.post(path, written(context -> call.apply(body(context))));
  }

  private static Handler written(Function<Context, Object> call) {
    return deleted(
        context -> {
          Visitors.checkJson(context);
          return call.apply(context);
        });
  }

  private static Handler deleted(Function<Context, Object> call) {
    return answering(
        context -> {
          String host = context.header("Host");
          Visitors.check(context, host == null ? "" : host);
          return call.apply(context);
        });
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

  private static String model(Context context) {
    return context.pathParam("model");
  }
}
