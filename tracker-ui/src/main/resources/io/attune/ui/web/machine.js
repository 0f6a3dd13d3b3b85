import { h, fill, panel, pill } from "./dom.js";
import { num, number } from "./format.js";
import { Plot } from "./plot.js";

const GIBIBYTE = 2 ** 30;
const TONES = ["completed", "stopped", "running", "paused"];
const KINDS = [
  { ending: "_percent", title: "Processors", hint: "percent; 100 is one that works all the time", scale: 1 },
  { ending: "_bytes", title: "Memory", hint: "GiB", scale: GIBIBYTE },
];

/** How the machine fared while a trial ran, over seconds since the attempt began. */
export class Machine {
  constructor() {
    this.plots = KINDS.map((kind) => this.plot(kind));
    this.element = h("div", { class: "grid", hidden: true }, this.plots.map((plot) => plot.box));
  }

  plot({ title, hint }) {
    const plot = new Plot({
      label: `${title} while the trial ran`,
      kind: "small",
      names: { x: "seconds", y: "" },
      describe: (name, x, y) => [h("b", {}, name), h("br"), `after ${x} s: ${number(y)}`],
      empty: "No numbers to draw.",
    });
    plot.legend = h("span", { class: "legend" });
    plot.box = panel(`${title}: ${hint}`, plot.legend, [], plot.element);
    return plot;
  }

  show(system) {
    KINDS.forEach(({ ending, scale }, i) => {
      const names = Object.keys(system).filter((name) => name.endsWith(ending));
      const plot = this.plots[i];
      plot.box.hidden = names.length === 0;
      plot.show({ lines: names.map((name, n) => line(name, system[name], n, ending, scale)) });
      fill(plot.legend, names.map((name, n) => pill(TONES[n % TONES.length], short(name, ending))));
    });
    this.element.hidden = Object.keys(system).length === 0;
  }

  close() {
    this.plots.forEach((plot) => plot.close());
  }
}

function line(name, { steps, values }, n, ending, scale) {
  return {
    id: short(name, ending),
    xs: steps,
    ys: values.map((v) => num(v) / scale),
    tone: TONES[n % TONES.length],
    dash: n < TONES.length ? [] : [6, 4],
    width: 1.8,
  };
}

function short(name, ending) {
  return name.slice("system/".length, -ending.length).replaceAll("_", " ");
}
