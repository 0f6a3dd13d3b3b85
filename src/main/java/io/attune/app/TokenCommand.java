package io.attune.app;

import picocli.CommandLine.Command;

/** Tokens of programs and people that use the server of a store. */
@Command(
    name = "token",
    description = "Make, list and revoke tokens for the server of a store.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand implements Runnable {
  @picocli.CommandLine.Spec private picocli.CommandLine.Model.CommandSpec spec;

  TokenCommand() {}

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "say what to do: create, list or revoke.");
  }
}
