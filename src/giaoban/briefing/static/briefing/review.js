// Text and proposals in step, and what selected words can become. Without this script both stand one after the other,
// each proposal has its forms, and each sentence its number, which opens what may become of it.
const WIDE = matchMedia("(min-width: 64rem)");
const by = (id) => document.getElementById(id);
const area = () => document.querySelector("[data-select-task]");
const cardOf = (element) => element?.closest?.("article.proposal");
const spanOf = (card) => by(card.id.replace("task-", "w-"));

// --- Both panes in step -------------------------------------------------------------------------------------------

let shown = null;
const scrolled = {};

// On a phone one pane at a time; each keeps the place that one had reached in it.
function show(pane) {
  if (WIDE.matches) return;
  if (shown) scrolled[shown] = scrollY;
  const fresh = shown !== pane;
  shown = pane;
  dress();
  if (fresh) scrollTo({ top: scrolled[pane] ?? by(pane).getBoundingClientRect().top + scrollY - 8 });
}

function dress() {
  const panes = document.querySelector(".review-panes");
  if (panes && shown) panes.dataset.shown = shown;
  for (const link of document.querySelectorAll("[data-pane]")) {
    if (link.dataset.pane === shown) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Only the pane moves, not the page: a pointer that passes over must not carry the page away.
function reveal(element) {
  const pane = element.closest(".pane");
  if (!WIDE.matches) return;
  const [place, frame] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (place.top < frame.top + 40 || place.bottom > frame.bottom - 40)
    pane.scrollTop += place.top - frame.top - Math.max(40, (frame.height - place.height) / 2);
}

function mark(card) {
  for (const one of document.querySelectorAll(".is-current")) one.classList.remove("is-current");
  const span = card && spanOf(card);
  card?.classList.add("is-current");
  span?.classList.add("is-current");
  return span;
}

function goToCard(card) {
  show("proposals");
  const first = card.querySelector("a, button") ?? card;
  first.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  mark(card);
}

function goToSpan(card) {
  const span = spanOf(card);
  if (!span) return;
  show("text");
  span.focus({ preventScroll: true });
  if (WIDE.matches) reveal(span);
  else span.scrollIntoView({ block: "center" });
  mark(card);
}

document.addEventListener("focusin", (event) => {
  const card = cardOf(event.target);
  if (!card) return;
  const span = mark(card);
  if (span) reveal(span);
});

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || !WIDE.matches) return;
  const span = event.target.closest?.("[data-task]");
  const card = span ? by(`task-${span.dataset.task}`) : cardOf(event.target);
  if (!card || card.classList.contains("is-current")) return;
  const other = mark(card);
  if (span) reveal(card);
  else if (other) reveal(other);
});

document.addEventListener("click", (event) => {
  const pane = event.target.closest("[data-pane]");
  const number = event.target.closest("article.proposal > p > a.task-no");
  const span = event.target.closest("[data-task]");
  if (!pane && !number && !span) return;
  event.preventDefault();
  if (pane) {
    const fresh = shown !== pane.dataset.pane;
    show(pane.dataset.pane);
    if (WIDE.matches || !fresh) by(pane.dataset.pane).scrollIntoView();
  } else if (number) goToSpan(cardOf(number));
  else if (document.getSelection().isCollapsed) goToCard(by(`task-${span.dataset.task}`));
});

// From its words in the text one goes back by the same letter that led there.
document.addEventListener("keydown", (event) => {
  const span = event.key === "w" && !event.ctrlKey && !event.metaKey && !event.altKey && event.target.closest("[data-task]");
  if (span) goToCard(by(`task-${span.dataset.task}`));
});

// --- Acts without leaving the page ------------------------------------------------------------------------------------

let then = null;
let tops = {};

document.addEventListener("htmx:beforeRequest", ({ detail }) => (then = detail.elt.dataset.then ?? then));
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.elt.closest("form[data-then]")) return;
  // Two acts may be on their way at once: the answer goes to the page as it is now.
  detail.target = by("review");
  tops = Object.fromEntries([...document.querySelectorAll(".pane")].map((pane) => [pane.id, pane.scrollTop]));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const [id, top] of Object.entries(tops)) if (by(id)) by(id).scrollTop = top;
  dress();
  fade();
  const place = by(then) ?? by("proposals");
  if (cardOf(place)) goToCard(place);
  else (place?.querySelector("button, a") ?? place)?.focus({ preventScroll: true });
});
// What went well is said, and then makes room; the last step stands above the proposals as long as it is the last.
function fade() {
  const said = [...document.querySelectorAll("#messages .alert-success")];
  setTimeout(() => said.forEach((one) => one.remove()), 8000);
}

// What the server answers with anything but a page to show is shown by the browser itself; the key is still the same.
document.addEventListener("htmx:responseError", ({ detail }) => detail.elt.submit());
document.addEventListener("htmx:sendError", ({ detail }) => detail.elt.submit());

// --- Selected words -----------------------------------------------------------------------------------------------------

const codePoints = (string) => [...string].length;

// Where a place in the page lies in the source, in code points as the server counts. A page shows \r\n as one character:
// where a run is longer in the source than here, each line end within it stood for two.
function sourceOffset(run, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(run);
  range.setEnd(node, offset);
  const before = range.toString();
  const shown = codePoints(run.textContent);
  const lineEnds = Number(run.dataset.length) > shown ? before.split("\n").length - 1 : 0;
  return Number(run.dataset.start) + codePoints(before) + lineEnds;
}

const runsIn = (range) => [...area().querySelectorAll("[data-start]")].filter((run) => range.intersectsNode(run));

// The chosen part of the first sentence that the selection touches, and the tasks that have words in it.
function chosen() {
  const selection = document.getSelection();
  if (!area() || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const touched = runsIn(range).filter((run) => run.textContent.trim());
  if (!touched.length) return null;
  const runs = touched.filter((run) => run.dataset.sentence === touched[0].dataset.sentence);
  const [first, last] = [runs[0], runs.at(-1)];
  const part = document.createRange();
  part.selectNodeContents(first);
  part.setEnd(last, last.childNodes.length);
  if (first.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (last.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  const words = runs.map((run) => within(part, run)).join("");
  if (!words.trim()) return null;
  const lead = codePoints(words) - codePoints(words.trimStart());
  const trail = codePoints(words) - codePoints(words.trimEnd());
  const worded = runs.filter((run) => /[\p{L}\p{N}]/u.test(within(part, run)));
  const tasks = [...new Set(worded.map((run) => run.closest("[data-task]")?.dataset.task ?? null))];
  return {
    words: words.trim(),
    start: sourceOffset(first, ...edge(part, first, "start")) + lead,
    end: sourceOffset(last, ...edge(part, last, "end")) - trail,
    tasks: tasks.filter(Boolean),
    plain: tasks.includes(null),
  };
}

function edge(part, run, side) {
  const [node, offset] = [part[`${side}Container`], part[`${side}Offset`]];
  return run.contains(node) ? [node, offset] : [run, side === "start" ? 0 : run.childNodes.length];
}

function within(part, run) {
  const range = document.createRange();
  range.selectNodeContents(run);
  if (run.contains(part.startContainer)) range.setStart(part.startContainer, part.startOffset);
  if (run.contains(part.endContainer)) range.setEnd(part.endContainer, part.endOffset);
  return range.toString();
}

function fill(form, action, values) {
  form.hidden = !action;
  if (!action) return;
  form.action = action;
  for (const [name, value] of Object.entries(values)) form.elements.namedItem(name).value = value;
}

// In plain words a task can be made; in a task's it can be cut or narrowed; in two neighbours' they can be made one.
function offer() {
  const found = chosen();
  const bar = by("selected");
  // A tap on the button below takes the selection away before it lands: what was chosen stays until something else is.
  if (!found || !bar) return;
  const cards = found.tasks.map((key) => by(`task-${key}`)).sort((one, two) => one.dataset.number - two.dataset.number);
  const [card, other] = cards;
  const { start, end } = found;
  const one = cards.length === 1;
  const run = one && spanOf(card).querySelector("[data-start]");
  const from = one && Number(run.dataset.start);
  const to = one && from + Number(run.dataset.length);
  const inside = one && !found.plain && (start > from || end < to);
  const neighbours = cards.length === 2 && card.dataset.next === other.id.replace("task-", "");
  const url = (which, name) => which && `${card.dataset.url}${name}/`;
  fill(by("add-task"), !card && by("add-task").action, { start, end });
  fill(by("split-here"), url(inside, "split"), { place: start > from ? start : end, seen: card?.dataset.seen });
  fill(by("choose-words"), url(one && (inside || found.plain), "words"), { start, end, seen: card?.dataset.seen });
  fill(by("merge-here"), url(neighbours, "merge"), {
    other: other?.id.replace("task-", ""),
    seen: card?.dataset.seen,
    other_seen: other?.dataset.seen,
  });
  bar.querySelector("[data-selected]").textContent = found.words;
  bar.hidden = false;
  // The keys of forms hang on where they are sent.
  bar.dispatchEvent(new CustomEvent("giaoban:shown", { bubbles: true }));
}

if (area()) {
  document.addEventListener("selectionchange", offer);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-cancel]")) {
      document.getSelection().removeAllRanges();
      by("selected").hidden = true;
    }
    // A tap on a sentence is a tap on its number.
    const run = event.target.closest("[data-select-task] span[data-sentence]");
    if (run && !run.closest("[data-task]") && document.getSelection().isCollapsed) by(`s${run.dataset.sentence}`)?.click();
  });
}

// One arrives at a proposal, by an address or after an act: there one goes on.
const arrived = location.hash.startsWith("#task-") && by(location.hash.slice(1));
function narrow() {
  shown ??= WIDE.matches ? null : "proposals";
  dress();
}

narrow();
WIDE.addEventListener("change", narrow);
if (arrived) goToCard(arrived);
fade();
