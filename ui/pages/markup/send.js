// The box is free for what is typed next as soon as its question is on its way. One that is pressed in the conversation
// leaves the box as it is, and so does one that has to wait until another is answered.
(...told) => {
  const box = document.querySelector("#question textarea");
  const running = document.querySelector("#ics-asked textarea")?.value;
  if (!running && !("pressed" in document.body.dataset)) {
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return told;
}
