package io.attune.ui.search;

/** A search that makes no sense; the message says where and what to write instead. */
public final class SearchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SearchException(String message) {
    super(message, null, false, false);
  }

  /**
   * At a place in the text.
   *
   * @param at index from 0; told from 1
   */
  static SearchException at(int at, String message) {
    return new SearchException("at character " + (at + 1) + ": " + message);
  }
}
