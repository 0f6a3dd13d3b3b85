import { extent, scale, tickLabel } from "./axes.js";
import { value } from "./format.js";

/**
 * The axes of parallel coordinates: every parameter that varies, and the objective last. An axis
 * knows where a row crosses it (0 to 1, null where the row has no value), which labels it carries,
 * and how to say a stretch of it in words.
 */
export function parameterAxes({ detail, summary, parameters, rows }) {
  return [...detail.parameters.filter(varies).map((p) => axis(p, parameters.indexOf(p.name), rows)), objective(summary.metric, rows)];
}

/** Whether a parameter can have more than one value. */
export function varies({ choices: list, min, max }) {
  return list.length !== 1 && !(min !== null && min === max);
}

function axis(definition, index, rows) {
  const of = (row) => row.values[index];
  const gaps = Object.keys(definition.when).length > 0;
  return definition.type === "categorical" ? choices(definition, of, gaps, rows) : numbers(definition, of, gaps, rows);
}

/** Trials may have values from before the choices were edited; these come last. */
function choices({ name, choices: now }, of, gaps, rows) {
  const keys = [...new Set([...now, ...rows.map(of).filter((v) => v !== null)].map((c) => JSON.stringify(c)))];
  const list = keys.map((key) => JSON.parse(key));
  const place = (i) => (i + 0.5) / keys.length;
  return {
    name,
    gaps,
    at: (row) => {
      const i = of(row) === null ? -1 : keys.indexOf(JSON.stringify(of(row)));
      return i < 0 ? null : place(i);
    },
    marks: () => list.map((c, i) => ({ t: place(i), text: value(c) })),
    words: (low, high) => list.filter((c, i) => place(i) >= low && place(i) <= high).map(value).join(" or ") || "none",
  };
}

/** Trials may lie outside the range as it is now, if it was wider before. */
function numbers(definition, of, gaps, rows) {
  const seen = rows.map(of).filter((v) => v !== null && Number.isFinite(v));
  const [low, high] = extent(seen);
  const s = scale(definition.scale, Math.min(definition.min ?? low, ...edges(seen)), Math.max(definition.max ?? high, ...edges(seen)));
  return measured(definition.name, s, of, { gaps, whole: definition.type === "int" });
}

/** Smallest and largest number; nothing of nothing. */
function edges(numbers) {
  return numbers.length ? [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))] : [];
}

function objective(name, rows) {
  const scores = rows.map((row) => row.score).filter((v) => v !== null && Number.isFinite(v));
  const [min, max] = extent(scores);
  return measured(name, scale(min > 0 && max / min > 100 ? "log" : "linear", min, max), (row) => row.score, { gaps: false, whole: false });
}

function measured(name, s, of, { gaps, whole }) {
  return {
    name,
    gaps,
    at: (row) => {
      const v = of(row);
      const t = v === null || v === undefined ? NaN : s.at(v);
      return Number.isFinite(t) ? t : null;
    },
    marks: (most) => {
      const list = s.ticks(most).filter((tick) => !whole || Number.isInteger(tick));
      return list.map((tick) => ({ t: s.at(tick), text: s.kind === "linear" ? tickLabel(tick, list) : value(tick) }));
    },
    words: (low, high) => `${value(s.value(low))} to ${value(s.value(high))}`,
  };
}
