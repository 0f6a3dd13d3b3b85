package io.attune.ui;

import io.attune.run.Content;
import io.attune.run.ContentReader;
import io.attune.run.TrialGate;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What a program that trains a trial may record beside metrics, and say of where it runs. */
record AttachApi(TrialApi trials) {
  private static final int MOST_FACTS = 100;
  private static final int LONGEST_FACT = 10_000;
  private static final String ANY = "application/octet-stream";

  /** Takes a text, a table or a histogram as JSON. */
  void attach(Context context) {
    new Query(context).allow();
    TrialGate.Visitor visitor = trials.visitor(context);
    Body body = Body.of(context);
    keep(context, visitor, () -> ContentReader.read(body.text("kind"), body.json()));
  }

  /** Takes a picture or any file as it is. */
  void upload(Context context) {
    Query query = new Query(context).allow("name", "kind", "step");
    TrialGate.Visitor visitor = trials.visitor(context);
    keep(context, visitor, () -> content(context, query));
  }

  /** Takes facts about where the program runs; later ones replace earlier ones of their names. */
  void environment(Context context) {
    new Query(context).allow();
    TrialGate.Visitor visitor = trials.visitor(context);
    Map<String, String> facts = new LinkedHashMap<>();
    Body.of(context)
        .json()
        .properties()
        .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
    if (facts.size() > MOST_FACTS
        || facts.values().stream().anyMatch(fact -> fact.length() > LONGEST_FACT)) {
      throw Problem.badRequest(
          "give up to %d facts of %,d characters.".formatted(MOST_FACTS, LONGEST_FACT));
    }
    visitor.describe(facts);
    Json.answer(context, Map.of());
  }

  private static Content content(Context context, Query query) throws IOException {
    InputStream in = context.req().getInputStream();
    String name = query.text("name");
    Content content =
        switch (query.optional("kind").orElse("file")) {
          case "image" -> Content.image(name, () -> in);
          case "file" -> Content.file(name, type(context), () -> in);
          default -> throw Problem.badRequest("kind must be image or file.");
        };
    return query.optional("step").isEmpty() ? content : content.at(query.count("step", 0));
  }

  private static String type(Context context) {
    return context.contentType() == null ? ANY : String.valueOf(context.contentType());
  }

  private static void keep(Context context, TrialGate.Visitor visitor, Recorded content) {
    CompletableFuture<Void> kept;
    try {
      kept = visitor.attach(content.get());
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context.future(
        () ->
            kept.handle(
                (done, failure) -> {
                  if (failure != null && refusal(failure) instanceof IllegalArgumentException e) {
                    throw Problem.tooLarge(String.valueOf(e.getMessage()));
                  }
                  Json.answer(context, Map.of());
                  return done;
                }));
  }

  private static Throwable refusal(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private interface Recorded {
    Content get() throws IOException;
  }
}
