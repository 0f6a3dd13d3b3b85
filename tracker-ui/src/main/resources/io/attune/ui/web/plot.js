import { Surface, Tip } from "./canvas.js";
import { extent, frame, scale } from "./axes.js";
import { color } from "./palette.js";
import { h } from "./dom.js";
import { clip, mark, trimmed } from "./marks.js";

const REACH = 28;

/**
 * Lines and points over two number axes. Every mark belongs to an id; hovering finds the nearest
 * mark and tells its id, clicking opens it.
 *
 * Lines: {id, xs, ys, tone, width, alpha, step}. Points: {id, x, y, shape, tone}. A `tone` is the
 * name of a CSS colour variable.
 */
export class Plot {
  constructor({ label, kind, names, describe, hover = () => {}, open, empty }) {
    this.names = names;
    this.describePoint = describe;
    this.tell = hover;
    this.lines = [];
    this.points = [];
    this.logY = false;
    this.focus = null;
    this.surface = new Surface({
      label,
      kind,
      base: (context, width, height) => this.base(context, width, height),
      over: (context) => this.over(context),
    });
    this.empty = empty;
    this.void = h("div", { class: "void soon" }, "Loading…");
    this.surface.element.append(this.void);
    this.tip = new Tip(this.surface);
    this.listen(open);
  }

  get element() {
    return this.surface.element;
  }

  /** Shows other data; the view stays. */
  show({ lines = [], points = [] }) {
    this.lines = lines;
    this.points = points;
    this.void.className = "void";
    this.void.textContent = this.empty;
    this.void.hidden = lines.some((line) => line.xs.length > 0) || points.length > 0;
    this.surface.redraw();
  }

  /** Switches the value axis between linear and logarithmic. */
  log(on) {
    this.logY = on;
    this.surface.redraw();
  }

  /** Emphasises the marks of an id; null for none. */
  highlight(id) {
    if (id !== this.focus) {
      this.focus = id;
      this.surface.rehighlight();
    }
  }

  close() {
    this.surface.close();
  }

  base(context, width, height) {
    if (!this.void.hidden) {
      return;
    }
    this.view = frame(context, width, height, this.xScale(), this.yScale(), this.names);
    context.save();
    clip(context, this.view.box, 6);
    this.drawPoints(context);
    this.lines.forEach((line) => this.drawLine(context, line, line.width ?? 1.2, line.alpha ?? 1));
    context.restore();
  }

  /** Many points are drawn small and clear, so that where they crowd can be seen. */
  drawPoints(context) {
    const crowd = Math.sqrt(Math.max(1, this.points.length / 300));
    context.globalAlpha = Math.max(0.3, 1 / crowd);
    this.points.forEach((point) => this.drawPoint(context, point, Math.max(1.5, 3.4 / crowd)));
    context.globalAlpha = 1;
  }

  over(context) {
    if (this.focus === null || !this.view || !this.void.hidden) {
      return;
    }
    context.save();
    clip(context, this.view.box, 8);
    this.lines
      .filter((line) => line.id === this.focus)
      .forEach((line) => this.drawLine(context, { ...line, tone: "focus" }, 2.6, 1));
    this.points.filter((p) => p.id === this.focus).forEach((p) => this.drawPoint(context, p, 6, true));
    context.restore();
  }

  xScale() {
    const [min, max] = extent(this.allX());
    return scale("linear", min, max);
  }

  *allX() {
    for (const line of this.lines) {
      yield line.xs[0];
      yield line.xs[line.xs.length - 1];
    }
    for (const point of this.points) {
      yield point.x;
    }
  }

  *allY() {
    for (const line of this.lines) {
      yield* line.ys;
    }
    for (const point of this.points) {
      yield point.y;
    }
  }

  yScale() {
    const values = [...this.allY()].filter(Number.isFinite);
    const positive = values.filter((v) => v > 0);
    const [min, max] = extent(this.logY ? positive : trimmed(values));
    const pad = this.logY ? 0 : (max - min) * 0.04;
    return scale(this.logY ? "log" : "linear", min - pad, max + pad);
  }

  drawLine(context, line, width, alpha) {
    const { px, py } = this.view;
    context.strokeStyle = color(line.tone);
    context.globalAlpha = alpha;
    context.lineWidth = width;
    context.lineJoin = "round";
    context.setLineDash(line.dash ?? []);
    context.beginPath();
    let pen = false;
    let before = 0;
    for (let i = 0; i < line.xs.length; i++) {
      const y = py(line.ys[i]);
      if (!Number.isFinite(y)) {
        pen = false;
        continue;
      }
      const x = px(line.xs[i]);
      if (pen && line.step) {
        context.lineTo(x, before);
      }
      pen ? context.lineTo(x, y) : context.moveTo(x, y);
      pen = true;
      before = y;
    }
    context.stroke();
    context.setLineDash([]);
    if (line.xs.length === 1 && Number.isFinite(line.ys[0])) {
      this.drawPoint(context, { x: line.xs[0], y: line.ys[0], shape: "completed", tone: line.tone }, 2.5);
    }
    context.globalAlpha = 1;
  }

  drawPoint(context, point, radius, halo = false) {
    const x = this.view.px(point.x);
    const bottom = this.view.box.bottom;
    const y = Number.isFinite(point.y) ? this.view.py(point.y) : bottom;
    if (!Number.isFinite(y)) {
      return;
    }
    if (halo) {
      context.strokeStyle = color("focus");
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, y, radius + 2, 0, 7);
      context.stroke();
    }
    mark(context, point.shape, x, y, radius, color(point.tone));
  }

  listen(open) {
    const element = this.element;
    element.addEventListener("pointermove", (event) => this.moved(event));
    element.addEventListener("pointerleave", () => this.left());
    if (open) {
      element.addEventListener("click", () => this.focus !== null && open(this.focus));
    }
    this.clickable = Boolean(open);
  }

  moved(event) {
    const bounds = this.element.getBoundingClientRect();
    const near = this.view ? this.nearest(event.clientX - bounds.left, event.clientY - bounds.top) : null;
    this.highlight(near ? near.id : null);
    this.tell(near ? near.id : null);
    this.element.style.cursor = near && this.clickable ? "pointer" : "";
    if (near) {
      this.tip.show(near.px, near.py, ...this.describePoint(near.id, near.x, near.y));
    } else {
      this.tip.hide();
    }
  }

  left() {
    this.highlight(null);
    this.tell(null);
    this.tip.hide();
  }

  nearest(x, y) {
    let best = null;
    let least = REACH * REACH;
    const look = (id, vx, vy) => {
      const dx = this.view.px(vx) - x;
      const at = Number.isFinite(vy) ? this.view.py(vy) : this.view.box.bottom;
      const distance = dx * dx + (at - y) * (at - y);
      if (distance < least) {
        least = distance;
        best = { id, x: vx, y: vy, px: x + dx, py: at };
      }
    };
    this.points.forEach((point) => look(point.id, point.x, point.y));
    for (const line of this.lines) {
      if (line.id !== null) {
        line.xs.forEach((vx, i) => Number.isFinite(line.ys[i]) && look(line.id, vx, line.ys[i]));
      }
    }
    return best;
  }
}
