package io.attune.search.qmc;

/**
 * Halton's sequence (Halton 1960): the radical inverse of the index, to another prime base on each
 * axis.
 */
final class HaltonPoints implements Points {
  private final int[] primes;

  HaltonPoints(int dimensions) {
    this.primes = new int[dimensions];
    int candidate = 2;
    for (int found = 0; found < dimensions; candidate++) {
      if (isPrime(candidate, found)) {
        primes[found++] = candidate;
      }
    }
  }

  private boolean isPrime(int candidate, int found) {
    for (int i = 0; i < found && primes[i] * primes[i] <= candidate; i++) {
      if (candidate % primes[i] == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Digits coordinate(int index, int axis) {
    return Digits.reversed(index, primes[axis]);
  }
}
