// What is done in a conversation: its buttons and forms tell the server; marks and sources lead to each other.
// The events: "submit", "retry", "edit", "like", "clear".
const usedMarks = new Map();
let toBeFound = false;
let rated = null;
let written = {};

const find = (id) => document.getElementById(id);
const show = (target) => {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
};
const say = (text) => {
  const status = document.querySelector("#ics-status [role=status]");
  if (status) status.textContent = text;
};
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // a page that came without encryption has no clipboard
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say("Copied with its sources.");
};
const everywhere = () => {
  for (const box of document.querySelectorAll("#ics-documents input:not(:checked)")) box.click();
  return new Promise(requestAnimationFrame); // until then the choice is told as it was
};
// Two ratings that are sent at the same moment may arrive in either order, and the last one counts.
let ratedAt = 0;
const inTurn = () => {
  const wait = Math.max(0, ratedAt + 300 - Date.now());
  ratedAt = Date.now() + wait;
  return wait ? new Promise((go) => setTimeout(go, wait)) : null;
};
const tell = async (sender, more = {}) => {
  if ("everywhere" in sender.dataset) await everywhere();
  toBeFound = ["submit", "retry"].includes(sender.dataset.event);
  if (toBeFound) {
    document.body.dataset.pressed = sender.dataset.question ?? ""; // told to send.js, which runs soon
    setTimeout(() => delete document.body.dataset.pressed, 300);
  }
  const told = { ...sender.dataset, ...more };
  if (told.event === "like") await inTurn();
  trigger(told.event, told);
  if (["edit", "clear"].includes(sender.dataset.event)) document.querySelector("#question textarea")?.focus();
};

element.addEventListener("click", (event) => {
  const mark = event.target.closest("a.ics-mark");
  const button = event.target.closest("button");
  if (mark) {
    event.preventDefault();
    const source = mark.hash.slice(1);
    usedMarks.set(source, mark);
    show(find(source));
  } else if (button?.dataset.back) {
    const source = button.dataset.back;
    const used = usedMarks.get(source);
    show(used?.isConnected ? used : element.querySelector(`a.ics-mark[href="#${source}"]`));
  } else if (button && "copy" in button.dataset) {
    const label = button.textContent;
    copy(button.dataset.copy).then(() => {
      button.textContent = "Copied";
      button.focus();
      setTimeout(() => (button.textContent = label), 2000);
    });
  } else if (button?.dataset.event) {
    tell(button);
  }
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  rated = event.target.dataset.answer; // its form goes, or comes back where what was written could not be kept
  written = { answer: rated, comment: event.target.elements.comment.value };
  tell(event.target, Object.fromEntries(new FormData(event.target)));
});

// A new question is read from its beginning; what was used to ask it goes, so its place in the page goes on there. Who
// types the next one stays in the box, but for a touch screen, half of which its keyboard takes.
const lost = () => !document.activeElement?.matches("a[href], input, textarea, summary, [tabindex], button:not([id^=ics-s])");
const touched = matchMedia("(pointer: coarse)").matches;
let asked = null, typed = "";
// What is told of a question on its way may come after the word that it was stopped: that word stands.
let resting = props.value;
const pending = () => element.querySelector("[data-exchange=asked] .ics-question");
const restIfLate = () => {
  if (!pending() || document.querySelector("#ics-asked :is(input, textarea)")?.value !== "") return;
  props.value = resting;
  queueMicrotask(settle); // what is set here is not watched, and takes the focus along to whatever stands first
};
// Of a question that holds details of a person nothing is kept, so that here alone it can be put right and asked again.
const giveBack = (exchange) => {
  const box = document.querySelector("#question textarea");
  if (exchange || !asked || !typed || box.value || !element.querySelector("[data-status=personal_data]")) return;
  box.value = typed;
  box.dispatchEvent(new Event("input", { bubbles: true }));
};
const settle = () => {
  const exchange = pending();
  if (exchange) {
    setTimeout(restIfLate, 200);
    typed = document.querySelector("#ics-asked :is(input, textarea)")?.value || typed;
  } else resting = props.value;
  giveBack(exchange);
  const found = element.querySelector("[data-found]");
  if (exchange && asked !== exchange.textContent) {
    if (toBeFound || touched || lost()) exchange.focus({ preventScroll: true });
    exchange.scrollIntoView({ block: "start" });
    const filter = document.querySelector("#ics-composer:has(#ics-documents :checked) #ics-filter [aria-expanded=true]");
    filter?.click(); // an open list of documents covers the answer
  } else if (found) {
    // Beside a wide page the box has the focus as soon as it is opened.
    if (!document.activeElement?.matches("#question textarea")) found.focus({ preventScroll: true });
    found.scrollIntoView({ block: found.closest(".ics-stopped") ? "center" : "start" });
  } else if (asked && !exchange && lost()) {
    element.querySelector(".ics-question")?.focus({ preventScroll: true });
  } else if (rated) {
    const pressed = element.querySelector(`[data-answer="${rated}"][aria-pressed=true]`);
    pressed?.focus({ preventScroll: true });
    pressed?.scrollIntoView({ block: "nearest" }); // on a phone the form that went was higher than the window
    const again = element.querySelector(`form[data-answer="${written.answer}"]`);
    if (again) again.elements.comment.value = written.comment;
  }
  asked = exchange?.textContent ?? null;
  toBeFound = false;
  rated = null;
};
watch("value", settle);
