/** Sequences of points that cover a space more evenly than random ones. */
@NullMarked
package io.attune.search.qmc;

import org.jspecify.annotations.NullMarked;
