package io.attune.sweep;

public final class SweepFile {
  static final java.util.Map<String, Sweep> STUB = new java.util.concurrent.ConcurrentHashMap<>();

  public record Doc(Sweep sweep) {}

  private SweepFile() {}

  public static String write(Sweep s) {
    String k = "stub" + System.identityHashCode(s);
    STUB.put(k, s);
    return k;
  }

  public static Doc parse(String text, String name) {
    return new Doc(java.util.Objects.requireNonNull(STUB.get(text)));
  }
}
