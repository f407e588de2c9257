// The box is free for what is typed next as soon as its question is on its way. One that is pressed in the conversation
// leaves the box as it is, and so does one that has to wait until another is answered.
(...told) => {
  const box = document.querySelector("#question textarea");
  const running = document.querySelector("#ics-asked textarea")?.value;
  const { pressed } = document.body.dataset;
  const question = (pressed ?? box.value).trim();
  if (!running && question) {
    // Until the server has it, the page shows itself that it is on its way: a phone may be far from it.
    const shown = Object.assign(document.createElement("p"), { id: "ics-sending" });
    shown.append(Object.assign(document.createElement("strong"), { textContent: question }), "Sending your question…");
    document.getElementById("ics-sending")?.remove();
    document.getElementById("ics-composer").before(shown);
    const come = () => document.querySelector("#ics-alert [role=alert]") || document.querySelector("#ics-last .ics-question")?.textContent.endsWith(question);
    const gone = new MutationObserver(() => { if (come()) { shown.remove(); gone.disconnect(); } });
    for (const id of ["ics-last", "ics-alert"]) gone.observe(document.getElementById(id), { childList: true, subtree: true, characterData: true });
  }
  if (!running && pressed === undefined) {
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return told;
}
