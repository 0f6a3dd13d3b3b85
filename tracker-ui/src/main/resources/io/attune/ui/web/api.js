const SILENCE = 12_000;

/** Gets JSON from the dashboard's API; rejects with what the problem details say. */
export function get(path) {
  return ask(path, { headers: { Accept: "application/json" } });
}

/** Posts JSON to it. */
export function post(path, body) {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

async function ask(path, request) {
  let response;
  try {
    response = await fetch("/api/v1" + path, request);
  } catch {
    throw new Failure(0, "The dashboard does not answer. Is the program that served this page still running?");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Failure(response.status, body.detail ?? `The dashboard answered ${response.status}.`);
  }
  return body;
}

/** A request that failed; status 0 means nobody answered. */
export class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Follows a live stream. Calls update(tick) on news and state("live" | "reconnecting") when that
 * changes. A hidden page lets its connection go: browsers allow only six to one server.
 */
export function watch(path, { after, update, state }) {
  let source = null;
  let heard = Date.now();
  let known = "";

  function say(next) {
    if (next !== known) {
      known = next;
      state(next);
    }
  }

  function open() {
    source?.close();
    heard = Date.now();
    source = new EventSource("/api/v1" + path + (after ? "?after=" + after() : ""));
    source.addEventListener("open", hear);
    source.addEventListener("error", () => say("reconnecting"));
    source.addEventListener("update", (event) => hear() || update(JSON.parse(event.data)));
    source.addEventListener("beat", (event) => hear() || update(JSON.parse(event.data)));
  }

  function hear() {
    heard = Date.now();
    say("live");
  }

  function look() {
    if (!document.hidden && Date.now() - heard > (source.readyState === EventSource.CLOSED ? 2_000 : SILENCE)) {
      say("reconnecting");
      open();
    }
  }

  function visible() {
    if (document.hidden) {
      source.close();
    } else {
      open();
    }
  }

  document.addEventListener("visibilitychange", visible);
  const timer = setInterval(look, 1_000);
  open();
  return () => {
    document.removeEventListener("visibilitychange", visible);
    clearInterval(timer);
    source.close();
  };
}

/** Runs an async task on demand, never twice at once, and at most once in a while. */
export function paced(millis, task) {
  let running = false;
  let wanted = false;
  return async function run() {
    wanted = true;
    if (running) {
      return;
    }
    running = true;
    while (wanted) {
      wanted = false;
      await task();
      await new Promise((done) => setTimeout(done, millis));
    }
    running = false;
  };
}
