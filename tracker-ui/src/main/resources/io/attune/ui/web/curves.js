import { get } from "./api.js";
import { h } from "./dom.js";
import { count, num, number } from "./format.js";
import { Plot } from "./plot.js";
import { layer } from "./sweeps.js";

/** Curves of one metric for many trials; the best one stands out. */
export class Curves {
  constructor(model, { hover, open, failed }) {
    this.model = model;
    this.failed = failed;
    this.metric = model.summary.metric;
    this.hint = h("span", { class: "hint" });
    this.select = h("select", { "aria-label": "Metric of the curves", onchange: () => this.choose() });
    this.plot = new Plot({
      label: "Learning curves",
      names: { x: "step", y: this.metric },
      describe: (id, x, y) => [h("b", {}, `Trial ${id}`), h("br"), `step ${x}: ${number(y)}`],
      hover,
      open,
    });
    this.reset();
  }

  reset() {
    this.sequence = 0;
    this.curves = new Map();
  }

  choose() {
    this.metric = this.select.value;
    this.plot.names.y = this.metric;
    this.reset();
    this.refresh().catch(this.failed);
  }

  /** Fetches the curves that changed. */
  async refresh() {
    this.offer(this.model.metrics);
    const metric = this.metric;
    const query = new URLSearchParams({ metric, after: this.sequence });
    const answer = await get(`/sweeps/${this.model.id}/curves?${query}`);
    if (metric !== this.metric) {
      return;
    }
    this.sequence = answer.sequence;
    this.total = answer.total;
    for (const { number: trial, points } of answer.curves) {
      this.curves.set(trial, { xs: points.steps, ys: points.values.map(num) });
    }
    this.draw();
  }

  draw() {
    const best = this.model.summary.best?.trial;
    const faint = Math.max(0.16, Math.min(0.7, 8 / Math.sqrt(this.curves.size + 1) / 2));
    const lines = [...this.curves].map(([id, { xs, ys }]) => {
      const state = this.model.rows[id - 1]?.state ?? "running";
      return id === best
        ? { id, xs, ys, tone: "mark", width: 2.4 }
        : { id, xs, ys, tone: state, width: 1.2, alpha: state === "running" ? 1 : faint };
    });
    lines.sort((a, b) => a.width - b.width);
    this.plot.empty =
      this.model.summary.status === "running" ? "Curves appear with the first report." : `No trial has reported ${this.metric}.`;
    this.plot.show({ lines });
    this.hint.textContent =
      this.total > this.curves.size
        ? `best and latest ${count(this.curves.size)} of ${count(this.total)}`
        : best
          ? `trial ${best}, the best, is drawn bold`
          : "";
  }

  offer(metrics) {
    if (this.select.options.length !== metrics.length) {
      const option = (m) => h("option", { selected: m === this.metric }, m);
      const layers = metrics.filter(layer);
      this.select.replaceChildren(...metrics.filter((m) => !layer(m)).map(option));
      if (layers.length) {
        this.select.append(h("optgroup", { label: "layers" }, layers.map(option)));
      }
    }
  }
}
