// The documents to search in are folded away until they are asked for.
let open = false;
const unfold = () => {
  // Gradio's group of boxes has a label that no screen reader knows for its name.
  document.querySelector("#ics-documents fieldset, fieldset#ics-documents")?.setAttribute("aria-label", "Documents to search in");
  element.querySelector("button").setAttribute("aria-expanded", open);
  document.getElementById("ics-composer").classList.toggle("ics-filtering", open);
};
element.addEventListener("click", (event) => {
  if (!event.target.closest("button")) return;
  open = !open;
  unfold();
});
watch("value", unfold);
