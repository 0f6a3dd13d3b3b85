package io.attune.sweep;

import io.attune.space.Parameter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One way to describe a parameter.
 *
 * @param label as error messages call it
 * @param required keys it cannot do without
 * @param optional keys it also takes
 * @param make turns the keys, checked to be these, into a parameter that always applies
 */
record Form(
    String label,
    List<String> required,
    List<String> optional,
    Function<ParameterNode, Parameter> make) {

  boolean takes(String key) {
    return required.contains(key) || optional.contains(key);
  }

  String keys() {
    return String.join(", ", Stream.concat(required.stream(), optional.stream()).toList());
  }
}
