package io.attune.exchange.tensorboard;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Fields of protocol buffers, without classes made for them: those nobody asks for are skipped. */
final class Fields {
  static final int VARINT = WireFormat.WIRETYPE_VARINT;
  static final int FIXED64 = WireFormat.WIRETYPE_FIXED64;
  static final int BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;
  static final int FIXED32 = WireFormat.WIRETYPE_FIXED32;

  private Fields() {}

  /** A field's number and form in one, as they stand before its value. */
  static int tag(int field, int form) {
    return field << 3 | form;
  }

  /** Every field up to the end of the input, or of the message that it is limited to. */
  static void each(CodedInputStream in, Reader reader) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!reader.read(tag, in) && !in.skipField(tag)) {
        throw new IOException("a group ends that never began.");
      }
    }
  }

  /** Every field of the message that stands next. */
  static void message(CodedInputStream in, Reader reader) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    each(in, reader);
    in.popLimit(outer);
  }

  /** Reads the value of a field. */
  interface Reader {
    /** Whether it took the field; otherwise the value is skipped. */
    boolean read(int tag, CodedInputStream in) throws IOException;
  }
}
