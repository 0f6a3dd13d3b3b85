package io.attune.sweep;

import io.attune.sweep.SweepDraft.SamplerKey;

/** Every key outside `parameters`, with what it means. */
final class SweepKeys {
  private static final String LAUNCH =
      "of W&B's Launch, which only W&B can start. Maybe name its program: `program: train.py`.";

  private static final KeyTable<SweepDraft> BUDGET =
      new KeyTable<SweepDraft>()
          .key("trials", (draft, node) -> draft.trials(node, Expect.count(node, 1)))
          .key("time", (draft, node) -> draft.time(node, Durations.read(node)))
          .key("trial_time", (draft, node) -> draft.trialTime(node, Durations.read(node)));

  private static final KeyTable<SweepDraft> STOP =
      new KeyTable<SweepDraft>()
          .key("target", (draft, node) -> draft.target(node, Expect.number(node)))
          .key("min_improvement", SweepKeys::minImprovement);

  static final KeyTable<SweepDraft> TOP =
      new KeyTable<SweepDraft>()
          .key("name", (draft, node) -> draft.name(Expect.text(node)))
          .key("description", SweepKeys::description)
          .key("trainer", SweepKeys::trainer)
          .key("program", CommandKeys::program)
          .key("command", CommandKeys::command)
          .key("process", CommandKeys::process)
          .key("metric", CriteriaKeys::metric)
          .key("constraints", CriteriaKeys::constraints)
          .key("method", SamplerKeys::method)
          .key("sampler", SamplerKeys::sampler)
          .key("seed", SweepKeys::seed)
          .key("budget", SweepKeys::budget)
          .key("stop", SweepKeys::stop)
          .key("run_cap", (draft, node) -> draft.trials(node, Expect.count(node, 1)))
          .key("parallel", SweepKeys::parallel)
          .key("max_retries", SweepKeys::retries)
          .key("keep", SweepKeys::keep)
          .key("early_terminate", SweepKeys::stopping)
          .key("fixed", GuidanceKeys::fixed)
          .key("enqueue", GuidanceKeys::enqueue)
          .key("prior_runs", GuidanceKeys::priorRuns)
          .key("warm_start", GuidanceKeys::warmStart)
          .key("extend", ConductKeys::extend)
          .key("repeats", ConductKeys::repeats)
          .key("stages", StageKeys::stages)
          .key("trials_per_seed", ConductKeys::trialsPerSeed)
          .key("preflight", (draft, node) -> draft.preflight(Expect.truth(node)))
          .key("parameters", (draft, node) -> new SpaceReader(draft).read(node))
          .key("project", SweepKeys::theirs)
          .key("entity", SweepKeys::theirs)
          .key("apiVersion", SweepKeys::theirs)
          .key("kind", SweepKeys::kind)
          .key("controller", SweepKeys::theirs)
          .refused(
              "metrics",
              "this key is W&B's for samplers that come as Python code. Maybe give"
                  + " `metric` a list: `metric: [{name: a}, {name: b}]`.")
          .refused(
              "scheduler",
              "a search that is written in Python cannot be run here. Maybe choose a sampler:"
                  + " `method: bayes`.")
          .refused("job", "this key names a job " + LAUNCH)
          .refused("image_uri", "this key names a container " + LAUNCH);

  private SweepKeys() {}

  /** What only W&amp;B's servers make something of. */
  private static void theirs(SweepDraft draft, Node node) {
    draft.notice(node, "only W&B's servers make something of it; it is ignored.");
  }

  private static void kind(SweepDraft draft, Node node) {
    if (!Expect.text(node).equals("sweep")) {
      throw Complaint.at(node, "only sweeps can be read here. Maybe write `kind: sweep`.");
    }
    theirs(draft, node);
  }

  private static void description(SweepDraft draft, Node node) {
    String text = Expect.text(node);
    draft.say("the description", node, sweep -> sweep.description(text));
  }

  private static void trainer(SweepDraft draft, Node node) {
    String name = Expect.word(node);
    draft.say("the trainer", node, sweep -> sweep.trainer(name));
  }

  private static void seed(SweepDraft draft, Node node) {
    long seed = Expect.whole(node);
    draft.say("the seed", node, sweep -> sweep.seed(seed));
  }

  private static void budget(SweepDraft draft, Node node) {
    BUDGET.read(Expect.mapping(node, "{trials: 50, time: 20m}"), draft, draft.problems());
  }

  private static void stop(SweepDraft draft, Node node) {
    STOP.read(
        Expect.mapping(node, "{target: 0.98, min_improvement: 0.001}"), draft, draft.problems());
  }

  private static void minImprovement(SweepDraft draft, Node node) {
    double least = Expect.number(node);
    if (!(least > 0)) {
      throw Complaint.at(node, "%s is not above 0. Maybe 0.001.", least);
    }
    draft.say("the least improvement", node, sweep -> sweep.minImprovement(least));
  }

  private static void parallel(SweepDraft draft, Node node) {
    int workers = Expect.count(node, 1);
    draft.say("parallel", node, sweep -> sweep.parallel(workers));
  }

  private static void retries(SweepDraft draft, Node node) {
    int retries = Expect.count(node, 0);
    draft.say("max_retries", node, sweep -> sweep.maxRetries(retries));
  }

  private static void keep(SweepDraft draft, Node node) {
    int trials = Expect.count(node, 1);
    draft.say("keep", node, sweep -> sweep.keep(trials));
  }

  private static void stopping(SweepDraft draft, Node node) {
    SchedulerReader reader = new SchedulerReader(draft.problems(), draft::notice);
    reader.read(node).ifPresent(spec -> draft.scheduler(node, spec));
    reader.sampler().ifPresent(s -> draft.sampler(SamplerKey.EARLY_TERMINATE, node, s));
  }
}
