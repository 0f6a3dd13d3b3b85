import { h } from "./dom.js";
import { duration, time, value } from "./format.js";

/** What was asked of a sweep: its space, settings and file. */
export function definition(detail) {
  const source = detail.source
    ? h("details", { class: "panel" }, h("summary", {}, "Sweep file"), h("pre", { class: "log" }, detail.source))
    : null;
  return h(
    "div",
    { class: "stack" },
    h(
      "div",
      { class: "pair start" },
      h("div", { class: "stack" }, box("Search space", space(detail)), news(detail.news)),
      box("Settings", facts(settings(detail))),
    ),
    source,
  );
}

function box(title, body) {
  return h("section", { class: "panel", "aria-label": title }, h("header", {}, h("h2", {}, title)), h("div", { class: "table-box" }, body));
}

/** What was made known or changed while the sweep ran. */
function news(list) {
  return list.length ? box("What was changed", facts(list.map(({ trials, text }) => [trials ? `after trial ${trials}` : "at the start", text]))) : null;
}

function space({ parameters, fixed }) {
  return h(
    "table",
    { class: "plain wide" },
    h("thead", {}, h("tr", {}, ["parameter", "values", "applies"].map((t) => h("th", { scope: "col" }, t)))),
    h(
      "tbody",
      {},
      parameters.map((p) => h("tr", {}, h("td", {}, p.name), h("td", {}, p.name in fixed ? `fixed to ${value(fixed[p.name])} of ${values(p)}` : values(p)), h("td", { class: "muted" }, p.searched ? when(p.when) : "no more"))),
    ),
  );
}

function values(p) {
  if (p.type === "categorical") {
    return p.choices
      .map((c, i) => value(c) + (p.probabilities.length ? ` (${Math.round(p.probabilities[i] * 100)} %)` : ""))
      .join(", ");
  }
  const bounds = p.min === null || p.max === null ? "" : `${value(p.min)} to ${value(p.max)}, `;
  const step = p.quantum > (p.type === "int" ? 1 : 0) ? `, multiples of ${value(p.quantum)}` : "";
  return `${bounds}${p.distribution}${p.type === "int" ? ", whole numbers" : ""}${step}`;
}

function when(condition) {
  const parts = Object.entries(condition).map(([parent, list]) => `${parent} is ${list.map(value).join(" or ")}`);
  return parts.length ? "where " + parts.join(" and ") : "always";
}

function settings(detail) {
  const { summary } = detail;
  if (detail.recorded) {
    return { objective: `${summary.goal} ${summary.metric}`, trials: "run by others and recorded here", created: time(summary.created), ...detail.tags };
  }
  return {
    objective: `${summary.goal} ${summary.metric}`,
    sampler: chosen(detail.sampler),
    "early stopping": chosen(detail.scheduler),
    ...(detail.stages.length ? { stages: detail.stages.map(stage).join(" → ") } : {}),
    trainer: detail.trainer,
    budget: budget(detail),
    parallel: `${detail.parallel} at once`,
    retries: `${detail.maxRetries} per trial`,
    seed: String(detail.seed),
    ...(detail.priors ? { "known before": `${detail.priors} trials of earlier sweeps` } : {}),
    ...(detail.waiting ? { enqueued: `${detail.waiting} points wait to be tried` } : {}),
    created: time(summary.created),
    ...environment(detail.environment),
  };
}

function chosen({ type, settings: all }) {
  const parts = Object.entries(all).map(([name, text]) => `${words(name)} ${text}`);
  return parts.length ? `${type} (${parts.join(", ")})` : type;
}

function stage({ name, trials, repeats, fixed }) {
  const held = Object.entries(fixed).map(([parameter, v]) => `${parameter} ${value(v)}`);
  return `${name} (${[repeats ? `each ${repeats} times` : `${trials} trials`, ...held].join(", ")})`;
}

/** minTrials → min trials */
function words(name) {
  return name.replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase());
}

function budget({ summary, trialSeconds }) {
  const parts = [
    summary.budget === null ? null : `${summary.budget} trials`,
    summary.budgetSeconds === null ? null : duration(summary.budgetSeconds),
    trialSeconds === null ? null : `${duration(trialSeconds)} per trial`,
  ].filter(Boolean);
  return parts.length ? parts.join(", ") : "no limit";
}

/** Where something ran; a long hash is cut short, its tooltip has all of it. */
export function environment(all) {
  return Object.fromEntries(Object.entries(all).map(([name, text]) => [name, HASH.test(text) ? h("span", { class: "mono", title: text }, text.slice(0, 10)) : text]));
}

const HASH = /^[0-9a-f]{40,}$/;

/** Names and values, one line each; a list of pairs may have a name twice. */
export function facts(map) {
  return h(
    "table",
    { class: "plain wide" },
    h("tbody", {}, (Array.isArray(map) ? map : Object.entries(map)).map(([name, text]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, text)))),
  );
}
