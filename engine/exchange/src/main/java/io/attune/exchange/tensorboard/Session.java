package io.attune.exchange.tensorboard;

import com.google.protobuf.CodedInputStream;
import io.attune.exchange.intake.Ending;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the HParams plugin keeps of a run: its parameters, and how it ended. */
final class Session {
  static final String PLUGIN = "hparams";
  static final String START_TAG = "_hparams_/session_start_info";
  static final String END_TAG = "_hparams_/session_end_info";
  static final int FAILURE = 2;
  static final int RUNNING = 3;

  private static final int START = Fields.tag(3, Fields.BYTES);
  private static final int END = Fields.tag(4, Fields.BYTES);
  private static final int HPARAM = Fields.tag(1, Fields.BYTES);
  private static final int KEY = Fields.tag(1, Fields.BYTES);
  private static final int VALUE = Fields.tag(2, Fields.BYTES);
  private static final int NUMBER = Fields.tag(2, Fields.FIXED64);
  private static final int TEXT = Fields.tag(3, Fields.BYTES);
  private static final int TRUTH = Fields.tag(4, Fields.VARINT);
  private static final int STATUS = Fields.tag(1, Fields.VARINT);
  private static final int ENDED = Fields.tag(2, Fields.FIXED64);
  private static final double EXACT = 0x1p53;

  private final Map<String, String> parameters = new LinkedHashMap<>();
  private Optional<Integer> status = Optional.empty();
  private double ended;
  private String key = "";
  private String value = "";

  private Session() {}

  /**
   * What a value of the plugin says.
   *
   * @throws IOException if the bytes are none
   */
  static Session parse(byte[] content) throws IOException {
    Session session = new Session();
    Fields.each(CodedInputStream.newInstance(content), session::field);
    return session;
  }

  private boolean field(int tag, CodedInputStream in) throws IOException {
    if (tag == START) {
      Fields.message(in, this::start);
    } else if (tag == END) {
      status = Optional.of(0);
      Fields.message(in, this::end);
    } else {
      return false;
    }
    return true;
  }

  private boolean start(int tag, CodedInputStream in) throws IOException {
    if (tag != HPARAM) {
      return false;
    }
    key = "";
    value = "";
    Fields.message(in, this::entry);
    parameters.put(key, value);
    return true;
  }

  private boolean entry(int tag, CodedInputStream in) throws IOException {
    if (tag == KEY) {
      key = in.readString();
    } else if (tag == VALUE) {
      Fields.message(in, this::value);
    } else {
      return false;
    }
    return true;
  }

  private boolean value(int tag, CodedInputStream in) throws IOException {
    if (tag == NUMBER) {
      value = text(in.readDouble());
    } else if (tag == TEXT) {
      value = in.readString();
    } else if (tag == TRUTH) {
      value = Boolean.toString(in.readBool());
    } else {
      return false;
    }
    return true;
  }

  /** All numbers are real there; those that could be whole are taken for whole ones. */
  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < EXACT
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private boolean end(int tag, CodedInputStream in) throws IOException {
    if (tag == STATUS) {
      status = Optional.of(in.readEnum());
    } else if (tag == ENDED) {
      ended = in.readDouble();
    } else {
      return false;
    }
    return true;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  /** How the run ended, if this says it. */
  Optional<Ending> ending() {
    Optional<Instant> at =
        ended > 0 ? Optional.of(Instant.ofEpochMilli(Math.round(ended * 1000))) : Optional.empty();
    return status.map(
        word ->
            switch (word) {
              case FAILURE ->
                  new Ending(Ending.Kind.FAILED, "Its program said that it failed.", at);
              case RUNNING -> Ending.of(Ending.Kind.RUNNING, at);
              default -> Ending.of(Ending.Kind.COMPLETED, at);
            });
  }
}
