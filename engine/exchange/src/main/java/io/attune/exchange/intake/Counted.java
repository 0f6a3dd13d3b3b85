package io.attune.exchange.intake;

/** What imports count. */
public enum Counted {
  FILES("file"),
  SWEEPS("sweep"),
  TRIALS("trial"),
  READINGS("reading"),
  ATTACHMENTS("attachment");

  private final String one;

  Counted(String one) {
    this.one = one;
  }

  String of(long count) {
    return "%,d %s%s".formatted(count, one, count == 1 ? "" : "s");
  }
}
