// A bad line: what is typed stays on this device until the server has it, and what was sent without an answer is sent again
// with the key it had, so it has one effect. Without this script, or without storage, the form is a plain form.
const KEY = "idempotency_key";
const TOKEN = "csrfmiddlewaretoken";
const OWN = new Set([KEY, TOKEN]);
const AGAIN = 10_000;
const ANY = "*";
const form = document.getElementById("entry");
const said = form?.querySelector("[data-kept]");
const drop = form?.querySelector("[data-drop-kept]");
const slot = `giaoban:entry:${form?.dataset.keeps}`;
let pending = null;
let sending = false;
let waiting = 0;

const field = (name) => form.elements.namedItem(name);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function stored() {
  try {
    return JSON.parse(localStorage.getItem(slot));
  } catch {
    return null;
  }
}

function keep(fields, revision) {
  try {
    if (fields) localStorage.setItem(slot, JSON.stringify({ fields, revision, pending }));
    else localStorage.removeItem(slot);
  } catch {
    // No storage here: the page itself still holds what was typed.
  }
}

function say(what, canDrop = false) {
  said.textContent = said.dataset[what] ?? "";
  drop.parentElement.hidden = !canDrop;
}

function typed() {
  return [...new FormData(form)].filter(([name]) => !OWN.has(name)).map(([name, value]) => [name, String(value)]);
}

function put(fields, revision) {
  const told = new Map(fields);
  for (const one of form.elements) {
    if (!one.name || OWN.has(one.name) || one.name === "revision" || one.type === "submit") continue;
    if (one.type === "checkbox") one.checked = told.has(one.name);
    else if (told.has(one.name)) one.value = told.get(one.name);
  }
  // Where somebody saved since, the server shows both: it needs to know what was seen here.
  if (revision !== ANY) field("revision").value = revision;
}

function settle() {
  form.dispatchEvent(new CustomEvent("giaoban:settled", { bubbles: true }));
}

// The act that was asked for, natively: the server's own page shows what it asks, and it has kept nothing under this key.
function submitPlainly(act) {
  for (const [name, value] of act) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  delete form.dataset.changed;
  form.submit();
}

function answered(answer, sent) {
  const next = answer.headers.get("X-Goes-To");
  if (next) {
    const now = typed();
    pending = null;
    // What was typed while the answer was awaited goes on top of it.
    keep(same(now, sent.typed) ? null : now, ANY);
    settle();
    location.assign(next);
  } else if (answer.redirected || answer.status === 403) {
    say("signedOut");
  } else if (answer.ok) {
    pending = null;
    keep(typed(), field("revision").value);
    submitPlainly(sent.act);
  } else {
    pending = null;
    keep(typed(), field("revision").value);
    settle();
    say("refused");
  }
}

async function send() {
  if (sending || !pending) return;
  sending = true;
  clearTimeout(waiting);
  say("sending");
  const sent = pending;
  const body = new URLSearchParams([...sent.typed, ...sent.act, [TOKEN, field(TOKEN).value], [KEY, sent.key]]);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "keep" } });
    // A gateway that answers for a server that does not is no answer.
    if (answer.status >= 500) throw new TypeError("no answer");
    answered(answer, sent);
  } catch {
    say("waiting");
    waiting = setTimeout(send, AGAIN);
  } finally {
    sending = false;
  }
}

function start() {
  const kept = stored();
  // The server has just answered with all that was typed.
  if (!kept || form.dataset.answers) {
    keep(null);
    return;
  }
  put(kept.fields, kept.revision);
  pending = kept.pending;
  if (pending) {
    send();
  } else {
    form.dataset.changed = "yes";
    say("restored", true);
  }
}

if (form && said) {
  start();
  form.addEventListener("input", () => keep(typed(), field("revision").value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { submitter } = event;
    // One sending at a time: what came before must be answered first.
    pending ??= { key: field(KEY).value, typed: typed(), act: submitter?.name ? [[submitter.name, submitter.value]] : [] };
    delete form.dataset.changed;
    keep(typed(), field("revision").value);
    send();
  });
  drop.addEventListener("click", () => {
    keep(null);
    delete form.dataset.changed;
    location.reload();
  });
  addEventListener("online", send);
}
