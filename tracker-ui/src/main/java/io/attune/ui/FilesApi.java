package io.attune.ui;

import io.attune.store.SweepId;
import io.attune.trial.Trial;
import io.attune.ui.mlflow.ArtifactFolder;
import io.attune.ui.mlflow.MlflowError;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files that a trial left, to look at and to take away. */
record FilesApi(Histories histories) {
  private static final int MOST = 1_000;

  /** What is in the trial's folder, or in one inside it, by name. */
  void list(Context context) {
    Query query = new Query(context).allow("path", "after", "limit");
    ArtifactFolder folder = folder(query);
    String after = query.optional("after").orElse("");
    int limit = query.count("limit", 1, MOST, MOST);
    List<String> parts = parts(query.optional("path").orElse(""));
    List<FileView> rest =
        guarded(() -> folder.list(parts)).stream()
            .map(FileView::of)
            .filter(file -> file.path.compareTo(after) > 0)
            .toList();
    List<FileView> page = rest.subList(0, Math.min(limit, rest.size()));
    boolean more = page.size() < rest.size();
    Json.answer(context, new Files(page, more ? page.get(limit - 1).path : null));
  }

  /** One file, so that no browser shows what is in it. */
  void file(Context context) {
    ArtifactFolder folder = folder(new Query(context).allow());
    List<String> parts = parts(context.pathParam("path"));
    guarded(
        () -> {
          folder.send(context, parts);
          return true;
        });
  }

  private ArtifactFolder folder(Query query) {
    SweepId id = query.sweep();
    Trial trial = Api.trial(histories.state(id), query.trial());
    return new ArtifactFolder(histories.folder(id, trial.number()).path());
  }

  private static List<String> parts(String path) {
    return guarded(() -> ArtifactFolder.parts(path));
  }

  private static <T> T guarded(Supplier<T> action) {
    try {
      return action.get();
    } catch (MlflowError e) {
      String detail = String.valueOf(e.getMessage());
      throw e.status() == 404 ? Problem.notFound(detail) : Problem.badRequest(detail);
    }
  }

  /**
   * Some files of a folder.
   *
   * @param next to ask after for what follows, or null
   */
  record Files(List<FileView> files, @Nullable String next) {}

  /** A file or a folder; a folder has no size. */
  record FileView(String path, boolean folder, @Nullable Long bytes) {
    static FileView of(Map<String, Object> file) {
      return new FileView(
          String.valueOf(file.get("path")),
          Boolean.TRUE.equals(file.get("is_dir")),
          Optional.ofNullable(file.get("file_size")).map(Long.class::cast).orElse(null));
    }
  }
}
