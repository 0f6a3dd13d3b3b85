package io.attune.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Bytes as lines of text, however they end and whatever is in them. Of a line that never ends only
 * the beginning is kept, so that no output, however wild, fills the memory. Thread-safe.
 */
public final class LineStream extends OutputStream {
  private final int longest;
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean dropping;
  private boolean afterReturn;

  /**
   * @param longest most bytes of a line; what is cut off is marked with an ellipsis
   */
  public LineStream(int longest, Consumer<String> lines) {
    this.longest = longest;
    this.lines = lines;
  }

  @Override
  public synchronized void write(int b) {
    boolean ends = b == '\n' || b == '\r';
    // A return and a newline are one end.
    if (ends && !(b == '\n' && afterReturn)) {
      end();
    } else if (!ends && line.size() < longest) {
      line.write(b);
    } else if (!ends) {
      dropping = true;
    }
    afterReturn = b == '\r';
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      write(bytes[i]);
    }
  }

  /** Takes what there is of a line that has not ended for a whole one. */
  public synchronized void endLine() {
    if (line.size() > 0) {
      end();
    }
  }

  private void end() {
    String text = line.toString(StandardCharsets.UTF_8) + (dropping ? " …" : "");
    line.reset();
    dropping = false;
    lines.accept(text);
  }
}
