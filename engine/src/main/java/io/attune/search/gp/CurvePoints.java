package io.attune.search.gp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points of learning curves as the model sees them.
 *
 * @param rows the features of the trial that each point belongs to
 * @param shares how far the trial had trained, from 1/64 to 1
 * @param trials numbers of the trials, equal for points of one curve
 * @param targets warped best losses so far, small is good
 */
record CurvePoints(List<double[]> rows, double[] shares, int[] trials, double[] targets) {

  int size() {
    return targets.length;
  }

  /** Whether all numbers are the same; a record would compare its arrays by identity. */
  boolean same(CurvePoints other) {
    return Arrays.equals(targets, other.targets)
        && Arrays.equals(shares, other.shares)
        && Arrays.equals(trials, other.trials)
        && Arrays.deepEquals(rows.toArray(), other.rows.toArray());
  }

  /** The points at some indices. */
  CurvePoints at(int[] indices) {
    return new CurvePoints(
        Arrays.stream(indices).mapToObj(rows::get).toList(),
        Arrays.stream(indices).mapToDouble(i -> shares[i]).toArray(),
        Arrays.stream(indices).map(i -> trials[i]).toArray(),
        Arrays.stream(indices).mapToDouble(i -> targets[i]).toArray());
  }

  /** These points and one more. */
  CurvePoints plus(double[] row, double share, int trial, double target) {
    int size = size();
    List<double[]> more = new ArrayList<>(rows);
    more.add(row);
    double[] moreShares = Arrays.copyOf(shares, size + 1);
    int[] moreTrials = Arrays.copyOf(trials, size + 1);
    double[] moreTargets = Arrays.copyOf(targets, size + 1);
    moreShares[size] = share;
    moreTrials[size] = trial;
    moreTargets[size] = target;
    return new CurvePoints(more, moreShares, moreTrials, moreTargets);
  }
}
