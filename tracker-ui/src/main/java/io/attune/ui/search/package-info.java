/** The language in which people and MLflow's clients say which runs they want. */
@NullMarked
package io.attune.ui.search;

import org.jspecify.annotations.NullMarked;
