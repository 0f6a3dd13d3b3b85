/** Where it is kept: stores in memory, in H2 and in PostgreSQL. */
@NullMarked
package io.attune.store;

import org.jspecify.annotations.NullMarked;
