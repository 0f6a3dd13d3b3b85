package io.attune.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One entry of a ZIP file that is being written, with its checksum. */
final class ZipPart extends FilterOutputStream {
  private final MessageDigest digest = Checksums.sha256();
  private final ZipOutputStream zip;
  private final String name;

  ZipPart(ZipOutputStream zip, String name) throws IOException {
    super(zip);
    this.zip = zip;
    this.name = name;
    zip.putNextEntry(new ZipEntry(name));
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    digest.update(bytes, from, length);
    zip.write(bytes, from, length);
  }

  /** The line of a file that `sha256sum -c` understands; ends what was written so far. */
  String sum() {
    return Checksums.line(digest, name);
  }

  /** Ends the entry, not the file. */
  @Override
  public void close() throws IOException {
    zip.closeEntry();
  }
}
