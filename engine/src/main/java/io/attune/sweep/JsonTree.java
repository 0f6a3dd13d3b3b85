package io.attune.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** JSON as a tree. Beyond the standard it takes NaN, Infinity and -Infinity, as Python does. */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Limits.JSON_BYTES)
                  .maxStringLength(Limits.JSON_BYTES)
                  .maxNameLength(Limits.JSON_BYTES)
                  .build())
          .build();

  private final JsonParser parser;
  private final Problems problems;
  private int depth;

  private JsonTree(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * The tree of a text.
   *
   * @param problems gets what can be read past, such as a key that is given twice
   * @throws Complaint if the text cannot be read at all
   */
  static Node read(String text, Problems problems) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonTree(parser, problems).document();
    } catch (JsonProcessingException e) {
      throw new Complaint(
          place(e.getLocation(), ""), "this is not JSON: " + e.getOriginalMessage() + ".");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static Place place(JsonLocation location, String path) {
    return new Place(location.getLineNr(), location.getColumnNr(), path);
  }

  private Node document() throws IOException {
    if (parser.nextToken() == null) {
      return new Node.Scalar(new Place(1, 1, ""), "", Optional.empty());
    }
    Node root = node("");
    if (parser.nextToken() != null) {
      throw new Complaint(here(""), "something follows the end of the JSON value.");
    }
    return root;
  }

  private Place here(String path) {
    return place(parser.currentTokenLocation(), path);
  }

  private Node node(String path) throws IOException {
    Place place = here(path);
    if (!parser.currentToken().isStructStart()) {
      return scalar(place);
    }
    if (++depth > Limits.DEPTH) {
      throw Limits.tooDeep(place);
    }
    Node node = parser.isExpectedStartArrayToken() ? sequence(place) : mapping(place);
    depth--;
    return node;
  }

  private Node sequence(Place place) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(place.item(items.size())));
    }
    return new Node.Sequence(place, items);
  }

  private Node mapping(Place place) throws IOException {
    LinkedHashMap<String, Node.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Place at = here(place.under(key));
      parser.nextToken();
      Duplicates.put(entries, new Node.Entry(key, at, node(at.path())), problems);
    }
    return new Node.Mapping(place, List.copyOf(entries.values()));
  }

  private Node scalar(Place place) throws IOException {
    String text = parser.getText();
    try {
      return new Node.Scalar(place, text, meaning(text));
    } catch (NumberFormatException e) {
      problems.add(place, "%s", String.valueOf(e.getMessage()));
      return new Node.Scalar(place, text, Optional.of(1.0));
    }
  }

  private Optional<Object> meaning(String text) {
    switch (parser.currentToken()) {
      case VALUE_NULL:
        return Optional.empty();
      case VALUE_TRUE:
      case VALUE_FALSE:
        return Optional.of(Boolean.valueOf(text));
      case VALUE_NUMBER_INT:
        return Optional.of(PlainScalar.whole(text, text, 10));
      case VALUE_NUMBER_FLOAT:
        return Optional.of(real(text));
      default:
        return Optional.of(text);
    }
  }

  private static double real(String text) {
    boolean finite = Character.isDigit(text.charAt(text.length() - 1));
    return finite ? PlainScalar.real(text) : Double.parseDouble(text);
  }
}
