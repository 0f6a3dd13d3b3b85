package io.attune.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that is sent: turned into JSON by whoever sends it, because the training thread has
 * better things to do.
 */
sealed interface Entry {
  /** As one line of JSON. */
  String json();

  /** Metrics of a step, copied, because the caller may go on with its map. */
  record Metrics(long step, long millis, String[] names, double[] values) implements Entry {
    static final int LONGEST_NAME = 250;

    static Metrics of(long step, Map<String, ? extends Number> metrics) {
      String[] names = new String[metrics.size()];
      double[] values = new double[names.length];
      int i = 0;
      for (Map.Entry<String, ? extends Number> metric : metrics.entrySet()) {
        names[i] = checked(metric.getKey());
        values[i++] = metric.getValue().doubleValue();
      }
      return new Metrics(step, System.currentTimeMillis(), names, values);
    }

    @Override
    public String json() {
      Map<String, Object> metrics = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        metrics.put(names[i], values[i]);
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("step", step);
      json.put("at", millis);
      json.put("metrics", metrics);
      return JsonText.write(json);
    }

    /** What the server would refuse must be said where it can be mended. */
    static String checked(String name) {
      if (name.isBlank() || name.length() > LONGEST_NAME || hasControl(name)) {
        throw new IllegalArgumentException(
            "\"%s\" is no name; names have 1 to %d characters, and no control characters."
                .formatted(name, LONGEST_NAME));
      }
      return name;
    }

    private static boolean hasControl(String name) {
      for (int i = 0; i < name.length(); i++) {
        if (Character.isISOControl(name.charAt(i))) {
          return true;
        }
      }
      return false;
    }
  }

  /** Anything else. */
  record Told(String json) implements Entry {
    static Told of(String key, Object value) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put(key, value);
      json.put("at", System.currentTimeMillis());
      return new Told(JsonText.write(json));
    }
  }
}
