import { fill, h, panel } from "./dom.js";
import { number } from "./format.js";

/** What a trial's curves say: verdicts with their evidence, and what to change next. */
export class Findings {
  constructor(hint) {
    this.body = h("div", { class: "findings" });
    this.element = panel("What the curves say", hint, [], this.body);
    this.element.hidden = true;
  }

  show(...children) {
    const shown = children.flat().filter((child) => child !== null);
    this.element.hidden = shown.length === 0;
    fill(this.body, shown);
  }
}

/** One verdict. */
export function finding({ verdict, confidence, evidence, next }) {
  return h(
    "div",
    { class: "finding" },
    h("div", {}, h("b", {}, verdict), h("span", { class: "muted" }, ` · confidence ${number(confidence)}`)),
    h(
      "ul",
      {},
      evidence.map(({ name, value, limit }) => h("li", { class: "muted" }, `${name} `, h("b", {}, number(value)), `, ${limit}`)),
      next.map((text) => h("li", {}, `→ ${text}`)),
    ),
  );
}

/** The verdicts of a sweep's trials, what the best one needs, and where the search hits its borders. */
export function insights({ verdicts, best, borders }, summary) {
  const counts = verdicts.map(({ verdict, trials }) => `${trials} ${verdict}`).join(" · ");
  return [
    counts ? h("div", { class: "finding" }, h("b", {}, "trials "), counts) : null,
    best.length && summary.best
      ? h("div", { class: "finding" }, h("b", {}, `best trial ${summary.best.trial}: `), best[0].verdict, h("ul", {}, best[0].next.slice(0, 2).map((text) => h("li", {}, `→ ${text}`))))
      : null,
    borders.length ? h("div", { class: "finding" }, h("b", {}, "borders"), h("ul", {}, borders.map((text) => h("li", {}, text)))) : null,
  ];
}
