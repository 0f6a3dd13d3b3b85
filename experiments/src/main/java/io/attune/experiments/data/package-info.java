/** Images and labels: where they come from, how they are split, and how they reach a network. */
@NullMarked
package io.attune.experiments.data;

import org.jspecify.annotations.NullMarked;
