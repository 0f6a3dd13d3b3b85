/** The tree-structured Parzen estimator. */
@NullMarked
package io.attune.search.tpe;

import org.jspecify.annotations.NullMarked;
