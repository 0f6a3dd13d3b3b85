/** Points compared in several losses at once: domination, crowding and hypervolume. */
@NullMarked
package io.attune.trial.pareto;

import org.jspecify.annotations.NullMarked;
