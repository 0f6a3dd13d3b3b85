package io.attune.ui.access;

import java.util.List;

/** The tokens that there are now. Thread-safe; asked with every request. */
@FunctionalInterface
public interface Tokens {
  /** No tokens at all. */
  Tokens NONE = List::of;

  /** All of them, those that are no longer good too. */
  List<Token> all();
}
