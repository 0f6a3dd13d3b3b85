package io.attune.run;

/** What a scout can be asked for. */
enum ScoutTask {
  PREFLIGHT,
  RATE_RANGE
}
