/** Event files of TensorBoard. */
@NullMarked
package io.attune.exchange.tensorboard;

import org.jspecify.annotations.NullMarked;
