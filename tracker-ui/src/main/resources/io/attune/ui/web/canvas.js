import { h } from "./dom.js";
import { onTheme } from "./palette.js";

/**
 * Two canvases on top of each other: one for what is drawn rarely, one for highlights. Redraws at
 * most once per frame, and by itself when its size or the theme changes.
 */
export class Surface {
  constructor({ label, kind = "", base, over }) {
    this.under = h("canvas", { role: "img", "aria-label": label });
    this.top = h("canvas", { "aria-hidden": "true" });
    this.element = h("div", { class: "chart " + kind }, this.under, this.top);
    this.base = base;
    this.over = over;
    this.dirty = new Set();
    this.width = 0;
    this.height = 0;
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.element);
    this.stopTheme = onTheme(() => this.redraw());
  }

  /** Says in words what the drawing shows. */
  describe(text) {
    this.under.setAttribute("aria-label", text);
  }

  redraw() {
    this.ask("base");
    this.ask("over");
  }

  rehighlight() {
    this.ask("over");
  }

  close() {
    this.observer.disconnect();
    this.stopTheme();
    this.closed = true;
  }

  ask(layer) {
    if (this.dirty.size === 0) {
      requestAnimationFrame(() => this.paint());
    }
    this.dirty.add(layer);
  }

  paint() {
    const layers = [...this.dirty];
    this.dirty.clear();
    if (this.closed || this.width === 0) {
      return;
    }
    if (layers.includes("base")) {
      this.base(this.clean(this.under), this.width, this.height);
    }
    this.over(this.clean(this.top), this.width, this.height);
  }

  clean(canvas) {
    const context = canvas.getContext("2d");
    context.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    context.font = "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
    return context;
  }

  resize() {
    this.width = this.element.clientWidth;
    this.height = this.element.clientHeight;
    this.scale = window.devicePixelRatio || 1;
    for (const canvas of [this.under, this.top]) {
      canvas.width = Math.round(this.width * this.scale);
      canvas.height = Math.round(this.height * this.scale);
    }
    this.redraw();
  }
}

/** A small box of text that stays inside the chart, next to a point of it. */
export class Tip {
  constructor(surface) {
    this.surface = surface;
    this.element = h("div", { class: "tip", hidden: true });
    surface.element.append(this.element);
  }

  show(x, y, ...content) {
    this.element.hidden = false;
    this.element.replaceChildren(...content);
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = x + 14 + width < this.surface.width ? x + 14 : Math.max(0, x - 14 - width);
    const top = Math.min(Math.max(0, y - height / 2), Math.max(0, this.surface.height - height));
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}
