/** The only door to DJL: the tensor backend on its PyTorch engine. */
@NullMarked
package io.attune.experiments.djl;

import org.jspecify.annotations.NullMarked;
