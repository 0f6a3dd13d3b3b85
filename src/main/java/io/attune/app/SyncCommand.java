package io.attune.app;

import io.attune.client.AttuneRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sync",
    description = "Send what programs logged while their tracker was away.",
    mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Folder where they kept it (default: ATTUNE_UNSENT, or ~/.attune/unsent).")
  private @Nullable Path folder;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Tracker to send to (default: the one that each of them had).")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:ATTUNE_TOKEN:-}",
      description = "Token for the tracker (default: ATTUNE_TOKEN).")
  private String token = "";

  @Spec private CommandSpec spec;

  SyncCommand() {}

  @Override
  public Integer call() {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new WrongInput("there is no folder %s.".formatted(folder));
    }
    if (url != null && !url.matches("https?://.+")) {
      throw new WrongInput(
          "--url: \"%s\" is no address of a tracker, such as http://127.0.0.1:8470."
              .formatted(url));
    }
    Path from = folder == null ? AttuneRun.unsent() : folder;
    try {
      long sent = AttuneRun.sync(from, Optional.ofNullable(url), token);
      spec.commandLine().getOut().printf("%,d entries of %s were sent.%n", sent, from);
      return Main.DONE;
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .printf(
              "attune: the tracker does not answer (%s). What is left is kept in %s.%n", e, from);
      return Main.FAILED;
    }
  }
}
