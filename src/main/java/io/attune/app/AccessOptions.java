package io.attune.app;

import io.attune.ui.access.Access;
import io.attune.ui.access.Role;
import io.attune.ui.access.TokenBook;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who can reach a server, and what they may do there. */
final class AccessOptions {
  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = Access.LOOPBACK,
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}). Any but this machine's own needs a token, see `attune token`.")
  private String host = Access.LOOPBACK;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "Where others find the server, such as behind a proxy that adds TLS.")
  private @Nullable String publicUrl;

  @Option(
      names = "--anonymous",
      paramLabel = "ROLE",
      description =
          "What programs may do without a token: none, viewer (look) or runner (record, too). Default: runner, but none with --host or --public-url.")
  private @Nullable String anonymous;

  /**
   * What was asked for, with the tokens in a store's folder. The first start there makes the first
   * token; a server that others reach must not be the first.
   */
  Access access(StoreOptions stores) {
    TokenBook tokens = new TokenBook(folder(stores), InstantSource.system());
    Access access = checked(tokens);
    if (!access.isLocal() && !tokens.hasGood()) {
      throw new WrongInput(
          "--host %s: others could reach the server, but there is no token that is good. Make one first: attune token create --role admin%s"
              .formatted(host, stores.again()));
    }
    tokens.begin();
    return access;
  }

  private static Path folder(StoreOptions stores) {
    try {
      return Files.createDirectories(stores.folder());
    } catch (IOException e) {
      throw new WrongInput("cannot keep tokens in %s: %s.".formatted(stores.folder(), e));
    }
  }

  private Access checked(TokenBook tokens) {
    Optional<URI> url = Optional.ofNullable(publicUrl).map(AccessOptions::url);
    try {
      return new Access(host, anonymous(url.isPresent()), url, tokens);
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Role> anonymous(boolean published) {
    if (anonymous == null) {
      return published || !Access.isLoopback(host) ? Optional.empty() : Optional.of(Role.RUNNER);
    }
    return anonymous.equals("none") ? Optional.empty() : Optional.of(role(anonymous));
  }

  private static Role role(String word) {
    return Role.of(word)
        .filter(Role.RUNNER::covers)
        .orElseThrow(
            () ->
                new WrongInput(
                    "--anonymous: \"%s\" must be none, viewer or runner."
                        .formatted(Plain.line(word))));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean bare = url.getRawPath() == null || url.getRawPath().matches("/?");
      if (web && bare && url.getHost() != null && url.getRawUserInfo() == null) {
        return url.resolve("/");
      }
    } catch (URISyntaxException e) {
      throw notUrl(text);
    }
    throw notUrl(text);
  }

  private static WrongInput notUrl(String text) {
    return new WrongInput(
        "--public-url: \"%s\" must be a host, such as https://attune.example or http://lab-3:8470, without a path."
            .formatted(Plain.line(text)));
  }
}
