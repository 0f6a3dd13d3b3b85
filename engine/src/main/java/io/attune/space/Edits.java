package io.attune.space;

/** What the changes of a space have in common. */
final class Edits {
  private Edits() {}

  static Parameter parameter(Domain domain, String name) {
    return domain.space().parameters().get(domain.space().position(name));
  }

  /** The domain with another parameter in the place of one of the same name. */
  static Domain replace(Domain domain, Parameter changed) {
    SearchSpace space =
        Pruning.of(
            domain.space(),
            parameter -> parameter.name().equals(changed.name()) ? changed : parameter);
    java.util.Map<String, Object> fixed = new java.util.LinkedHashMap<>(domain.fixed());
    fixed.keySet().removeIf(name -> space.parameter(name).isEmpty());
    return new Domain(space, fixed);
  }
}
