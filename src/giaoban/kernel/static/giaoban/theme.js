// Loaded before the first paint: light or dark as chosen here, and the sign that scripts run.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // Storage is closed to us: the system's choice holds.
  }
})();
