import { fill, h, panel, pill } from "./dom.js";
import { varies } from "./dimensions.js";
import { BadFilter, parse } from "./filter.js";
import { count, duration, number, value } from "./format.js";
import { layer } from "./sweeps.js";
import { Table } from "./table.js";

const KINDS = { last: "last values", min: "smallest values", max: "largest values" };

/** The trials of a sweep as a table that sorts and filters. */
export class Trials {
  constructor(model, { hover, open, filtered, unbrush }) {
    this.model = model;
    this.filtered = filtered;
    this.unbrush = unbrush;
    this.brushes = [];
    this.kind = "last";
    this.hint = h("span", { class: "hint", role: "status" });
    this.input = h("input", {
      type: "search",
      id: "filter",
      placeholder: example(model),
      "aria-label": "Filter trials",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": "filter-error",
      oninput: () => this.update(),
    });
    this.error = h("span", { class: "error", id: "filter-error", role: "alert" });
    this.chips = h("span", { class: "legend" });
    this.choice = h(
      "select",
      { "aria-label": "Which metric values to show", onchange: () => this.choose() },
      Object.entries(KINDS).map(([kind, text]) => h("option", { value: kind }, text)),
    );
    this.table = new Table({ label: "Trials", columns: this.columns(), sort: firstSort(model), open, hover });
    this.element = panel(
      "Trials",
      this.hint,
      [this.choice],
      h("div", { class: "filter" }, this.input, this.chips, this.error),
      this.table.element,
    );
  }

  choose() {
    this.kind = this.choice.value;
    this.table.setColumns(this.columns());
    this.update();
  }

  /** Takes intervals and choices picked on the parallel coordinates. */
  brush(brushes) {
    this.brushes = brushes;
    fill(
      this.chips,
      brushes.map(({ name, text }) =>
        h("button", { type: "button", class: "chip", title: "Remove", onclick: () => this.unbrush(name) }, `${name} ${text} ×`),
      ),
    );
    this.update();
  }

  /** Shows the trials as the model has them now. */
  update() {
    if (this.shape !== this.model.metrics.length) {
      this.table.setColumns(this.columns());
      this.shape = this.model.metrics.length;
    }
    const rows = this.select();
    if (rows) {
      this.table.reserve(this.model.rows.length);
      this.table.show(rows, this.model.rows.length ? "No trial passes the filter." : "No trials yet.");
      const all = this.model.rows.length;
      this.hint.textContent = rows.length === all ? `${count(all)}` : `${count(rows.length)} of ${count(all)}`;
      this.filtered(rows);
    }
  }

  /** Rows that pass filter and brushes; null while the filter makes no sense. */
  select() {
    try {
      const test = parse(this.input.value, this.fields());
      this.say("");
      return this.model.rows.filter((row) => test(row) && this.brushes.every((brush) => brush.test(row)));
    } catch (e) {
      if (!(e instanceof BadFilter)) {
        throw e;
      }
      this.say(e.message);
      return null;
    }
  }

  say(message) {
    this.error.textContent = message;
    this.input.setAttribute("aria-invalid", String(message !== ""));
  }

  fields() {
    const columns = this.columns(() => true).map(({ name, numeric, of }) => [name, { type: numeric ? "number" : "text", of }]);
    return new Map(columns.reverse());
  }

  /** Constants stand with the search space; they are columns only where there is nothing else. */
  columns(wanted = this.model.detail.parameters.some(varies) ? varies : () => true) {
    const { parameters, metrics, summary, detail } = this.model;
    const kinds = new Map(detail.parameters.map((p) => [p.name, p]));
    return [
      { ...plain("trial", 72, (row) => row.number), title: "#", cell: link(this.model.id) },
      { ...plain("state", 116, (row) => row.state), number: false, numeric: false, cell: (row) => pill(row.state) },
      {
        ...plain("score", wide(scoreTitle(summary)), (row) => row.score),
        name: summary.metric,
        title: scoreTitle(summary),
        down: summary.goal === "maximize",
        cell: (row) => number(row.score),
        class: (row) => (this.best(row) ? "best" : ""),
      },
      ...summary.objectives.slice(1).map(({ metric, goal }, i) => ({
        ...plain(`objective ${metric}`, wide(metric), (row) => row.objectives?.[i + 1] ?? null),
        name: `objective_${metric}`,
        title: metric,
        down: goal === "maximize",
        cell: (row) => number(row.objectives?.[i + 1] ?? null),
        class: (row) => (this.best(row) ? "best" : ""),
      })),
      ...(summary.constraints.length ? [feasibility()] : []),
      ...(detail.recorded ? [word("name", 150)] : []),
      ...(detail.stages.length ? [word("stage", 110), { ...word("origin", 190), title: "goes on from" }] : []),
      ...parameters.map((name, i) => parameter(name, i, kinds.get(name))).filter(({ name }) => wanted(kinds.get(name))),
      ...metrics.map((name, i) => this.metric(name, i)).filter((column, i) => !layer(metrics[i])),
      plain("step", 76, (row) => row.step),
      { ...plain("seconds", 110, (row) => row.seconds), title: "time spent", cell: (row) => duration(row.seconds) },
      { ...plain("attempt", 84, (row) => row.attempt) },
      { ...plain("reason", 420, (row) => row.reason), number: false, numeric: false, cell: (row) => row.reason },
    ];
  }

  /** Whether a trial is the best, or on the front of several objectives. */
  best(row) {
    const { best, front } = this.model.summary;
    return front ? front.trials.includes(row.number) : row.number === best?.trial;
  }

  metric(name, i) {
    const title = `${this.kind} ${name}`;
    return {
      ...plain(`metric ${name}`, wide(title), (row) => row[this.kind][i]),
      name: name === this.model.summary.metric ? `${this.kind}_${name}` : name,
      title,
      cell: (row) => number(row[this.kind][i]),
    };
  }
}

function plain(key, width, of) {
  return { key, name: key, title: key, width, of, number: true, numeric: true, cell: (row) => String(of(row)) };
}

/** A column of a text that every row has. */
function word(key, width) {
  return { ...plain(key, width, (row) => row[key]), number: false, numeric: false, cell: (row) => row[key] };
}

/** With several objectives a trial counts with where it is, not with its best. */
function scoreTitle({ metric, objectives }) {
  return objectives.length > 1 ? metric : `best ${metric}`;
}

function feasibility() {
  const word = (row) => (row.feasible === null ? "" : row.feasible ? "yes" : "no");
  return { ...plain("feasible", 96, word), number: false, numeric: false, cell: word };
}

function parameter(name, i, definition) {
  const numeric = definition.type !== "categorical" || definition.choices.every((c) => typeof c === "number");
  const texts = definition.choices.map((c) => value(c).length);
  return {
    ...plain(`parameter ${name}`, Math.max(wide(name), Math.min(220, Math.max(0, ...texts) * 8 + 28)), (row) => row.values[i]),
    name,
    title: name,
    number: numeric,
    numeric,
    cell: (row) => value(row.values[i]),
  };
}

function link(sweep) {
  return (row) => h("a", { href: `/sweeps/${sweep}/trials/${row.number}` }, String(row.number));
}

function wide(title) {
  return Math.min(250, Math.max(96, title.length * 7.6 + 54));
}

/** Newest first while trials come in, and where stages are no rivals; else best first afterwards. */
function firstSort({ summary, detail }) {
  return summary.status === "running" || detail.stages.length ? { key: "trial", down: true } : { key: "score", down: summary.goal === "maximize" };
}

/** A filter that makes sense for this sweep, as an example. */
function example(model) {
  const categorical = model.detail.parameters.find((p) => p.choices.length > 1 && typeof p.choices[0] === "string");
  const numeric = model.detail.parameters.find((p) => p.type === "float");
  return [
    "Filter:",
    categorical ? `${categorical.name}=${categorical.choices[0]}` : "state=completed",
    numeric ? `${numeric.name}<${value((numeric.min + numeric.max) / 2 || 1)}` : "",
  ].join(" ");
}
