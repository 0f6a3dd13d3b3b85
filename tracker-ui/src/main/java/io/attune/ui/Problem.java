package io.attune.ui;

import io.attune.ui.access.Refused;
import io.javalin.http.Context;

/** A request that cannot be answered, told as RFC 9457 problem details with a stable code. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;
  private final String code;

  private Problem(int status, String title, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.code = code;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", "bad-request", detail);
  }

  static Problem unauthorized(String detail) {
    return new Problem(401, "Unauthorized", "unauthorized", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "Not found", "not-found", detail);
  }

  /** What the request would do contradicts what is there. */
  static Problem conflict(String code, String detail) {
    return new Problem(409, "Conflict", code, detail);
  }

  /** The request is understood, but makes no sense where the sweep stands. */
  static Problem notApplicable(String detail) {
    return new Problem(422, "Not applicable", "not-applicable", detail);
  }

  /** The same request may work later. */
  static Problem unavailable(String code, String detail) {
    return new Problem(503, "Unavailable", code, detail);
  }

  /** For who sent the request, or how. */
  static Problem of(Refused refused) {
    return new Problem(refused.status(), "Refused", refused.code(), refused.detail());
  }

  static Problem notAllowed(String detail) {
    return new Problem(405, "Method not allowed", "method-not-allowed", detail);
  }

  static Problem tooLarge(String detail) {
    return new Problem(413, "Content too large", "too-large", detail);
  }

  static Problem tooMany(String detail) {
    return new Problem(429, "Too many requests", "too-many-streams", detail);
  }

  /** For faults of ours: the details are for the log, not for the answer. */
  static Problem internal() {
    return new Problem(
        500, "Internal error", "internal", "The dashboard failed; its log says why.");
  }

  void answer(Context context) {
    context
        .status(status)
        .header("Content-Type", "application/problem+json")
        .result(
            Json.bytes(new Body("about:blank", title, status, code, String.valueOf(getMessage()))));
  }

  /** Members that RFC 9457 names, and the stable code. */
  record Body(String type, String title, int status, String code, String detail) {}
}
