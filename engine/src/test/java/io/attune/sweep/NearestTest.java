package io.attune.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("metric", "method", "seed", "parameters");

  @Test
  void editsAreCountedAsDamerauDid() {
    assertEquals(0, Nearest.distance("seed", "seed"));
    assertEquals(1, Nearest.distance("sed", "seed"));
    assertEquals(1, Nearest.distance("sede", "seed"));
    assertEquals(3, Nearest.distance("kitten", "sitting"));
    assertEquals(4, Nearest.distance("", "seed"));
  }

  @Test
  void theNearestWordIsMeant() {
    assertEquals(Optional.of("metric"), Nearest.to("metrics", KNOWN));
    assertEquals(Optional.of("method"), Nearest.to("mehtod", KNOWN));
    assertEquals(Optional.of("parameters"), Nearest.to("paramters", KNOWN));
  }

  @Test
  void aBeginningIsEnough() {
    assertEquals(Optional.of("parameters"), Nearest.to("param", KNOWN));
  }

  @Test
  void farWordsAreNotGuessed() {
    assertEquals(Optional.empty(), Nearest.to("xyzzy", KNOWN));
    assertEquals(Optional.empty(), Nearest.to("lead", KNOWN));
    assertEquals("Known: metric, method, seed, parameters.", Nearest.hint("xyzzy", KNOWN));
  }
}
