/** What was asked: the sweep, its builder, and the sweep-file reader. */
@NullMarked
package io.attune.sweep;

import org.jspecify.annotations.NullMarked;
