package io.attune.experiments.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over what a data set holds before it is prepared, and over how it is split: shape, names
 * of classes, then part by part the number of examples and each example with its target. Computed
 * when first asked for. Thread-safe.
 */
final class Fingerprint {
  private final List<Examples> parts;
  private String text = "";

  Fingerprint(Examples... parts) {
    this.parts = List.of(parts);
  }

  /** In 64 hexadecimal digits. */
  synchronized String text() {
    if (text.isEmpty()) {
      text = HexFormat.of().formatHex(sum().digest());
    }
    return text;
  }

  private MessageDigest sum() {
    MessageDigest sum = sha256();
    Examples first = parts.get(0);
    String head = first.shape() + "\n" + String.join("\n", first.classNames()) + "\n";
    sum.update(head.getBytes(StandardCharsets.UTF_8));
    parts.forEach(part -> add(part, sum));
    return sum;
  }

  private static void add(Examples part, MessageDigest sum) {
    ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
    sum.update(number.putInt(0, part.size()).rewind());
    for (int i = 0; i < part.size(); i++) {
      part.rows().digest(part.row(i), sum);
      sum.update(number.putFloat(0, part.target(i)).rewind());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
