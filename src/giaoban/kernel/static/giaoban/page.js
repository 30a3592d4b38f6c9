// Light or dark, copying, names of chosen files.
const root = document.documentElement;

function toggleTheme() {
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // Storage is closed to us: the choice holds for this page.
  }
}

async function copy(button) {
  const text = button.dataset.copy;
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {
    // Plain http on an office network has no clipboard interface.
    const field = Object.assign(document.createElement("textarea"), { value: text });
    button.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = button.dataset.copied;
  setTimeout(() => (label.textContent = before), 2000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-switch], [data-copy]");
  if (!button) return;
  if (button.dataset.copy === undefined) toggleTheme();
  else copy(button);
});

for (const place of document.querySelectorAll("[data-drop]")) {
  const input = place.querySelector("input[type=file]");
  const said = place.querySelector("[data-drop-said]");
  const over = (on) => () => place.classList.toggle("drop-over", on);
  input.addEventListener("dragenter", over(true));
  input.addEventListener("dragleave", over(false));
  input.addEventListener("drop", over(false));
  input.addEventListener("change", () => {
    const size = new Intl.NumberFormat(root.lang, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
    const names = [...input.files].map((file) => `${file.name} (${size.format(Math.max(1, file.size / 1024))})`);
    if (names.length) said.textContent = names.join(", ");
  });
}

document.querySelector("[data-first-focus]")?.focus();

// A page that was kept longer than a notice holds.
for (const notice of document.querySelectorAll("[data-until]")) {
  const left = Date.parse(notice.dataset.until) - Date.now();
  if (left <= 0) notice.hidden = true;
  else if (left < 2 ** 31) setTimeout(() => (notice.hidden = true), left);
}
