package io.attune.ui;

import io.javalin.Javalin;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import io.javalin.security.Roles;
import io.javalin.security.RouteRole;
import java.util.List;
import java.util.Set;

/**
 * One method of one address, as the router has it.
 *
 * @param path with its changing parts in braces
 * @param roles what it is registered with
 */
record Route(String method, String path, Set<RouteRole> roles) {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  static List<Route> all(Javalin javalin) {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> of(parsed))
        .filter(route -> METHODS.contains(route.method))
        .toList();
  }

  private static Route of(ParsedEndpoint parsed) {
    Endpoint endpoint = parsed.endpoint;
    Roles roles = endpoint.metadata(Roles.class);
    return new Route(
        endpoint.method.name(), endpoint.path, roles == null ? Set.of() : roles.getRoles());
  }
}
