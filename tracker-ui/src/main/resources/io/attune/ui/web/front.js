import { h, fill, panel } from "./dom.js";
import { number } from "./format.js";
import { Plot } from "./plot.js";

/** Two objectives against each other: all trials, and the line of those that none dominates. */
export class Front {
  constructor(model, { hover, open }) {
    this.model = model;
    this.open = open;
    const [first, second] = model.summary.objectives;
    this.plot = new Plot({
      label: "Pareto front",
      names: { x: second.metric, y: first.metric },
      describe: (id) => this.describe(id),
      hover,
      open,
      empty: "The first trial with all objectives appears here.",
    });
    this.hint = h("span", { class: "hint" });
    this.list = h("tbody");
    const heads = ["trial", ...model.summary.objectives.map(({ metric }) => metric)];
    const table = h(
      "table",
      { "aria-label": "Trials on the front" },
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col", class: "num" }, head)))),
      this.list,
    );
    this.element = h(
      "div",
      { class: "pair" },
      panel("Pareto front", this.hint, [], this.plot.element),
      panel("Trials on the front", `best ${first.metric} first`, [], h("div", { class: "table-box front" }, table)),
    );
  }

  update() {
    const { rows, summary } = this.model;
    const placed = rows.filter((row) => row.objectives);
    const on = new Set(summary.front.trials);
    this.plot.show({
      lines: [this.line(summary.front.trials)],
      points: placed.map((row) => ({
        id: row.number,
        x: row.objectives[1],
        y: row.objectives[0],
        shape: row.feasible === false ? "failed" : row.state,
        tone: on.has(row.number) ? "focus" : row.feasible === false ? "failed" : row.state,
      })),
    });
    this.hint.textContent = this.words(summary);
    this.plot.surface.describe(`${this.hint.textContent}. ${summary.front.trials.length} trials on it.`);
    fill(this.list, summary.front.trials.map((trial) => this.row(trial)));
  }

  /** The edge of what is dominated; only with two objectives is there one to draw. */
  line(trials) {
    const { rows, objectives } = { rows: this.model.rows, objectives: this.model.summary.objectives };
    const points = objectives.length > 2 ? [] : trials.map((trial) => rows[trial - 1]?.objectives).filter(Boolean);
    const sorted = points.slice().sort((a, b) => a[1] - b[1]);
    return { id: null, xs: sorted.map((p) => p[1]), ys: sorted.map((p) => p[0]), tone: "focus", width: 1.6, step: objectives[1].goal === "minimize" };
  }

  words({ front, objectives, constraints }) {
    if (!front.trials.length) {
      return constraints.length ? "no trial keeps all constraints yet" : "no trial has all objectives yet";
    }
    const from = front.reference.map((value, i) => `${objectives[i].metric} ${number(value)}`).join(", ");
    const crosses = constraints.length ? "; crosses break a constraint" : "";
    return `hypervolume ${number(front.hypervolume)} from ${from}${front.given ? "" : " (a tenth past the worst)"}${crosses}`;
  }

  row(trial) {
    const values = this.model.rows[trial - 1]?.objectives ?? [];
    return h(
      "tr",
      { onclick: () => this.open(trial) },
      h("td", { class: "num" }, h("a", { href: `/sweeps/${this.model.id}/trials/${trial}` }, String(trial))),
      values.map((value) => h("td", { class: "num" }, number(value))),
    );
  }

  describe(id) {
    const { objectives } = this.model.summary;
    const row = this.model.rows[id - 1];
    const values = row.objectives.map((value, i) => `${objectives[i].metric} ${number(value)}`).join(", ");
    const broken = row.feasible === false ? " breaks a constraint" : "";
    return [h("b", {}, `Trial ${id}`), ` ${row.state}${broken}`, h("br"), values];
  }
}
