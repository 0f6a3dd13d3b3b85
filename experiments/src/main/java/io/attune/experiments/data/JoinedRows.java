package io.attune.experiments.data;

import java.security.MessageDigest;
import java.util.List;

/** Rows of several sources, one after the other. */
record JoinedRows(List<Rows> parts) implements Rows {
  JoinedRows {
    parts = List.copyOf(parts);
  }

  @Override
  public int size() {
    return parts.stream().mapToInt(Rows::size).sum();
  }

  @Override
  public Shape shape() {
    return parts.get(0).shape();
  }

  @Override
  public RowReader reader(Scaling scaling) {
    RowReader[] readers =
        parts.stream().map(part -> part.reader(scaling)).toArray(RowReader[]::new);
    int[] sizes = parts.stream().mapToInt(Rows::size).toArray();
    return (row, into) -> {
      int part = 0;
      int offset = row;
      while (offset >= sizes[part]) {
        offset -= sizes[part++];
      }
      readers[part].read(offset, into);
    };
  }

  @Override
  public void digest(int row, MessageDigest sum) {
    int part = 0;
    int offset = row;
    while (offset >= parts.get(part).size()) {
      offset -= parts.get(part++).size();
    }
    parts.get(part).digest(offset, sum);
  }
}
