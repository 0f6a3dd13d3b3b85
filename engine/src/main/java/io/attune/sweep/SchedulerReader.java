package io.attune.sweep;

import io.attune.search.RungSpec;
import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.trial.Milestone.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Reads `early_terminate`: one scheduler, or a list of which the first verdict counts. */
final class SchedulerReader {
  private static final String EXAMPLE = "{type: median}";
  private static final double ETA = 3;

  private static final Words<RungSpec.Mode> MODES =
      new Words<RungSpec.Mode>()
          .word("stopping", RungSpec.Mode.STOPPING)
          .word("promotion", RungSpec.Mode.PROMOTION);

  private static final Words<Type> TYPES =
      new Words<Type>()
          .word("none", type((r, given) -> new SchedulerSpec.None()))
          .word("median", type(SchedulerReader::median, "min_trials", "warmup_steps"))
          .word(
              "percentile",
              type(SchedulerReader::percentile, "percentile", "min_trials", "warmup_steps"))
          .word("asha", type(SchedulerReader::asha, "mode", "min_steps", "eta", "max_steps"))
          .word("successive_halving", type(SchedulerReader::halving, "trials", "min_steps", "eta"))
          .word(
              "hyperband",
              type(
                  SchedulerReader::hyperband,
                  "min_steps",
                  "max_steps",
                  "eta",
                  "min_iter",
                  "max_iter",
                  "s",
                  "strict"))
          .word("bohb", type(SchedulerReader::bohb, "min_steps", "max_steps", "eta"))
          .word("freeze_thaw", type(SchedulerReader::freezeThaw, "min_steps", "max_steps"))
          .word("patient", type(SchedulerReader::patient, "patience", "min_delta", "wraps"))
          .word("threshold", type(SchedulerReader::threshold, "lower", "upper", "warmup_steps"))
          .word(
              "wilcoxon", type(SchedulerReader::wilcoxon, "p_threshold", "startup_steps", "metric"))
          .later("envelope", "W&B refuses it as well. Maybe median.");

  private final Problems problems;
  private final BiConsumer<Node, String> notices;
  private Optional<SamplerSpec> sampler = Optional.empty();

  /**
   * @param notices takes what is to be said of keys that were read
   */
  SchedulerReader(Problems problems, BiConsumer<Node, String> notices) {
    this.problems = problems;
    this.notices = notices;
  }

  /** The scheduler; empty if something is wrong, which is among the problems then. */
  Optional<SchedulerSpec> read(Node node) {
    return node instanceof Node.Sequence list ? several(list) : one(node);
  }

  /** The sampler that what was read brings along; none with most types. */
  Optional<SamplerSpec> sampler() {
    return sampler;
  }

  private Optional<SchedulerSpec> several(Node.Sequence list) {
    List<SchedulerSpec> specs = new ArrayList<>();
    list.items().forEach(item -> problems.gather(() -> one(item).ifPresent(specs::add)));
    if (specs.size() < list.items().size()) {
      return Optional.empty();
    }
    if (specs.size() < 2) {
      throw Complaint.at(list, "a list needs at least two. Maybe write %s without [ ].", EXAMPLE);
    }
    return Optional.of(new SchedulerSpec.FirstOf(specs));
  }

  private Optional<SchedulerSpec> one(Node node) {
    Node.Mapping mapping = Expect.mapping(node, EXAMPLE);
    Node word =
        mapping
            .get("type")
            .orElseThrow(() -> Complaint.at(node, "type is missing. Maybe write %s.", EXAMPLE));
    Type type = TYPES.meaning(word);
    Given given = new Given(mapping, problems);
    given.only(Expect.text(word), type.settings());
    return given.make(() -> type.maker().apply(this, given));
  }

  // One method for each type.

  private SchedulerSpec median(Given given) {
    return new SchedulerSpec.Median(given.count("min_trials", 5), given.whole("warmup_steps", 3));
  }

  private SchedulerSpec percentile(Given given) {
    return new SchedulerSpec.Percentile(
        given.number("percentile", 25),
        given.count("min_trials", 5),
        given.whole("warmup_steps", 3));
  }

  private SchedulerSpec asha(Given given) {
    return new RungSpec.Asha(
        given.optional("mode", MODES::meaning).orElse(RungSpec.Mode.STOPPING),
        given.whole("min_steps", 1),
        given.number("eta", ETA),
        given.whole("max_steps"));
  }

  private SchedulerSpec halving(Given given) {
    return new RungSpec.SuccessiveHalving(
        given.count("trials", 27), given.whole("min_steps", 1), given.number("eta", ETA));
  }

  private SchedulerSpec hyperband(Given given) {
    boolean theirs = List.of("min_iter", "max_iter", "s", "strict").stream().anyMatch(given::has);
    boolean ours = given.has("min_steps") || given.has("max_steps");
    if (theirs == ours) {
      throw given.complaint(
          "hyperband takes either max_steps, or W&B's min_iter, or W&B's max_iter with s."
              + " Maybe write {type: hyperband, max_steps: 81}.");
    }
    return theirs ? bands(given) : brackets(given);
  }

  /** Hyperband's brackets, and the sampler that goes with them. */
  private SchedulerSpec bohb(Given given) {
    sampler = Optional.of(SamplerSpec.Bohb.standard());
    return brackets(given);
  }

  private SchedulerSpec brackets(Given given) {
    long most =
        given
            .whole("max_steps")
            .orElseThrow(
                () -> given.complaint("max_steps is missing. Maybe the steps of a full training."));
    return new RungSpec.Hyperband(given.whole("min_steps", 1), most, given.number("eta", ETA));
  }

  private SchedulerSpec bands(Given given) {
    boolean backwards = given.has("max_iter") && given.has("s");
    if (!backwards && !given.has("min_iter")) {
      throw given.complaint(
          "hyperband takes min_iter, or max_iter with s. Maybe write min_iter: 3, or max_iter: 27,"
              + " s: 2.");
    }
    for (String extra : backwards ? List.of("min_iter") : List.of("max_iter", "s")) {
      given.node(extra).ifPresent(node -> notices.accept(node, unused(backwards)));
    }
    // W&B's guide says false and the schema of its launcher fills in true. What its servers do with
    // a file that leaves it out is not published; the guide is what people read.
    boolean strict = given.optional("strict", Expect::truth).orElse(false);
    return new RungSpec.Bands(
        given.whole(backwards ? "max_iter" : "min_iter", 1),
        backwards ? OptionalInt.of(given.count("s", 1)) : OptionalInt.empty(),
        given.number("eta", ETA),
        strict ? Measure.LAST : Measure.BEST);
  }

  private static String unused(boolean backwards) {
    return "%s say where trials are judged, as in W&B; it is ignored."
        .formatted(backwards ? "max_iter and s" : "min_iter and eta");
  }

  private SchedulerSpec freezeThaw(Given given) {
    return new SchedulerSpec.FreezeThaw(given.whole("min_steps"), given.whole("max_steps"));
  }

  private SchedulerSpec patient(Given given) {
    return new SchedulerSpec.Patient(
        given.count("patience", 5),
        given.number("min_delta", 0),
        given.optional("wraps", this::read).flatMap(spec -> spec));
  }

  private SchedulerSpec threshold(Given given) {
    return new SchedulerSpec.Threshold(
        given.number("lower"), given.number("upper"), given.whole("warmup_steps", 0));
  }

  private SchedulerSpec wilcoxon(Given given) {
    return new SchedulerSpec.Wilcoxon(
        given.number("p_threshold", 0.1),
        given.count("startup_steps", 2),
        given.optional("metric", Expect::word));
  }

  private static Type type(
      BiFunction<SchedulerReader, Given, SchedulerSpec> maker, String... settings) {
    return new Type(List.of(settings), maker);
  }

  /** A type with the settings it takes. */
  private record Type(
      List<String> settings, BiFunction<SchedulerReader, Given, SchedulerSpec> maker) {}
}
