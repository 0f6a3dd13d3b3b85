/** What to try next (samplers) and for how long (schedulers). */
@NullMarked
package io.attune.search;

import org.jspecify.annotations.NullMarked;
