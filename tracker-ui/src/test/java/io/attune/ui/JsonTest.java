package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.attune.space.Nothing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void aChoiceOfNothingIsAWordBecauseNullSaysThatAParameterIsNotActive() {
    assertEquals(
        "[\"None\",null]",
        new String(Json.bytes(Arrays.asList(Nothing.NONE, null)), StandardCharsets.UTF_8));
  }
}
