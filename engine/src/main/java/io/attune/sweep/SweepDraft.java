package io.attune.sweep;

import io.attune.search.SamplerSpec;
import io.attune.search.SchedulerSpec;
import io.attune.search.gp.Imputation;
import io.attune.space.Domain;
import io.attune.space.SearchSpace;
import io.attune.trial.Constraint;
import io.attune.trial.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A sweep while its file is read: what each key said, in whatever order they come. */
final class SweepDraft {
  /** The keys that say how to choose what to try; of several that agree the first has settings. */
  enum SamplerKey {
    SAMPLER,
    METHOD,
    EARLY_TERMINATE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What commands are compared by if nothing else is said. */
  private static final String RUNTIME = "_runtime";

  private final Problems problems;
  private final Map<String, Consumer<SweepBuilder>> steps = new LinkedHashMap<>();
  private Optional<String> name = Optional.empty();
  private final Map<SamplerKey, SamplerSpec> samplers = new EnumMap<>(SamplerKey.class);
  private Imputation imputation = Imputation.STANDARD;
  private Map<String, Place> parameters = Map.of();
  private Optional<SearchSpace> space = Optional.empty();
  private Map<String, Object> fixed = Map.of();
  private Map<String, Object> fixedAtFirst = Map.of();
  private Optional<Node> trials = Optional.empty();
  private Guidance guidance = Guidance.NONE;
  private Conduct conduct = Conduct.PLAIN;
  private boolean preflight = true;
  private Optional<Groundwork.AutoRange> auto = Optional.empty();
  private Optional<CommandKeys.CommandDraft> command = Optional.empty();
  private final List<String> groups = new ArrayList<>();
  private final List<Consumer<SearchSpace>> later = new ArrayList<>();
  private final Map<Place, String> notices = new LinkedHashMap<>();

  SweepDraft(Problems problems) {
    this.problems = problems;
  }

  Problems problems() {
    return problems;
  }

  /** The command, to be filled in; a second trainer is a contradiction. */
  CommandKeys.CommandDraft command() {
    return command.orElseGet(
        () -> {
          CommandKeys.CommandDraft fresh = new CommandKeys.CommandDraft();
          command = Optional.of(fresh);
          return fresh;
        });
  }

  /** Keeps the name of a group of parameters. */
  void group(String name) {
    groups.add(name);
  }

  /** Keeps what is to be said of a key, though nothing is wrong with it. */
  void notice(Node node, String text) {
    notices.put(node.place(), text);
  }

  /** What is to be said, by the places it is said of. */
  Map<Place, String> notices() {
    return notices;
  }

  /** What trials without a score count as. */
  void imputation(Imputation said) {
    imputation = said;
  }

  /** What will choose what to try, as far as the file says. */
  Optional<SamplerSpec> sampler() {
    return samplers.values().stream().findFirst();
  }

  void name(String name) {
    this.name = Optional.of(name);
  }

  void preflight(boolean wanted) {
    preflight = wanted;
  }

  void auto(Groundwork.AutoRange range) {
    auto = Optional.of(range);
  }

  /** What the file wants to have done before the sweep starts. */
  Groundwork groundwork() {
    return new Groundwork(preflight, auto);
  }

  /**
   * Keeps what a key said.
   *
   * @param topic what it is about; a second key about the same topic is a contradiction
   */
  void say(String topic, Node node, Consumer<SweepBuilder> step) {
    if (steps.putIfAbsent(topic, step) != null) {
      throw Complaint.at(node, "%s is already given by another key. Remove one of the two.", topic);
    }
  }

  /** What a key says of the sampler; another may say the same, but not something else. */
  void sampler(SamplerKey key, Node node, SamplerSpec sampler) {
    samplers.forEach(
        (other, said) -> {
          if (!said.type().equals(sampler.type())) {
            throw contradiction(node, Map.of(other, said, key, sampler));
          }
        });
    samplers.put(key, sampler);
  }

  private static Complaint contradiction(Node node, Map<SamplerKey, SamplerSpec> samplers) {
    String says =
        samplers.entrySet().stream()
            .map(entry -> entry.getKey() + " says " + entry.getValue().type())
            .sorted()
            .collect(Collectors.joining(", but "));
    return Complaint.at(node, "%s. Remove one of the two.", says);
  }

  void scheduler(Node node, SchedulerSpec scheduler) {
    say("early stopping", node, builder -> builder.scheduler(scheduler));
  }

  void objectives(Node node, List<Objective> objectives) {
    say("the metric", node, builder -> objectives.forEach(builder::objective));
  }

  void constraints(Node node, List<Constraint> constraints) {
    say("the constraints", node, builder -> constraints.forEach(builder::constraint));
  }

  void trials(Node node, int trials) {
    this.trials = Optional.of(node);
    say("the number of trials", node, builder -> builder.trials(trials));
  }

  void time(Node node, Duration time) {
    say("the time", node, builder -> builder.time(time));
  }

  void trialTime(Node node, Duration time) {
    say("the time of a trial", node, builder -> builder.trialTime(time));
  }

  void target(Node node, double target) {
    say("the target", node, builder -> builder.target(target));
  }

  void space(Node node, SearchSpace space, Map<String, Place> places) {
    parameters = Map.copyOf(places);
    this.space = Optional.of(space);
    say("parameters", node, builder -> builder.space(space));
  }

  /** The space, which was read. */
  SearchSpace space() {
    return space.orElseThrow();
  }

  /** Keeps a check that needs the space, which may stand further down in the file. */
  void later(Consumer<SearchSpace> check) {
    later.add(check);
  }

  void fixed(Node node, Map<String, Object> values) {
    fixed = values;
    guide(
        "what is fixed",
        node,
        so -> new Guidance(values, so.enqueue(), so.priorRuns(), so.warmStart()));
  }

  /** Where the sweep searches; empty if what is fixed makes no sense, which was complained of. */
  Optional<Domain> domain(SearchSpace space) {
    try {
      Map<String, Object> held = new LinkedHashMap<>(fixed);
      held.putAll(fixedAtFirst);
      return Optional.of(new Domain(space, held));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void guide(String topic, Node node, UnaryOperator<Guidance> step) {
    guidance = step.apply(guidance);
    Guidance now = guidance;
    say(topic, node, builder -> builder.guidance(now));
  }

  void conduct(String topic, Node node, UnaryOperator<Conduct> step) {
    try {
      conduct = step.apply(conduct);
    } catch (IllegalArgumentException e) {
      throw Complaint.at(node, "%s", String.valueOf(e.getMessage()));
    }
    Conduct now = conduct;
    say(topic, node, builder -> builder.conduct(now));
  }

  void stages(Node node, List<Stage> stages) {
    fixedAtFirst = stages.get(0).fixed();
    later(
        space -> {
          int sum = stages.stream().mapToInt(Stage::trials).sum();
          if (trials.isPresent() && Expect.count(trials.get(), 1) != sum) {
            throw Complaint.at(
                trials.get(), "the stages have %d trials together. Maybe remove this key.", sum);
          }
        });
    conduct(
        "stages",
        node,
        so -> new Conduct(so.growth(), so.repeats(), so.trialsPerSeed(), List.copyOf(stages)));
  }

  /** Makes the checks that waited for the space. */
  void settle() {
    for (Consumer<SearchSpace> check : later) {
      problems.gather(() -> space.ifPresent(check));
    }
  }

  /** Places of the parameters by their dotted names. */
  Map<String, Place> parameters() {
    return parameters;
  }

  /** Complains of the keys that every sweep needs and this one lacks. */
  void checkMissing(Node.Mapping root) {
    checkTrainer(root);
    checkMetric(root);
    if (!recorded(root)) {
      requireParameters(root);
    }
  }

  private static boolean recorded(Node.Mapping root) {
    return root.get("trainer")
        .map(node -> node instanceof Node.Scalar word && word.value().equals(Sweep.RECORDED))
        .orElse(false);
  }

  private void requireParameters(Node.Mapping root) {
    require(root, "parameters", "Maybe write `parameters: {lr: {min: 0.001, max: 0.1}}`.");
  }

  private void checkTrainer(Node.Mapping root) {
    Optional<Node.Entry> program = root.entry("program").or(() -> root.entry("command"));
    if (program.isEmpty()) {
      root.entry("process")
          .ifPresent(
              entry ->
                  problems.add(
                      entry.place(), "there is no program here. Maybe add `program: train.py`."));
      require(root, "trainer", "Maybe write `trainer: mlp`, or `program: train.py`.");
    } else if (root.get("trainer").isPresent()) {
      problems.add(
          program.get().place(), "there is a trainer already. Keep either `trainer` or this key.");
    }
  }

  /**
   * W&amp;B needs none where the search does not learn; then every trial is as good as the next.
   */
  private void checkMetric(Node.Mapping root) {
    boolean learns =
        !sampler().map(spec -> List.of("random", "grid").contains(spec.type())).orElse(false);
    if (command.isEmpty() || learns || root.get("early_terminate").isPresent()) {
      require(root, "metric", "Maybe write `metric: {name: val_loss, goal: minimize}`.");
    } else if (root.get("metric").isEmpty()) {
      objectives(root, List.of(Objective.minimize(RUNTIME)));
      notices.put(
          Place.FILE.as("metric"),
          "none is given; trials are compared by " + RUNTIME + ", the seconds their programs ran.");
    }
  }

  private void require(Node.Mapping root, String key, String remedy) {
    if (root.get(key).isEmpty()) {
      problems.add(root.place().as(key), "this key is missing. %s", remedy);
    }
  }

  /**
   * The sweep, once nothing is wrong.
   *
   * @param otherwise its name if the file gives none
   */
  Sweep build(String otherwise) {
    SweepBuilder builder = Sweep.named(name.orElse(otherwise));
    steps.values().forEach(step -> step.accept(builder));
    builder.sampler(ImputationKeys.with(sampler().orElse(new SamplerSpec.Bayes()), imputation));
    command.ifPresent(draft -> builder.command(draft.made(groups)));
    return builder.build();
  }
}
