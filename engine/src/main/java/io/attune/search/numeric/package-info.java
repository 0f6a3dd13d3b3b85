/** Arithmetic that samplers share; the same bits in every process. */
@NullMarked
package io.attune.search.numeric;

import org.jspecify.annotations.NullMarked;
