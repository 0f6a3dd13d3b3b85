/** Networks, losses, update rules and schedules, written against the tensor interface alone. */
@NullMarked
package io.attune.experiments.nn;

import org.jspecify.annotations.NullMarked;
