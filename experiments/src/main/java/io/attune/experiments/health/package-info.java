/** What a network is like inside, what it costs, and pictures of both. */
@NullMarked
package io.attune.experiments.health;

import org.jspecify.annotations.NullMarked;
