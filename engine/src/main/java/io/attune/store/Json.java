package io.attune.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.space.Nothing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values as the plain objects that assignments hold. */
final class Json {
  private Json() {}

  static Object value(JsonNode json) {
    if (json.isTextual()) {
      return json.textValue();
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (json.isIntegralNumber()) {
      return json.longValue();
    }
    if (json.isNumber()) {
      return json.doubleValue();
    }
    if (json.isNull()) {
      return Nothing.NONE;
    }
    return json.isArray() ? list(json) : map(json);
  }

  private static List<Object> list(JsonNode json) {
    List<Object> list = new ArrayList<>();
    json.forEach(element -> list.add(value(element)));
    return List.copyOf(list);
  }

  private static Map<String, Object> map(JsonNode json) {
    Map<String, Object> map = new LinkedHashMap<>();
    json.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
    return java.util.Collections.unmodifiableMap(map);
  }
}
