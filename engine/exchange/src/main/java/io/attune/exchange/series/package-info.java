/** What sweeps measured, in full, for those who write it elsewhere. */
@NullMarked
package io.attune.exchange.series;

import org.jspecify.annotations.NullMarked;
