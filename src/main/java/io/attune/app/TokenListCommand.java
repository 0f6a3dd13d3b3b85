package io.attune.app;

import io.attune.ui.access.Token;
import io.attune.ui.access.TokenBook;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = "List the tokens, without what is secret.",
    mixinStandardHelpOptions = true)
final class TokenListCommand implements Callable<Integer> {
  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  TokenListCommand() {}

  @Override
  public Integer call() {
    Table table = new Table().left(1, 2, 3, 4);
    table.row(List.of("id", "name", "role", "created", "expires"));
    Instant now = Instant.now();
    book(stores).all().forEach(token -> table.row(row(token, now)));
    table.lines().forEach(spec.commandLine().getOut()::println);
    return Main.DONE;
  }

  /** The tokens of a store that may be open elsewhere. */
  static TokenBook book(StoreOptions stores) {
    if (!Files.isDirectory(stores.folder())) {
      throw new WrongInput(
          "there is no store in %s. `attune ui --create` makes one; --store names another folder."
              .formatted(stores.folder()));
    }
    return new TokenBook(stores.folder(), InstantSource.system());
  }

  private static List<String> row(Token token, Instant now) {
    String end = token.expires().map(Instant::toString).orElse("never");
    return List.of(
        token.id(),
        token.name(),
        token.role().word(),
        token.created().toString(),
        token.isGood(now) ? end : end + " (over)");
  }
}
