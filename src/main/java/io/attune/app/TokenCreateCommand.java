package io.attune.app;

import io.attune.ui.access.Role;
import io.attune.ui.access.TokenBook;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "create",
    description = "Make a token and print it, the only time it is shown.",
    mixinStandardHelpOptions = true)
final class TokenCreateCommand implements Callable<Integer> {
  private static final Pattern LIFE = Pattern.compile("([1-9][0-9]{0,4})([mhd])");
  private static final int LONGEST = 100;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description =
          "viewer (look), runner (record, and train for others), editor (make, steer and delete) or admin.")
  private String role = "";

  @Option(names = "--expires", paramLabel = "TIME", description = "Such as 12h or 30d; else never.")
  private @Nullable String expires;

  @Option(names = "--name", paramLabel = "TEXT", description = "For whom it is.")
  private String name = "";

  @Mixin private StoreOptions stores = new StoreOptions();
  @Spec private CommandSpec spec;

  TokenCreateCommand() {}

  @Override
  public Integer call() {
    Role mine =
        Role.of(role).orElseThrow(() -> wrong("--role", role, "viewer, runner, editor or admin"));
    if (name.length() > LONGEST) {
      throw wrong("--name", name.substring(0, LONGEST), LONGEST + " characters at most");
    }
    Optional<Duration> life = Optional.ofNullable(expires).map(TokenCreateCommand::life);
    String token = book().create(name.isBlank() ? role : name, mine, life);
    spec.commandLine().getOut().println(token);
    spec.commandLine()
        .getErr()
        .println("Keep it safe: it is not shown again, and only its hash is kept.");
    return Main.DONE;
  }

  /** A server that others reach needs a token before its store is first opened. */
  private TokenBook book() {
    try {
      Files.createDirectories(stores.folder());
    } catch (IOException e) {
      throw new WrongInput("--store: cannot create %s: %s.".formatted(stores.folder(), e));
    }
    return TokenListCommand.book(stores);
  }

  private static Duration life(String text) {
    Matcher life = LIFE.matcher(text);
    if (!life.matches()) {
      throw wrong("--expires", text, "a time such as 12h or 30d");
    }
    long count = Long.parseLong(life.group(1));
    return switch (life.group(2)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static WrongInput wrong(String option, String value, String remedy) {
    return new WrongInput("%s: \"%s\" must be %s.".formatted(option, Plain.line(value), remedy));
  }
}
