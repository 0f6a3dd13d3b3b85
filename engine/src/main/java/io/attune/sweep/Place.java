package io.attune.sweep;

/**
 * Where something stands in a sweep file.
 *
 * @param line from 1; 0 for the file as a whole
 * @param column from 1
 * @param path keys from the top of the file, such as {@code parameters.lr.values[0]}; empty at the
 *     top
 */
record Place(int line, int column, String path) {
  private static final int LONGEST_KEY = 80;

  static final Place FILE = new Place(0, 0, "");

  /** The path of something under a key of this place. */
  String under(String key) {
    String name = Texts.brief(key, LONGEST_KEY);
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The path of an item of this place. */
  String item(int index) {
    return path + "[" + index + "]";
  }

  /** The same position under another path. */
  Place as(String other) {
    return new Place(line, column, other);
  }
}
