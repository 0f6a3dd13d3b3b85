package io.attune.ui.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;

/** Tokens as requests show them. */
final class Credentials {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private Credentials() {}

  /** The text in an Authorization header; as password it may come with any name. */
  static String shown(String header) {
    if (header.startsWith(BEARER)) {
      return header.substring(BEARER.length()).strip();
    }
    if (header.startsWith(BASIC)) {
      return password(header.substring(BASIC.length()).strip());
    }
    throw Refused.unauthorized("the Authorization header must be Bearer or Basic with a token.");
  }

  /** The token with a text, which must be good. */
  static Token token(Tokens tokens, String text, Instant now) {
    String hash = Secret.hash(text);
    return good(tokens, now)
        .filter(token -> Secret.same(token.hash(), hash))
        .findFirst()
        .orElseThrow(() -> Refused.unauthorized("this token is not known, or good no more."));
  }

  static Stream<Token> good(Tokens tokens, Instant now) {
    return tokens.all().stream().filter(token -> token.isGood(now));
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      throw Refused.unauthorized("the Authorization header cannot be read.");
    }
  }
}
