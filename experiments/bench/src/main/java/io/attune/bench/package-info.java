/** Measures how well and how fast Attune searches. For development; no part of the program. */
@NullMarked
package io.attune.bench;

import org.jspecify.annotations.NullMarked;
