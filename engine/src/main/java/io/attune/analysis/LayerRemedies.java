package io.attune.analysis;

import io.attune.space.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to change after a verdict on layers, in terms of the parameters that the trial has. */
record LayerRemedies(Assignment settings) {
  List<Suggestion> dead() {
    List<Suggestion> next = new ArrayList<>();
    Setting.LEARNING_RATE
        .in(settings)
        .ifPresent(rate -> next.add(rate.times(0.1, 0.3, "large updates kill units for good")));
    next.add(activation("leaky_relu", "its units cannot die"));
    return next;
  }

  List<Suggestion> saturated() {
    List<Suggestion> next = new ArrayList<>();
    next.add(
        choice("initialization", "xavier_normal", "smaller first weights keep answers in the bend")
            .orElse(new Suggestion.Advice("draw smaller first weights, such as Xavier's")));
    Setting.LEARNING_RATE
        .in(settings)
        .ifPresent(
            rate -> next.add(rate.times(0.1, 0.3, "large updates push answers to the ends")));
    next.add(activation("relu", "it has one flat end only"));
    return next;
  }

  List<Suggestion> vanishing() {
    List<Suggestion> next = new ArrayList<>();
    next.add(
        choice("batch_norm", "true", "it brings each layer's answers back to one width")
            .orElse(new Suggestion.Advice("normalize batches between the layers")));
    next.add(activation("relu", "its slope is 1, so it does not shrink gradients"));
    next.add(
        choice("initialization", "he_normal", "it keeps the width of answers from layer to layer")
            .orElse(new Suggestion.Advice("draw first weights as He et al. do")));
    return next;
  }

  List<Suggestion> exploding() {
    List<Suggestion> next = new ArrayList<>();
    next.add(
        choice("initialization", "he_normal", "smaller first weights do not stretch gradients")
            .orElse(new Suggestion.Advice("draw smaller first weights, such as He's")));
    next.add(new Suggestion.Advice("clip the gradients' norm, or normalize batches"));
    return next;
  }

  /** Rates around a multiple that would bring updates to the right size. */
  List<Suggestion> rate(double factor) {
    String why = "an update of a thousandth of the weights is usual";
    return List.of(
        Setting.LEARNING_RATE
            .in(settings)
            .map(rate -> rate.times(factor / 3, factor * 3, why))
            .orElseGet(
                () ->
                    new Suggestion.Advice(
                        "multiply the learning rate by " + Numbers.text(factor) + ": " + why)));
  }

  private Suggestion activation(String better, String why) {
    return choice("activation", better, why)
        .orElse(new Suggestion.Advice("use " + better.replace('_', ' ') + ": " + why));
  }

  private Optional<Suggestion> choice(String parameter, String better, String why) {
    Object now = settings.values().get(parameter);
    return now == null || now.toString().equals(better)
        ? Optional.empty()
        : Optional.of(new Suggestion.Choice(parameter, better, why));
  }
}
