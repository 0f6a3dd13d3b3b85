package io.attune.ui.search;

import java.util.Optional;

/** What a search looks at. */
public interface Subject {
  /** A Double, Long or String; empty where it is not known. */
  Optional<Object> value(Field field);
}
