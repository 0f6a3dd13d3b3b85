package io.attune.ui;

import io.attune.ui.mlflow.MlflowApi;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites and other names out. A page from elsewhere could otherwise point a name of its
 * own at 127.0.0.1 (DNS rebinding) and read every sweep, so the Host header must be one of ours.
 */
final class Guard {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "X-Frame-Options",
          "DENY");

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private Guard() {}

  /** Puts security headers on the answer and refuses what must not be answered. */
  static void check(Context context, boolean records) {
    HEADERS.forEach(context::header);
    checkHost(context.req().getHeader("Host"), context.req().getLocalPort());
    // Who may write there is said by those routes.
    boolean written = records && MlflowApi.has(context.path());
    if (!READING.contains(context.req().getMethod()) && !written && !speaks(context)) {
      context.header("Allow", "GET, HEAD");
      throw Problem.notAllowed("This dashboard only reads; use GET.");
    }
  }

  /** Whether a program speaks for its trial, which browsers cannot be made to do: it has a key. */
  private static boolean speaks(Context context) {
    return context.req().getMethod().equals("POST") && TrialApi.has(context.path());
  }

  private static void checkHost(@Nullable String host, int port) {
    String ours = "127.0.0.1:" + port;
    Set<String> allowed = Set.of(ours, "localhost:" + port, "[::1]:" + port);
    if (host == null || !allowed.contains(host.toLowerCase(Locale.ROOT))) {
      throw Problem.misdirected("The Host header must be " + ours + " or localhost:" + port + ".");
    }
  }
}
