package io.attune.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.run.AskedSweeps;
import io.attune.run.Recorder;
import io.attune.store.MemoryStore;
import io.attune.ui.access.Door;
import io.attune.ui.access.Role;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The OpenAPI document against the routes, both ways. */
class OpenApiTest {
  private final Contract contract;

  OpenApiTest() throws Exception {
    contract = new Contract();
  }

  private static Map<String, String> served() {
    try (MemoryStore store = new MemoryStore();
        Dashboard dashboard =
            Dashboard.start(
                store,
                DashboardOptions.standard()
                    .recorder(new Recorder(store, InstantSource.system(), id -> false))
                    .asked(new AskedSweeps(store, InstantSource.system())))) {
      Map<String, String> routes = new TreeMap<>();
      for (Route route : dashboard.routes()) {
        if (route.path().startsWith("/api/v1/")) {
          String path = route.path().replace('<', '{').replace('>', '}');
          routes.put(route.method() + " " + path, role(route));
        }
      }
      return routes;
    }
  }

  private static String role(Route route) {
    return route.roles().stream()
        .filter(role -> role != Door.BYTES)
        .map(role -> ((Enum<?>) role).name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, String> documented() {
    Map<String, String> operations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : contract.document().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        operations.put(
            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
            operation.getValue().path("x-role").asText());
      }
    }
    return operations;
  }

  @Test
  void everyRouteIsInTheDocumentWithItsRoleAndNothingElseIs() {
    assertEquals(served(), documented());
  }

  @Test
  void whoMayDoWithoutATokenIsSaidAsOpenApiSaysIt() {
    contract
        .document()
        .findParents("x-role")
        .forEach(
            operation -> {
              String role = operation.path("x-role").asText();
              JsonNode own = operation.path("security");
              String what = operation.path("operationId").asText();
              if (role.equals("open")) {
                assertEquals("[]", own.toString(), what);
              } else if (role.equals("trial")) {
                assertEquals("[{\"trialKey\":[]}]", own.toString(), what);
              } else {
                boolean token = Role.of(role).orElseThrow().covers(Role.EDITOR);
                assertEquals(token, !own.isMissingNode() && !own.toString().contains("{}"), what);
              }
            });
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryOperationHasANameOfItsOwn() {
    JsonNode document = contract.document();
    assertEquals("3.1.0", document.path("openapi").asText());
    for (String reference : document.findValuesAsText("$ref")) {
      assertFalse(document.at(reference.substring(1)).isMissingNode(), reference);
    }
    var names = document.findValuesAsText("operationId");
    assertEquals(names.size(), names.stream().distinct().count());
    assertTrue(names.size() > 20);
  }
}
