import { Failure } from "./api.js";
import { fill, h } from "./dom.js";
import { sentence } from "./format.js";
import { loginForm } from "./login.js";
import { dark, onTheme, toggle } from "./palette.js";
import { sweepPage } from "./sweep.js";
import { sweepsPage } from "./sweeps.js";
import { trialPage } from "./trial.js";

const ROUTES = [
  [/^\/$/, sweepsPage],
  [/^\/sweeps\/([1-9][0-9]*)$/, sweepPage],
  [/^\/sweeps\/([1-9][0-9]*)\/trials\/([1-9][0-9]*)$/, trialPage],
];
const LIVE = { live: "live", reconnecting: "reconnecting…" };

const main = document.getElementById("main");
const live = document.getElementById("live");
const crumbs = document.getElementById("crumbs");
const themeButton = document.getElementById("theme");
let current = null;

/** What a page may do to the frame around it; deaf once the page was left. */
class Page {
  leaving = [];

  show = (...content) => {
    clearTimeout(this.waiting);
    this.whileHere(() => fill(main, content));
  };

  title = (text) => this.whileHere(() => (document.title = `${text} – Attune`));

  live = (state) =>
    this.whileHere(() => {
      live.dataset.state = state;
      live.textContent = LIVE[state] ?? "";
    });

  /** Says that it is loading, unless it has something to show very soon. */
  wait() {
    this.waiting = setTimeout(() => this.show(h("div", { class: "waiting", role: "status" }, "Loading…")), 250);
  }

  isLive() {
    return live.dataset.state === "live";
  }

  crumbs(...steps) {
    const items = steps.flatMap(([text, href]) => [h("span", { class: "sep", "aria-hidden": "true" }, "/"), href ? h("a", { href }, text) : h("span", {}, text)]);
    this.whileHere(() => fill(crumbs, items));
  }

  fail = (error) => {
    this.live("");
    this.show(error.status === 401 ? loginForm(route) : problem(error));
    this.title({ 401: "Log in", 404: "Not found" }[error.status] ?? "Error");
  };

  go(address) {
    history.pushState(null, "", address);
    route();
  }

  onLeave(task) {
    current === this ? this.leaving.push(task) : task();
  }

  leave() {
    this.leaving.forEach((task) => task());
  }

  whileHere(task) {
    if (current === this) {
      task();
    }
  }
}

function problem(error) {
  const missing = error.status === 404;
  const known = error instanceof Failure;
  if (!known) {
    console.error(error);
  }
  return h(
    "section",
    { class: "panel empty", role: "alert" },
    h("h1", {}, missing ? "Not found" : "This page cannot be shown"),
    h("p", {}, known ? sentence(error.message) : "Something in it went wrong; the browser's console says what."),
    h("a", { class: "button", href: missing ? "/" : location.href }, missing ? "All sweeps" : "Try again"),
  );
}

async function route() {
  current?.leave();
  const page = (current = new Page());
  page.crumbs();
  page.live("");
  page.wait();
  scrollTo(0, 0);
  try {
    const [, open, match] = ROUTES.map(([pattern, open]) => [pattern, open, pattern.exec(location.pathname)]).find(([, , m]) => m) ?? [];
    if (!open) {
      throw new Failure(404, "There is no page at this address.");
    }
    await open(page, ...match.slice(1).map(Number));
  } catch (error) {
    page.fail(error);
  }
}

function nameTheme() {
  themeButton.textContent = dark() ? "Light" : "Dark";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='/']");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (link && plain && !link.getAttribute("href").startsWith("/api/")) {
    event.preventDefault();
    history.pushState(null, "", link.href);
    route();
    main.focus({ preventScroll: true });
  }
});
addEventListener("popstate", route);
themeButton.addEventListener("click", toggle);
onTheme(nameTheme);
nameTheme();
route();
