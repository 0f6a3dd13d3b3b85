package io.attune.experiments.train;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One setting of a trainer: what values it takes, and which one it has when nobody says. */
sealed interface Knob {
  String name();

  /** Empty where leaving it out has a meaning of its own. */
  Optional<Object> fallback();

  /** What it takes, for people. */
  String range();

  boolean accepts(Object value);

  /** What is wrong with a value; empty if nothing is. */
  default Optional<String> problem(Object value) {
    return accepts(value)
        ? Optional.empty()
        : Optional.of("can be %s, but takes %s.%s".formatted(value, range(), hint(value)));
  }

  /** A guess at what was meant, after a space; or nothing. */
  default String hint(Object value) {
    return "";
  }

  /** One of a few words. */
  record Choice(String name, List<String> words, Optional<Object> fallback) implements Knob {
    Choice(String name, List<String> words, String usual) {
      this(name, words, Optional.of(usual));
    }

    @Override
    public String range() {
      return String.join(", ", words.subList(0, words.size() - 1))
          + " or "
          + words.get(words.size() - 1);
    }

    @Override
    public boolean accepts(Object value) {
      return words.contains(value);
    }

    @Override
    public String hint(Object value) {
      return Spelling.hint(value.toString(), words);
    }
  }

  /** Any text. */
  record Text(String name, Optional<Object> fallback) implements Knob {
    Text(String name) {
      this(name, Optional.empty());
    }

    @Override
    public String range() {
      return "a text";
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof String;
    }
  }

  /** Yes or no. */
  record Flag(String name, boolean usual) implements Knob {
    @Override
    public Optional<Object> fallback() {
      return Optional.of(usual);
    }

    @Override
    public String range() {
      return "true or false";
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof Boolean;
    }

    @Override
    public String hint(Object value) {
      return List.of("true", "false").contains(value) ? " Write it without quotes." : "";
    }
  }

  /** A whole number between two bounds, both included. */
  record Whole(String name, long min, long max, Optional<Object> fallback) implements Knob {
    @Override
    public String range() {
      return "whole numbers from " + min + " to " + max;
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof Number number
          && number.doubleValue() == Math.rint(number.doubleValue())
          && number.doubleValue() >= min
          && number.doubleValue() <= max;
    }
  }

  /** A whole number that is {@code min} or some steps above it, up to {@code max}. */
  record Stepped(String name, String range, long min, long max, long step, long usual)
      implements Knob {
    @Override
    public Optional<Object> fallback() {
      return Optional.of(usual);
    }

    @Override
    public boolean accepts(Object value) {
      return new Whole(name, min, max, Optional.empty()).accepts(value)
          && (((Number) value).longValue() - min) % step == 0;
    }
  }

  /** The same setting for each of several layers, as name_1, name_2 and so on. */
  record Numbered(Knob each) implements Knob {
    private static final Pattern NUMBER = Pattern.compile("_[1-9][0-9]{0,2}$");

    /** The name that stands for all; a number takes the place of the N. */
    static String family(String name) {
      return NUMBER.matcher(name).replaceFirst("_N");
    }

    @Override
    public String name() {
      return each.name() + "_N";
    }

    /** That of the setting for all layers. */
    @Override
    public Optional<Object> fallback() {
      return Optional.empty();
    }

    @Override
    public String range() {
      return each.range();
    }

    @Override
    public boolean accepts(Object value) {
      return each.accepts(value);
    }
  }

  /** A number of an interval. */
  record Real(String name, Interval interval, Optional<Object> fallback) implements Knob {
    Real(String name, Interval interval, double usual) {
      this(name, interval, Optional.of(usual));
    }

    @Override
    public String range() {
      return interval.words();
    }

    @Override
    public boolean accepts(Object value) {
      return value instanceof Number number && interval.contains(number.doubleValue());
    }
  }

  /** Where a number may lie. */
  enum Interval {
    POSITIVE("numbers above 0") {
      @Override
      boolean contains(double x) {
        return x > 0 && Double.isFinite(x);
      }
    },
    NOT_NEGATIVE("numbers from 0 up") {
      @Override
      boolean contains(double x) {
        return x >= 0 && Double.isFinite(x);
      }
    },
    SHARE("numbers from 0 to below 1") {
      @Override
      boolean contains(double x) {
        return x >= 0 && x < 1;
      }
    },
    INSIDE("numbers between 0 and 1") {
      @Override
      boolean contains(double x) {
        return x > 0 && x < 1;
      }
    },
    FINITE("numbers") {
      @Override
      boolean contains(double x) {
        return Double.isFinite(x);
      }
    },
    FACTOR("numbers above 0 and up to 1") {
      @Override
      boolean contains(double x) {
        return x > 0 && x <= 1;
      }
    };

    private final String words;

    Interval(String words) {
      this.words = words;
    }

    abstract boolean contains(double x);

    String words() {
      return words;
    }
  }
}
