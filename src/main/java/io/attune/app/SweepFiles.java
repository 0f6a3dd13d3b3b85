package io.attune.app;

import io.attune.experiments.train.ModelProvider;
import io.attune.run.TrainerProvider;
import io.attune.run.Trainers;
import io.attune.run.command.Programs;
import io.attune.sweep.Command;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepDocument;
import io.attune.sweep.SweepFile;
import io.attune.sweep.SweepFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads sweep files and has the trainer they name look at them. */
final class SweepFiles {
  private SweepFiles() {}

  /** A sweep whose trainer exists and accepts its parameters, and whose program is here. */
  static SweepDocument read(Path file) {
    SweepDocument document = check(file);
    missing(document)
        .ifPresent(
            complaint -> {
              throw new WrongInput(complaint);
            });
    return document;
  }

  /** The same, but its program may be on another machine; see {@link #missing}. */
  static SweepDocument check(Path file) {
    SweepDocument document = parse(file);
    Sweep sweep = document.sweep();
    if (sweep.command().isPresent()) {
      return document;
    }
    TrainerProvider provider =
        Trainers.named(sweep.trainer())
            .orElseThrow(
                () ->
                    new WrongInput(
                        "%s: trainer: there is no trainer %s; there are %s."
                            .formatted(document.places().of("trainer"), sweep.trainer(), names())));
    List<TrainerProvider.Problem> problems = provider.check(sweep.space());
    if (!problems.isEmpty()) {
      throw new WrongInput(
          String.join(
              "\n",
              problems.stream()
                  .map(p -> document.places().complaint(p.parameter(), p.message()))
                  .toList()));
    }
    return document;
  }

  /** What is not here of the program that a sweep starts, and where the file names it. */
  static Optional<String> missing(SweepDocument document) {
    Optional<Command> command = document.sweep().command();
    String key = command.flatMap(Command::program).isPresent() ? "program" : "command";
    return command
        .flatMap(Programs::missing)
        .map(reason -> document.places().of(key) + ": " + key + ": " + reason);
  }

  /** The provider of a sweep's trainer, which a stored sweep may name though it is gone. */
  static TrainerProvider provider(Sweep sweep) {
    if (sweep.command().isPresent()) {
      return new CommandTrainer();
    }
    return Trainers.named(sweep.trainer())
        .orElseThrow(
            () ->
                new WrongInput(
                    "the sweep was trained by %s, which is not here; there are %s."
                        .formatted(sweep.trainer(), names())));
  }

  /** The provider of a sweep's trainer, whose trials must have left networks to use again. */
  static ModelProvider models(Sweep sweep) {
    TrainerProvider provider = provider(sweep);
    if (provider instanceof ModelProvider models) {
      return models;
    }
    throw new WrongInput("trainer " + provider.name() + " leaves no networks to use again.");
  }

  private static SweepDocument parse(Path file) {
    try {
      return SweepFile.read(file);
    } catch (SweepFileException e) {
      throw new WrongInput(String.join("\n", e.problems()));
    }
  }

  private static List<String> names() {
    return Trainers.all().stream().map(TrainerProvider::name).toList();
  }
}
