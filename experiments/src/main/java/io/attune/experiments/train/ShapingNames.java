package io.attune.experiments.train;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of the settings that decide what layers a network has, and so what weights fit it. */
record ShapingNames(Set<String> names) {
  /** Settings of architectures that another training may change. */
  private static final Set<String> FREE = Set.of("dropout", "dropout_N", "batch_norm_momentum");

  /** Those of an architecture's own settings. */
  static ShapingNames of(List<KnobGroup> own) {
    return new ShapingNames(
        own.stream()
            .flatMap(group -> group.knobs().stream())
            .map(Knob::name)
            .filter(name -> !FREE.contains(name))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a setting, or the family it belongs to, is one of them. */
  boolean has(String name) {
    return names.contains(name) || names.contains(Knob.Numbered.family(name));
  }
}
