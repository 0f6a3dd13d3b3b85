package io.attune.ui;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The files of the pages, by name. Only names listed here can be asked for, so no path leads
 * anywhere else. Browsers ask each time whether a file changed; files are small and near.
 */
final class Assets {
  static final List<String> NAMES =
      List.of(
          "api.js",
          "app.css",
          "axes.js",
          "canvas.js",
          "curves.js",
          "definition.js",
          "dimensions.js",
          "dom.js",
          "favicon.svg",
          "filter.js",
          "findings.js",
          "format.js",
          "front.js",
          "index.html",
          "login.js",
          "machine.js",
          "main.js",
          "marks.js",
          "palette.js",
          "parallel.js",
          "plot.js",
          "progress.js",
          "records.js",
          "sweep.js",
          "sweeps.js",
          "table.js",
          "theme.js",
          "trial.js",
          "trials.js");

  private final Map<String, Asset> assets =
      NAMES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Assets::load));

  /** Answers with a file, or that the browser has it already. */
  void answer(Context context, String name) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw Problem.notFound("there is no file \"" + Query.shorten(name) + "\".");
    }
    context.header("Cache-Control", "no-cache").header("ETag", asset.tag());
    if (asset.tag().equals(context.req().getHeader("If-None-Match"))) {
      context.status(304);
    } else {
      context.header("Content-Type", asset.type()).result(asset.bytes());
    }
  }

  private static Asset load(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("web/" + name)) {
      if (in == null) {
        throw new IllegalStateException("web/" + name + " is missing from the jar.");
      }
      byte[] bytes = in.readAllBytes();
      CRC32 sum = new CRC32();
      sum.update(bytes);
      return new Asset(bytes, type(name), "\"%x-%x\"".formatted(bytes.length, sum.getValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/html; charset=utf-8";
    };
  }

  private record Asset(byte[] bytes, String type, String tag) {}
}
