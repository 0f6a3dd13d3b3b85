package io.attune.experiments.djl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** Versions as the libraries on the class path state them; reading them loads no native code. */
final class Versions {
  /** More than one would make results depend on how a sum is split between threads. */
  static final int THREADS = 1;

  private Versions() {}

  static Map<String, String> environment() {
    return Map.of(
        "engine",
        "PyTorch %s on the CPU, through DJL %s"
            .formatted(
                read("native/lib/pytorch.properties", "version"),
                read("pytorch-engine.properties", "djl_version")),
        "native_threads",
        String.valueOf(THREADS));
  }

  private static String read(String resource, String key) {
    try (InputStream in = Versions.class.getClassLoader().getResourceAsStream(resource)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty(key, "(unknown version)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
