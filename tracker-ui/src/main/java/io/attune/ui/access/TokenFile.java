package io.attune.ui.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file of tokens; read again only when it was replaced. Thread-safe. */
final class TokenFile {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;
  private String stamp = "";
  private List<Token> known = List.of();

  TokenFile(Path path) {
    this.path = path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  synchronized List<Token> read() {
    String now = stamp();
    if (!now.equals(stamp)) {
      known = PrivateFile.read(path).map(this::parse).orElse(List.of());
      stamp = now;
    }
    return known;
  }

  void write(List<Token> tokens) {
    ArrayNode json = JSON.createArrayNode();
    tokens.forEach(token -> write(json.addObject(), token));
    PrivateFile.write(path, json.toPrettyString() + "\n");
  }

  /** Differs from one text to the next: each is a file of its own, moved here. */
  private String stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new AccessException("cannot read " + path + ": " + e + ".", e);
    }
  }

  private static void write(ObjectNode json, Token token) {
    json.put("id", token.id()).put("name", token.name()).put("role", token.role().word());
    json.put("sha256", token.hash()).put("created", token.created().toString());
    token.expires().ifPresent(expires -> json.put("expires", expires.toString()));
  }

  private List<Token> parse(String text) {
    try {
      List<Token> tokens = new ArrayList<>();
      for (JsonNode json : JSON.readTree(text)) {
        tokens.add(token(json));
      }
      return List.copyOf(tokens);
    } catch (JsonProcessingException | DateTimeParseException | IllegalStateException e) {
      throw new AccessException(
          "%s is damaged: %s. Maybe delete it and make new tokens.".formatted(path, e.getMessage()),
          e);
    }
  }

  private static Token token(JsonNode json) {
    return new Token(
        json.path("id").asText(),
        json.path("name").asText(),
        Role.of(json.path("role").asText())
            .orElseThrow(() -> new IllegalStateException("there is no role " + json.path("role"))),
        json.path("sha256").asText(),
        Instant.parse(json.path("created").asText()),
        json.has("expires")
            ? Optional.of(Instant.parse(json.path("expires").asText()))
            : Optional.empty());
  }
}
