/** Bayesian optimisation with a Gaussian process: the model, its fit, and the choice of points. */
@NullMarked
package io.attune.search.gp;

import org.jspecify.annotations.NullMarked;
