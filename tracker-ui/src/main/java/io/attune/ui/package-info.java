/** The dashboard: a JSON API and web pages that show the sweeps of a store, live. */
@NullMarked
package io.attune.ui;

import org.jspecify.annotations.NullMarked;
