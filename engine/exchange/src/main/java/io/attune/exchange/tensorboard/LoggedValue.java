package io.attune.exchange.tensorboard;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** One value of a summary: a scalar, a picture, what a plugin left, or something else. */
final class LoggedValue {
  private static final int TAG = Fields.tag(1, Fields.BYTES);
  private static final int SIMPLE = Fields.tag(2, Fields.FIXED32);
  private static final int IMAGE = Fields.tag(4, Fields.BYTES);
  private static final int HISTOGRAM = Fields.tag(5, Fields.BYTES);
  private static final int AUDIO = Fields.tag(6, Fields.BYTES);
  private static final int TENSOR = Fields.tag(8, Fields.BYTES);
  private static final int METADATA = Fields.tag(9, Fields.BYTES);
  private static final int PLUGIN = Fields.tag(1, Fields.BYTES);
  private static final int PLUGIN_NAME = Fields.tag(1, Fields.BYTES);
  private static final int PLUGIN_CONTENT = Fields.tag(2, Fields.BYTES);
  private static final int ENCODED = Fields.tag(4, Fields.BYTES);

  private String tag = "";
  private String plugin = "";
  private String kind = "";
  private byte[] content = {};
  private Optional<byte[]> image = Optional.empty();
  private Optional<Buckets> histogram = Optional.empty();
  private Optional<Tensor> tensor = Optional.empty();
  private OptionalDouble simple = OptionalDouble.empty();

  private LoggedValue() {}

  static LoggedValue parse(CodedInputStream in) throws IOException {
    LoggedValue value = new LoggedValue();
    Fields.message(in, value::field);
    return value;
  }

  private boolean field(int field, CodedInputStream in) throws IOException {
    if (field == TAG) {
      tag = in.readString();
    } else if (field == SIMPLE) {
      simple = OptionalDouble.of(in.readFloat());
    } else if (field == IMAGE) {
      Fields.message(in, this::image);
    } else if (field == HISTOGRAM) {
      histogram = Optional.of(Buckets.parse(in));
    } else if (field == TENSOR) {
      tensor = Optional.of(Tensor.parse(in));
    } else if (field == METADATA) {
      Fields.message(in, this::metadata);
    } else {
      kind = field == AUDIO ? "audio" : kind;
      return false;
    }
    return true;
  }

  private boolean image(int field, CodedInputStream in) throws IOException {
    if (field == ENCODED) {
      image = Optional.of(in.readByteArray());
    }
    return field == ENCODED;
  }

  private boolean metadata(int field, CodedInputStream in) throws IOException {
    if (field == PLUGIN) {
      Fields.message(in, this::plugin);
    }
    return field == PLUGIN;
  }

  private boolean plugin(int field, CodedInputStream in) throws IOException {
    if (field == PLUGIN_NAME) {
      plugin = in.readString();
    } else if (field == PLUGIN_CONTENT) {
      content = in.readByteArray();
    } else {
      return false;
    }
    return true;
  }

  String tag() {
    return tag;
  }

  /** The plugin that shows it; empty if the value does not say, as most of a series do not. */
  String plugin() {
    return plugin;
  }

  byte[] content() {
    return content;
  }

  /**
   * The files of pictures, if it is some.
   *
   * @param plugin the one that the first value of the series named
   */
  List<byte[]> images(String plugin) {
    if (image.isPresent()) {
      return List.of(image.get());
    }
    // Width and height come first.
    return strings(plugin, "images").skip(2).toList();
  }

  /** The buckets, if it is a histogram. */
  Optional<Buckets> histogram(String plugin) {
    return histogram.isPresent() || !plugin.equals("histograms")
        ? histogram
        : tensor.flatMap(Tensor::doubles).flatMap(Buckets::ofRows);
  }

  /** The text, if it is one; parts of it are on lines of their own. */
  Optional<String> text(String plugin) {
    return strings(plugin, "text")
        .map(part -> new String(part, StandardCharsets.UTF_8))
        .reduce((one, next) -> one + "\n" + next);
  }

  private Stream<byte[]> strings(String plugin, String wanted) {
    return plugin.equals(wanted)
        ? tensor.stream().flatMap(some -> some.strings().stream())
        : Stream.empty();
  }

  /**
   * The number, if it is one.
   *
   * @param plugin the one that the first value of the series named
   */
  OptionalDouble scalar(String plugin) {
    boolean number = plugin.isEmpty() || plugin.equals("scalars");
    return simple.isPresent() || !number
        ? simple
        : tensor.map(Tensor::scalar).orElse(OptionalDouble.empty());
  }

  /** What it is, in the plural. */
  String kind(String plugin) {
    if (!kind.isEmpty()) {
      return kind;
    }
    return plugin.isEmpty() ? "tensors" : "values for the plugin " + plugin;
  }
}
