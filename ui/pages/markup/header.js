// The title of the window, and a skip link that works although the page has a base address.
document.title = "TITLE";
element.addEventListener("click", (event) => {
  const link = event.target.closest(".ics-skip");
  if (!link) return;
  event.preventDefault();
  const start = document.getElementById(link.hash.slice(1));
  const field = start?.querySelector("textarea, input, a[href], button, summary") ?? start;
  if (field === start) start?.setAttribute("tabindex", "-1");
  field?.focus();
});
