package io.attune.ui.mlflow;

import io.javalin.http.Context;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Where the files of one run or model are. Paths come in parts, as {@link ArtifactFolder#parts}.
 */
interface ArtifactPlace {
  /**
   * The files and folders in a folder, by name; a file is alone in itself; none if there is none.
   */
  List<Map<String, Object>> list(List<String> parts);

  /**
   * Sends a file, so that no browser shows what is in it.
   *
   * @throws MlflowError if there is none
   */
  void send(Context context, List<String> parts);

  /**
   * Writes a file; readers see the old one or the new one, never half of it.
   *
   * @param most bytes
   * @throws MlflowError if something else is in the way, or there are more bytes
   */
  void write(List<String> parts, InputStream in, long most);

  /**
   * Deletes a file, or a folder with all that is in it; the whole is never deleted.
   *
   * @throws MlflowError if there is none
   */
  void delete(List<String> parts);
}
