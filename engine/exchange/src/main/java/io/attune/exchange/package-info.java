/** Sweeps from other programs' files, and into them. */
@NullMarked
package io.attune.exchange;

import org.jspecify.annotations.NullMarked;
