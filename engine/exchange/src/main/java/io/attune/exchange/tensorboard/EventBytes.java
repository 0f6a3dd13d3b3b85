package io.attune.exchange.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Events as bytes, as TensorFlow's {@code event.proto} and the HParams plugin have them. */
final class EventBytes {
  private EventBytes() {}

  /** What every file begins with. */
  static byte[] first(double seconds) throws IOException {
    return message(
        event -> {
          event.writeDouble(1, seconds);
          event.writeString(3, "brain.Event:2");
        });
  }

  /** A number, of which TensorBoard's fast reader takes 32 bits and no tensor of more. */
  static byte[] scalar(double seconds, long step, String tag, double number) throws IOException {
    return event(
        seconds,
        step,
        value -> {
          value.writeString(1, tag);
          value.writeFloat(2, (float) number);
        });
  }

  /** The parameters of a run. */
  static byte[] sessionStart(double seconds, String name, Map<String, Object> parameters)
      throws IOException {
    byte[] start =
        message(
            info -> {
              for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
                info.writeByteArray(1, entry(parameter.getKey(), parameter.getValue()));
              }
              info.writeString(4, name);
              info.writeDouble(5, seconds);
            });
    return session(seconds, Session.START_TAG, 3, start);
  }

  /** How a run ended: 1 well, 2 badly, 3 not yet. */
  static byte[] sessionEnd(double seconds, int status) throws IOException {
    byte[] end =
        message(
            info -> {
              info.writeEnum(1, status);
              info.writeDouble(2, seconds);
            });
    return session(seconds, Session.END_TAG, 4, end);
  }

  private static byte[] entry(String name, Object parameter) throws IOException {
    return message(
        entry -> {
          entry.writeString(1, name);
          entry.writeByteArray(2, message(value -> value(value, parameter)));
        });
  }

  private static void value(CodedOutputStream value, Object parameter) throws IOException {
    if (parameter instanceof Number number) {
      value.writeDouble(2, number.doubleValue());
    } else if (parameter instanceof Boolean truth) {
      value.writeBool(4, truth);
    } else {
      value.writeString(3, parameter.toString());
    }
  }

  private static byte[] session(double seconds, String tag, int field, byte[] content)
      throws IOException {
    byte[] data = message(all -> all.writeByteArray(field, content));
    byte[] plugin =
        message(
            out -> {
              out.writeString(1, Session.PLUGIN);
              out.writeByteArray(2, data);
            });
    byte[] metadata = message(meta -> meta.writeByteArray(1, plugin));
    return event(
        seconds,
        0,
        value -> {
          value.writeString(1, tag);
          value.writeByteArray(9, metadata);
        });
  }

  private static byte[] event(double seconds, long step, Writer value) throws IOException {
    byte[] summary = message(out -> out.writeByteArray(1, message(value)));
    return message(
        event -> {
          event.writeDouble(1, seconds);
          event.writeInt64(2, step);
          event.writeByteArray(5, summary);
        });
  }

  private static byte[] message(Writer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes, 256);
    writer.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private interface Writer {
    void write(CodedOutputStream out) throws IOException;
  }
}
