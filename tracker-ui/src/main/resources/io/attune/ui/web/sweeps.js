import { get, paced, watch } from "./api.js";
import { fill, h, pill } from "./dom.js";
import { count, duration, number, time } from "./format.js";

const ORDER = ["completed", "stopped", "paused", "running", "interrupted", "failed"];

/** The list of sweeps, newest first. */
export async function sweepsPage(page) {
  const body = h("div", { class: "stack" });
  const refresh = async () => {
    const { sweeps } = await get("/sweeps");
    page.title("Sweeps");
    fill(body, sweeps.length ? list(sweeps.reverse(), page) : nothing());
  };
  await refresh();
  page.show(body);
  const again = paced(1_000, () => refresh().catch(() => page.live("reconnecting")));
  page.onLeave(watch("/stream", { update: again, state: page.live }));
}

function list(sweeps, page) {
  return [
    h("div", { class: "title" }, h("h1", {}, "Sweeps"), h("span", { class: "muted" }, count(sweeps.length))),
    h(
      "section",
      { class: "panel table-box sweeps" },
      h(
        "table",
        { class: "wide", "aria-label": "Sweeps, newest first" },
        h("thead", {}, h("tr", {}, HEADS.map(([title, kind]) => h("th", { scope: "col", class: kind }, title)))),
        h("tbody", {}, sweeps.map((sweep) => row(sweep, page))),
      ),
    ),
  ];
}

const HEADS = [
  ["sweep", ""],
  ["best", "num"],
  ["trials", ""],
  ["status", ""],
  ["trials failed", "num optional"],
  ["started", "optional"],
  ["time spent", "num optional"],
];

function row(sweep, page) {
  const address = `/sweeps/${sweep.id}`;
  return h(
    "tr",
    { onclick: (event) => event.target.closest("a") || page.go(address), "data-sweep": sweep.id },
    h("td", {}, h("a", { class: "name", href: address }, sweep.name), h("div", { class: "muted" }, goal(sweep))),
    h("td", { class: "num" }, sweep.best ? h("b", {}, reached(sweep)) : "–", infeasible(sweep)),
    h("td", {}, bar(sweep), done(sweep)),
    h("td", {}, pill(sweep.status)),
    h("td", { class: "num optional" }, String(sweep.trials.failed ?? 0)),
    h("td", { class: "optional" }, sweep.started ? time(sweep.started) : "–"),
    h("td", { class: "num optional" }, sweep.started ? duration(sweep.seconds) : "–"),
  );
}

/** What a sweep is after, such as "maximize val_accuracy". */
export function goal(sweep) {
  const aims = sweep.objectives.map(({ metric, goal }) => `${goal} ${metric}`).join(", ");
  return sweep.constraints.length ? `${aims} with ${sweep.constraints.map(limit).join(", ")}` : aims;
}

function limit({ metric, min, max }) {
  const low = min === null ? "" : `${number(min)} ≤ `;
  return `${low}${metric}${max === null ? "" : ` ≤ ${number(max)}`}`;
}

/** The best value so far, or how many trials are on the front. */
export function reached({ best, front }) {
  if (!best) {
    return "–";
  }
  return front && best.feasible ? `front of ${count(front.trials.length)}` : number(best.score);
}

/** A word of warning where the best trial breaks a constraint, as all others then do. */
export function infeasible({ best }) {
  return best && !best.feasible ? h("div", { class: "small" }, "infeasible") : null;
}

/** What a metric measures, whatever it was measured on: "loss" of train_loss and val_loss. */
export function measure(metric) {
  return metric.replace(SPLIT, "");
}

/** The layer that a metric such as layer/2/update_ratio tells of, and what; null for all others. */
export function layer(metric) {
  const found = /^layer\/([1-9]\d*)\/(\w+)$/.exec(metric);
  return found && { number: Number(found[1]), what: found[2] };
}

/** What a metric was measured on: train, val or test; empty where its name does not tell. */
export function split(metric) {
  return { training: "train", valid: "val", validation: "val" }[SPLIT.exec(metric)?.[1]] ?? SPLIT.exec(metric)?.[1] ?? "";
}

/** Metrics on the test split as [name, value]: what measures the same as the objective comes first. */
export function tested(test, objective) {
  const entries = Object.entries(test);
  const twin = entries.find(([name]) => measure(name) === measure(objective)) ?? entries[0];
  return [twin, ...entries.filter((entry) => entry !== twin)].filter(Boolean);
}

const SPLIT = /^(training|train|validation|valid|val|test)[_./-]/;

/** Trials that ended, of those there may be. */
export function done(sweep) {
  const ended = sweep.total - (sweep.trials.running ?? 0) - (sweep.trials.paused ?? 0) - (sweep.trials.interrupted ?? 0);
  return sweep.budget === null ? count(ended) : `${count(ended)} of ${count(sweep.budget)}`;
}

/** Share of trials in each state, as a bar. */
export function bar(sweep) {
  const whole = Math.max(sweep.total, sweep.budget ?? 0, 1);
  const parts = ORDER.filter((state) => sweep.trials[state]).map((state) => {
    const part = h("i", { class: state });
    part.style.width = (100 * sweep.trials[state]) / whole + "%";
    return part;
  });
  return h("div", { class: "bar", role: "img", "aria-label": `${done(sweep)} trials ended` }, parts);
}

/** Trials in each state, in words. */
export function tally(sweep) {
  return ORDER.filter((state) => sweep.trials[state]).map((state) => pill(state, `${count(sweep.trials[state])} ${state}`));
}

function nothing() {
  return h(
    "section",
    { class: "panel empty" },
    h("h1", {}, "No sweeps yet"),
    h("p", {}, "A sweep appears here the moment it starts. From the folder of the project, this starts one:"),
    h("code", {}, "scripts/attune run experiments/sweeps/digits.yaml"),
  );
}
