// The list of conversations: "select", "edit", "delete", and "clear", which deletes the one that is open. The list
// stands open beside a wide page, and is folded above a narrow one.
const wide = matchMedia("(min-width: 75rem)");
let open = wide.matches;
// Of what was renamed or deleted, its place in the list: the form that had the focus goes with the change.
let changed = null;
const entries = () => [...element.querySelectorAll("li > a")];
const placeOf = (sender) => entries().findIndex((link) => link.dataset.conversation === sender.dataset.conversation);
// Who opens another conversation, or begins a new one, can go back to the one before: it is another place. A conversation
// that has its address with its first answer is the same place.
let elsewhere = false;
const named = () => new URL(location.href).searchParams.get("conversation") ?? "";
const locate = (current) => {
  if (current === named()) return;
  const address = new URL(location.href);
  if (current) address.searchParams.set("conversation", current);
  else address.searchParams.delete("conversation");
  history[elsewhere ? "pushState" : "replaceState"](history.state, "", address);
};
document.addEventListener("click", (event) => {
  if (!event.target.closest("#ics-new, [data-event=select]")) return;
  document.getElementById("ics-sending")?.remove(); // whoever leaves a question before the server has it leaves that too
  if (event.target.closest("#ics-new")) elsewhere = Boolean(named());
});
addEventListener("popstate", () => {
  if (element.isConnected && named() !== (element.querySelector("[data-current]")?.dataset.current ?? "")) location.reload();
});
const refocus = () => {
  const place = changed;
  changed = null;
  if (place === null || !(document.activeElement === document.body || element.contains(document.activeElement))) return;
  (entries()[place] ?? entries().at(-1) ?? element.querySelector("summary"))?.focus();
};
const unfold = () => {
  const list = element.querySelector(".ics-kept-list");
  if (list) list.open = open;
  locate(element.querySelector("[data-current]")?.dataset.current ?? "");
  elsewhere = false;
};
element.addEventListener("toggle", (event) => {
  if (event.target.matches(".ics-kept-list")) open = event.target.open;
}, true);
element.addEventListener("click", (event) => {
  const sender = event.target.closest("[data-event]");
  if (!sender || sender.matches("form") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (sender.dataset.confirm && !confirm(sender.dataset.confirm)) return;
  elsewhere = sender.dataset.event === "select";
  if (elsewhere) open = wide.matches;
  else changed = placeOf(sender);
  trigger(sender.dataset.event, { ...sender.dataset });
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  changed = placeOf(event.target);
  trigger("edit", { ...event.target.dataset, ...Object.fromEntries(new FormData(event.target)) });
});
watch("value", () => {
  unfold();
  refocus();
});
if (open) element.querySelector(".ics-kept-list")?.setAttribute("open", "");
