package io.attune.experiments.train;

import java.util.List;

/**
 * Settings that belong together.
 *
 * @param knobs what they are called, what they take, and what they are when nobody says
 * @param rules how they depend on each other and on settings of other groups
 */
record KnobGroup(List<Knob> knobs, List<Rule> rules) {}
