package io.attune.search.axes;

import io.attune.space.Assignment;
import io.attune.trial.History;
import io.attune.trial.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which assignments of a space no trial has had. Knows all of them where they are few, and then
 * also when there is none left. Immutable.
 */
public final class Untried {
  /** More assignments than this are not listed. */
  public static final int MOST = 4096;

  private final Optional<Map<Assignment, Axes.Point>> all;

  /** The assignments that points of some axes stand for. */
  public Untried(Axes axes) {
    this.all = list(axes);
  }

  /** Whether no trial of a history has had the assignment. */
  public static boolean test(History history, Assignment assignment) {
    for (Trial trial : history.trials()) {
      if (trial.assignment().equals(assignment)) {
        return false;
      }
    }
    return true;
  }

  /** Points that no trial has had, in the order of the space; empty where there are too many. */
  public Optional<List<Axes.Point>> left(History history) {
    return all.map(points -> except(points, history));
  }

  private static List<Axes.Point> except(Map<Assignment, Axes.Point> points, History history) {
    Set<Assignment> tried = new HashSet<>();
    history.trials().forEach(trial -> tried.add(trial.assignment()));
    List<Axes.Point> left = new ArrayList<>();
    points.forEach(
        (assignment, point) -> {
          if (!tried.contains(assignment)) {
            left.add(point);
          }
        });
    return left;
  }

  /** Every point, unless counting them takes too long. */
  private static Optional<Map<Assignment, Axes.Point>> list(Axes axes) {
    if (axes.list().stream().anyMatch(axis -> axis.parameter().cardinality().isEmpty())) {
      return Optional.empty();
    }
    Map<Assignment, Axes.Point> points = new LinkedHashMap<>();
    Odometer odometer = new Odometer(axes);
    boolean more = true;
    for (int visited = 0; more && visited <= MOST; visited++) {
      Axes.Point point = axes.point(odometer::coordinate);
      if (axes.possible(point)) {
        points.put(point.assignment(), point);
      }
      more = odometer.next();
    }
    return more || points.size() > MOST ? Optional.empty() : Optional.of(points);
  }

  /** Counts through the values of the axes that are active, the last one fastest. */
  private static final class Odometer {
    private final List<Long> ends = new ArrayList<>();
    private final List<Integer> at = new ArrayList<>();
    private final Axes axes;
    private int asked;

    Odometer(Axes axes) {
      this.axes = axes;
    }

    /** The coordinate of the next active axis; axes not met before begin at their first value. */
    double coordinate(int axis) {
      if (asked == at.size()) {
        at.add(0);
        ends.add(axes.list().get(axis).parameter().cardinality().orElseThrow());
      }
      return at.get(asked++);
    }

    /** Moves on; false after the last point. */
    boolean next() {
      asked = 0;
      int last = at.size() - 1;
      while (last >= 0 && at.get(last) + 1L == ends.get(last)) {
        at.remove(last);
        ends.remove(last--);
      }
      if (last >= 0) {
        at.set(last, at.get(last) + 1);
      }
      return last >= 0;
    }
  }
}
