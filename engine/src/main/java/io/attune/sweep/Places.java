package io.attune.sweep;

import java.util.Map;

/**
 * Where the parts of a sweep stand in its file, for complaints that are found after reading.
 * Immutable.
 */
public final class Places {
  private final String file;
  private final Map<String, Place> parameters;
  private final Map<String, Place> keys;

  Places(String file, Map<String, Place> parameters, Map<String, Place> keys) {
    this.file = file;
    this.parameters = Map.copyOf(parameters);
    this.keys = Map.copyOf(keys);
  }

  /**
   * File and line of a parameter, given by its dotted name, or of a key, given by its path from the
   * top such as {@code budget.trials}; {@code digits.yaml:14}. Where there is no such thing, the
   * place of the nearest key around it, and in the end the file alone.
   */
  public String of(String name) {
    Place place = place(name);
    return place.line() == 0 ? file : file + ":" + place.line();
  }

  /**
   * One line in the form of the reader's own errors: {@code digits.yaml:14: parameters.lr:
   * message}.
   *
   * @param parameter dotted name; need not be in the file
   * @param message what is wrong and how to mend it
   */
  public String complaint(String parameter, String message) {
    Place place = parameters.get(parameter);
    String path = place == null ? "parameters." + parameter : place.path();
    return of(parameter) + ": " + path + ": " + message;
  }

  private Place place(String name) {
    Place place = parameters.getOrDefault(name, keys.get(name));
    if (place != null) {
      return place;
    }
    int dot = name.lastIndexOf('.');
    return dot < 0 ? keys.getOrDefault("parameters", Place.FILE) : place(name.substring(0, dot));
  }
}
