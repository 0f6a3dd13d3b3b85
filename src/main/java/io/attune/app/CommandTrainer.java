package io.attune.app;

import io.attune.run.Trainer;
import io.attune.run.TrainerProvider;
import io.attune.sweep.Command;

/** Stands for a program that trains: nothing is known of it before it runs. */
final class CommandTrainer implements TrainerProvider {
  @Override
  public String name() {
    return Command.TRAINER;
  }

  @Override
  public String description() {
    return "A program in any language, started for each trial.";
  }

  @Override
  public Trainer trainer() {
    return trial -> {
      throw new IllegalStateException("commands are trained by an executor of their own");
    };
  }
}
