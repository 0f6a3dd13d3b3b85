/** Benchmarks of what {@code io.attune.search.gp} hides. */
@NullMarked
package io.attune.search.gp;

import org.jspecify.annotations.NullMarked;
