package io.attune.store;

/** The right to run a sweep, which one holder has at a time; closing it lets others in. */
@FunctionalInterface
public interface Claim extends AutoCloseable {
  /** Gives the right back. Closing twice is fine. */
  @Override
  void close();
}
