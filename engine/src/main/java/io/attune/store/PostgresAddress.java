package io.attune.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is. Only what is known to be harmless can be set by an address: a
 * driver would load classes that it names.
 *
 * @param options names and values for the driver
 */
record PostgresAddress(
    String host, int port, String database, String user, Map<String, String> options) {
  private static final int PORT = 5432;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

  /** Names in addresses, as PostgreSQL's own programs know them. */
  private static final Map<String, Pattern> ALLOWED =
      new TreeMap<>(
          Map.of(
              "sslmode", Pattern.compile("disable|allow|prefer|require|verify-ca|verify-full"),
              "sslrootcert", Pattern.compile(".+"),
              "sslcert", Pattern.compile(".+"),
              "sslkey", Pattern.compile(".+")));

  /** Whether a text is meant to be the address of a PostgreSQL database. */
  static boolean is(String text) {
    return text.startsWith("postgresql:") || text.startsWith("postgres:");
  }

  /**
   * Reads {@code postgresql://user@host:port/database?sslmode=require}.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  static PostgresAddress parse(String text) {
    try {
      return parse(new URI(text));
    } catch (URISyntaxException e) {
      throw wrong("is no address");
    }
  }

  private static PostgresAddress parse(URI uri) {
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    String user = authority.contains("@") ? authority.substring(0, authority.lastIndexOf('@')) : "";
    if (user.contains(":")) {
      throw wrong(
          "has a password, which others can read in lists of processes and in logs; give it by PGPASSWORD or ~/.pgpass instead");
    }
    if (uri.getHost() == null || !HOST.matcher(uri.getHost()).matches()) {
      throw wrong("names no host");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (path.length() < 2 || path.indexOf('/', 1) > 0 || uri.getRawFragment() != null) {
      throw wrong("names no database");
    }
    return new PostgresAddress(
        uri.getHost(),
        uri.getPort() < 0 ? PORT : uri.getPort(),
        decoded(path.substring(1)),
        user.isEmpty() ? System.getProperty("user.name") : decoded(user),
        options(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new TreeMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&")) {
      String name = decoded(part.replaceFirst("=.*", ""));
      String value = part.contains("=") ? decoded(part.substring(part.indexOf('=') + 1)) : "";
      Pattern allowed = ALLOWED.get(name);
      if (allowed == null) {
        throw wrong(
            "sets %s, which may not be set there; %s may"
                .formatted(name, String.join(", ", ALLOWED.keySet())));
      }
      if (!allowed.matcher(value).matches()) {
        throw wrong("sets %s to \"%s\"; it takes %s".formatted(name, value, allowed.pattern()));
      }
      options.put(name, value);
    }
    return options;
  }

  /** For the driver; nothing but a host, a port and the name of a database. */
  String url() {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            host, port, URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** For the driver, which looks into {@code ~/.pgpass} itself if no password is given. */
  Properties properties() {
    Properties properties = new Properties();
    properties.putAll(options);
    properties.setProperty("user", user);
    String password = System.getenv("PGPASSWORD");
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /** As messages say it. */
  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong("is no address");
    }
  }

  /** Does not repeat the address, which may hold a password. */
  private static IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "the address of the PostgreSQL store %s. It looks like postgresql://user@host:5432/database."
            .formatted(why));
  }
}
