package io.attune.exchange.tensorboard;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A tensor: a single number, texts, or the bytes of many numbers. Others are only counted. */
final class Tensor {
  private static final int OF_FLOAT = 1;
  private static final int OF_DOUBLE = 2;
  private static final int OF_INT = 3;
  private static final int OF_LONG = 9;
  private static final int TYPE = 1;
  private static final int CONTENT = 4;
  private static final int FLOATS = 5;
  private static final int DOUBLES = 6;
  private static final int INTS = 7;
  private static final int STRINGS = 8;
  private static final int LONGS = 10;

  private int type;
  private byte[] content = {};
  private final List<byte[]> strings = new ArrayList<>();
  private double last;
  private long count;

  private Tensor() {}

  static Tensor parse(CodedInputStream in) throws IOException {
    Tensor tensor = new Tensor();
    Fields.message(in, tensor::field);
    return tensor;
  }

  private boolean field(int tag, CodedInputStream in) throws IOException {
    int field = tag >>> 3;
    int form = tag & 7;
    if (tag == Fields.tag(TYPE, Fields.VARINT)) {
      type = in.readEnum();
    } else if (tag == Fields.tag(CONTENT, Fields.BYTES)) {
      content = in.readByteArray();
    } else if (tag == Fields.tag(STRINGS, Fields.BYTES)) {
      strings.add(in.readByteArray());
    } else if (form == form(field)) {
      number(field, in);
    } else if (form == Fields.BYTES && form(field) >= 0) {
      packed(field, in);
    } else {
      return false;
    }
    return true;
  }

  /** How a number of a field is written; -1 for fields that hold none. */
  private static int form(int field) {
    return switch (field) {
      case FLOATS -> Fields.FIXED32;
      case DOUBLES -> Fields.FIXED64;
      case INTS, LONGS -> Fields.VARINT;
      default -> -1;
    };
  }

  private void packed(int field, CodedInputStream in) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      number(field, in);
    }
    in.popLimit(outer);
  }

  private void number(int field, CodedInputStream in) throws IOException {
    count++;
    switch (field) {
      case FLOATS -> last = in.readFloat();
      case DOUBLES -> last = in.readDouble();
      default -> last = in.readInt64();
    }
  }

  /** Its texts or files, if it has some. */
  List<byte[]> strings() {
    return strings;
  }

  /** Its numbers, if they are real ones that were written as bytes. */
  Optional<double[]> doubles() {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (type == OF_DOUBLE && content.length > 0 && content.length % Double.BYTES == 0) {
      double[] numbers = new double[content.length / Double.BYTES];
      bytes.asDoubleBuffer().get(numbers);
      return Optional.of(numbers);
    }
    if (type == OF_FLOAT && content.length > 0 && content.length % Float.BYTES == 0) {
      double[] numbers = new double[content.length / Float.BYTES];
      Arrays.setAll(numbers, i -> bytes.getFloat(i * Float.BYTES));
      return Optional.of(numbers);
    }
    return Optional.empty();
  }

  /** The number that it is, if it is a single one. */
  OptionalDouble scalar() {
    if (content.length == 0) {
      return count == 1 ? OptionalDouble.of(last) : OptionalDouble.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (type == OF_FLOAT && content.length == Float.BYTES) {
      return OptionalDouble.of(bytes.getFloat());
    }
    if (type == OF_DOUBLE && content.length == Double.BYTES) {
      return OptionalDouble.of(bytes.getDouble());
    }
    if (type == OF_INT && content.length == Integer.BYTES) {
      return OptionalDouble.of(bytes.getInt());
    }
    return type == OF_LONG && content.length == Long.BYTES
        ? OptionalDouble.of(bytes.getLong())
        : OptionalDouble.empty();
  }
}
