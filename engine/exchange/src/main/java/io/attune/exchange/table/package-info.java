/** Tables of trials: comma-separated values. */
@NullMarked
package io.attune.exchange.table;

import org.jspecify.annotations.NullMarked;
