package io.attune.ui.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The tokens of a store, in a file of its folder that only its owner may read. Several programs may
 * use it at once, and see at once what another has changed. Thread-safe.
 */
public final class TokenBook implements Tokens {
  private static final String PREFIX = "attune_";
  private static final Object WRITING = new Object();

  private final Path folder;
  private final InstantSource clock;
  private final TokenFile file;

  /** The tokens in a store's folder, which exists. */
  public TokenBook(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    this.file = new TokenFile(folder.resolve("tokens.json"));
  }

  @Override
  public List<Token> all() {
    return file.read();
  }

  /** Whether there is one that is good. */
  public boolean hasGood() {
    return all().stream().anyMatch(token -> token.isGood(clock.instant()));
  }

  /**
   * Where the text of the first token is, for programs on this machine. Who can read it could read
   * the store itself.
   */
  public Path adminFile() {
    return folder.resolve("admin-token");
  }

  /** Makes the first token, of an administrator, unless there has ever been one. */
  public void begin() {
    change(
        tokens -> {
          if (!file.exists()) {
            PrivateFile.write(adminFile(), add(tokens, "admin", Role.ADMIN, Optional.empty()));
          }
          return true;
        });
  }

  /**
   * Makes one.
   *
   * @param life how long it is good; empty for ever
   * @return its text, which is kept nowhere
   */
  public String create(String name, Role role, Optional<Duration> life) {
    return change(tokens -> add(tokens, name, role, life));
  }

  /** Ends one at once; false if there is none with this id. */
  public boolean revoke(String id) {
    return change(
        tokens -> {
          tokens.stream().filter(token -> token.id().equals(id)).forEach(this::forget);
          return tokens.removeIf(token -> token.id().equals(id));
        });
  }

  private String add(List<Token> tokens, String name, Role role, Optional<Duration> life) {
    String text = PREFIX + Secret.make();
    String id = UUID.randomUUID().toString().substring(0, 8);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    tokens.add(new Token(id, name, role, Secret.hash(text), now, life.map(now::plus)));
    return text;
  }

  /** A file with a token that is good no more would only puzzle people. */
  private void forget(Token token) {
    if (PrivateFile.read(adminFile())
        .filter(t -> Secret.hash(t).equals(token.hash()))
        .isPresent()) {
      PrivateFile.delete(adminFile());
    }
  }

  /** Changes the list, alone among threads and programs. */
  private <T> T change(Function<List<Token>, T> change) {
    synchronized (WRITING) {
      try (FileChannel lock =
          FileChannel.open(
              folder.resolve("tokens.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock();
        List<Token> before = file.read();
        List<Token> tokens = new ArrayList<>(before);
        T answer = change.apply(tokens);
        if (!tokens.equals(before)) {
          file.write(tokens);
        }
        return answer;
      } catch (IOException e) {
        throw new AccessException("cannot change the tokens in " + folder + ": " + e + ".", e);
      }
    }
  }
}
