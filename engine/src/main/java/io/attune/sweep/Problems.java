package io.attune.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The problems of one file. Gathered so that a person sees them all at once; of several at the same
 * key only the first is kept, because the others tend to follow from it.
 */
final class Problems {
  private static final int MOST = 20;
  private static final Comparator<Complaint> ORDER =
      Comparator.<Complaint>comparingInt(complaint -> complaint.place().line())
          .thenComparingInt(complaint -> complaint.place().column());

  private final String file;
  private final Map<Place, Complaint> complaints = new LinkedHashMap<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place place, String message, Object... values) {
    with(new Complaint(place, message.formatted(values)));
  }

  /** Runs a step and keeps what it complains of. */
  void gather(Runnable step) {
    try {
      step.run();
    } catch (Complaint complaint) {
      with(complaint);
    }
  }

  boolean none() {
    return complaints.isEmpty();
  }

  int count() {
    return complaints.size();
  }

  /** Throws what was gathered, if anything was. */
  void raise() {
    if (!none()) {
      throw exception();
    }
  }

  SweepFileException exception() {
    List<String> lines =
        complaints.values().stream()
            .sorted(ORDER)
            .limit(MOST)
            .map(this::line)
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
    if (complaints.size() > MOST) {
      lines.add("%s: and %d more problems.".formatted(file, complaints.size() - MOST));
    }
    return new SweepFileException(lines);
  }

  /** Adds one more problem. */
  Problems with(Complaint complaint) {
    complaints.putIfAbsent(complaint.place(), complaint);
    return this;
  }

  private String line(Complaint complaint) {
    return line(file, complaint.place(), complaint.text());
  }

  static String line(String file, Place place, String message) {
    String at = place.line() == 0 ? file : file + ":" + place.line();
    return place.path().isEmpty() ? at + ": " + message : at + ": " + place.path() + ": " + message;
  }
}
