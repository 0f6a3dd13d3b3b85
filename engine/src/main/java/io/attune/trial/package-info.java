/** What happened: events, the states they lead to, and the history they fold into. */
@NullMarked
package io.attune.trial;

import org.jspecify.annotations.NullMarked;
