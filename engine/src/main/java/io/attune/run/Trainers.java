package io.attune.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The trainers that sweep files can name. */
public final class Trainers {
  private Trainers() {}

  /** All of them by name. */
  public static List<TrainerProvider> all() {
    return ServiceLoader.load(TrainerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(TrainerProvider::name))
        .toList();
  }

  /** The one with a name. */
  public static Optional<TrainerProvider> named(String name) {
    return all().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }
}
