package io.attune.sweep;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts members of groups, named {@code group.member}, into mappings of their own again. */
public final class ParameterGroups {
  private final List<String> groups;
  private final UnaryOperator<Map<String, Object>> wrap;
  private final Map<String, Map<String, Object>> homes = new HashMap<>();

  private ParameterGroups(List<String> groups, UnaryOperator<Map<String, Object>> wrap) {
    this.groups = groups;
    this.wrap = wrap;
    homes.put("", new LinkedHashMap<>());
  }

  /**
   * The same values as a tree; a group stands where the first of its members did.
   *
   * @param groups names of groups; a group in another one is named {@code outer.inner}
   */
  public static Map<String, Object> nested(Map<String, ?> values, List<String> groups) {
    return nested(values, groups, members -> members);
  }

  /** The same, with something around the members of each group. */
  static Map<String, Object> nested(
      Map<String, ?> values, List<String> groups, UnaryOperator<Map<String, Object>> wrap) {
    ParameterGroups tree = new ParameterGroups(groups, wrap);
    values.forEach((name, value) -> tree.home(name).put(tree.last(name), value));
    return tree.homes.getOrDefault("", Map.of());
  }

  /** Where what has this name belongs. */
  private Map<String, Object> home(String name) {
    String group = group(name);
    Map<String, Object> known = homes.get(group);
    if (known != null) {
      return known;
    }
    Map<String, Object> members = new LinkedHashMap<>();
    homes.put(group, members);
    home(group).put(last(group), wrap.apply(members));
    return members;
  }

  /** The innermost group around a name; empty text if there is none. */
  private String group(String name) {
    return groups.stream()
        .filter(group -> name.startsWith(group + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private String last(String name) {
    String group = group(name);
    return group.isEmpty() ? name : name.substring(group.length() + 1);
  }
}
