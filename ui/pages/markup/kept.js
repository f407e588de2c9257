// The list of conversations: "select", "edit", "delete"; open beside a wide page, folded above a narrow one.
let open = matchMedia("(min-width: 75rem)").matches;
const unfold = () => {
  const list = element.querySelector(".ics-kept-list");
  if (list) list.open = open;
  const current = element.querySelector("[data-current]")?.dataset.current ?? "";
  const address = new URL(location.href);
  if (current) address.searchParams.set("conversation", current);
  else address.searchParams.delete("conversation");
  history.replaceState(history.state, "", address);
};
element.addEventListener("toggle", (event) => {
  if (event.target.matches(".ics-kept-list")) open = event.target.open;
}, true);
element.addEventListener("click", (event) => {
  const sender = event.target.closest("[data-event]");
  if (!sender || sender.matches("form") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (sender.dataset.confirm && !confirm(sender.dataset.confirm)) return;
  trigger(sender.dataset.event, { ...sender.dataset });
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  trigger("edit", { ...event.target.dataset, ...Object.fromEntries(new FormData(event.target)) });
});
watch("value", unfold);
if (open) element.querySelector(".ics-kept-list")?.setAttribute("open", "");
