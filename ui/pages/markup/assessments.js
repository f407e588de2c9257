// An assessment through the API: begun, saved as one goes, brought to, assessed, deleted. What is said is only text.
const API = "/v1/assessments/kept";
const NEXT = "ics-assessment";
const SOON = 5000;
// Of what brings the page as it is then, or leaves it, one is done at a time.
const ALONE = ["begin", "bring", "take-out", "assess", "delete"];
let version = 0, changed = false, timer = 0, turn = Promise.resolve(), leaving = false;

const root = () => element.querySelector("[data-link]");
const address = (more = "") => `${API}/${root().dataset.link}${more}`;
const criteria = () => [...element.querySelectorAll("[data-criterion]")];
const chosen = (one) => one.querySelector("input[type=radio]:checked")?.value ?? "";

watch("value", () => {
  if (!root()) return;
  version = Number(root().dataset.version);
  changed = false;
  element.querySelector("#address").value = location.href.split("#")[0];
  show(JSON.parse(root().dataset.told));
  const next = JSON.parse(sessionStorage.getItem(NEXT) ?? "null");
  sessionStorage.removeItem(NEXT);
  for (const one of criteria()) one.open = Boolean(next?.open.includes(one.dataset.criterion));
  if (next) say(next.said);
  go(next?.goal);
});

function go(id) {
  const goal = id && document.getElementById(id);
  goal?.scrollIntoView({ block: "start" });
  goal?.focus({ preventScroll: true });
}

// The page as it is then, at a place of it.
function again(goal, said) {
  const open = criteria().filter((one) => one.open).map((one) => one.dataset.criterion);
  sessionStorage.setItem(NEXT, JSON.stringify({ goal, said, open }));
  leaving = true;
  location.reload();
}

const say = (text) => { const place = element.querySelector("[data-status]"); if (place) place.textContent = text; };
function fail(text) {
  const place = element.querySelector("[data-alert]");
  place.textContent = text;
  place.hidden = !text;
  if (text) say("");
}

async function send(method, where, body) {
  const json = body !== undefined && !(body instanceof FormData);
  let answer;
  try {
    answer = await fetch(where, { method, body: json ? JSON.stringify(body) : body, headers: json ? { "content-type": "application/json" } : {} });
  } catch { throw new Error("The server could not be reached. What you wrote is still here: try again."); }
  const told = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  throw new Error(`${told.detail ?? `That did not work (${answer.status})`}.${answer.status === 409 ? " What you wrote is still here: open this page once more in another tab, and carry it over." : ""}`);
}

function evidence(place) {
  const field = (name) => place.querySelector(`[name=${name}]`)?.value.trim() ?? "";
  return place.dataset.evidence === "own" ? field("own") : field("quote") && { document: field("document"), quote: field("quote") };
}
const places = (one) => [...one.querySelectorAll("[data-evidence]")].filter(evidence);

function filled() {
  const judgements = criteria().map((one) => ({
    criterion: one.dataset.criterion, verdict: chosen(one) || "not evidenced", confidence: one.querySelector("[name=confidence]").value,
    next_step: one.querySelector("[name=next_step]").value, evidence: places(one).map(evidence), chosen: Boolean(chosen(one)),
  })).filter((one) => one.chosen || one.confidence || one.next_step.trim() || one.evidence.length);
  return { after: version, system: element.querySelector("[name=system]").value, judgements: judgements.map(({ chosen: _, ...one }) => one) };
}

// Whatever makes a version does so in turn: each is made from the version before it.
function inTurn(act) {
  const done = turn.then(act);
  turn = done.catch(() => {});
  return done;
}

// Returns whether what was typed is saved.
async function keep() {
  if (!changed || leaving) return true;
  changed = false;
  say("Saving…");
  try {
    const kept = await send("PUT", address(), filled());
    version = kept.version;
    fail("");
    show(kept);
    say(`Saved as version ${version}.`);
    return true;
  } catch (error) {
    changed = true;
    fail(error.message);
    return false;
  }
}

function save() {
  clearTimeout(timer);
  inTurn(keep);
}

// What makes a version other than by saving the form: what is typed before it, and while it goes on, is saved, and then
// the page is shown as it is.
const make = (doing, act, goal, done) => inTurn(async () => {
  if (!await keep()) return;
  say(doing);
  version = (await act()).version;
  while (changed) if (!await keep()) return;
  again(goal, done);
});

function show(kept) {
  for (const told of kept.judgements) {
    const one = element.querySelector(`[data-criterion="${told.criterion}"]`);
    const shown = places(one);
    for (const place of one.querySelectorAll("[data-evidence]")) {
      const found = told.evidence[shown.indexOf(place)];
      const where = found?.place && `Found${found.place.page ? ` on page ${found.place.page}` : ""}, characters ${found.place.start} to ${found.place.end}.`;
      const note = place.querySelector("[data-told]");
      const remark = found?.remark && `${found.remark[0].toUpperCase()}${found.remark.slice(1)}.`;
      note.textContent = found?.fault ? `Does not count: ${found.fault}.` : [where, remark].filter(Boolean).join(" ");
      note.classList.toggle("fault", Boolean(found?.fault || remark));
    }
    reason(one, told);
  }
}

// No verdict without evidence: said at once, and again with what the server finds.
function reason(one, told) {
  const said = chosen(one), claims = said === "met" || said === "partly";
  const bare = claims && !places(one).length;
  const counts = told ? told.verdict : bare ? "not evidenced" : said;
  const note = one.querySelector("[data-reason]");
  note.textContent = bare ? `“${said}” does not count yet: show your evidence below.` : told?.said ? told.reason : "";
  note.classList.toggle("fault", Boolean(note.textContent));
  const named = one.querySelector("[data-verdict]");
  named.textContent = said || places(one).length ? counts || "not evidenced" : "not judged yet";
  named.className = `verdict ${(said || places(one).length ? counts || "not evidenced" : "none").replace(" ", "_")}`;
}

function mark(target, now) {
  if (!target.matches("[name=system]") && !target.closest("[data-criterion]")) return;
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(save, now ? 0 : SOON);
}

element.addEventListener("input", (event) => {
  mark(event.target);
  const one = event.target.closest("[data-criterion]");
  if (one && !event.target.matches("[name=next_step], [name=confidence]")) reason(one);
});
element.addEventListener("change", (event) => mark(event.target, event.target.matches("[name=quote], [name=document]")));
element.addEventListener("focusout", (event) => {
  const one = event.target.closest("[data-criterion]");
  if (changed && one && !one.contains(event.relatedTarget)) save();
});
addEventListener("beforeunload", (event) => { if (changed && !leaving) event.preventDefault(); });

const DOES = {
  copy: async () => {
    const field = element.querySelector("#address");
    field.select();
    await navigator.clipboard?.writeText(field.value).catch(() => {});
    say("The address is copied.");
  },
  place: (button) => {
    const one = button.closest("[data-criterion]");
    const number = one.querySelectorAll("[data-evidence]").length + 1;
    const made = document.createElement("div");
    made.innerHTML = one.querySelector("template").innerHTML.replaceAll("-NUMBER", `-new-${number}-${Date.now()}`);
    const place = made.firstElementChild;
    button.parentElement.before(place);
    place.querySelector("select").focus();
  },
  "leave-out": (button) => {
    const one = button.closest("[data-criterion]");
    button.closest("[data-evidence]").remove();
    reason(one);
    changed = true;
    one.querySelector("[data-do=place]")?.focus();
    save();
  },
  "take-out": async (button) => {
    const { name } = button.dataset;
    if (!confirm(`Take out “${name}”? What you quote from it counts no longer.`)) return;
    const takeOut = () => send("DELETE", address(`/documents/${encodeURIComponent(name)}?after=${version}`));
    await make("Taking it out…", takeOut, "brought", `“${name}” is taken out.`);
  },
  assess: () => make(
    "Assessing: reading what other systems did on your weak points. This takes a few seconds.",
    () => send("POST", address("/assess"), { after: version }), "result", "Assessed.",
  ),
  delete: async () => {
    if (!confirm("Delete this assessment, with everything you wrote and brought? It cannot be brought back.")) return;
    await inTurn(() => send("DELETE", address()));
    leaving = true;
    location.assign("/assessments");
  },
  begin: async (form) => {
    const { set, system } = Object.fromEntries(new FormData(form));
    const kept = await send("POST", API, { set, system });
    location.assign(`/assessments?link=${kept.link}`);
  },
  bring: (form) => {
    const files = new FormData(form);
    const bring = () => send("POST", address(`/documents?after=${version}`), files);
    return make("Reading…", bring, "brought", "Read. You can quote it as evidence now.");
  },
};

async function act(sender) {
  if (sender.disabled) return;
  const senders = [...element.querySelectorAll("[data-do]")].filter((one) => ALONE.includes(one.dataset.do));
  const alike = senders.includes(sender) ? senders : [sender];
  const buttons = alike.flatMap((one) => one.matches("form") ? [...one.querySelectorAll("button")] : [one]);
  buttons.forEach((button) => { button.disabled = true; });
  fail("");
  try { await DOES[sender.dataset.do](sender); } catch (error) { fail(error.message); }
  buttons.forEach((button) => { button.disabled = false; });
}

element.addEventListener("submit", (event) => { event.preventDefault(); act(event.target); });
element.addEventListener("click", (event) => {
  const to = event.target.closest("[data-to]");
  if (to) { event.preventDefault(); go(to.dataset.to); }
  const button = event.target.closest("button[data-do]");
  if (button) act(button);
});
