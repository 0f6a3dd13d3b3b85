package io.attune.bench;

/**
 * Which run of a benchmark.
 *
 * @param optimizer the label of what searched
 */
record RunKey(String problem, String optimizer, long seed) {
  @Override
  public String toString() {
    return "%s on %s, seed %d".formatted(optimizer, problem, seed);
  }
}
