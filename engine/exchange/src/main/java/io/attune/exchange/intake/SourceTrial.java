package io.attune.exchange.intake;

import io.attune.space.Assignment;
import io.attune.trial.Relabel;
import java.time.Instant;
import java.util.Map;

/**
 * What a source says of a trial as it begins.
 *
 * @param id by which it is known again in its sweep
 * @param assignment parameters whose types the source tells
 * @param parameters others, as texts; names as {@link ParameterNames} makes them
 */
public record SourceTrial(
    String id,
    Instant started,
    Assignment assignment,
    Map<String, String> parameters,
    Relabel label) {}
