import { get, paced, watch } from "./api.js";
import { Curves } from "./curves.js";
import { definition } from "./definition.js";
import { fill, h, panel, pill } from "./dom.js";
import { Findings, insights } from "./findings.js";
import { count, duration, num, number, sentence } from "./format.js";
import { Parallel } from "./parallel.js";
import { Progress } from "./progress.js";
import { Front } from "./front.js";
import { bar, done, goal, infeasible, reached, tally, tested } from "./sweeps.js";
import { Trials } from "./trials.js";

/** Everything about one sweep, live. */
export async function sweepPage(page, id) {
  const model = new Model(await get(`/sweeps/${id}`));
  page.crumbs([model.summary.name]);
  const view = new View(page, model);
  page.onLeave(() => view.close());
  page.show(view.element);
  await model.refresh();
  view.update();
  const again = paced(pace(model), () => refresh(page, model, view));
  view.curves.refresh().catch(page.fail);
  page.onLeave(
    watch(`/sweeps/${id}/stream`, {
      after: () => model.sequence,
      update: (tick) => (tick.sequence !== model.sequence || tick.status !== model.summary.status) && again(),
      state: (state) => page.live(state === "live" && model.summary.status !== "running" ? "" : state),
    }),
  );
}

function pace(model) {
  return model.rows.length > 2_000 ? 2_000 : 400;
}

async function refresh(page, model, view) {
  try {
    await model.refresh();
    view.update();
    await view.curves.refresh();
    page.live(model.summary.status === "running" ? "live" : "");
  } catch {
    page.live("reconnecting");
  }
}

/** What the page knows of a sweep. */
class Model {
  constructor(detail) {
    this.id = detail.summary.id;
    this.rows = [];
    this.sequence = 0;
    this.parameters = detail.parameters.map(({ name }) => name);
    this.metrics = [detail.summary.metric];
    this.hear(detail);
  }

  /** The sequence known is the one asked for first, so that what came in between is asked for again. */
  async refresh() {
    const fresh = await this.trials(this.sequence);
    const detail = await get(`/sweeps/${this.id}`);
    // When a sweep ends or is taken up, trials nobody reported on change their state too.
    const { metrics, trials } = detail.summary.status === this.summary.status ? fresh : await this.trials(0);
    this.hear(detail);
    this.metrics = metrics;
    this.sequence = fresh.sequence;
    trials.forEach((row) => (this.rows[row.number - 1] = numeric(row)));
  }

  trials(after) {
    return get(`/sweeps/${this.id}/trials?after=${after}`);
  }

  hear(detail) {
    this.detail = detail;
    this.summary = detail.summary;
    this.heard = performance.now();
  }

  /** Seconds spent so far, by this moment. */
  elapsed() {
    const since = this.summary.status === "running" ? (performance.now() - this.heard) / 1_000 : 0;
    return this.summary.seconds + since;
  }
}

/** Metric values as numbers, NaN included. */
function numeric(row) {
  const all = (list) => list.map((v) => (v === null ? null : num(v)));
  return { ...row, last: all(row.last), min: all(row.min), max: all(row.max) };
}

class View {
  constructor(page, model) {
    this.page = page;
    this.model = model;
    const links = { hover: (number) => this.highlight(number), open: (number) => page.go(`/sweeps/${model.id}/trials/${number}`) };
    this.head = h("div", { class: "title" });
    this.note = h("div", { class: "note", hidden: true });
    this.facts = h("section", { class: "panel facts", "aria-label": "How it goes" });
    this.progress = new Progress(model, links);
    this.curves = new Curves(model, { ...links, failed: page.fail });
    this.front = model.summary.objectives.length > 1 ? new Front(model, links) : null;
    this.parallel = new Parallel(model, { ...links, brushed: (brushes) => this.trials.brush(brushes) });
    this.trials = new Trials(model, {
      ...links,
      filtered: (rows) => this.parallel.show(rows),
      unbrush: (name) => this.parallel.release(name),
    });
    this.findings = new Findings("verdicts on the latest trials, and where the search hits its borders");
    this.element = h("div", { class: "stack" }, this.head, this.note, this.facts, this.charts(), this.findings.element, this.trials.element);
    this.drawDefinition(model.detail);
    this.drawHead(model.summary);
    this.drawFacts(model.summary);
    this.timer = setInterval(() => this.tick(), 1_000);
  }

  /** What was asked, drawn again only when it was changed: it may be unfolded or selected. */
  drawDefinition(detail) {
    const { parameters, fixed, news, waiting } = detail;
    const key = JSON.stringify([parameters, fixed, news, waiting, detail.summary.budget]);
    if (key !== this.defined) {
      this.defined = key;
      const drawn = definition(detail);
      this.definition?.remove();
      this.definition = drawn;
      this.element.append(drawn);
    }
  }

  charts() {
    return [
      h(
        "div",
        { class: "pair" },
        panel("Best so far", "each trial's score, and the best up to it", [logSwitch(this.progress.plot)], this.progress.plot.element),
        panel("Learning curves", this.curves.hint, [this.curves.select, logSwitch(this.curves.plot)], this.curves.plot.element),
      ),
      this.front ? this.front.element : null,
      panel("Parallel coordinates", `which values lead to which ${this.model.summary.metric}; drag along an axis to filter`, [this.parallel.legend], this.parallel.element),
    ];
  }

  update() {
    const { summary } = this.model;
    this.drawHead(summary);
    this.drawFacts(summary);
    this.drawDefinition(this.model.detail);
    this.findings.show(insights(this.model.detail.insights, summary));
    this.progress.update();
    this.front?.update();
    this.trials.update();
    this.title();
  }

  drawHead(summary) {
    fill(
      this.head,
      h("h1", {}, summary.name),
      pill(summary.status),
      h("span", { class: "sub" }, [goal(summary), ...how(this.model.detail)].join(" · ")),
      summary.description ? h("span", { class: "sub" }, summary.description) : null,
    );
    this.note.hidden = summary.status !== "interrupted" && summary.status !== "new";
    this.note.className = `note ${summary.status}`;
    fill(this.note, summary.status === "new" ? [this.model.detail.recorded ? "Nobody has recorded a trial yet." : "Nobody has worked on this sweep yet."] : this.wayOn(summary));
  }

  wayOn({ id, reason }) {
    return [sentence(reason), " Go on with ", h("code", { class: "mono" }, `attune resume ${id}`)];
  }

  drawFacts(summary) {
    const { best } = summary;
    this.time = h("div", { class: "figure" }, summary.started ? duration(this.model.elapsed()) : "–");
    this.left = h("div", { class: "small" }, this.remaining());
    fill(
      this.facts,
      fact(
        summary.front ? "best" : `best ${this.isRepeat(best) ? "single " : ""}${summary.metric}`,
        h("div", { class: "figure" }, reached(summary)),
        infeasible(summary),
        h("div", { class: "small" }, best ? h("a", { href: `/sweeps/${this.model.id}/trials/${best.trial}` }, `trial ${best.trial}`) : summary.status === "running" ? "no score yet" : "no score"),
        best ? onTest(best.test, summary.metric) : null,
      ),
      fact("progress", h("div", {}, h("b", {}, done(summary)), " trials ended"), bar(summary), h("div", { class: "legend" }, tally(summary)), expected(summary)),
      fact("time spent", this.time, this.left),
      fact("trials per minute", h("div", { class: "figure" }, rate(summary, this.model.elapsed())), h("div", { class: "small" }, this.model.detail.recorded ? "run by others" : `${this.model.detail.parallel} at once`)),
    );
  }

  /** Whether a trial is one of several that differ by their seeds, the luckiest of which is no winner. */
  isRepeat(trial) {
    const begun = this.model.detail.stages.filter((stage) => stage.firstTrial !== null && trial && stage.firstTrial <= trial.trial);
    return begun.length > 0 && begun[begun.length - 1].repeats > 0;
  }

  remaining() {
    const { summary } = this.model;
    const ended = summary.total - (summary.trials.running ?? 0) - (summary.trials.paused ?? 0);
    if (summary.status !== "running" || summary.budget === null || ended < 2) {
      return summary.status === "running" ? "going on" : "";
    }
    const seconds = (this.model.elapsed() / ended) * Math.max(0, summary.budget - ended);
    return `about ${duration(Math.max(1, Math.round(seconds)))} left`;
  }

  tick() {
    if (this.model.summary.status === "running" && this.page.isLive()) {
      this.time.textContent = duration(this.model.elapsed());
    }
  }

  title() {
    const { summary } = this.model;
    this.page.title([summary.best ? reached(summary) : null, done(summary), summary.name].filter(Boolean).join(" · "));
  }

  highlight(number) {
    this.progress.plot.highlight(number);
    this.curves.plot.highlight(number);
    this.front?.plot.highlight(number);
    this.parallel.highlight(number);
    this.trials.table.highlight(number);
  }

  close() {
    clearInterval(this.timer);
    this.progress.plot.close();
    this.curves.plot.close();
    this.front?.plot.close();
    this.parallel.close();
  }
}

/** What the best trial reached on examples that no choice was made by. */
function onTest(test, metric) {
  const [twin] = tested(test, metric);
  return twin ? h("div", { class: "small" }, `${twin[0]} `, h("b", {}, number(twin[1])), " on the test split") : null;
}

/** What further trials may bring, going by those there were; nothing while it is too early to say. */
function expected({ forecast, metric, status, budget, total }) {
  if (!forecast) {
    return null;
  }
  const ended = status === "finished";
  const trial = ended ? "a further trial" : "next trial";
  const gain = forecast.perTrial > 0 ? `expected to improve ${metric} by ${number(forecast.perTrial)} at most` : `not expected to improve ${metric}`;
  const left = Math.max(0, (budget ?? 0) - total);
  const rest = ended || budget === null ? "" : `; ${count(left)} ${left === 1 ? "trial" : "trials"} left`;
  return h("div", { class: "small forecast", title: `going by the last ${forecast.window} trials` }, `${trial} ${gain}${rest}`);
}

function fact(label, ...body) {
  return h("div", { class: "fact" }, h("div", { class: "label", title: label }, label), body);
}

function rate(summary, seconds) {
  const ended = summary.total - (summary.trials.running ?? 0);
  return ended && seconds ? String(Number(((60 * ended) / seconds).toPrecision(3))) : "–";
}

/** A button that switches a plot's value axis to logarithmic. */
export function logSwitch(plot) {
  const button = h("button", { type: "button", "aria-pressed": "false", title: "Logarithmic value axis" }, "log");
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    plot.log(on);
  });
  return button;
}

/** How trials come about. */
function how({ recorded, sampler, seed }) {
  return recorded ? ["run by others"] : [sampler.type, `seed ${seed}`];
}
