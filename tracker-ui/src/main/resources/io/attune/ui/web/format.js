/** A number as it crosses in JSON: NaN and the infinities come as texts. */
export function num(value) {
  if (typeof value === "number") {
    return value;
  }
  return value === "NaN" ? NaN : value === "Infinity" ? Infinity : value === "-Infinity" ? -Infinity : undefined;
}

/**
 * Digits enough to compare, not more: 4 significant ones or the whole part, in groups from 10,000
 * on; powers of ten from 1e7 on and below 1e-4.
 */
export function number(value) {
  const n = num(value);
  if (n === undefined) {
    return "–";
  }
  if (!Number.isFinite(n)) {
    return Number.isNaN(n) ? "NaN" : n > 0 ? "∞" : "−∞";
  }
  return n < 0 ? "−" + magnitude(-n) : magnitude(n);
}

function magnitude(n) {
  if (n === 0) {
    return "0";
  }
  if (n >= 1e7 || n < 1e-4) {
    return powered(n.toExponential(2));
  }
  return Number.isInteger(n) || n >= 1e4 ? grouped(Math.round(n), 0) : n.toPrecision(4);
}

function powered(text) {
  const [digits, power] = text.split("e");
  return digits.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "") + "e" + power.replace("+", "").replace("-", "−");
}

/** Fixed decimals, and commas between thousands where there are five digits or more. */
export function grouped(n, decimals) {
  const fixed = n.toFixed(decimals);
  return n < 1e4 ? fixed : fixed.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Six significant digits of a number, and all of them as its tooltip. */
export function precise(n) {
  if (Number.isInteger(n)) {
    return String(n);
  }
  const size = Math.abs(n);
  const short = size < 1e-4 || size >= 1e7 ? powered(n.toExponential(5)) : String(Number(n.toPrecision(6)));
  const element = document.createElement("span");
  element.title = String(n);
  element.textContent = short.replace(/^-/, "−");
  return element;
}

/** A parameter's value: whole numbers and texts as they are, others short and without commas. */
export function value(v) {
  if (v === null || v === undefined) {
    return "–";
  }
  if (Number.isSafeInteger(v)) {
    return String(v).replace("-", "−");
  }
  if (typeof v === "number") {
    const text = number(v).replaceAll(",", "");
    return text.includes(".") && !text.includes("e") ? text.replace(/\.?0+$/, "") : text;
  }
  return typeof v === "object" ? JSON.stringify(v) : String(v);
}

/** A text that starts like a sentence and ends like one. */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?…]$/.test(text) ? "" : ".");
}

/** A count with separators of the reader's language. */
export function count(n) {
  return n.toLocaleString();
}

/** A size in bytes for people. */
export function bytes(n) {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  const unit = n < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(n) / 10));
  return `${unit ? (n / 1024 ** unit).toFixed(1) : n} ${units[unit]}`;
}

/** Seconds as people say them; two units at most. */
export function duration(seconds) {
  if (seconds < 10) {
    return seconds.toFixed(1) + " s";
  }
  const s = Math.round(seconds);
  if (s < 60) {
    return s + " s";
  }
  const minutes = Math.floor(s / 60);
  if (minutes < 60) {
    return `${minutes} min ${pad(s % 60)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${pad(minutes % 60)} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function pad(n) {
  return String(n).padStart(2, "0");
}

const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

/** A moment in the viewer's zone; the full form with the zone is its tooltip. */
export function time(iso) {
  const element = document.createElement("time");
  const date = new Date(iso);
  element.dateTime = iso;
  element.title = FULL.format(date);
  const today = DAY.format(date) === DAY.format(new Date());
  element.textContent = (today ? "today" : DAY.format(date)) + ", " + CLOCK.format(date);
  return element;
}

/** Time of day in the viewer's zone. */
export function clock(iso) {
  return CLOCK.format(new Date(iso));
}
