package io.attune.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "revoke",
    description = "End a token at once, and whoever logged in with it.",
    mixinStandardHelpOptions = true)
final class TokenRevokeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "As `attune token list` shows it.")
  private String id = "";

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  TokenRevokeCommand() {}

  @Override
  public Integer call() {
    if (!TokenListCommand.book(stores).revoke(id)) {
      throw new WrongInput(
          "there is no token \"%s\". `attune token list` lists them.".formatted(Plain.line(id)));
    }
    spec.commandLine().getOut().println("Token " + Plain.line(id) + " is good no more.");
    return Main.DONE;
  }
}
