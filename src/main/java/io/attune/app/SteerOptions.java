package io.attune.app;

import io.attune.run.SweepRunner;
import io.attune.run.TrainerProvider;
import io.attune.space.Domain;
import io.attune.space.SpaceEdit;
import io.attune.sweep.Orders;
import io.attune.sweep.Sweep;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What `resume` may change of a sweep before it goes on. */
final class SteerOptions {
  @Option(
      names = "--enqueue",
      paramLabel = "NAME=VALUE,…",
      split = "\u0000",
      description = "Try this point first; what it leaves open is chosen by the sampler.")
  private List<String> enqueue = List.of();

  @Option(
      names = "--widen",
      paramLabel = "NAME=LOW..HIGH",
      description = "Search a wider range of a number.")
  private List<String> widen = List.of();

  @Option(
      names = "--narrow",
      paramLabel = "NAME=LOW..HIGH",
      description = "Search only a part of a range.")
  private List<String> narrow = List.of();

  @Option(names = "--add", paramLabel = "NAME=VALUE", description = "Add a choice.")
  private List<String> add = List.of();

  @Option(names = "--remove", paramLabel = "NAME=VALUE", description = "Take a choice away.")
  private List<String> remove = List.of();

  @Option(
      names = "--fix",
      paramLabel = "NAME=VALUE",
      description = "Hold a parameter at a value for now.")
  private List<String> fix = List.of();

  @Option(names = "--free", paramLabel = "NAME", description = "Let a fixed parameter vary again.")
  private List<String> free = List.of();

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Allow this many trials, those so far included.")
  private @Nullable Integer trials;

  /** Whether nothing is to change. */
  boolean none() {
    return trials == null
        && List.of(enqueue, widen, narrow, add, remove, fix, free).stream().allMatch(List::isEmpty);
  }

  /**
   * Checks what is asked against the sweep as it stands and says what will change.
   *
   * @throws WrongInput if it makes no sense there
   */
  void announce(SweepView view, PrintWriter out) {
    try {
      Domain domain = view.sweep().domain(view.history());
      for (SpaceEdit edit : edits(view)) {
        Domain before = domain;
        domain = before.edit(edit);
        out.println(Plain.line(edit.describe(before)));
      }
      checkSearched(view.sweep(), domain);
      for (Map<String, Object> point : points(view)) {
        out.println(Plain.line("to try first: " + domain.part(point).values()));
      }
      checkTrials(view, out);
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Hands in what {@link #announce} found to make sense.
   *
   * @return done once all of it is on disk
   */
  CompletableFuture<Void> order(SweepView view, SweepRunner runner) {
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    List<SpaceEdit> edits = edits(view);
    if (!edits.isEmpty()) {
      answers.add(runner.control().edit(edits.toArray(SpaceEdit[]::new)));
    }
    if (trials != null) {
      answers.add(runner.control().extend(trials));
    }
    points(view).forEach(point -> answers.add(runner.control().enqueue(point)));
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
  }

  private List<SpaceEdit> edits(SweepView view) {
    Orders orders = orders(view);
    List<SpaceEdit> edits = new ArrayList<>();
    read(edits, free, SpaceEdit.Free::new);
    read(edits, widen, orders::widen);
    read(edits, narrow, orders::narrow);
    read(edits, add, orders::add);
    read(edits, remove, orders::remove);
    read(edits, fix, orders::fix);
    return edits;
  }

  private static void read(
      List<SpaceEdit> edits, List<String> texts, Function<String, SpaceEdit> order) {
    texts.forEach(text -> edits.add(order.apply(text)));
  }

  private List<Map<String, Object>> points(SweepView view) {
    return enqueue.stream().map(orders(view)::point).toList();
  }

  private static Orders orders(SweepView view) {
    return new Orders(view.sweep().domain(view.history()).space());
  }

  /** The sampler and the trainer must be able to work with the space as it will be. */
  private static void checkSearched(Sweep sweep, Domain domain) {
    sweep.sampler().create(domain.open(), sweep.budget().trials());
    for (TrainerProvider.Problem problem : SweepFiles.provider(sweep).check(domain.space())) {
      throw new WrongInput(refusal(problem));
    }
  }

  /** A sweep that is under way cannot leave a setting out, as its file could have. */
  private static String refusal(TrainerProvider.Problem problem) {
    return problem.remedy().isEmpty()
        ? problem.parameter() + ": " + problem.message()
        : "%s: nothing is changed, because it would have no use any more: it %s Keep a choice that uses it, or run a new file without it."
            .formatted(problem.parameter(), problem.fault());
  }

  private void checkTrials(SweepView view, PrintWriter out) {
    int now = view.trials().orElse(Integer.MAX_VALUE);
    if (trials != null && trials <= now) {
      throw new WrongInput(
          "--trials %d is not more than the %s there may be already."
              .formatted(trials, view.trials().isPresent() ? now : "trials without limit"));
    }
    if (trials != null) {
      out.printf("up to %d trials%n", trials);
    } else if (view.history().trials().size() >= now) {
      throw new WrongInput(
          "all %d trials of the budget are done, so nothing would be tried. Maybe add --trials %d."
              .formatted(now, now + Math.max(10, now / 4)));
    }
  }
}
