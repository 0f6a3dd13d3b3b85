package io.attune.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums as {@code sha256sum} writes them. */
final class Checksums {
  private Checksums() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String line(MessageDigest digest, String name) {
    return HexFormat.of().formatHex(digest.digest()) + "  " + name + "\n";
  }

  /** The line of what a stream holds. */
  static String line(InputStream in, String name) throws IOException {
    MessageDigest digest = sha256();
    try (DigestInputStream read = new DigestInputStream(in, digest)) {
      read.transferTo(OutputStream.nullOutputStream());
    }
    return line(digest, name);
  }
}
