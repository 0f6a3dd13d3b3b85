/** The trainers that sweep files name: their settings, their loop and their checkpoints. */
@NullMarked
package io.attune.experiments.train;

import org.jspecify.annotations.NullMarked;
