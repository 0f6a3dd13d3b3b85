/** How what is read of other programs comes into a store: once, in batches, and accounted for. */
@NullMarked
package io.attune.exchange.intake;

import org.jspecify.annotations.NullMarked;
