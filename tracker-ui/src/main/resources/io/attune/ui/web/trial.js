import { get, paced, watch } from "./api.js";
import { environment as surroundings, facts } from "./definition.js";
import { fill, h, panel, pill } from "./dom.js";
import { clock, count, duration, num, number, precise, time, value } from "./format.js";
import { Findings, finding } from "./findings.js";
import { Machine } from "./machine.js";
import { Plot } from "./plot.js";
import { Records } from "./records.js";
import { goal, layer, measure, split, tested } from "./sweeps.js";
import { logSwitch } from "./sweep.js";

/** Everything about one trial, live while it runs. */
export async function trialPage(page, id, number) {
  let data = await get(`/sweeps/${id}/trials/${number}`);
  page.crumbs([data.sweep.name, `/sweeps/${id}`], [`trial ${number}`]);
  const view = new View(page, id, number);
  view.update(data);
  page.show(view.element);
  view.log.scrollTop = view.log.scrollHeight;
  page.onLeave(() => view.close());
  let sequence = data.sweep.sequence;
  const again = paced(500, async () => {
    try {
      data = await get(`/sweeps/${id}/trials/${number}`);
      sequence = data.sweep.sequence;
      view.update(data);
      page.live(data.sweep.status === "running" ? "live" : "");
    } catch {
      page.live("reconnecting");
    }
  });
  page.onLeave(
    watch(`/sweeps/${id}/stream`, {
      after: () => sequence,
      update: (tick) => (tick.sequence !== sequence || tick.status !== data.sweep.status) && again(),
      state: (state) => page.live(state === "live" && data.sweep.status !== "running" ? "" : state),
    }),
  );
}

class View {
  constructor(page, id, number) {
    this.page = page;
    this.id = id;
    this.plots = new Map();
    this.head = h("div", { class: "title" });
    this.note = h("div", { class: "note", hidden: true });
    this.facts = h("section", { class: "panel facts", "aria-label": "In short" });
    this.findings = new Findings("verdicts on this trial, the most pressing first");
    this.curves = h("div", { class: "grid" });
    this.pictures = h("div", { class: "pictures" });
    this.gallery = panel("Pictures", "of the network as it was last", [], this.pictures);
    this.records = new Records(id, number);
    this.machine = new Machine();
    this.tables = h("div", { class: "pair start" });
    this.log = h("pre", { class: "log", tabindex: "0", "aria-label": "Log" });
    this.logHint = h("span", { class: "hint" });
    this.attempts = h("div");
    this.element = h(
      "div",
      { class: "stack" },
      this.head,
      this.note,
      this.facts,
      this.curves,
      this.findings.element,
      this.gallery,
      this.records.element,
      this.tables,
      this.machine.element,
      this.attempts,
      panel("Log", this.logHint, [], this.log),
    );
  }

  update(data) {
    this.drawHead(data);
    this.drawNote(data);
    this.drawFacts(data);
    this.drawCurves(data);
    this.findings.show(data.findings.map(finding));
    this.drawPictures(data);
    this.records.show(data.attachments);
    this.machine.show(data.system);
    this.drawTables(data);
    this.drawLog(data);
    this.drawAttempts(data);
    const score = data.trial.score === null ? "" : `${number(data.trial.score)} · `;
    this.page.title(`${score}trial ${data.trial.number} · ${data.sweep.name}`);
  }

  close() {
    this.plots.forEach((plot) => plot.close());
    this.records.close();
    this.machine.close();
  }

  drawHead({ sweep, trial }) {
    const near = (n, text) =>
      n >= 1 && n <= sweep.total ? h("a", { class: "button", href: `/sweeps/${this.id}/trials/${n}` }, text) : null;
    fill(
      this.head,
      h("h1", {}, `Trial ${trial.number}`),
      pill(trial.state),
      sweep.best?.trial === trial.number ? h("span", { class: "pill completed" }, "★ best of the sweep") : null,
      h("span", { class: "spread" }, near(trial.number - 1, "← previous"), near(trial.number + 1, "next →")),
      h("span", { class: "sub" }, [trial.name, sweep.name, goal(sweep)].filter(Boolean).join(" · ")),
    );
  }

  drawNote({ trial, detail }) {
    this.note.hidden = !trial.reason;
    this.note.className = `note ${trial.state}`;
    if (this.note.textContent !== trial.reason + detail) {
      fill(this.note, h("div", {}, trial.reason), detail ? h("pre", { class: "mono" }, detail) : null);
    }
  }

  drawFacts({ sweep, trial, test }) {
    const [twin, ...others] = tested(test, sweep.metric);
    fill(
      this.facts,
      fact(`best ${sweep.metric}`, number(trial.score), sweep.best ? `best of the sweep ${number(sweep.best.score)}` : ""),
      twin
        ? fact(`${twin[0]} on the test split`, number(twin[1]), others.map(([name, v]) => `${name} ${number(v)}`).join(" · "))
        : fact("on the test split", "–", "touched once, for the best trial"),
      fact("time spent", duration(trial.seconds), ["started ", time(trial.started)]),
      fact("last step", count(trial.step), [trial.stage && `stage ${trial.stage}`, `attempt ${trial.attempt}`, trial.origin].filter(Boolean).join(" · ")),
    );
  }

  drawCurves({ curves, metrics }) {
    for (const [name, members] of groups(metrics.filter((m) => curves[m] && !SIZES.has(m)))) {
      const plot = this.plots.get(name) ?? this.addPlot(name);
      const styles = layer(members[0]) ? members.map(depth) : members.map(style);
      const lines = members.map((metric, i) => ({
        id: metric,
        xs: curves[metric].steps,
        ys: curves[metric].values.map(num),
        ...styles[i],
        width: 1.8,
      }));
      plot.show({ lines });
      fill(plot.legend, members.length > 1 ? legend(members, styles) : null);
    }
    this.curves.hidden = this.plots.size === 0;
  }

  addPlot(name) {
    const plot = new Plot({
      label: `Curve of ${name}`,
      kind: "small",
      names: { x: "step", y: "" },
      describe: (metric, x, y) => [h("b", {}, metric), h("br"), `step ${x}: ${number(y)}`],
      empty: "No numbers to draw.",
    });
    plot.legend = h("span", { class: "legend" });
    this.plots.set(name, plot);
    this.curves.append(panel(name, plot.legend, [logSwitch(plot)], plot.element));
    return plot;
  }

  /** Fetched again when the trial has moved on, for a picture may have too. */
  drawPictures({ trial, pictures }) {
    this.gallery.hidden = pictures.length === 0;
    const version = `${trial.step}-${trial.attempt}-${trial.state}`;
    const key = [version, ...pictures].join();
    if (this.pictured !== key) {
      this.pictured = key;
      fill(this.pictures, pictures.map((name) => picture(`/api/v1/sweeps/${this.id}/trials/${trial.number}/pictures/${name}?version=${version}`, name)));
    }
  }

  drawTables({ trial, parameters, metrics, environment, tags }) {
    const used = parameters.map((name, i) => [name, trial.values[i]]).filter(([, v]) => v !== null);
    fill(
      this.tables,
      box("Parameters", facts(Object.fromEntries(used.map(([name, v]) => [name, exact(v)])))),
      h(
        "div",
        { class: "stack" },
        box("Metrics", metricTable(trial, metrics)),
        Object.keys(tags).length ? box("Tags", facts(tags)) : null,
        box("Environment", Object.keys(environment).length ? facts(surroundings(environment)) : h("p", { class: "body muted" }, "Nothing is known yet of where it runs.")),
      ),
    );
  }

  drawLog({ logs, logged }) {
    const atEnd = this.log.scrollTop + this.log.clientHeight >= this.log.scrollHeight - 8;
    this.logHint.textContent = logged > logs.length ? `the last ${count(logs.length)} of ${count(logged)} entries` : "what it printed";
    this.log.textContent = logs.length
      ? logs.map((entry) => `${clock(entry.at)}  ${entry.text}`).join("\n")
      : "This trial has printed nothing.";
    if (atEnd) {
      this.log.scrollTop = this.log.scrollHeight;
    }
  }

  drawAttempts({ attempts }) {
    const heads = ["attempt", "state", "started", "time spent", "from step", "where"];
    fill(
      this.attempts,
      box(
        "Attempts",
        h(
          "table",
          { class: "plain wide" },
          h("thead", {}, h("tr", {}, heads.map((t) => h("th", { scope: "col" }, t)))),
          h("tbody", {}, attempts.map(attemptRow)),
        ),
      ),
    );
  }
}

function attemptRow(attempt) {
  const spent = attempt.ended ? duration((new Date(attempt.ended) - new Date(attempt.started)) / 1_000) : "–";
  const { host, pid } = attempt.environment;
  return h(
    "tr",
    {},
    h("td", {}, String(attempt.number)),
    h("td", {}, pill(attempt.state), attempt.reason ? h("div", { class: "muted" }, attempt.reason) : null),
    h("td", {}, time(attempt.started)),
    h("td", {}, spent),
    h("td", {}, attempt.fromStep ? count(attempt.fromStep) : "start"),
    h("td", {}, [host, pid ? `process ${pid}` : null].filter(Boolean).join(", ") || "–"),
  );
}

/** Numbers that never change in a trial: the table has them, a drawing would be a flat line. */
const SIZES = new Set(["parameters", "model_bytes", "flops_per_sample"]);

const ORDER = ["", "test", "train", "val"];
const STYLES = {
  val: { tone: "completed", dash: [] },
  train: { tone: "stopped", dash: [6, 4] },
  test: { tone: "running", dash: [2, 3] },
};
const OTHERS = [
  { tone: "completed", dash: [] },
  { tone: "paused", dash: [8, 3, 2, 3] },
];

/** How a metric's line looks: by what it was measured on, so that it is the same in every drawing. */
function style(metric, i, members) {
  return STYLES[split(metric)] ?? OTHERS[members.length > 1 ? 1 : 0];
}

/** Layers look alike, the fainter the nearer to the input; the one under the pointer is named. */
function depth(metric, i, members) {
  return { tone: "completed", dash: [], alpha: 0.3 + (0.7 * (i + 1)) / members.length };
}

function legend(members, styles) {
  return layer(members[0])
    ? h("span", { class: "muted" }, `${members.length} layers, the last one strongest`)
    : members.map((m, i) => pill(styles[i].tone, m));
}

/** Metrics that belong in one drawing: train_loss and val_loss make "loss". */
function groups(metrics) {
  const map = new Map();
  for (const metric of metrics) {
    const name = layer(metric) ? `layers: ${layer(metric).what}` : measure(metric);
    map.set(name, [...(map.get(name) ?? []), metric]);
  }
  // The same order in every drawing, and "val" last, so that it is drawn on top.
  map.forEach((members) => members.sort((a, b) => (layer(a)?.number ?? 0) - (layer(b)?.number ?? 0) || ORDER.indexOf(split(a)) - ORDER.indexOf(split(b))));
  return map;
}

function metricTable(trial, metrics) {
  return h(
    "table",
    { class: "plain wide" },
    h("thead", {}, h("tr", {}, ["metric", "last", "smallest", "largest"].map((t, i) => h("th", { scope: "col", class: i ? "num" : null }, t)))),
    h(
      "tbody",
      {},
      metrics.flatMap((m, i) =>
        layer(m) ? [] : h("tr", {}, h("th", { scope: "row" }, m), [trial.last, trial.min, trial.max].map((list) => h("td", { class: "num" }, number(list[i])))),
      ),
    ),
  );
}

const CAPTIONS = {
  "first-layer": "Weights of the first layer: what each unit looks for. Grey is 0.",
  decisions: "Which class the network gives each place, with points to choose by. Pale where it is unsure.",
  distributions: "Weights, gradients and answers (left to right) of each layer, from the input down. Each from its smallest to its largest number; red is 0.",
};

function picture(src, name) {
  const caption = CAPTIONS[name] ?? name.replaceAll("-", " ");
  return h("figure", {}, h("img", { src, alt: caption }), h("figcaption", {}, caption));
}

function box(title, body) {
  return h("section", { class: "panel", "aria-label": title }, h("header", {}, h("h2", {}, title)), h("div", { class: "table-box" }, body));
}

/** A parameter's value with more digits than in tables, and all of them at hand. */
function exact(v) {
  return typeof v === "number" ? precise(v) : value(v);
}

function fact(label, figure, small) {
  return h(
    "div",
    { class: "fact" },
    h("div", { class: "label", title: label }, label),
    h("div", { class: "figure" }, figure),
    h("div", { class: "small" }, small),
  );
}
