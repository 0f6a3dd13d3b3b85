// Runs before the first paint, so that no theme flashes in late: the chosen one, else the system's.
(function () {
  const system = matchMedia("(prefers-color-scheme: dark)");

  function apply() {
    let theme = system.matches ? "dark" : "light";
    try {
      theme = localStorage.getItem("attune-theme") ?? theme;
    } catch {
      // Storage may be switched off; the system's theme it is.
    }
    document.documentElement.dataset.theme = theme === "dark" ? "dark" : "light";
  }

  apply();
  system.addEventListener("change", apply);
})();
