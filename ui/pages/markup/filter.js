// The documents to search in are folded away until they are asked for.
let open = false;
const unfold = () => {
  element.querySelector("button").setAttribute("aria-expanded", open);
  document.getElementById("ics-composer").classList.toggle("ics-filtering", open);
};
element.addEventListener("click", (event) => {
  if (!event.target.closest("button")) return;
  open = !open;
  unfold();
});
watch("value", unfold);
