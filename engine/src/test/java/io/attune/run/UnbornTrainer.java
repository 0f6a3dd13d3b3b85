package io.attune.run;

/** A trainer that cannot be made at all. */
public final class UnbornTrainer implements TrainerProvider {
  @Override
  public String name() {
    return "unborn";
  }

  @Override
  public String description() {
    return "fails before it trains";
  }

  @Override
  public Trainer trainer() {
    throw new AssertionError("no such device");
  }
}
