package io.attune.exchange.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.attune.exchange.intake.ImportException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of a file, one after the other, each of limited width. */
final class Rows implements AutoCloseable {
  private static final int MOST_CELLS = 10_000;
  private static final String DELIMITERS = ",;\t|";

  private final Path file;
  private final JsonParser parser;
  private long line;

  private Rows(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  static Rows open(Path file, Optional<Character> delimiter) {
    try {
      char between = delimiter.orElse(',');
      if (delimiter.isEmpty()) {
        between = delimiter(file);
      }
      CsvParser parser =
          CsvFactory.builder()
              .enable(CsvParser.Feature.WRAP_AS_ARRAY)
              .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
              .build()
              .createParser(reader(file));
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(between));
      parser.nextToken();
      return new Rows(file, parser);
    } catch (IOException e) {
      throw unreadable(file, 1, e);
    }
  }

  private static Reader reader(Path file) throws IOException {
    Reader reader =
        new InputStreamReader(
            new java.io.BufferedInputStream(Files.newInputStream(file)),
            StandardCharsets.UTF_8.newDecoder());
    java.io.PushbackReader marked = new java.io.PushbackReader(reader);
    int first = marked.read();
    if (first >= 0 && first != '\uFEFF') {
      marked.unread(first);
    }
    return marked;
  }

  private static char delimiter(Path file) throws IOException {
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    try (Reader reader = reader(file)) {
      int c = reader.read();
      for (int i = 0; i < 100_000 && c >= 0 && (quoted || (c != '\n' && c != '\r')); i++) {
        quoted ^= c == '"';
        int kind = quoted ? -1 : DELIMITERS.indexOf(c);
        if (kind >= 0) {
          counts[kind]++;
        }
        c = reader.read();
      }
    }
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return DELIMITERS.charAt(most);
  }

  /** The next row; empty at the end. */
  Optional<List<String>> next() {
    try {
      JsonToken start = parser.nextToken();
      if (start != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      List<String> cells = new ArrayList<>();
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        if (cells.isEmpty()) {
          line = parser.currentTokenLocation().getLineNr();
        }
        cells.add(parser.getText());
        checkWidth(cells.size());
      }
      return Optional.of(cells);
    } catch (IOException e) {
      throw unreadable(file, Math.max(line, 1), e);
    }
  }

  private void checkWidth(int cells) {
    if (cells > MOST_CELLS) {
      throw ImportException.at(
          file, "line " + line, "there are more than %,d columns.".formatted(MOST_CELLS));
    }
  }

  /** Where the last row began, from 1. */
  long line() {
    return line;
  }

  private static ImportException unreadable(Path file, long line, IOException e) {
    if (e instanceof CharacterCodingException || e instanceof CharConversionException) {
      return ImportException.at(
          file, "after line " + line, "it is not UTF-8 text. Maybe save it with that encoding.");
    }
    String problem =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return ImportException.at(file, "line " + line, "it cannot be read: " + problem + ".");
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw unreadable(file, line, e);
    }
  }
}
