package io.attune.ui;

import io.attune.run.AskedSweeps;
import io.attune.run.Recorder;
import io.attune.run.Request;
import io.attune.run.SweepControl;
import io.attune.store.SweepId;
import io.attune.trial.Label;
import io.attune.trial.Relabel;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Steers sweeps that run here, and says things of trials that nobody runs. */
record CommandApi(Histories histories, Helm helm, AskedSweeps asked, Recorder recorder) {
  private static final long PATIENCE_SECONDS = 30;

  /** Does one thing, once for each id; the answer comes when it is on disk. */
  void command(Context context) {
    SweepId id = new Query(context).allow().sweep();
    Body body = Body.of(context);
    Request request = AskApi.request(context, body);
    String command = body.text("command");
    boolean known = histories.state(id).history().steering().requests().contains(request.id());
    if (!known && (command.equals("tag") || (command.equals("note") && body.has("trial")))) {
      label(id, command, body);
    } else if (!known) {
      steer(id, request, Wish.of(command, body));
    }
    Json.answer(context, new Done(true, known));
  }

  private void steer(SweepId id, Request request, Wish wish) {
    Optional<SweepControl> control = helm.control(id, request);
    if (control.isPresent()) {
      await(control.get(), wish);
    } else if (asked.isAsked(id)) {
      asked.with(
          id,
          sweep -> {
            await(sweep.control(request), wish);
            return true;
          });
    } else {
      throw Problem.conflict(
          "sweep-not-running",
          "nobody runs sweep %s here. `attune resume %s` takes it up again.".formatted(id, id));
    }
  }

  private static void await(SweepControl control, Wish wish) {
    try {
      CompletableFuture<Void> done = wish.apply(control);
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IllegalArgumentException e) {
      throw Problem.notApplicable(String.valueOf(e.getMessage()));
    } catch (ExecutionException e) {
      throw refusal(e.getCause());
    } catch (TimeoutException e) {
      throw Problem.unavailable("busy", "the sweep does not answer; ask again with the same id.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("busy", "the server ends; ask again with the same id.");
    }
  }

  private static RuntimeException refusal(@Nullable Throwable cause) {
    if (cause instanceof IllegalArgumentException) {
      return Problem.notApplicable(String.valueOf(cause.getMessage()));
    }
    if (cause instanceof IllegalStateException) {
      return Problem.conflict("sweep-not-running", String.valueOf(cause.getMessage()));
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }

  /** Setting a tag twice is as good as once, so that needs no id. */
  private void label(SweepId id, String command, Body body) {
    Relabel change = command.equals("tag") ? tags(body) : noted(body);
    Optional<Integer> trial =
        body.has("trial")
            ? Optional.of(body.whole("trial", 1, Integer.MAX_VALUE))
            : Optional.empty();
    trial.ifPresent(number -> Api.trial(histories.state(id), number));
    checkFree(id);
    try {
      recorder.edit(
          id,
          draft ->
              trial.ifPresentOrElse(
                  number -> draft.describe(number, change), () -> draft.label(change)));
    } catch (IllegalStateException e) {
      throw Problem.conflict("not-recorded", String.valueOf(e.getMessage()));
    }
  }

  private void checkFree(SweepId id) {
    if (helm.control(id, Request.PLAIN).isPresent() || asked.holds(id)) {
      throw Problem.conflict(
          "sweep-running", "sweep %s is running. Wait until it has ended.".formatted(id));
    }
  }

  private static Relabel noted(Body body) {
    body.allow("id", "by", "command", "trial", "text");
    return Relabel.tagged(Map.of(Label.NOTE, body.text("text")));
  }

  private static Relabel tags(Body body) {
    body.allow("id", "by", "command", "trial", "tags", "remove");
    Map<String, String> tags = new LinkedHashMap<>();
    Body given = new Body(body.json().path("tags"));
    given.json().fieldNames().forEachRemaining(tag -> tags.put(name(tag), text(given, tag)));
    List<String> removed = new ArrayList<>();
    body.json().path("remove").forEach(tag -> removed.add(tag.asText()));
    if (tags.isEmpty() && removed.isEmpty()) {
      throw Problem.badRequest("give tags, such as {\"team\": \"vision\"}, or names to remove.");
    }
    return new Relabel(Optional.empty(), tags, removed, Optional.empty());
  }

  private static String name(String tag) {
    if (tag.isBlank() || tag.length() > 250) {
      throw Problem.badRequest("a tag needs a name of 1 to 250 characters.");
    }
    return tag;
  }

  private static String text(Body tags, String name) {
    String text = tags.optional(name).orElse("");
    if (text.length() > 8_000) {
      throw Problem.badRequest(
          "a tag may have 8,000 characters, " + Query.shorten(name) + " has more.");
    }
    return text;
  }

  /**
   * What became of a command.
   *
   * @param repeated whether it was done before
   */
  record Done(boolean done, boolean repeated) {}
}
