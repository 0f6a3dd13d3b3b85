import { post } from "./api.js";
import { h } from "./dom.js";
import { sentence } from "./format.js";

/** Asks for a token; calls done once the browser is logged in. */
export function loginForm(done) {
  const token = h("input", { type: "password", name: "token", autocomplete: "current-password", required: true, "aria-label": "Token" });
  const said = h("p", { role: "alert" });

  async function submit(event) {
    event.preventDefault();
    try {
      await post("/login", { token: token.value.trim() });
      done();
    } catch (error) {
      said.textContent = sentence(error.message);
    }
  }

  return h(
    "section",
    { class: "panel empty" },
    h("h1", {}, "Log in"),
    h("p", {}, "Follow the link that Attune printed when it started, or give a token."),
    h("form", { onsubmit: submit }, token, " ", h("button", { type: "submit", class: "button" }, "Log in")),
    said,
  );
}
