package io.attune.bench;

import io.attune.space.SearchSpace;
import java.util.OptionalLong;

/**
 * Something to search: smaller values are better.
 *
 * @param epochs how far a trial can be trained; empty where there is nothing to stop early
 */
record Problem(String name, SearchSpace space, OptionalLong epochs) {}
