/** What a careful person checks before training, in seconds; see docs/diagnosis.md. */
@NullMarked
package io.attune.experiments.preflight;

import org.jspecify.annotations.NullMarked;
