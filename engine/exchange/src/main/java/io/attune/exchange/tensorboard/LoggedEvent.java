package io.attune.exchange.tensorboard;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One event of a file, as TensorFlow's {@code event.proto} has it: a time, a step, and values. */
final class LoggedEvent {
  private static final int TIME = Fields.tag(1, Fields.FIXED64);
  private static final int STEP = Fields.tag(2, Fields.VARINT);
  private static final int GRAPH = Fields.tag(4, Fields.BYTES);
  private static final int SUMMARY = Fields.tag(5, Fields.BYTES);
  private static final int VALUE = Fields.tag(1, Fields.BYTES);

  private final List<LoggedValue> values = new ArrayList<>();
  private double seconds;
  private long step;
  private boolean graph;

  private LoggedEvent() {}

  /**
   * The event in a record.
   *
   * @throws IOException if the bytes are none
   */
  static LoggedEvent parse(byte[] record) throws IOException {
    LoggedEvent event = new LoggedEvent();
    Fields.each(CodedInputStream.newInstance(record), event::field);
    return event;
  }

  private boolean field(int tag, CodedInputStream in) throws IOException {
    if (tag == TIME) {
      seconds = in.readDouble();
    } else if (tag == STEP) {
      step = in.readInt64();
    } else if (tag == SUMMARY) {
      Fields.message(in, this::value);
    } else {
      graph |= tag == GRAPH;
      return false;
    }
    return true;
  }

  private boolean value(int tag, CodedInputStream in) throws IOException {
    if (tag != VALUE) {
      return false;
    }
    values.add(LoggedValue.parse(in));
    return true;
  }

  /** When it was logged, in milliseconds since 1970; 0 if that is not said. */
  long millis() {
    return Math.round(seconds * 1000);
  }

  long step() {
    return step;
  }

  /** Whether it has the graph of a model. */
  boolean graph() {
    return graph;
  }

  List<LoggedValue> values() {
    return values;
  }
}
