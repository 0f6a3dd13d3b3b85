package io.attune.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.Assignment;
import io.attune.space.Nothing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  @Test
  void nothingIsNullThereAndBackAgain() {
    Assignment point =
        new Assignment(Map.of("x", List.of(Nothing.NONE, 1L, Map.of("deep", Nothing.NONE))));
    String line = EventJson.line(EventJson.values(point));
    assertEquals("{\"x\":[null,1,{\"deep\":null}]}", line);
    assertEquals(point, EventJson.assignment(EventJson.parse(line)));
  }
}
