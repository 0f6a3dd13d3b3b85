/** Search by selection, crossover and mutation. */
@NullMarked
package io.attune.search.genetic;

import org.jspecify.annotations.NullMarked;
