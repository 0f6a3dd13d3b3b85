import { h } from "./dom.js";
import { number } from "./format.js";
import { Plot } from "./plot.js";

/** Every trial's score in the order of starting, and the best up to each, in each stage anew. */
export class Progress {
  constructor(model, { hover, open }) {
    this.model = model;
    this.plot = new Plot({
      label: "Best so far",
      names: { x: "trial", y: model.summary.metric },
      describe: (id) => this.describe(id),
      hover,
      open,
    });
  }

  update() {
    const { rows, summary } = this.model;
    const better = summary.goal === "minimize" ? (a, b) => a < b : (a, b) => a > b;
    const lines = [];
    let best;
    let stage;
    for (const row of rows) {
      if (row.stage !== stage) {
        stage = row.stage;
        best = undefined;
        lines.push({ id: null, xs: [], ys: [], tone: "text", width: 2, step: true });
      }
      const line = lines.at(-1);
      if (row.score !== null && row.feasible !== false && (best === undefined || better(row.score, best))) {
        best = row.score;
      }
      if (best !== undefined) {
        line.xs.push(row.number);
        line.ys.push(best);
      }
    }
    const points = rows
      .filter((row) => row.score !== null || row.state === "failed")
      .map((row) => ({ id: row.number, x: row.number, y: row.score ?? NaN, shape: row.state, tone: row.state }));
    this.plot.empty = summary.status === "running" ? "The first score appears here." : "No trial has a score.";
    this.plot.show({ lines, points });
    this.plot.surface.describe(
      best === undefined ? "No scores yet." : `Best ${summary.metric} so far ${number(best)}, ${rows.length} trials.`,
    );
  }

  describe(id) {
    const row = this.model.rows[id - 1];
    const score = row.score === null ? row.reason : `${this.model.summary.metric} ${number(row.score)}`;
    return [h("b", {}, `Trial ${id}`), ` ${row.stage} ${row.state}`, h("br"), score];
  }
}
