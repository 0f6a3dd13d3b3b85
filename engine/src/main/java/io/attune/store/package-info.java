/** Where it is kept: stores in memory and in H2. */
@NullMarked
package io.attune.store;

import org.jspecify.annotations.NullMarked;
