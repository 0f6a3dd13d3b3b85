package io.attune.ui;

import io.attune.ui.access.Caller;
import io.attune.ui.access.Logins;
import io.attune.ui.access.Role;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Browsers log in and out here, and ask who they are. */
record LoginApi(Logins logins) {

  /** Follows the link that the program printed: then the browser is logged in, and at the start. */
  void link(Context context) {
    String code = new Query(context).allow("code").text("code");
    context.header("Cache-Control", "no-store");
    if (!logins.redeem(context, code)) {
      throw Problem.unauthorized(
          "This link was used already, or is older than 10 minutes. Start Attune again for another, or log in with a token.");
    }
    context.status(303).header("Location", "/");
  }

  /** Logs in with a token. */
  void login(Context context) {
    new Query(context).allow();
    String token = Body.of(context).text("token");
    Json.answer(context, Me.of(logins.login(context, token)));
  }

  void logout(Context context) {
    new Query(context).allow();
    logins.logout(context);
    context.status(204);
  }

  /** Who asks. */
  void me(Context context) {
    new Query(context).allow();
    Json.answer(context, Me.of(Caller.of(context)));
  }

  /** Somebody, and what they may do; the role is null for nothing. */
  record Me(String name, @Nullable String role) {
    static Me of(Caller caller) {
      return new Me(caller.name(), caller.role().map(Role::word).orElse(null));
    }
  }
}
