// Paper shows what stands on the page: photos are opened first.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-print]")) return;
  for (const hidden of document.querySelectorAll("details.photos")) hidden.open = true;
  print();
});
