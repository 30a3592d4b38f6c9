// Keys for people who live in lists: / search, j k move, Enter opens, g and a letter goes, ? tells. A control with
// data-shortcut is pressed by its letter: the one in the row where one stands, else one outside all rows.
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
let going = false;

function rows() {
  return [...document.querySelectorAll("[data-rows] > :is(tr, li, article)")].filter((row) => row.querySelector("a, button"));
}

function move(by) {
  const all = rows();
  if (!all.length) return;
  const stood = all.findIndex((row) => row.getAttribute("aria-selected") === "true");
  const here = all.indexOf(rowOf(document.activeElement));
  all[stood]?.removeAttribute("aria-selected");
  const next = all[Math.min(all.length - 1, Math.max(0, (here < 0 ? stood : here) + by))];
  if (!next.matches("article")) next.setAttribute("aria-selected", "true");
  // Enter then opens it: the browser's own behaviour on a focused link.
  (next.querySelector("a") ?? next.querySelector("button")).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const rowOf = (element) => element?.closest("[data-rows] > *");

function control(letter) {
  const named = `[data-shortcut="${CSS.escape(letter)}"]`;
  const own = rowOf(document.activeElement)?.querySelector(named);
  return own ?? [...document.querySelectorAll(named)].find((one) => !rowOf(one) && one.checkVisibility());
}

const acts = {
  "/": () => {
    // On a narrow screen the field of the header is a link to the page of the search.
    const shown = [...document.querySelectorAll("[data-search], .site-search-link")].find((one) => one.checkVisibility());
    shown?.matches("a") ? shown.click() : shown?.focus();
  },
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => move(1),
  k: () => move(-1),
  g: () => {
    going = true;
    setTimeout(() => (going = false), 1200);
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog:modal")) return;
  const place = going && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const pressed = !going && control(event.key);
  going = false;
  if (place) {
    event.preventDefault();
    place.click();
  } else if (Object.hasOwn(acts, event.key)) {
    event.preventDefault();
    acts[event.key]();
  } else if (pressed) {
    event.preventDefault();
    pressed.click();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-shows-keys]")) acts["?"]();
});
