package io.attune.exchange.optuna;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Times as Optuna writes them.
 *
 * @param zone of times that name none: before Optuna 5 the writer's own, since then UTC
 */
record OptunaTime(ZoneId zone) {
  /**
   * An instant; empty where there is none.
   *
   * @throws IllegalArgumentException if the text is no time
   */
  Optional<Instant> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String iso = text.strip().replace(' ', 'T');
    try {
      return Optional.of(
          iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 10
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no time", e);
    }
  }
}
