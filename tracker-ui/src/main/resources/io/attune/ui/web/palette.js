const listeners = new Set();

const known = new Map();

/** The colour that a CSS variable has now. Remembered: asking the browser for each mark is slow. */
export function color(name) {
  if (!known.has(name)) {
    known.set(name, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim());
  }
  return known.get(name);
}

/** Whether the page is dark now. */
export function dark() {
  return document.documentElement.dataset.theme === "dark";
}

/** Goes to the other theme and remembers it. */
export function toggle() {
  const next = dark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem("attune-theme", next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  announce();
}

/** Calls back when colours change; returns how to stop that. */
export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce() {
  known.clear();
  listeners.forEach((listener) => listener());
}

// theme.js asked first, so the page has its new theme when this is told.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", announce);

// Viridis, thinned: even steps of lightness, safe for every colour blindness.
const RAMP = [
  [68, 1, 84], [71, 44, 122], [59, 81, 139], [44, 113, 142], [33, 144, 141],
  [39, 173, 129], [92, 200, 99], [170, 220, 50], [253, 231, 37],
];

/** Colour of goodness from 0 (worst) to 1 (best): the best stands out from the ground. */
export function ramp(goodness) {
  const t = Math.min(1, Math.max(0, goodness));
  const at = (dark() ? 0.12 + 0.88 * t : 0.85 * (1 - t)) * (RAMP.length - 1);
  const low = Math.min(RAMP.length - 2, Math.floor(at));
  const mixed = RAMP[low].map((c, i) => Math.round(c + (RAMP[low + 1][i] - c) * (at - low)));
  return `rgb(${mixed.join(" ")})`;
}
