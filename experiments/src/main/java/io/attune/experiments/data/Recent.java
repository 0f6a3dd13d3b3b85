package io.attune.experiments.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was made for the last few keys. Thread-safe: who asks for what another thread is
 * making waits for that.
 */
final class Recent<K, V> {
  private final Map<K, Slot<V>> slots;

  /** Keeps so many. */
  Recent(int most) {
    this.slots =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Slot<V>> eldest) {
            return size() > most;
          }
        };
  }

  /** What is kept for a key, or else what is made now; if making fails, nothing is kept. */
  V get(K key, Supplier<V> make) {
    return slot(key).get(make);
  }

  private synchronized Slot<V> slot(K key) {
    return slots.computeIfAbsent(key, any -> new Slot<>());
  }

  private static final class Slot<V> {
    private @Nullable V value;

    synchronized V get(Supplier<V> make) {
      if (value == null) {
        value = make.get();
      }
      return value;
    }
  }
}
