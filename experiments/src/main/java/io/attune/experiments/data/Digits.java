package io.attune.experiments.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** 1,797 handwritten digits of 8 × 8 pixels with values from 0 to 16; see digits.txt beside it. */
final class Digits implements Loader {
  private static final Shape SHAPE = new Shape(1, 8, 8);
  private static final int AREA = SHAPE.size();

  /** Names of the classes. */
  static final List<String> NAMES = IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  @Override
  public Optional<String> problem(DataRequest request) {
    return Optional.empty();
  }

  @Override
  public Shape shape(DataRequest request) {
    return SHAPE;
  }

  @Override
  public List<String> classNames(DataRequest request) {
    return NAMES;
  }

  @Override
  public Parts read(DataRequest request) {
    List<String> lines = lines();
    byte[] pixels = new byte[lines.size() * AREA];
    byte[] labels = new byte[lines.size()];
    for (int i = 0; i < labels.length; i++) {
      String[] numbers = lines.get(i).split(",");
      for (int j = 0; j < AREA; j++) {
        pixels[i * AREA + j] = Byte.parseByte(numbers[j]);
      }
      labels[i] = Byte.parseByte(numbers[AREA]);
    }
    return Parts.of(Samples.labelled(ByteRows.of(SHAPE, pixels), labels, NAMES));
  }

  private static List<String> lines() {
    InputStream file = Objects.requireNonNull(Digits.class.getResourceAsStream("digits.csv.gz"));
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
