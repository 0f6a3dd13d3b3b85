package io.attune.ui.access;

import io.javalin.security.RouteRole;

/** Routes that no role opens, and what is special of others. A route that has no role is shut. */
public enum Door implements RouteRole {
  /** For everybody: it shows nothing of a store. */
  OPEN,
  /** For the key of a trial, which the route itself asks for. */
  TRIAL,
  /** Takes bytes, not JSON. */
  BYTES
}
