import { fill, h } from "./dom.js";

const ROW = 32;
const SPARE = 12;

/**
 * A table of many rows that keeps only the visible ones in the page.
 *
 * Columns: {key, title, number, width, of: row => value to sort by, cell: row => content, class}.
 * Sorting is stable; values that are missing or NaN go last in either direction.
 */
export class Table {
  constructor({ label, columns, sort, open, hover }) {
    this.open = open;
    this.hover = hover;
    this.sort = sort;
    this.rows = [];
    this.focus = null;
    this.head = h("tr");
    this.cols = h("colgroup");
    this.body = h("tbody");
    this.table = h("table", { "aria-label": label }, this.cols, h("thead", {}, this.head), this.body);
    this.element = h("div", { class: "table-box virtual trials", tabindex: "0", role: "region", "aria-label": label }, this.table);
    this.void = h("div", { class: "none" });
    this.element.append(this.void);
    this.element.addEventListener("scroll", () => this.draw(), { passive: true });
    this.body.addEventListener("click", (event) => this.clicked(event));
    this.body.addEventListener("pointerover", (event) => this.hover(numberAt(event)));
    this.body.addEventListener("pointerleave", () => this.hover(null));
    this.setColumns(columns);
  }

  /** Changes the columns; who stands on a column head with the keyboard goes on standing there. */
  setColumns(columns) {
    const stand = this.columns?.[[...this.head.children].indexOf(document.activeElement?.parentElement)];
    this.columns = columns;
    fill(this.cols, columns.map(({ width }) => sized(h("col"), width)));
    this.table.style.width = columns.reduce((sum, { width }) => sum + width, 0) + "px";
    fill(this.head, columns.map((column) => this.header(column)));
    if (stand) {
      this.head.children[columns.findIndex(({ key }) => key === stand.key)]?.firstChild.focus();
    }
  }

  /** Shows other rows, in the chosen order; where there are none, a text instead. */
  show(rows, otherwise) {
    this.void.textContent = rows.length ? "" : otherwise;
    this.rows = sorted(rows, this.columns.find(({ key }) => key === this.sort.key), this.sort.down);
    this.table.setAttribute("aria-rowcount", rows.length + 1);
    this.drawn = null;
    this.draw();
  }

  /** Leaves room for so many rows, so that filtering moves nothing below the table. */
  reserve(rows) {
    this.element.style.height = Math.min(15, Math.max(3, rows)) * ROW + 52 + "px";
  }

  highlight(number) {
    this.focus = number;
    for (const row of this.body.children) {
      row.classList.toggle("focus", row.dataset.number === String(number));
    }
  }

  header(column) {
    const cell = h("th", { scope: "col", class: column.number ? "num" : null, title: column.title });
    cell.append(h("button", { type: "button", onclick: () => this.choose(column) }, column.title));
    this.mark(cell, column);
    return cell;
  }

  mark(cell, column) {
    const chosen = column.key === this.sort.key;
    const arrow = chosen ? (this.sort.down ? " ↓" : " ↑") : "";
    cell.firstChild.textContent = column.title + arrow;
    chosen ? cell.setAttribute("aria-sort", this.sort.down ? "descending" : "ascending") : cell.removeAttribute("aria-sort");
  }

  choose(column) {
    const again = column.key === this.sort.key;
    this.sort = { key: column.key, down: again ? !this.sort.down : Boolean(column.down) };
    [...this.head.children].forEach((cell, i) => this.mark(cell, this.columns[i]));
    this.show(this.rows, this.void.textContent);
  }

  draw() {
    const from = Math.max(0, Math.floor(this.element.scrollTop / ROW) - SPARE);
    const to = Math.min(this.rows.length, from + Math.ceil(this.element.clientHeight / ROW) + 2 * SPARE);
    if (this.drawn && this.drawn[0] === from && this.drawn[1] === to) {
      return;
    }
    this.drawn = [from, to];
    fill(this.body, pad(from), this.rows.slice(from, to).map((row, i) => this.row(row, from + i)), pad(this.rows.length - to));
  }

  row(row, index) {
    return h(
      "tr",
      { "data-number": row.number, "aria-rowindex": index + 2, class: row.number === this.focus ? "focus" : null },
      this.columns.map((column) => cell(column, row)),
    );
  }

  clicked(event) {
    const number = numberAt(event);
    if (number !== null && !event.target.closest("a")) {
      this.open(number);
    }
  }
}

function cell(column, row) {
  const content = column.cell(row);
  const title = typeof content === "string" && content.length > 12 ? content : null;
  const extra = column.class ? column.class(row) : "";
  return h("td", { class: `${column.number ? "num" : ""} ${extra}`, title }, content);
}

function pad(rows) {
  return rows > 0 ? h("tr", { class: "pad", "aria-hidden": "true" }, tall(h("td"), rows * ROW)) : null;
}

function tall(element, pixels) {
  element.style.height = pixels + "px";
  return element;
}

function sized(element, pixels) {
  element.style.width = pixels + "px";
  return element;
}

function numberAt(event) {
  const row = event.target.closest("tr[data-number]");
  return row ? Number(row.dataset.number) : null;
}

/** Sorts numbers as numbers and texts as people sort them. */
export function sorted(rows, column, down) {
  if (!column) {
    return rows;
  }
  const keyed = rows.map((row) => [column.of(row), row]);
  const sign = down ? -1 : 1;
  keyed.sort(([a, x], [b, y]) => missing(a) - missing(b) || (missing(a) ? 0 : sign * compare(a, b)) || x.number - y.number);
  return keyed.map(([, row]) => row);
}

function missing(v) {
  return v === null || v === undefined || Number.isNaN(v) ? 1 : 0;
}

const COLLATOR = new Intl.Collator(undefined, { numeric: true });

function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? (a < b ? -1 : a > b ? 1 : 0) : COLLATOR.compare(String(a), String(b));
}
