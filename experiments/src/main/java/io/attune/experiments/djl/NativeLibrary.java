package io.attune.experiments.djl;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Starts the native library once per process, and unpacks it once per machine. */
final class NativeLibrary {
  private static boolean loaded;

  private NativeLibrary() {}

  static synchronized void load() {
    if (!loaded) {
      configure();
      start();
      loaded = true;
    }
  }

  /** DJL reads these when its classes are loaded, so they come first. What is set already stays. */
  private static void configure() {
    property("ai.djl.offline", "true");
    property("ai.djl.pytorch.num_interop_threads", String.valueOf(Versions.THREADS));
    property("ai.djl.pytorch.graph_optimizer", "false");
    property("slf4j.internal.verbosity", "ERROR");
    property("org.slf4j.simpleLogger.log.ai.djl", "error");
  }

  private static void property(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  private static void start() {
    Path folder = Utils.getEngineCacheDir();
    try {
      Files.createDirectories(folder);
      if (Files.isWritable(folder)) {
        startAlone(folder.resolve("attune.lock"));
      } else {
        Engine.getInstance();
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new IllegalStateException(
          "PyTorch cannot start from %s: %s. It needs 450 MB there; DJL_CACHE_DIR names another folder."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /**
   * Starts under a lock between processes: without it, workers that start together on a new machine
   * would each unpack more than 400 MB.
   */
  private static void startAlone(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      Engine.getInstance();
    }
  }
}
