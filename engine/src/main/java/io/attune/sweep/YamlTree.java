package io.attune.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML as a tree. Works on the parser's events, so that limits hold before anything is built,
 * anchors are resolved under our own count, and no tag ever names a class.
 */
final class YamlTree {
  private final Parser parser;
  private final Problems problems;
  private final Map<String, Node> anchors = new HashMap<>();
  private final List<String> open = new ArrayList<>();
  private int depth;
  private int aliases;
  private int copies;

  private YamlTree(String text, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Limits.YAML_BYTES);
    this.parser = new ParserImpl(new StreamReader(text), options);
    this.problems = problems;
  }

  /**
   * The tree of a text.
   *
   * @param problems gets what can be read past, such as a key that is given twice
   * @throws Complaint if the text cannot be read at all
   */
  static Node read(String text, Problems problems) {
    checkCharacters(text);
    try {
      return new YamlTree(text, problems).document();
    } catch (MarkedYAMLException e) {
      throw new Complaint(place(e.getProblemMark()), "this is not YAML: " + reason(e));
    } catch (YAMLException e) {
      throw new Complaint(Place.FILE, "this is not YAML: " + e.getMessage());
    }
  }

  private static void checkCharacters(String text) {
    int line = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (!StreamReader.isPrintable(point)) {
        throw new Complaint(
            new Place(line, 1, ""),
            "character U+%04X is not allowed in YAML. Maybe the file is damaged.".formatted(point));
      }
      line += point == '\n' ? 1 : 0;
    }
  }

  private static String reason(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    String context = e.getContext() == null ? "" : " " + e.getContext();
    return (problem + context).strip() + ".";
  }

  private static Place place(@Nullable Mark mark) {
    return mark == null ? Place.FILE : place(mark, "");
  }

  private static Place place(Mark mark, String path) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1, path);
  }

  private Node document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return new Node.Scalar(new Place(1, 1, ""), "", Optional.empty());
    }
    parser.getEvent();
    Node root = node("");
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw new Complaint(
          place(parser.peekEvent().getStartMark()),
          "a second document starts here; a sweep file holds one. Maybe split the file at `---`.");
    }
    return root;
  }

  private Node node(String path) {
    Event event = parser.getEvent();
    Place place = place(event.getStartMark(), path);
    if (event instanceof AliasEvent alias) {
      return resolve(alias.getAnchor(), place);
    }
    String anchor = ((NodeEvent) event).getAnchor();
    open.add(anchor == null ? "" : anchor);
    Node node =
        event instanceof ScalarEvent scalar
            ? scalar(scalar, place)
            : collection((CollectionStartEvent) event, place);
    open.remove(open.size() - 1);
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private Node collection(CollectionStartEvent event, Place place) {
    YamlTags.check(event.getTag(), place);
    if (++depth > Limits.DEPTH) {
      throw Limits.tooDeep(place);
    }
    Node node = event.is(Event.ID.SequenceStart) ? sequence(place) : mapping(place);
    parser.getEvent();
    depth--;
    return node;
  }

  private Node sequence(Place place) {
    List<Node> items = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      items.add(node(place.item(items.size())));
    }
    return new Node.Sequence(place, items);
  }

  private Node mapping(Place place) {
    LinkedHashMap<String, Node.Entry> own = new LinkedHashMap<>();
    LinkedHashMap<String, Node.Entry> merged = new LinkedHashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      ScalarEvent key = key(place);
      Place at = place(key.getStartMark(), place.under(key.getValue()));
      Node value = node(at.path());
      if (key.isPlain() && key.getValue().equals("<<")) {
        merge(value, place, merged);
      } else {
        Duplicates.put(own, new Node.Entry(key.getValue(), at, value), problems);
      }
    }
    merged.keySet().removeAll(own.keySet());
    List<Node.Entry> entries = new ArrayList<>(merged.values());
    entries.addAll(own.values());
    return new Node.Mapping(place, entries);
  }

  private ScalarEvent key(Place mapping) {
    Event event = parser.getEvent();
    Place place = place(event.getStartMark(), mapping.path());
    if (!(event instanceof ScalarEvent key)) {
      throw new Complaint(place, "a key must be a word, not a list, a mapping or an alias.");
    }
    YamlTags.check(key.getTag(), place);
    return key;
  }

  private void merge(Node value, Place place, Map<String, Node.Entry> merged) {
    if (value instanceof Node.Sequence list) {
      list.items().forEach(item -> merge(item, place, merged));
    } else if (value instanceof Node.Mapping mapping) {
      mapping.entries().forEach(e -> merged.putIfAbsent(e.key(), moved(e, place)));
    } else {
      throw Complaint.at(value, "<< takes a mapping, but found %s.", value.described());
    }
  }

  private Node scalar(ScalarEvent event, Place place) {
    String text = event.getValue();
    try {
      return new Node.Scalar(place, text, YamlTags.meaning(event, place));
    } catch (NumberFormatException e) {
      problems.add(place, "%s", String.valueOf(e.getMessage()));
      return new Node.Scalar(place, text, Optional.of(1.0));
    }
  }

  private Node resolve(String anchor, Place place) {
    if (open.contains(anchor)) {
      throw new Complaint(place, "*" + anchor + " stands inside &" + anchor + ", a circle.");
    }
    Node node = anchors.get(anchor);
    if (node == null) {
      throw new Complaint(
          place,
          "*%s refers to nothing. Maybe put &%s before the value it should repeat."
              .formatted(anchor, anchor));
    }
    if (++aliases > Limits.ALIASES) {
      throw new Complaint(place.as(""), "more than " + Limits.ALIASES + " aliases are used.");
    }
    return moved(node, place.path());
  }

  /** A copy under another path, with the lines of the original. */
  private Node moved(Node node, String path) {
    Place place = node.place().as(path);
    if (++copies > Limits.COPIES) {
      throw new Complaint(
          place.as(""), "aliases stand for more than " + Limits.COPIES + " values.");
    }
    if (node instanceof Node.Mapping mapping) {
      return new Node.Mapping(place, mapping.entries().stream().map(e -> moved(e, place)).toList());
    }
    if (node instanceof Node.Sequence list) {
      List<Node> items = new ArrayList<>();
      list.items().forEach(item -> items.add(moved(item, place.item(items.size()))));
      return new Node.Sequence(place, items);
    }
    return new Node.Scalar(place, ((Node.Scalar) node).text(), ((Node.Scalar) node).value());
  }

  private Node.Entry moved(Node.Entry entry, Place parent) {
    Place place = entry.place().as(parent.under(entry.key()));
    return new Node.Entry(entry.key(), place, moved(entry.value(), place.path()));
  }
}
