/** Who does it: the sweep runner, and the threads or worker processes that trials run in. */
@NullMarked
package io.attune.run;

import org.jspecify.annotations.NullMarked;
