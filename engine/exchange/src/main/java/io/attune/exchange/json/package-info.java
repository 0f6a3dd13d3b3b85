/** Sweeps as Attune itself writes them. */
@NullMarked
package io.attune.exchange.json;

import org.jspecify.annotations.NullMarked;
