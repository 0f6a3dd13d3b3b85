/** What a training loop needs of an engine, and nothing more: tensors, scopes and gradients. */
@NullMarked
package io.attune.experiments.tensor;

import org.jspecify.annotations.NullMarked;
