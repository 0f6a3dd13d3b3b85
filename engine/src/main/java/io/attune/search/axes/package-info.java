/** The parameters that vary as coordinates of a point, for samplers that model them one by one. */
@NullMarked
package io.attune.search.axes;

import org.jspecify.annotations.NullMarked;
