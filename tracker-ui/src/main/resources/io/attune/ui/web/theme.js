// Runs before the first paint, so that a chosen theme does not flash in late.
(function () {
  try {
    const theme = localStorage.getItem("attune-theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // Storage may be switched off; the system's theme it is.
  }
})();
