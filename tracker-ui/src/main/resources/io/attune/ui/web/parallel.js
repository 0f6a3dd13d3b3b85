import { Surface, Tip } from "./canvas.js";
import { color, ramp } from "./palette.js";
import { h } from "./dom.js";
import { number } from "./format.js";
import { parameterAxes } from "./dimensions.js";
import { fit, write } from "./marks.js";

const TOP = 40;
const BOTTOM = 34;
const CHUNK = 250;
const FAINT = 1_000;
const NEAR = 9;
const BOLD = 12;

/**
 * One line per trial over one axis per parameter and the objective. Dragging along an axis keeps
 * only trials inside the dragged stretch; a click on the axis lets go. Parameters that a trial does
 * not have pass below the axis.
 */
export class Parallel {
  constructor(model, { hover, open, brushed }) {
    this.model = model;
    this.tell = hover;
    this.brushed = brushed;
    this.brushes = new Map();
    this.focus = null;
    this.rows = [];
    this.surface = new Surface({
      label: "Parallel coordinates of parameters and objective; the table shows the same.",
      kind: "tall",
      base: (context, width, height) => this.base(context, width, height),
      over: (context) => this.over(context),
    });
    this.tip = new Tip(this.surface);
    this.void = h("div", { class: "void soon" }, "Loading…");
    this.surface.element.append(this.void);
    this.legend = h("span", { class: "worth hint" }, "worse", h("canvas", { width: 72, height: 1, "aria-hidden": "true" }), "better");
    this.element = h("div", { class: "sideways" }, this.surface.element);
    this.listen(open);
  }

  /** Shows trials; those not among them stay as faint lines. */
  show(rows) {
    this.rows = rows;
    this.kept = new Set(rows.map((row) => row.number));
    this.void.className = "void";
    this.void.textContent = "No trial has started.";
    this.void.hidden = this.model.rows.length > 0;
    this.drawLegend();
    this.axes = parameterAxes(this.model);
    // Without lines there is nothing to scroll to, and the words must be seen.
    this.surface.element.style.minWidth = this.void.hidden ? this.axes.length * 92 + "px" : "";
    this.surface.redraw();
  }

  highlight(id) {
    if (id !== this.focus) {
      this.focus = id;
      this.surface.rehighlight();
    }
  }

  release(name) {
    this.brushes.delete(name);
    this.changed();
  }

  close() {
    this.surface.close();
  }

  base(context, width, height) {
    if (!this.void.hidden) {
      return;
    }
    const left = 54;
    const gap = (width - left - 64) / Math.max(1, this.axes.length - 1);
    this.box = { top: TOP, bottom: height - BOTTOM };
    this.axes.forEach((a, i) => (a.x = this.axes.length === 1 ? width / 2 : left + i * gap));
    const goodness = this.goodness();
    const score = (row) => (row.score === null ? -1 : goodness(row.score));
    const shown = [...this.rows].sort((a, b) => score(a) - score(b));
    const rest = this.rows.length === this.model.rows.length ? [] : this.model.rows.filter((row) => !this.kept.has(row.number));
    const job = [...rest.slice(-FAINT).map((row) => [row, null]), ...shown.map((row) => [row, score(row)])];
    this.alpha = Math.max(0.05, Math.min(0.85, 25 / (shown.length + 1) ** 0.75));
    this.leaders = new Set(shown.slice(-BOLD));
    this.run = {};
    this.drawSome(context, job, 0, this.run, gap);
  }

  drawLegend() {
    const canvas = this.legend.querySelector("canvas");
    const context = canvas.getContext("2d");
    for (let i = 0; i < canvas.width; i++) {
      context.fillStyle = ramp(i / (canvas.width - 1));
      context.fillRect(i, 0, 1, 1);
    }
  }

  /** Draws some lines per frame, so that ten thousand do not freeze the page. */
  drawSome(context, job, from, run, gap) {
    if (run !== this.run || this.surface.closed) {
      return;
    }
    context.lineWidth = 1.1;
    for (const [row, goodness] of job.slice(from, from + CHUNK)) {
      context.globalAlpha = this.strength(row, goodness);
      context.strokeStyle = goodness === null || goodness < 0 ? color("muted") : ramp(goodness);
      this.trace(context, row);
    }
    context.globalAlpha = 1;
    if (from + CHUNK < job.length) {
      requestAnimationFrame(() => this.drawSome(context, job, from + CHUNK, run, gap));
    } else {
      this.drawAxes(context, gap);
    }
  }

  /** Lines of many trials are faint, except those of the best few. */
  strength(row, goodness) {
    if (goodness === null) {
      return Math.min(0.1, this.alpha);
    }
    return goodness < 0 ? this.alpha * 0.6 : this.leaders.has(row) ? Math.max(0.6, this.alpha) : this.alpha;
  }

  trace(context, row) {
    context.beginPath();
    this.axes.forEach((a, i) => {
      const y = this.y(a, row);
      i === 0 ? context.moveTo(a.x, y) : context.lineTo(a.x, y);
    });
    context.stroke();
  }

  y(a, row) {
    const t = a.at(row);
    return t === null ? this.box.bottom + 16 : this.box.bottom - t * (this.box.bottom - this.box.top);
  }

  drawAxes(context, gap) {
    context.lineWidth = 1;
    for (const a of this.axes) {
      context.strokeStyle = color("edge");
      context.beginPath();
      context.moveTo(a.x + 0.5, this.box.top);
      context.lineTo(a.x + 0.5, this.box.bottom);
      context.stroke();
      this.drawLabels(context, a, gap);
    }
  }

  drawLabels(context, a, gap) {
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    write(context, fit(context, a.name, gap - 8), a.x, TOP - 18, color("text"));
    context.textAlign = "left";
    context.textBaseline = "middle";
    for (const { t, text } of a.marks(Math.floor((this.box.bottom - this.box.top) / 40))) {
      write(context, fit(context, text, gap - 14), a.x + 6, this.box.bottom - t * (this.box.bottom - this.box.top), color("muted"));
    }
    if (a.gaps) {
      write(context, "not used", a.x + 6, this.box.bottom + 16, color("muted"));
    }
  }

  over(context) {
    if (!this.axes || !this.box || !this.void.hidden) {
      return;
    }
    this.brushes.forEach(({ low, high }, name) => this.drawBrush(context, name, low, high));
    const row = this.focus === null ? null : this.model.rows[this.focus - 1];
    if (row) {
      context.lineWidth = 2.6;
      context.strokeStyle = color("focus");
      this.trace(context, row);
    }
  }

  drawBrush(context, name, low, high) {
    const a = this.axes.find((axis) => axis.name === name);
    const span = this.box.bottom - this.box.top;
    context.fillStyle = color("accent");
    context.strokeStyle = color("accent");
    context.globalAlpha = 0.25;
    context.fillRect(a.x - 7, this.box.bottom - high * span, 14, (high - low) * span);
    context.globalAlpha = 1;
    context.strokeRect(a.x - 7, this.box.bottom - high * span, 14, (high - low) * span);
  }

  /** Goodness of a score from 0 to 1; the worst twentieth is all the same, so that outliers do not
   * flatten the rest. */
  goodness() {
    const losses = this.model.rows.filter((r) => r.score !== null).map((r) => this.loss(r.score)).sort((a, b) => a - b);
    const best = losses[0];
    const worst = losses[Math.ceil(losses.length * 0.95) - 1];
    return (score) => (worst > best ? 1 - Math.min(1, (this.loss(score) - best) / (worst - best)) : 1);
  }

  loss(score) {
    return this.model.summary.goal === "minimize" ? score : -score;
  }

  listen(open) {
    const element = this.surface.element;
    element.addEventListener("pointerdown", (event) => this.pressed(event));
    element.addEventListener("pointermove", (event) => this.moved(event));
    element.addEventListener("pointerup", (event) => this.released(event, open));
    element.addEventListener("pointerleave", () => this.drag || this.point(null));
  }

  pressed(event) {
    const { x, y } = this.position(event);
    const a = this.axisNear(x);
    if (a) {
      this.drag = { axis: a, from: this.t(y) };
      this.surface.element.setPointerCapture(event.pointerId);
    }
  }

  moved(event) {
    const { x, y } = this.position(event);
    if (this.drag) {
      const to = this.t(y);
      this.drag.moved = this.drag.moved || Math.abs(to - this.drag.from) > 0.015;
      this.brushes.set(this.drag.axis.name, { low: Math.min(this.drag.from, to), high: Math.max(this.drag.from, to) });
      this.surface.rehighlight();
      return;
    }
    this.surface.element.style.cursor = this.axisNear(x) ? "ns-resize" : this.focus ? "pointer" : "";
    this.point(this.axisNear(x) ? null : this.nearest(x, y), x, y);
  }

  released(event, open) {
    if (this.drag) {
      if (!this.drag.moved) {
        this.brushes.delete(this.drag.axis.name);
      }
      this.drag = null;
      this.changed();
    } else if (this.focus !== null) {
      open(this.focus);
    }
  }

  point(id, x, y) {
    this.highlight(id);
    this.tell(id);
    const row = id === null ? null : this.model.rows[id - 1];
    if (row) {
      this.tip.show(x, y, h("b", {}, `Trial ${id}`), ` ${row.state}`, h("br"), `${this.model.summary.metric} ${number(row.score)}`);
    } else {
      this.tip.hide();
    }
  }

  changed() {
    this.surface.rehighlight();
    this.brushed([...this.brushes].map(([name, range]) => this.asFilter(name, range)));
  }

  asFilter(name, { low, high }) {
    const a = this.axes.find((axis) => axis.name === name);
    return {
      name,
      text: a.words(low, high),
      test: (row) => {
        const t = a.at(row);
        return t !== null && t >= low && t <= high;
      },
    };
  }

  position(event) {
    const bounds = this.surface.element.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  }

  t(y) {
    return Math.min(1, Math.max(0, (this.box.bottom - y) / (this.box.bottom - this.box.top)));
  }

  axisNear(x) {
    return this.box && this.axes.find((a) => Math.abs(a.x - x) <= NEAR);
  }

  /** The trial whose line passes nearest to a place. */
  nearest(x, y) {
    const right = this.box ? this.axes.findIndex((a) => a.x > x) : -1;
    if (right < 1) {
      return null;
    }
    const [a, b] = [this.axes[right - 1], this.axes[right]];
    const share = (x - a.x) / (b.x - a.x);
    let best = null;
    let least = 10;
    for (const row of this.rows) {
      const away = Math.abs(this.y(a, row) * (1 - share) + this.y(b, row) * share - y);
      if (away < least) {
        least = away;
        best = row.number;
      }
    }
    return best;
  }
}
