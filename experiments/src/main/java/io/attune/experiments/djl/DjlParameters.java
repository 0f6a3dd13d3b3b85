package io.attune.experiments.djl;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The parameters in a file that DJL's {@code Model.save} wrote, in its order: block by block, and
 * of a block its own before those of its children. Between them each kind of block writes what it
 * likes, without saying how long that is, so parameters are found by how they begin. Reading loads
 * no native code.
 */
public final class DjlParameters {
  /** What such files begin with. */
  public static final String MAGIC = "DJL@";

  private static final byte[] ARRAY = {0, 4, 'N', 'D', 'A', 'R', 0, 0, 0};
  private static final int PARAMETER = 'P';
  private static final int LONGEST_NAME = 1024;

  private DjlParameters() {}

  /**
   * One of them.
   *
   * @param name such as {@code weight}; not unique in its file
   * @param shape length of each axis
   * @param numbers row by row
   */
  public record Entry(String name, List<Long> shape, float[] numbers) {
    /** Whether it is measured and not learned. */
    public boolean isStatistic() {
      return name.startsWith("running") || name.startsWith("moving");
    }
  }

  /**
   * Reads all of them.
   *
   * @throws IOException if the file cannot be read, is cut short, or holds numbers of another type
   */
  public static List<Entry> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    List<Entry> entries = new ArrayList<>();
    try {
      bytes.position(MAGIC.length());
      while (bytes.hasRemaining()) {
        Optional<String> name = name(bytes.duplicate());
        if (name.isPresent()) {
          entries.add(entry(file, name.get(), bytes));
        } else {
          bytes.get();
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException(file + " is cut short or damaged. Save it again.", e);
    }
    return entries;
  }

  /** The name of the parameter that begins here, if one does. */
  private static Optional<String> name(ByteBuffer bytes) {
    if (bytes.remaining() < 5 || bytes.getChar() != PARAMETER) {
      return Optional.empty();
    }
    bytes.get();
    int length = Short.toUnsignedInt(bytes.getShort());
    if (length > LONGEST_NAME || length + ARRAY.length > bytes.remaining()) {
      return Optional.empty();
    }
    String name = text(bytes, length);
    byte[] next = new byte[ARRAY.length];
    bytes.get(next);
    return Arrays.equals(next, ARRAY) ? Optional.of(name) : Optional.empty();
  }

  private static Entry entry(Path file, String name, ByteBuffer bytes) throws IOException {
    int toVersion = 2 + 1 + 2 + name.getBytes(StandardCharsets.UTF_8).length + 6;
    bytes.position(bytes.position() + toVersion);
    int version = bytes.getInt();
    if (version > 1 && bytes.get() == 1) {
      text(bytes);
    }
    text(bytes);
    String type = text(bytes);
    if (!type.equals("FLOAT32")) {
      throw new IOException(
          "%s holds %s of type %s, but only FLOAT32 can be read. Save it with that type."
              .formatted(file, name, type));
    }
    List<Long> shape = shape(bytes);
    boolean big =
        version > 2 ? bytes.get() == '>' : ByteOrder.nativeOrder().equals(ByteOrder.BIG_ENDIAN);
    float[] numbers = new float[bytes.getInt() / Float.BYTES];
    bytes
        .slice()
        .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(numbers);
    bytes.position(bytes.position() + numbers.length * Float.BYTES);
    return new Entry(name, shape, numbers);
  }

  /** Axes, then a letter for the meaning of each, which is of no use here. */
  private static List<Long> shape(ByteBuffer bytes) {
    List<Long> shape = new ArrayList<>();
    for (int left = bytes.getInt(); left > 0; left--) {
      shape.add(bytes.getLong());
    }
    bytes.position(bytes.position() + 4 + bytes.getInt(bytes.position()) * Character.BYTES);
    return List.copyOf(shape);
  }

  private static String text(ByteBuffer bytes) {
    return text(bytes, Short.toUnsignedInt(bytes.getShort()));
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
