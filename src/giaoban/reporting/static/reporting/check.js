// The server's checks while one types: it is asked about the cells that changed, and what it says stands beside them at once.
// Where it does not answer nothing is shown: the same checks speak when the draft is kept.
const form = document.getElementById("entry");
const address = form?.dataset.checks;
const finding = form?.querySelector("template[data-finding]");
const PAUSE = 500;
let known = new Map();
let waiting = 0;
let asking = null;

const numbers = () => [...(form?.querySelectorAll("input[inputmode=decimal]") ?? [])];
const place = (cell) => cell.name.slice(1);
const tick = (cell) => form.elements.namedItem(`n${place(cell)}`);
const state = () => new Map(numbers().map((cell) => [place(cell), `${tick(cell)?.checked ? "none" : ""} ${cell.value.trim()}`]));

function question(changed) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.namedItem("csrfmiddlewaretoken").value });
  for (const cell of numbers()) {
    if (cell.value.trim()) body.append(cell.name, cell.value);
    if (tick(cell)?.checked) body.append(tick(cell).name, "on");
  }
  for (const one of changed) body.append("changed", one);
  return body;
}

function show(number, { says, refused, asks_why: asks }) {
  const slot = document.getElementById(`f${number}`);
  const cell = form.elements.namedItem(`v${number}`);
  if (!slot || !cell) return;
  const said = [...slot.querySelectorAll(".finding span")].map((one) => one.textContent);
  // Said again it would be read out again.
  if (said.join("\n") !== says.join("\n")) {
    slot.replaceChildren(
      ...says.map((sentence) => {
        const made = finding.content.cloneNode(true);
        made.querySelector("span").textContent = sentence;
        return made;
      }),
    );
  }
  const line = slot.closest(".entry-line");
  line.querySelector(".field-error")?.remove();
  line.classList.toggle("field-wrong", says.length > 0);
  cell.setAttribute("aria-describedby", slot.id);
  if (refused) cell.setAttribute("aria-invalid", "true");
  else cell.removeAttribute("aria-invalid");
  const why = line.querySelector(".entry-why");
  if (why) why.hidden = !asks && !why.querySelector("input").value;
}

async function ask() {
  const now = state();
  const changed = [...now].filter(([number, written]) => known.get(number) !== written).map(([number]) => number);
  if (!changed.length) return;
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(address, { method: "POST", body: question(changed), signal: asking.signal });
    if (!answer.ok || answer.redirected) return;
    const { lines } = await answer.json();
    known = now;
    for (const [number, one] of Object.entries(lines)) show(number, one);
  } catch {
    // No line, or asked again meanwhile: the cells stay as they are, and the next question names them again.
  }
}

if (address && finding) {
  known = state();
  // A reason that came back from this device is shown, whatever was asked.
  for (const why of form.querySelectorAll(".entry-why")) why.hidden &&= !why.querySelector("input").value;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}
