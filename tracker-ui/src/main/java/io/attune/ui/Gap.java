package io.attune.ui;

import io.attune.run.StreamGap;
import io.javalin.http.Context;

/**
 * Problem details for a batch that comes too early.
 *
 * @param expected number of the entry that has to come next
 */
record Gap(String type, String title, int status, String code, String detail, long expected) {
  static Gap of(StreamGap gap) {
    return new Gap(
        "about:blank",
        "Conflict",
        409,
        "stream-gap",
        String.valueOf(gap.getMessage()),
        gap.expected());
  }

  void answer(Context context) {
    context
        .status(status)
        .header("Content-Type", "application/problem+json")
        .result(Json.bytes(this));
  }
}
