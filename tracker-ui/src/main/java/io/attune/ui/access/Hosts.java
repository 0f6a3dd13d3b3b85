package io.attune.ui.access;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which a server answers. A page from elsewhere could point a name of its own at
 * 127.0.0.1 (DNS rebinding) and read every sweep, so others are refused.
 */
final class Hosts {
  private final Access access;
  private final boolean loopback;
  private final boolean everywhere;

  Hosts(Access access) {
    this.access = access;
    this.everywhere = access.isEverywhere();
    this.loopback = access.isLoopback() || everywhere;
  }

  /** Refuses a request to any other name. */
  void check(@Nullable String host, int port) {
    if (host == null || !names(port).contains(host.toLowerCase(Locale.ROOT))) {
      throw Refused.misdirected(
          "The Host header must be one of %s."
              .formatted(String.join(", ", names(port).stream().sorted().toList())));
    }
  }

  /** Whether a page of an origin is ours. */
  boolean isOurs(String origin, int port) {
    if (access.publicUrl().filter(url -> origin.equals(origin(url))).isPresent()) {
      return true;
    }
    String scheme = "http://";
    return origin.startsWith(scheme)
        && local(port).contains(origin.substring(scheme.length()).toLowerCase(Locale.ROOT));
  }

  private Set<String> names(int port) {
    Set<String> names = new HashSet<>(local(port));
    access.publicUrl().map(url -> lower(url.getRawAuthority())).ifPresent(names::add);
    return names;
  }

  private Set<String> local(int port) {
    Set<String> names = new HashSet<>();
    if (loopback) {
      List.of("127.0.0.1:", "localhost:", "[::1]:").forEach(name -> names.add(name + port));
    }
    if (!everywhere) {
      String host = lower(access.host());
      names.add((host.indexOf(':') >= 0 ? "[" + host + "]:" : host + ":") + port);
    }
    return names;
  }

  private static String origin(URI url) {
    return lower(url.getScheme()) + "://" + lower(url.getRawAuthority());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
