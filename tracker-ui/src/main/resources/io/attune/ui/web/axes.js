import { color } from "./palette.js";
import { grouped, number, value } from "./format.js";

/** Maps values to [0, 1]: "linear", "log", or "inverse_log", which is dense near its upper end. */
export function scale(kind, min, max) {
  if (kind === "log" && min > 0) {
    return make(kind, min, max, Math.log, Math.exp);
  }
  if (kind === "inverse_log" && min > 0) {
    const mirror = (x) => min + max - x;
    return make(kind, min, max, (x) => -Math.log(mirror(x)), (y) => mirror(Math.exp(-y)));
  }
  return make("linear", min, max, (x) => x, (y) => y);
}

function make(kind, min, max, to, from) {
  const low = to(min);
  const span = to(max) - low || 1;
  const flat = max === min;
  return {
    kind,
    min,
    max,
    at: (x) => (flat ? 0.5 : (to(x) - low) / span),
    value: (t) => from(low + t * span),
    ticks: (most) => ticks(kind, min, max, most),
  };
}

/** Round numbers between two bounds, at most about so many. */
export function ticks(kind, min, max, most) {
  if (!(max > min)) {
    return Number.isFinite(min) ? [min] : [];
  }
  if (kind === "log" && max / min >= 8) {
    return logTicks(min, max, most);
  }
  return kind === "inverse_log" && max / min >= 8 ? mirrored(min, max, most) : linearTicks(min, max, most);
}

function linearTicks(min, max, most) {
  const rough = (max - min) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((m) => power * m >= rough * 0.999);
  const list = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) {
    list.push(Number((i * step).toPrecision(12)));
  }
  return list;
}

function logTicks(min, max, most) {
  const decades = Math.log10(max / min);
  const every = Math.max(1, Math.ceil(decades / most));
  const steps = decades * 3 <= most ? [1, 2, 5] : [1];
  const list = [];
  for (let p = Math.floor(Math.log10(min)); p <= Math.ceil(Math.log10(max)); p++) {
    for (const m of steps) {
      const tick = Number(`${m}e${p}`);
      if (tick >= min * 0.999 && tick <= max * 1.001 && p % every === 0) {
        list.push(tick);
      }
    }
  }
  return list.length ? list : [min, max];
}

function mirrored(min, max, most) {
  return logTicks(min, max, most).map((tick) => Number((min + max - tick).toPrecision(6))).reverse();
}

/** Draws a frame of grid lines with labels; returns the box left for data. */
export function frame(context, width, height, x, y, names) {
  const rows = y.ticks(Math.max(2, Math.min(7, Math.floor((height - 66) / 24))));
  const labels = rows.map((tick) => (y.kind === "log" ? value(tick) : tickLabel(tick, rows)));
  const left = 14 + Math.max(...labels.map((label) => context.measureText(label).width), 20);
  const box = { left, top: 30, right: width - 14, bottom: height - 36 };
  const px = (v) => box.left + x.at(v) * (box.right - box.left);
  const py = (v) => box.bottom - y.at(v) * (box.bottom - box.top);
  context.strokeStyle = color("grid");
  context.fillStyle = color("muted");
  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = "right";
  rows.forEach((tick, i) => {
    line(context, box.left, py(tick), box.right, py(tick));
    context.fillText(labels[i], box.left - 7, py(tick));
  });
  context.textBaseline = "top";
  context.textAlign = "center";
  const columns = x.ticks(Math.max(2, Math.floor((box.right - box.left) / 80))).filter(Number.isInteger);
  columns.forEach((tick) => {
    line(context, px(tick), box.bottom, px(tick), box.bottom + 4);
    const half = context.measureText(number(tick)).width / 2;
    context.fillText(number(tick), Math.min(px(tick), width - half - 2), box.bottom + 6);
  });
  context.textAlign = "right";
  context.fillText(names.x, box.right, box.bottom + 20);
  context.textAlign = "left";
  context.fillText(names.y, 6, 3);
  return { box, px, py };
}

function line(context, x1, y1, x2, y2) {
  context.beginPath();
  context.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  context.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
  context.stroke();
}

/** As many decimals as neighbouring ticks need to differ. */
export function tickLabel(tick, all) {
  if (tick === 0) {
    return "0";
  }
  const gap = all.length > 1 ? Math.min(...all.slice(1).map((t, i) => Math.abs(t - all[i]))) : Math.abs(tick);
  if (Math.abs(tick) >= 1e7 || Math.abs(tick) < 1e-4) {
    return number(tick);
  }
  const decimals = Math.max(0, Math.min(6, Math.ceil(-Math.log10(gap) - 1e-9)));
  return (tick < 0 ? "−" : "") + grouped(Math.abs(tick), decimals);
}

/** The smallest and largest of numbers, a little apart even when they are the same. */
export function extent(values) {
  let min = Infinity;
  let max = -Infinity;
  for (const v of values) {
    if (Number.isFinite(v)) {
      min = Math.min(min, v);
      max = Math.max(max, v);
    }
  }
  if (min > max) {
    return [0, 1];
  }
  return min === max ? [min - (Math.abs(min) * 0.05 || 0.5), max + (Math.abs(max) * 0.05 || 0.5)] : [min, max];
}
