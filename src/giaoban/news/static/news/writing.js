// What is pasted from Word or a web page arrives as Markdown; without script, or where cleaning fails, as plain text.
const area = document.querySelector("textarea[data-paste]");
const said = document.querySelector("[data-paste-said]");

function insert(text) {
  area.focus();
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

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
