/**
 * For programs that train one trial of a sweep, started by Attune as a command, or that Attune only
 * records.
 */
@NullMarked
package io.attune.client;

import org.jspecify.annotations.NullMarked;
