package io.attune.ui.access;

/** A request that is refused for who sent it or how, whatever it asks for. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  private Refused(int status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
  }

  static Refused unauthorized(String detail) {
    return new Refused(401, "unauthorized", detail);
  }

  static Refused forbidden(String detail) {
    return new Refused(403, "forbidden", detail);
  }

  static Refused foreign() {
    return new Refused(403, "foreign-origin", "Pages of other sites may not write here.");
  }

  static Refused notAllowed(String detail) {
    return new Refused(405, "method-not-allowed", detail);
  }

  static Refused mediaType(String detail) {
    return new Refused(415, "unsupported-media-type", detail);
  }

  static Refused misdirected(String detail) {
    return new Refused(421, "misdirected", detail);
  }

  static Refused tooMany(String detail) {
    return new Refused(429, "too-many-logins", detail);
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** Stable word for programs. */
  public String code() {
    return code;
  }

  /** For people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
