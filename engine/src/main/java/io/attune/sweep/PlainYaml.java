package io.attune.sweep;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Small YAML files of other programs: flat mappings of names to values. Read by the same parser and
 * within the same limits as sweep files; nothing in one is ever executed or made an object of.
 */
public final class PlainYaml {
  private PlainYaml() {}

  /**
   * The single values of the mapping that a file is, as they are written, without quotes. Lists,
   * mappings and nulls in it are left out.
   *
   * @param fileName for error messages
   * @throws SweepFileException if the text is no YAML, no mapping, or longer than 256 KB
   */
  public static Map<String, String> read(String text, String fileName) {
    Problems problems = new Problems(fileName);
    try {
      SourceText.checkSize(text, "YAML", Limits.YAML_BYTES);
      return flat(YamlTree.read(SourceText.withoutMark(text), problems));
    } catch (Complaint complaint) {
      throw problems.with(complaint).exception();
    }
  }

  private static Map<String, String> flat(Node root) {
    if (!(root instanceof Node.Mapping mapping)) {
      throw Complaint.at(
          root, "a mapping of names to values is needed, but this is %s.", root.described());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      if (entry.value() instanceof Node.Scalar scalar && scalar.value().isPresent()) {
        values.put(entry.key(), scalar.text());
      }
    }
    return values;
  }
}
