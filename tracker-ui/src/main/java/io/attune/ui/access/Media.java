package io.attune.ui.access;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What kinds of bodies are taken: none that a page of another site could send without asking. */
final class Media {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final Set<String> FORMS =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data");

  private Media() {}

  static void check(Context context, boolean bytes) {
    boolean written = WITH_BODY.contains(context.req().getMethod());
    if (written && !bytes && !type(context).equals("application/json")) {
      throw Refused.mediaType("the Content-Type must be application/json.");
    }
    if (written && bytes && FORMS.contains(type(context))) {
      throw Refused.mediaType("the Content-Type must not be that of a form.");
    }
  }

  private static String type(Context context) {
    @Nullable String type = context.contentType();
    return type == null ? "" : type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
  }
}
