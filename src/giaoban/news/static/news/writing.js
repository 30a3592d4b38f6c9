// What is pasted from Word or a web page arrives as Markdown; without script, or where cleaning fails, as plain text.
const area = document.querySelector("textarea[data-paste]");
const said = document.querySelector("[data-paste-said]");

// As if it had been typed, so that the browser's own undo takes it back.
function insert(text) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

const chosen = () => area.value.slice(area.selectionStart, area.selectionEnd);

function around(before, after, words) {
  const from = area.selectionStart + before.length;
  insert(before + words + after);
  area.setSelectionRange(from, from + words.length);
}

// Whole lines, as the marks of headings and lists want them.
function lines(mark) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", area.selectionEnd);
  area.setSelectionRange(from, end < 0 ? area.value.length : end);
  insert(chosen().split("\n").map((line) => (line ? mark + line.replace(/^(?:#+|-) /, "") : line)).join("\n"));
}

const marks = {
  bold: (words) => around("**", "**", chosen() || words),
  heading: () => lines("## "),
  list: () => lines("- "),
  link: (words) => around(`[${chosen() || words}](`, ")", "https://"),
  // Between the square brackets stands, later, what the picture shows.
  picture: (words, button) => {
    const end = area.value.indexOf("\n", area.selectionEnd);
    area.setSelectionRange(end < 0 ? area.value.length : end, end < 0 ? area.value.length : end);
    around("\n\n![", `](${button.dataset.picture})\n\n`, words);
  },
};

const tools = document.querySelector("[data-writing-tools]");
if (area && tools) area.before(tools);
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-mark]");
  if (button && area) marks[button.dataset.mark](button.dataset.words ?? "", button);
});

area?.addEventListener("paste", async (event) => {
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  if (!/<(?:p|b|strong|i|em|a|ul|ol|li|table|h[1-6])[\s>]/i.test(html)) return;
  event.preventDefault();
  const form = area.form;
  const sent = new FormData();
  sent.set("html", html);
  sent.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
  try {
    const answer = await fetch(form.dataset.pasteUrl, { method: "POST", body: sent });
    const text = await answer.text();
    if (answer.ok) insert(text.trim());
    else {
      insert(plain);
      if (said) said.textContent = answer.status === 422 ? text : "";
    }
  } catch {
    insert(plain);
  }
});
