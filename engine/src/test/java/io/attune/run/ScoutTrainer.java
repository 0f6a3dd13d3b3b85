package io.attune.run;

import io.attune.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A trainer whose scout does what the parameter {@code mood} says. */
public final class ScoutTrainer implements TrainerProvider {
  @Override
  public String name() {
    return "scouted";
  }

  @Override
  public String description() {
    return "is looked at beforehand";
  }

  @Override
  public Trainer trainer() {
    return trial -> {};
  }

  @Override
  public Optional<Scout> scout() {
    return Optional.of(new Moody());
  }

  private static final class Moody implements Scout {
    @Override
    public void preflight(SearchSpace space, long seed, Consumer<Finding> found) {
      System.out.println("chatter of a library");
      found.accept(Finding.passed("first", Map.of("seed", (double) seed, "none", Double.NaN)));
      act(space);
      found.accept(Finding.failed("second", Map.of(), "Mend it."));
    }

    @Override
    public RateRange rateRange(SearchSpace space, long seed) {
      act(space);
      List<RateRange.Point> points = List.of(new RateRange.Point(0.1, Double.NaN, 1.0 / 3));
      return new RateRange(0.001, 0.1, 0.05, "a reason", points);
    }

    private static void act(SearchSpace space) {
      switch (String.valueOf(space.parameters().get(0).decode(0))) {
        case "crash" -> Runtime.getRuntime().halt(134);
        case "hang" -> hang();
        case "refuse" -> throw new IllegalArgumentException("not this space.");
        default -> {}
      }
    }

    private static void hang() {
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
