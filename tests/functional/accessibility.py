"""What a machine can see of a page's accessibility; contrast and the components themselves are tested in tests/kernel."""

from playwright.sync_api import Page

_SCRIPT = """() => {
  const said = [];
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  const short = (element) => element.outerHTML.slice(0, 120);
  const page = (selector) => [...document.querySelectorAll(selector)].filter((one) => visible(one) && !one.closest("dialog"));

  if (!document.documentElement.lang) said.push("the page does not say its language");
  if (!document.title.trim()) said.push("the page has no title");

  const headings = page("h1, h2, h3, h4, h5, h6");
  const levels = headings.map((one) => Number(one.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) said.push(`${levels.filter((l) => l === 1).length} headings of level 1`);
  levels.forEach((level, place) => {
    if (place && level > levels[place - 1] + 1) said.push(`a level is skipped before: ${short(headings[place])}`);
  });

  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) said.push(`two elements are called ${id}`);

  const byId = (ids) => (ids ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const name = (one) => [
    one.getAttribute("aria-label"), byId(one.getAttribute("aria-labelledby")), one.textContent, one.title, one.alt,
    ...[...(one.labels ?? [])].map((label) => label.textContent),
    ...[...one.querySelectorAll("[aria-label]")].map((inner) => inner.getAttribute("aria-label")),
  ].join(" ").trim();
  // What repeats its neighbour for the eye alone: hidden from readers, and not a stop of the keyboard.
  const forTheEye = (one) => one.closest("[aria-hidden=true]") && (one.tabIndex < 0 || one.matches("img"));
  for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, img"))
    if (visible(one) && !name(one) && !forTheEye(one)) said.push(`it has no name: ${short(one)}`);

  for (const one of document.querySelectorAll("[aria-describedby]"))
    for (const id of one.getAttribute("aria-describedby").split(" ").filter(Boolean))
      if (!document.getElementById(id)) said.push(`it is described by ${id}, which is missing: ${short(one)}`);

  const filled = page("main .button-main");
  if (filled.length > 1) said.push(`${filled.length} filled buttons`);
  return said;
}"""


def faults(page: Page) -> list[str]:
    """Sentences on what is wrong: headings, names, ids, descriptions, more than one filled button."""
    return page.evaluate(_SCRIPT)
