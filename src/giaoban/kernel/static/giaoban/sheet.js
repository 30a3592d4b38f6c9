// A link with data-opens shows that page's part over this one. Without this script, or when anything is odd, it is a link.
const WIDE = matchMedia("(min-width: 48rem)");

function sheet(kind, host) {
  const found = host.querySelector(`:scope > [data-sheet="${kind}"]`);
  if (found) return found;
  const made = document.createElement("dialog");
  made.className = `sheet sheet-${kind}`;
  made.dataset.sheet = kind;
  made.addEventListener("close", () => {
    made.replaceChildren();
    host.querySelector("[data-opens][aria-current]")?.removeAttribute("aria-current");
  });
  host.append(made);
  return made;
}

function closeButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet button-square sheet-close";
  button.dataset.closes = "";
  button.setAttribute("aria-label", document.body.dataset.close);
  button.append(document.createTextNode("×"));
  return button;
}

async function part(link) {
  const answer = await fetch(link.href, { headers: { "X-Requested-With": "sheet" } });
  if (!answer.ok || new URL(answer.url).origin !== location.origin) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector(`[data-part="${link.dataset.opens}"]`);
}

async function open(link) {
  const kind = link.dataset.opens;
  let shown = null;
  try {
    shown = await part(link);
  } catch {
    // No line: let the browser say so in its own words.
  }
  if (!shown) {
    location.assign(link.href);
    return;
  }
  const host = (kind === "panel" && link.closest("[data-panel-host]")) || document.body;
  const place = sheet(kind, host);
  place.replaceChildren(closeButton(), document.importNode(shown, true));
  place.setAttribute("aria-label", shown.querySelector("h1, h2")?.textContent ?? "");
  host.querySelectorAll("[data-opens][aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  if (kind === "panel") link.setAttribute("aria-current", "true");
  if (place.open) place.scrollTop = 0;
  else if (kind === "panel" && WIDE.matches) place.show();
  else place.showModal();
  place.dispatchEvent(new CustomEvent("giaoban:shown", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-opens]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (link && plain) {
    event.preventDefault();
    open(link);
    return;
  }
  const closer = event.target.closest("[data-closes]");
  const place = (closer ?? event.target).closest("dialog");
  // A tap beside a modal sheet lands on the dialog element itself.
  if (place && (closer || event.target === place)) {
    event.preventDefault();
    place.close();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector(".sheet-panel[open]")?.close();
});
