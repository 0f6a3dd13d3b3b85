package io.attune.ui.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * From where a server can be reached, and what somebody may do who shows nothing.
 *
 * @param host name or address to listen on
 * @param anonymous role of a program without a token; empty for none
 * @param publicUrl under which a proxy offers the server, if one does
 */
public record Access(
    String host, Optional<Role> anonymous, Optional<URI> publicUrl, Tokens tokens) {
  /** The only address that other machines cannot reach. */
  public static final String LOOPBACK = "127.0.0.1";

  /** On this machine, for whoever is on it, to look and to record. */
  public static final Access LOCAL =
      new Access(LOOPBACK, Optional.of(Role.RUNNER), Optional.empty(), Tokens.NONE);

  /**
   * Checks that nobody gets in from elsewhere who shows nothing.
   *
   * @throws IllegalArgumentException if they would, or if this makes no sense
   */
  public Access {
    InetAddress address = address(host);
    if ((!address.isLoopbackAddress() || publicUrl.isPresent()) && anonymous.isPresent()) {
      throw new IllegalArgumentException(
          "others than this machine's programs could use the server without a token. Give --anonymous none with --host or --public-url.");
    }
    if (anonymous.filter(role -> role.covers(Role.EDITOR)).isPresent()) {
      throw new IllegalArgumentException("nobody may steer without a token.");
    }
    if (address.isAnyLocalAddress() && publicUrl.isEmpty()) {
      throw new IllegalArgumentException(
          "%s is every address of this machine, so it does not tell under which name browsers come. Give that with --public-url, such as http://lab-3:8470."
              .formatted(host));
    }
  }

  /** Whether only programs on this machine reach it. */
  public boolean isLocal() {
    return isLoopback() && publicUrl.isEmpty();
  }

  boolean isLoopback() {
    return isLoopback(host);
  }

  /**
   * Whether an address is one that other machines cannot reach.
   *
   * @throws IllegalArgumentException if it is not known
   */
  public static boolean isLoopback(String host) {
    return address(host).isLoopbackAddress();
  }

  /** What programs of this machine call it, as it stands in addresses. */
  public String localName() {
    String name = isEverywhere() ? LOOPBACK : host;
    return name.indexOf(':') >= 0 ? "[" + name + "]" : name;
  }

  /** Whether browsers reach it by TLS, which a proxy adds. */
  boolean isEncrypted() {
    return publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
  }

  /** Whether it listens on every address. */
  boolean isEverywhere() {
    return address(host).isAnyLocalAddress();
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("host %s is not known here.".formatted(host), e);
    }
  }
}
