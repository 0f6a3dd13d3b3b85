package io.attune.ui.mlflow;

import io.attune.ui.access.Refused;
import java.util.Map;

/** A call that MLflow would refuse, with its error codes. */
public final class MlflowError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final int status;

  private MlflowError(String code, int status, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
  }

  static MlflowError invalid(String message) {
    return new MlflowError("INVALID_PARAMETER_VALUE", 400, message);
  }

  static MlflowError exists(String message) {
    return new MlflowError("RESOURCE_ALREADY_EXISTS", 400, message);
  }

  static MlflowError missing(String message) {
    return new MlflowError("RESOURCE_DOES_NOT_EXIST", 404, message);
  }

  static MlflowError noEndpoint(String message) {
    return new MlflowError("ENDPOINT_NOT_FOUND", 404, message);
  }

  /** Refused for who sent it or how. */
  static MlflowError of(Refused refused) {
    return switch (refused.status()) {
      case 401 -> new MlflowError("UNAUTHENTICATED", 401, refused.detail());
      case 403 -> new MlflowError("PERMISSION_DENIED", 403, refused.detail());
      case 415 -> invalid(refused.detail());
      default -> new MlflowError("BAD_REQUEST", refused.status(), refused.detail());
    };
  }

  static MlflowError conflict(String message) {
    return new MlflowError("RESOURCE_CONFLICT", 409, message);
  }

  static MlflowError tooLarge(String message) {
    return new MlflowError("INVALID_PARAMETER_VALUE", 413, message);
  }

  static MlflowError internal() {
    return new MlflowError("INTERNAL_ERROR", 500, "The tracker failed; its log says why.");
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  Map<String, String> body() {
    return Map.of("error_code", code, "message", String.valueOf(getMessage()));
  }
}
