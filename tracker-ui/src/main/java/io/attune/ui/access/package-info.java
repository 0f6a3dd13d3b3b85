/** Who may do what over HTTP: roles, tokens, logins, and keeping other sites out. */
@NullMarked
package io.attune.ui.access;

import org.jspecify.annotations.NullMarked;
