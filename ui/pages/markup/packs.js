// A theme or questions are sent to the server; a pack's file is verified through the API. What is said is only text.
const SAID = { verified: "true", moved: "moved", altered: "false", "source not held": "source not held" };

function choose() {
  const on = element.querySelector("[name=on]:checked").value;
  for (const one of element.querySelectorAll("[data-on]")) one.hidden = one.dataset.on !== on;
}

function made(name, text, more = {}) { return Object.assign(document.createElement(name), { textContent: text }, more); }

function tell(...pieces) {
  const place = element.querySelector("[data-verified]");
  place.replaceChildren(...pieces);
  place.focus();
}

// Roles are named, since a narrow screen shows rows as blocks.
function cell(name, role, text, scope) {
  const one = made(name, text);
  one.setAttribute("role", role);
  if (scope) one.scope = scope;
  return one;
}

function table(quotations) {
  const whole = cell("table", "table", ""), head = cell("thead", "rowgroup", ""), body = cell("tbody", "rowgroup", "");
  const line = (...cells) => { const one = cell("tr", "row", ""); one.append(...cells); return one; };
  head.append(line(...["Quotation", "It is", "Why", "Document"].map((name) => cell("th", "columnheader", name, "col"))));
  body.append(...quotations.map((one) => line(
    cell("th", "rowheader", `[${one.number}]`, "row"), ...[SAID[one.outcome], one.reason, one.document].map((text) => cell("td", "cell", text)),
  )));
  whole.append(made("caption", "Each quotation of the file"), head, body);
  return whole;
}

function said({ verified, quotations }, bad) {
  if (verified) return "Every quotation is true: it stands in its source, character for character. What else it says, no source can prove.";
  const all = "every quotation stands in its source, and the pack as a whole is not as it was made";
  return `Do not rely on this file: ${bad ? `${bad} of ${quotations.length} quotations ${bad === 1 ? "is not as its source has it" : "are not as their sources have them"}` : all}.`;
}

// What a forger could have written, who knows how a pack is sealed.
function unproved(lines) {
  const whole = made("details", ""), list = made("ul", "");
  list.append(...lines.map((line) => made("li", line)));
  whole.append(made("summary", "What else the pack says, which no source can prove"), list);
  return lines.length ? [whole] : [];
}

async function verify(form) {
  tell(made("p", "Reading and comparing…", { role: "status" }));
  let answer, told;
  try {
    answer = await fetch("/v1/packs/verify", { method: "POST", body: new FormData(form) });
    told = await answer.json();
  } catch { return tell(made("p", "The server could not be reached: try again.", { role: "alert", className: "fault" })); }
  if (!answer.ok) return tell(made("p", told.detail ?? `That did not work (${answer.status}).`, { role: "alert", className: "fault" }));
  const bad = told.quotations.filter((one) => one.outcome !== "verified").length;
  tell(
    made("p", said(told, bad), { role: "status", className: told.verified ? "panel" : "fault" }),
    ...told.faults.map((fault) => made("p", `The pack as a whole: ${fault}.`)), table(told.quotations), ...unproved(told.unchecked),
  );
}

// What is typed outlives the page; a pack does not, so whoever leaves one that is not saved is asked.
const LEFT = "ics-pack", form = element.querySelector("[data-do=make]");
let saved = true;
const left = JSON.parse(sessionStorage.getItem(LEFT) ?? "{}");
for (const [name, value] of Object.entries(left)) {
  const field = [...form.querySelectorAll(`[name="${name}"]`)].find((one) => one.type !== "radio" || one.value === value);
  if (field?.type === "radio") field.checked = true;
  else if (field) field.value = value;
}
choose();
addEventListener("pagehide", () => sessionStorage.setItem(LEFT, JSON.stringify(Object.fromEntries(new FormData(form)))));
document.addEventListener("click", (event) => { if (event.target.closest("#pack a[download]")) saved = true; });
addEventListener("beforeunload", (event) => { if (element.isConnected && !saved && document.querySelector("#pack section, #pack [role=status]")) event.preventDefault(); });

element.addEventListener("change", (event) => { if (event.target.matches("[name=on]")) choose(); });
element.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.dataset.do === "verify") return verify(event.target);
  const { on, theme, questions } = Object.fromEntries(new FormData(event.target));
  saved = !(on === "theme" ? theme : questions).trim();
  trigger("submit", on === "theme" ? { theme, questions: "" } : { theme: "", questions });
});
