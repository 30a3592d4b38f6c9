// Selected words become a task: with a mouse, with a finger, with the keyboard. Without this script each sentence has
// its number, which opens what may become of it.
const text = document.querySelector("[data-select-task]");
const form = document.getElementById("add-task");

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

const runsIn = (range) => [...text.querySelectorAll("[data-start]")].filter((run) => range.intersectsNode(run));

// The chosen part of the first sentence that the selection touches; a task lies within one sentence.
function chosen() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
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
  return {
    words: words.trim(),
    start: sourceOffset(first, ...edge(part, first, "start")) + lead,
    end: sourceOffset(last, ...edge(part, last, "end")) - trail,
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

function offer() {
  const found = chosen();
  // A tap on the button below takes the selection away before it lands: what was chosen stays until something else is.
  if (!found) return;
  form.elements.namedItem("start").value = found.start;
  form.elements.namedItem("end").value = found.end;
  form.querySelector("[data-selected]").textContent = found.words;
  form.hidden = false;
}

if (text && form) {
  document.addEventListener("selectionchange", offer);
  form.querySelector("[data-cancel]").addEventListener("click", () => {
    document.getSelection().removeAllRanges();
    form.hidden = true;
  });
  // A tap on a sentence is a tap on its number.
  text.addEventListener("click", (event) => {
    const run = event.target.closest("span[data-sentence]");
    if (run && document.getSelection().isCollapsed) text.querySelector(`#s${run.dataset.sentence}`)?.click();
  });
}
