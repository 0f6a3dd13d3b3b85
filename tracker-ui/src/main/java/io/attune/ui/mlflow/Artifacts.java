package io.attune.ui.mlflow;

import io.attune.store.TrialFolder;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that runs and models leave. An address is {@code <experiment>/<run>/artifacts/<path>}, or
 * {@code <experiment>/models/<model>/artifacts/<path>}.
 *
 * @param most bytes of one file
 */
record Artifacts(Catalogue catalogue, Models models, long most) {
  private static final String END = "artifacts";

  /** A call of the API: what a run has. */
  Object list(Ask ask, Run run) {
    String path = ask.text("path").orElse("");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("root_uri", run.artifacts());
    answer.put("files", folder(run).list(ArtifactFolder.parts(path)));
    return answer;
  }

  /** What is in a folder; paths are relative to it, as MLflow's proxy has them. */
  Object list(Ask ask) {
    Place place = place(trimmed(ask.text("path").orElse("")));
    int prefix = place.parts.stream().mapToInt(part -> part.length() + 1).sum();
    List<Map<String, Object>> files = place.folder.list(place.parts);
    files.forEach(
        file -> file.computeIfPresent("path", (name, path) -> path.toString().substring(prefix)));
    return Map.of("files", files);
  }

  void get(Context context, String path) {
    Place place = place(path);
    place.folder.send(context, place.parts);
  }

  void get(Context context, Ask ask, Run run) {
    folder(run).send(context, ArtifactFolder.parts(ask.needed("path")));
  }

  Object put(Context context, String path) {
    Place place = place(path);
    try {
      place.folder.write(place.parts, context.req().getInputStream(), most);
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Object delete(String path) {
    Place place = place(path);
    place.folder.delete(place.parts);
    return Map.of();
  }

  private ArtifactPlace folder(Run run) {
    Path files = catalogue.recorder().files(run.id().sweep());
    int trial = run.trial().number();
    return new RunArtifacts(
        catalogue.recorder(),
        run.id().sweep(),
        trial,
        new ArtifactFolder(TrialFolder.of(files, trial).path().resolve(END)));
  }

  private Place place(String path) {
    List<String> parts = ArtifactFolder.parts(path);
    if (parts.size() >= 4 && parts.get(1).equals("models") && parts.get(3).equals(END)) {
      return new Place(model(parts.get(2)), parts.subList(4, parts.size()));
    }
    if (parts.size() < 3 || !parts.get(2).equals(END)) {
      throw MlflowError.missing("No such artifact: '%s'.".formatted(Ask.shorten(path)));
    }
    Run run = catalogue.run(parts.get(1));
    if (!run.experiment().equals(parts.get(0))) {
      throw MlflowError.missing("No such artifact: '%s'.".formatted(Ask.shorten(path)));
    }
    return new Place(folder(run), parts.subList(3, parts.size()));
  }

  private ArtifactPlace model(String id) {
    if (!models.exists(id)) {
      throw MlflowError.missing("Logged model with ID '%s' not found.".formatted(Ask.shorten(id)));
    }
    Path files = catalogue.recorder().files(models.sweep(id).orElseThrow());
    return new ArtifactFolder(files.resolve("models").resolve(id).resolve(END));
  }

  private static String trimmed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private record Place(ArtifactPlace folder, List<String> parts) {}
}
