// What stands in the box, or is not answered yet, outlives the page: it is there again when the page is loaded again, as
// it is by itself where the server was lost and has come back.
() => {
  const LEFT = "ics-left";
  const box = () => document.querySelector("#question textarea");
  const left = sessionStorage.getItem(LEFT);
  if (left && !box().value) {
    box().value = left;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  }
  addEventListener("pagehide", () => {
    sessionStorage.setItem(LEFT, box()?.value || document.querySelector("#ics-asked textarea")?.value || "");
  });
  if (matchMedia("(min-width: 75rem)").matches) box()?.focus({ preventScroll: true });
  return new URLSearchParams(location.search).get("conversation") ?? "";
}
