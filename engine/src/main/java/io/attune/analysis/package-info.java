/** What happened, judged: learning curves, borders of the search, and whether a winner is real. */
@NullMarked
package io.attune.analysis;

import org.jspecify.annotations.NullMarked;
