package io.attune.ui.mlflow;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from writing. Stock clients have no token; but they are no browsers,
 * and a browser says where a request comes from and cannot send JSON elsewhere without asking.
 */
final class Visitors {
  private static final Set<String> OURS = Set.of("same-origin", "none");
  private static final Set<String> FORMS =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private Visitors() {}

  /** Refuses a request that a page of another site made. */
  static void check(Context context, String host) {
    @Nullable String site = context.header("Sec-Fetch-Site");
    @Nullable String origin = context.header("Origin");
    if ((site != null && !OURS.contains(site)) || (origin != null && !same(origin, host))) {
      throw MlflowError.refused("Pages of other sites may not write here.");
    }
  }

  private static boolean same(String origin, String host) {
    try {
      URI uri = URI.create(origin);
      return "http".equals(uri.getScheme())
          && host.equalsIgnoreCase(uri.getAuthority() == null ? "" : uri.getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static void checkJson(Context context) {
    if (!type(context).equals("application/json")) {
      throw MlflowError.invalid("The Content-Type must be application/json.");
    }
  }

  /** What a form can send, a page could send without asking. */
  static void checkNoForm(Context context) {
    if (FORMS.contains(type(context)) && !plainText(context)) {
      throw MlflowError.invalid("The Content-Type must not be that of a form.");
    }
  }

  /** Clients guess the type of a text file; forms cannot PUT. */
  private static boolean plainText(Context context) {
    return context.req().getMethod().equals("PUT") && type(context).equals("text/plain");
  }

  private static String type(Context context) {
    @Nullable String type = context.contentType();
    return type == null ? "" : type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
  }
}
