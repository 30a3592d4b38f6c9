// A column copied from a spreadsheet goes into the cells from the present one down; an empty cell leaves what stands there.
const form = document.getElementById("entry");
const said = form?.querySelector("[data-pasted]");
const NONE = new Set(["không phát sinh", "không có", "không", "none occurred", "none"]);

const say = (...sentences) => (said.textContent = sentences.join(" "));
const counted = (sentence, count) => sentence.replace("{count}", count);

function put(cell, written) {
  const none = form.elements.namedItem(`n${cell.name.slice(1)}`);
  const nothing = NONE.has(written.toLowerCase());
  cell.value = nothing ? "" : written;
  none.checked = nothing;
}

form?.addEventListener("paste", (event) => {
  const cells = [...form.querySelectorAll("input[inputmode=decimal]")];
  const start = cells.indexOf(event.target);
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  if (start < 0 || !/[\n\t]/.test(text)) return;
  event.preventDefault();
  if (text.includes("\t")) {
    say(said.dataset.wide);
    return;
  }
  const rows = text.split("\n").map((row) => row.trim());
  const room = cells.slice(start);
  let count = 0;
  rows.slice(0, room.length).forEach((written, place) => {
    if (!written) return;
    put(room[place], written);
    count += 1;
  });
  const left = rows.slice(room.length).filter(Boolean).length;
  say(counted(said.dataset.pasted, count), ...(left ? [counted(said.dataset.left, left)] : []));
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});
