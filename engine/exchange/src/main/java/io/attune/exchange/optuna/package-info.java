/** Studies of Optuna. */
@NullMarked
package io.attune.exchange.optuna;

import org.jspecify.annotations.NullMarked;
