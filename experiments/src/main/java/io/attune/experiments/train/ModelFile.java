package io.attune.experiments.train;

import io.attune.experiments.data.Shape;
import io.attune.experiments.data.Task;
import io.attune.space.Assignment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained network and all that is needed to build it again. {@code docs/training.md} describes
 * the file.
 *
 * @param trainer which architecture it has
 * @param shaping the settings that decide its layers, by name
 * @param form what goes into it and what comes out
 * @param depth parts with weights, the head included
 * @param variables how many of the tensors are variables; those of the head are the last of them
 * @param tensors numbers of each variable, then of each statistic, layer by layer
 */
record ModelFile(
    String trainer,
    Assignment shaping,
    Form form,
    int depth,
    int variables,
    List<float[]> tensors) {
  private static final int MAGIC = 0x4154544D;
  private static final int VERSION = 1;
  private static final String HOW = "`attune save-model SWEEP/TRIAL FILE` makes one.";

  void write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(VERSION);
    out.writeUTF(trainer);
    writeSettings(out);
    out.writeInt(form.shape().channels());
    out.writeInt(form.shape().height());
    out.writeInt(form.shape().width());
    out.writeInt(form.outputs());
    out.writeUTF(form.task().name());
    out.writeInt(depth);
    out.writeInt(variables);
    FloatLists.write(out, tensors);
    new SealedFile(file, MAGIC).write(bytes.toByteArray(), StandardOpenOption.WRITE);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file is missing, damaged, or no model
   */
  static ModelFile read(Path file) throws IOException {
    try {
      byte[] content =
          new SealedFile(file, MAGIC)
              .read()
              .orElseThrow(() -> new IOException(file + " is damaged or no model file. " + HOW));
      return parse(file, new DataInputStream(new ByteArrayInputStream(content)));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file %s. %s".formatted(file, HOW), e);
    }
  }

  private void writeSettings(DataOutputStream out) throws IOException {
    out.writeInt(shaping.values().size());
    for (Map.Entry<String, Object> setting : shaping.values().entrySet()) {
      out.writeUTF(setting.getKey());
      write(out, setting.getValue());
    }
  }

  private static void write(DataOutputStream out, Object value) throws IOException {
    if (value instanceof Boolean flag) {
      out.writeByte('b');
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      out.writeByte('n');
      out.writeDouble(number.doubleValue());
    } else {
      out.writeByte('t');
      out.writeUTF(value.toString());
    }
  }

  private static ModelFile parse(Path file, DataInputStream in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "%s is a model file of version %d, but this program reads version %d. Save the model again."
              .formatted(file, version, VERSION));
    }
    String trainer = in.readUTF();
    Assignment shaping = readSettings(in);
    Shape shape = new Shape(in.readInt(), in.readInt(), in.readInt());
    Form form = new Form(shape, in.readInt(), Task.valueOf(in.readUTF()));
    return new ModelFile(trainer, shaping, form, in.readInt(), in.readInt(), FloatLists.read(in));
  }

  private static Assignment readSettings(DataInputStream in) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.put(in.readUTF(), readValue(in));
    }
    return new Assignment(values);
  }

  private static Object readValue(DataInputStream in) throws IOException {
    return switch (in.readByte()) {
      case 'b' -> in.readBoolean();
      case 'n' -> number(in.readDouble());
      default -> in.readUTF();
    };
  }

  /** Whole numbers are whole in sweep files too. */
  private static Object number(double value) {
    return value == Math.rint(value) ? (Object) (long) value : (Object) value;
  }
}
