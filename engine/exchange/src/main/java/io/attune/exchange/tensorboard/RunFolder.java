package io.attune.exchange.tensorboard;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of one run.
 *
 * @param id path of the run in its folder
 */
record RunFolder(String id, List<Part> files) {
  /**
   * One file.
   *
   * @param prefix put before the names of its metrics
   */
  record Part(Path file, String prefix) {}
}
