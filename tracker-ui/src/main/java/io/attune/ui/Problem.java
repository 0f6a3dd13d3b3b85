package io.attune.ui;

import io.javalin.http.Context;

/** A request that cannot be answered, told as RFC 9457 problem details. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;

  private Problem(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  static Problem unauthorized(String detail) {
    return new Problem(401, "Unauthorized", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  static Problem notAllowed(String detail) {
    return new Problem(405, "Method not allowed", detail);
  }

  static Problem tooLarge(String detail) {
    return new Problem(413, "Content too large", detail);
  }

  static Problem misdirected(String detail) {
    return new Problem(421, "Misdirected request", detail);
  }

  static Problem tooMany(String detail) {
    return new Problem(429, "Too many requests", detail);
  }

  /** For faults of ours: the details are for the log, not for the answer. */
  static Problem internal() {
    return new Problem(500, "Internal error", "The dashboard failed; its log says why.");
  }

  void answer(Context context) {
    context
        .status(status)
        .header("Content-Type", "application/problem+json")
        .result(Json.bytes(new Body("about:blank", title, status, String.valueOf(getMessage()))));
  }

  /** Members that RFC 9457 names. */
  record Body(String type, String title, int status, String detail) {}
}
