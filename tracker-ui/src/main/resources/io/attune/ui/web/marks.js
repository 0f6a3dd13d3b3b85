import { color } from "./palette.js";

/** Bounds that a few diverged trials do not blow up: far outliers leave the view, not the data. */
export function trimmed(values) {
  if (values.length < 20) {
    return values;
  }
  const sorted = Float64Array.from(values).sort();
  const low = sorted[Math.floor(sorted.length * 0.02)];
  const high = sorted[Math.ceil(sorted.length * 0.98) - 1];
  const reach = (high - low) * 1.5;
  return [Math.max(sorted[0], low - reach), Math.min(sorted[sorted.length - 1], high + reach)];
}

/** Keeps drawing inside a box and a little around it. */
export function clip(context, box, slack) {
  context.beginPath();
  context.rect(box.left - slack, box.top - slack, box.right - box.left + 2 * slack, box.bottom - box.top + 2 * slack);
  context.clip();
}

/** A point whose form, not only its colour, tells the state. */
export function mark(context, shape, x, y, r, tone) {
  context.fillStyle = tone;
  if (r < 2) {
    // Too small for a form; a square is drawn many times faster than a circle.
    context.fillRect(x - r, y - r, 2 * r, 2 * r);
    return;
  }
  context.strokeStyle = tone;
  context.lineWidth = 1.7;
  context.beginPath();
  if (shape === "failed") {
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x + r, y - r);
    context.lineTo(x - r, y + r);
    context.stroke();
  } else if (shape === "stopped") {
    context.fillRect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
  } else if (shape === "interrupted" || shape === "paused") {
    context.moveTo(x - r, y + r * 0.8);
    context.lineTo(x, y - r);
    context.lineTo(x + r, y + r * 0.8);
    context.closePath();
    context.stroke();
  } else {
    context.arc(x, y, r, 0, 7);
    shape === "running" ? context.stroke() : context.fill();
  }
}

/** Text with a rim of the ground's colour, so that lines behind it do not hurt. */
export function write(context, text, x, y, tone) {
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = color("panel");
  context.strokeText(text, x, y);
  context.fillStyle = tone;
  context.fillText(text, x, y);
  context.lineWidth = 1;
}

/** As much of a text as there is room for. */
export function fit(context, text, width) {
  if (context.measureText(text).width <= width) {
    return text;
  }
  let end = text.length;
  while (end > 1 && context.measureText(text.slice(0, end) + "…").width > width) {
    end--;
  }
  return text.slice(0, end) + "…";
}
