/**
 * Makes an element. Texts become text nodes, so nothing a sweep contains is ever read as markup.
 * Properties that start with "on" are listeners; null and false leave an attribute out.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    set(element, name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function set(element, name, value) {
  if (name.startsWith("on")) {
    element.addEventListener(name.slice(2), value);
  } else if (value === true) {
    element.setAttribute(name, "");
  } else if (value !== null && value !== undefined && value !== false) {
    element.setAttribute(name, value);
  }
}

/** Replaces what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A titled box: one short phrase says what is seen in it. */
export function panel(title, hint, tools, ...body) {
  return h(
    "section",
    { class: "panel", "aria-label": title },
    h(
      "header",
      {},
      h("h2", {}, title),
      hint ? (typeof hint === "string" ? h("span", { class: "hint" }, hint) : hint) : null,
      tools.length ? h("div", { class: "tools" }, tools) : null,
    ),
    body,
  );
}

/** A small drawing that tells states apart without colour. */
export function symbol(state) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", "12");
  svg.setAttribute("height", "12");
  svg.setAttribute("viewBox", "-6 -6 12 12");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const [d, filled] = SHAPES[state] ?? SHAPES.interrupted;
  path.setAttribute("d", d);
  path.setAttribute("fill", filled ? "currentColor" : "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "1.7");
  svg.append(path);
  return svg;
}

const CIRCLE = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
const SHAPES = {
  completed: [CIRCLE, true],
  finished: [CIRCLE, true],
  running: [CIRCLE, false],
  stopped: ["M-4 -4h8v8h-8z", true],
  failed: ["M-4 -4L4 4M4 -4L-4 4", false],
  paused: ["M-2.5 -4V4M2.5 -4V4", false],
  interrupted: ["M-4 4L0 -4L4 4z", false],
  new: ["M-4 0h8", false],
};

/** A state as a word with its symbol. */
export function pill(state, text = state) {
  return h("span", { class: `pill ${state}` }, symbol(state), text);
}
