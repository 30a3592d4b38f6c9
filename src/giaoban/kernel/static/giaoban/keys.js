// Keys for people who live in lists: / search, j k move, Enter opens, g and a letter goes, ? tells.
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
let going = false;

function rows() {
  return [...document.querySelectorAll("[data-rows] > :is(tr, li)")].filter((row) => row.querySelector("a"));
}

function move(by) {
  const all = rows();
  if (!all.length) return;
  const now = all.findIndex((row) => row.getAttribute("aria-selected") === "true");
  all[now]?.removeAttribute("aria-selected");
  const next = all[Math.min(all.length - 1, Math.max(0, now + by))];
  next.setAttribute("aria-selected", "true");
  // Enter then opens it: the browser's own behaviour on a focused link.
  next.querySelector("a").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

const acts = {
  "/": () => document.querySelector("[data-search]")?.focus(),
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
  going = false;
  if (place) {
    event.preventDefault();
    place.click();
  } else if (Object.hasOwn(acts, event.key)) {
    event.preventDefault();
    acts[event.key]();
  }
});
