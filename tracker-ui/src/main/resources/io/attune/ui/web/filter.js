const TERM = /^(?:"([^"]*)"|([^\s<>=!~"]+))\s*(>=|<=|!=|==|=|<|>|~)\s*(?:"([^"]*)"|([^\s"]+))/;
const WORD = /^(?:"([^"]*)"|([^\s<>=!~"]+))/;

/** A filter that cannot be understood; the message is for people. */
export class BadFilter extends Error {}

/**
 * Turns text into a predicate over rows. Terms are joined by "and": `name op value` with
 * = != < <= > >= ~ (contains), a|b for one of several values, quotes around spaces; a lone word
 * matches anywhere in the row.
 *
 * @param fields name → {type: "number" | "text", of: row => value}
 * @throws BadFilter
 */
export function parse(text, fields) {
  const tests = [];
  let rest = text.trim();
  while (rest) {
    const [test, length] = next(rest, fields);
    tests.push(test);
    rest = rest.slice(length).trim();
  }
  return (row) => tests.every((test) => test(row));
}

function next(rest, fields) {
  const term = TERM.exec(rest);
  if (term) {
    const name = term[1] ?? term[2];
    return [comparison(field(name, fields), name, term[3], term[4] ?? term[5]), term[0].length];
  }
  const word = WORD.exec(rest);
  if (!word) {
    throw new BadFilter(`Cannot read “${rest.slice(0, 24)}”. Write a term as name, then = != < <= > >= or ~, then a value.`);
  }
  const after = rest.slice(word[0].length).trim();
  if (/^[<>=!~]/.test(after)) {
    throw new BadFilter(`“${word[0]}” lacks a value. Try ${word[0]}${/^[<>=!~]+/.exec(after)[0]}0.9.`);
  }
  return [anywhere((word[1] ?? word[2]).toLowerCase(), fields), word[0].length];
}

function field(name, fields) {
  const found = fields.get(name) ?? [...fields].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  if (!found) {
    const near = nearest(name, [...fields.keys()]);
    throw new BadFilter(`There is no column “${name}”. ${near ? `Did you mean ${near}?` : `Columns are ${[...fields.keys()].join(", ")}.`}`);
  }
  return found;
}

function comparison({ type, of }, name, op, value) {
  const wanted = value.split("|");
  if (op === "~") {
    return (row) => String(of(row) ?? "").toLowerCase().includes(value.toLowerCase());
  }
  if (op === "=" || op === "==" || op === "!=") {
    const equal = (row) => wanted.some((w) => same(of(row), w));
    return op === "!=" ? (row) => !equal(row) : equal;
  }
  const bound = Number(value);
  if (type !== "number") {
    throw new BadFilter(`“${name}” holds texts, which ${op} cannot compare. Use = or ~.`);
  }
  if (value.trim() === "" || Number.isNaN(bound)) {
    throw new BadFilter(`“${value}” is not a number, but ${name}${op} needs one.`);
  }
  return (row) => ordered(of(row), op, bound);
}

function ordered(v, op, bound) {
  if (typeof v !== "number" || Number.isNaN(v)) {
    return false;
  }
  return op === "<" ? v < bound : op === "<=" ? v <= bound : op === ">" ? v > bound : v >= bound;
}

function same(v, wanted) {
  if (typeof v === "number") {
    return Number.isNaN(v) ? wanted.toLowerCase() === "nan" : v === Number(wanted);
  }
  return String(v ?? "").toLowerCase() === wanted.toLowerCase();
}

function anywhere(word, fields) {
  const texts = [...fields.values()];
  return (row) => texts.some(({ of }) => String(of(row) ?? "").toLowerCase().includes(word));
}

function nearest(name, names) {
  const [best] = names.map((other) => [distance(name.toLowerCase(), other.toLowerCase()), other]).sort((a, b) => a[0] - b[0]);
  return best && best[0] <= Math.max(2, name.length / 3) ? best[1] : null;
}

function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
