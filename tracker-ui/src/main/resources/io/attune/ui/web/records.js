import { get } from "./api.js";
import { Surface } from "./canvas.js";
import { fill, h, panel } from "./dom.js";
import { bytes, count, num, number } from "./format.js";
import { color } from "./palette.js";

const MOST_ROWS = 200;
const MOST_TEXT = 100_000;

/** What a trial recorded beside metrics: one box for each name, with the step to be chosen. */
export class Records {
  constructor(sweep, trial) {
    this.root = `/sweeps/${sweep}/trials/${trial}/attachments/`;
    this.boxes = new Map();
    this.shown = h("div", { class: "grid" });
    this.files = h("div", { class: "table-box" });
    this.filePanel = panel("Files", "", [], this.files);
    this.element = h("div", { class: "stack" }, this.shown, this.filePanel);
  }

  show(attachments) {
    const key = attachments.map((a) => a.name + a.step + a.sha256).join();
    if (this.key === key) {
      return;
    }
    this.key = key;
    const files = attachments.filter((a) => a.kind === "file");
    fill(this.files, table(["name", "size", "SHA-256", ""], files.map((a) => this.file(a))));
    this.filePanel.hidden = files.length === 0;
    for (const [name, items] of byName(attachments.filter((a) => a.kind !== "file"))) {
      const box = this.boxes.get(name) ?? this.add(name, items[0]);
      box.show(items);
    }
    this.shown.hidden = this.boxes.size === 0;
    this.element.hidden = attachments.length === 0;
  }

  close() {
    this.boxes.forEach((box) => box.close());
  }

  add(name, { name: title, kind }) {
    const box = new Box(this.root, title, kind);
    this.boxes.set(name, box);
    this.shown.append(box.element);
    return box;
  }

  file(a) {
    const link = h("a", { href: `/api/v1${this.root}${a.sha256}`, download: "" }, "download");
    return [a.step === null ? a.name : `${a.name} (step ${a.step})`, bytes(a.bytes), a.sha256.slice(0, 12), link];
  }
}

/** Those of one name and kind, by steps. */
function byName(attachments) {
  const map = new Map();
  for (const a of attachments) {
    const key = `${a.kind} ${a.name}`;
    map.set(key, [...(map.get(key) ?? []), a]);
  }
  map.forEach((items) => items.sort((a, b) => (a.step ?? -1) - (b.step ?? -1)));
  return map;
}

class Box {
  constructor(root, name, kind) {
    this.root = root;
    this.kind = kind;
    this.name = name;
    this.at = h("span", { class: "hint" });
    this.slider = h("input", { type: "range", min: "0", max: "0", step: "1", "aria-label": `Step of ${name}`, oninput: () => this.pick() });
    this.body = h("div", { class: "record" });
    this.element = panel(name, this.at, [this.slider], this.body);
  }

  /** Stays at the latest unless somebody chose another. */
  show(items) {
    const follows = !this.items || Number(this.slider.value) === this.items.length - 1;
    this.items = items;
    this.slider.max = String(items.length - 1);
    this.slider.hidden = items.length < 2;
    if (follows) {
      this.slider.value = this.slider.max;
    }
    this.pick();
  }

  pick() {
    const item = this.items[Number(this.slider.value)];
    this.at.textContent = item.step === null ? this.kind : `${this.kind} at step ${item.step}`;
    if (this.drawn !== item.sha256) {
      this.drawn = item.sha256;
      this.draw(item);
    }
  }

  async draw(item) {
    try {
      const content = await this[this.kind](item);
      if (this.drawn === item.sha256) {
        fill(this.body, content);
      }
    } catch (failure) {
      fill(this.body, h("p", { class: "muted" }, failure.message));
    }
  }

  close() {
    this.surface?.close();
  }

  image(item) {
    const src = `/api/v1${this.root}${item.sha256}`;
    return h("img", { src, alt: `${this.name}, ${this.at.textContent}` });
  }

  async text(item) {
    const answer = await fetch(`/api/v1${this.root}${item.sha256}`);
    if (!answer.ok) {
      throw new Error("This text cannot be had any more.");
    }
    const text = await answer.text();
    return h("pre", { class: "log", tabindex: "0" }, text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)} …` : text);
  }

  async table(item) {
    const { columns, rows } = await get(this.root + item.sha256);
    const shown = rows.slice(0, MOST_ROWS).map((row) => row.map(cell));
    const rest = rows.length - shown.length;
    return h("div", { class: "table-box" }, table(columns, shown), rest > 0 ? h("p", { class: "muted" }, `${count(rest)} more rows`) : null);
  }

  async histogram(item) {
    const histogram = await get(this.root + item.sha256);
    this.bins = { edges: histogram.edges.map(num), counts: histogram.counts, ...apart(histogram) };
    this.surface ??= new Surface({
      label: this.name,
      kind: "small",
      base: (g, width, height) => bars(g, width, height, this.bins),
      over: () => {},
    });
    this.surface.describe(`Histogram of ${this.name}: ${this.bins.words}`);
    this.surface.redraw();
    return h("div", {}, this.surface.element, h("div", { class: "muted" }, this.bins.words));
  }
}

/** What a histogram says beside its bars. */
function apart({ edges, counts, nan, infinite }) {
  const sum = counts.reduce((a, b) => a + b, 0);
  const words = [`${count(sum)} values from ${number(edges[0])} to ${number(edges.at(-1))}`];
  if (nan) {
    words.push(`${count(nan)} NaN`);
  }
  if (infinite) {
    words.push(`${count(infinite)} infinite`);
  }
  return { words: words.join(", ") };
}

/** Areas are counts, so that bins of different widths compare; infinite bins get a narrow bar. */
function bars(g, width, height, { edges, counts }) {
  const finite = edges.filter(Number.isFinite);
  const [low, high] = [finite[0] ?? 0, finite.at(-1) ?? 1];
  const margin = (high - low || 1) * 0.04;
  const from = edges.map((edge) => Math.max(low - margin, Math.min(high + margin, edge)));
  const x = (value) => 8 + ((value - low + margin) / (high - low + 2 * margin)) * (width - 16);
  const dense = counts.map((n, i) => n / (from[i + 1] - from[i]));
  const most = Math.max(...dense, Number.MIN_VALUE);
  const floor = height - 8;
  g.fillStyle = color("accent");
  dense.forEach((d, i) => {
    const tall = (d / most) * (floor - 8);
    g.fillRect(x(from[i]), floor - tall, Math.max(1, x(from[i + 1]) - x(from[i]) - 0.5), tall);
  });
  g.fillStyle = color("line");
  g.fillRect(8, floor, width - 16, 1);
}

/** Numbers that JSON lacks come as objects, because a cell may be the text NaN. */
function cell(v) {
  if (v === null) {
    return "–";
  }
  return typeof v === "object" ? v.number : typeof v === "number" ? number(v) : String(v);
}

function table(heads, rows) {
  return h(
    "table",
    { class: "plain wide" },
    h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((v) => h("td", {}, v))))),
  );
}
