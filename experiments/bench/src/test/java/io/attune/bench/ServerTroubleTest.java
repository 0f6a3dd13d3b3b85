package io.attune.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTroubleTest {
  private static final String REQUEST =
      "{\"op\":\"eval\",\"problem\":\"tiny_list\",\"seed\":0,\"reveal\":true,\"params\":{\"x\":4.5}}";

  @TempDir Path folder;

  @Test
  void deathIsToldWithTheLastWords() {
    assertEquals(
        """
        bench: the objective server ended instead of answering %s.
        It had said:
          out of memory,
          say
        """
            .formatted(REQUEST),
        failure("dies"));
  }

  @Test
  void silenceIsNotWaitedForWithoutEnd() {
    assertEquals(
        "bench: the objective server did not answer %s within 3 s. Maybe give it more --timeout.\n"
            .formatted(REQUEST),
        failure("sleeps"));
  }

  @Test
  void garbageIsQuoted() {
    assertEquals(
        "bench: the objective server answered %s with a line that is no JSON object: [1, 2\n"
            .formatted(REQUEST),
        failure("[1, 2"));
  }

  @Test
  void answersToSomethingElseAreQuoted() {
    assertEquals(
        "bench: the objective server answered %s with {\"values\":[3]}, which lacks what was asked for.\n"
            .formatted(REQUEST),
        failure("{\"values\": [3]}"));
  }

  @Test
  void refusalsArePassedOn() {
    assertEquals(
        "bench: the objective server refused %s: KeyError: 'x'\n".formatted(REQUEST),
        failure("{\"error\": \"KeyError: 'x'\"}"));
  }

  @Test
  void commandsThatDoNotExistAreNamed() {
    Console console = Console.run(new ArrayList<>(List.of("search", "--out=x", "/no/such/server")));
    assertEquals(2, console.code());
    assertEquals(
        "bench: cannot start the objective server: Cannot run program \"/no/such/server\": error=2,"
            + " No such file or directory. Maybe give its full path after `--`.\n",
        console.err());
  }

  @Test
  void problemsToBeMaximisedAreRefused() {
    Console console = Console.run("maximizes", "search", "--out", folder.resolve("x").toString());
    assertEquals(1, console.code());
    assertEquals(
        "bench: the objective server describes tiny_bowl in a way that makes no sense:"
            + " its values must be better the smaller they are\n",
        console.err());
  }

  private String failure(String behaviour) {
    Console console =
        Console.run(
            behaviour,
            "search",
            "--problems=tiny_list",
            "--samplers=grid",
            "--seeds=0",
            "--timeout=3",
            "--out",
            folder.resolve("mine.json").toString());
    assertEquals(1, console.code());
    return console.err();
  }
}
