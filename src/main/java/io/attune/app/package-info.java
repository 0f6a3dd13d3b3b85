/** The {@code attune} command line: the only place that wires engine, trainers and dashboard. */
@NullMarked
package io.attune.app;

import org.jspecify.annotations.NullMarked;
