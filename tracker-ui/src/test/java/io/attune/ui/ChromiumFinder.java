package io.attune.ui;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a browser for tests: the one that the environment variable ATTUNE_CHROMIUM names, else one
 * on the PATH, else the one that Playwright downloads.
 */
final class ChromiumFinder {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private ChromiumFinder() {}

  /** The driver; downloads a browser only where none is installed. */
  static Playwright driver() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    installed().ifPresent(path -> environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    return Playwright.create(new Playwright.CreateOptions().setEnv(environment));
  }

  /** A running browser without windows. */
  static Browser launch(Playwright driver) {
    BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
    installed().ifPresent(options::setExecutablePath);
    return driver.chromium().launch(options);
  }

  private static Optional<Path> installed() {
    Stream<Path> chosen = Stream.ofNullable(System.getenv("ATTUNE_CHROMIUM")).map(Path::of);
    return Stream.concat(chosen, NAMES.stream().flatMap(ChromiumFinder::onPath))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> onPath(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name));
  }
}
