/** What may vary: parameters, their distributions and conditions, and the unit cube they map to. */
@NullMarked
package io.attune.space;

import org.jspecify.annotations.NullMarked;
