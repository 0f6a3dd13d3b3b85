/** Evolution of a Gaussian distribution by covariance matrix adaptation. */
@NullMarked
package io.attune.search.cma;

import org.jspecify.annotations.NullMarked;
