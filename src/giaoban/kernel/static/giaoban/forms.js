// One effect for one form: a key that survives a lost answer, one send at a time, no silent loss of typed text.
const FIELD = "idempotency_key";
const SENT = "giaoban:sent";
const PATIENCE = 15_000;

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Plain http on an office network: randomUUID is missing there, getRandomValues is not.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const store = {
  get(name) {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      if (value === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, value);
    } catch {
      // Storage is closed to us: the server's own key stays in the form.
    }
  },
};

const slot = (form) => `giaoban:key:${location.pathname}:${new URL(form.action).pathname}:${form.id}`;

// A post that took effect answers by sending us on to a page. An answer that was lost never does, so its key stays.
function finishSent() {
  const sent = store.get(SENT);
  const [entry] = performance.getEntriesByType("navigation");
  if (!sent || !entry || entry.redirectCount === 0) return;
  store.set(sent, null);
  store.set(SENT, null);
}

function prepare(form) {
  const field = form.elements.namedItem(FIELD);
  if (!field) return;
  const name = slot(form);
  let key = store.get(name);
  if (!key) {
    key = newKey();
    store.set(name, key);
  }
  field.value = key;
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[data-said]")) rest(button);
}

function rest(button) {
  button.removeAttribute("aria-disabled");
  button.querySelector("span").textContent = button.dataset.said;
  delete button.dataset.said;
}

function wait(button) {
  const label = button?.querySelector("span");
  if (!label || button.dataset.said) return;
  button.dataset.said = label.textContent;
  button.setAttribute("aria-disabled", "true");
  label.textContent = document.body.dataset.sending;
}

function prepareAll(within) {
  for (const form of within.querySelectorAll("form[method=post]")) prepare(form);
}

document.addEventListener("input", (event) => {
  if (event.target.form?.method === "post") event.target.form.dataset.changed = "yes";
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  delete form.dataset.changed;
  if (form.elements.namedItem(FIELD)) store.set(SENT, slot(form));
  wait(event.submitter);
  // The line may have died without an error: after a while one may send again, with the same key.
  setTimeout(() => {
    delete form.dataset.sending;
    if (event.submitter?.dataset.said) rest(event.submitter);
  }, PATIENCE);
});

// A script that sends a form itself says when the server has answered: the key is settled, the next sending needs a new one.
document.addEventListener("giaoban:settled", ({ target }) => {
  store.set(slot(target), null);
  delete target.dataset.changed;
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});

finishSent();
prepareAll(document);
// A page from the browser's back cache shows the old key: give it the one that holds now.
addEventListener("pageshow", (event) => event.persisted && prepareAll(document));
document.addEventListener("giaoban:shown", (event) => prepareAll(event.target));
// htmx sends without leaving the page: whatever answered has settled this key.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt.closest("form[method=post]");
  if (!form || !detail.xhr.status || detail.xhr.status >= 500) return;
  store.set(slot(form), null);
  delete form.dataset.changed;
  prepare(form);
});
document.addEventListener("htmx:load", (event) => prepareAll(event.target));
