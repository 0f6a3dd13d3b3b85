package io.attune.experiments.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;

/** What PyTorch computed; src/test/python/pytorch_numbers.py says how. */
final class PyTorchNumbers {
  private static final float TOLERANCE = 2e-6f;

  private final JsonNode root;

  private PyTorchNumbers(JsonNode root) {
    this.root = root;
  }

  static PyTorchNumbers read() throws IOException {
    try (InputStream in = PyTorchNumbers.class.getResourceAsStream("pytorch.json")) {
      return new PyTorchNumbers(new ObjectMapper().readTree(in));
    }
  }

  /** The node on a path of names and indices. */
  JsonNode at(String path) {
    return root.at("/" + path);
  }

  float[] floats(String path) {
    JsonNode node = at(path);
    float[] values = new float[node.size()];
    IntStream.range(0, values.length).forEach(i -> values[i] = node.get(i).floatValue());
    return values;
  }

  int[] integers(String path) {
    JsonNode node = at(path);
    return IntStream.range(0, node.size()).map(i -> node.get(i).intValue()).toArray();
  }

  void assertSame(String path, float[] actual) {
    assertArrayEquals(floats(path), actual, TOLERANCE, path);
  }

  /** Where sums are long or numbers large: within so much of the largest of them. */
  void assertNear(String path, float[] actual) {
    float[] expected = floats(path);
    float largest = 1;
    for (float number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    assertArrayEquals(expected, actual, TOLERANCE * largest, path);
  }
}
