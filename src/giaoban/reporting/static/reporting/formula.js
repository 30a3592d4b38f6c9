// What a formula makes, while one types it: asked of the server, shown below the field. Without an answer nothing is shown;
// the button "Try it" does the same without this script.
const field = document.querySelector("textarea[data-formula]");
const shown = document.getElementById("formula-preview");
const form = field?.form;
const PAUSE = 500;
let waiting = 0;
let asking = null;
let asked = field?.value ?? "";

async function ask() {
  if (field.value === asked) return;
  asking?.abort();
  asking = new AbortController();
  const value = (name) => form.elements.namedItem(name)?.value ?? "";
  const written = field.value;
  const body = new URLSearchParams({
    csrfmiddlewaretoken: value("csrfmiddlewaretoken"),
    text: written,
    code: form.dataset.code ?? value("code"),
    since: value("since"),
  });
  try {
    const answer = await fetch(shown.dataset.previews, { method: "POST", body, signal: asking.signal });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    asked = written;
    shown.replaceChildren(...page.body.childNodes);
  } catch {
    // No line: keeping the formula says the same.
  }
}

if (field && shown) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}
