// What is done with a plan: forms and buttons tell the server, which answers with the page as it is then.
// What was typed and not saved is put back into its field, and so is what was sent and refused.
const LONGEST_WAIT = 20000;
// What was typed and is not saved, by its field, and what of it was sent; what is written while an answer is awaited.
const typed = new Map();
let given = [], unfolded = [], folded = "", writing = null, busy = 0, turn = 0, open = null;

const root = () => element.querySelector(".plans");
const keyOf = (field) => `${field.form?.dataset.key}/${field.name}/${[...(field.form?.querySelectorAll(`[name="${field.name}"]`) ?? [])].indexOf(field)}`;
const fields = () => [...element.querySelectorAll("form[data-key] :is(input:not([type=file], [type=checkbox]), textarea)")];
const isTyped = (field) => field.value !== field.defaultValue;
const nameOf = (fold) => fold.id || fold.querySelector("[data-key]")?.dataset.key || "";
const find = (id) => (id ? document.getElementById(id) : null);

const show = (target) => {
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: target.matches("h2, h3, [role=alert]") ? "start" : "center" });
};
const unfold = () => { unfolded = [...element.querySelectorAll("details[open]")].map(nameOf).filter(Boolean); };
const note = (field) => {
  if (isTyped(field)) typed.set(keyOf(field), field.value);
  else typed.delete(keyOf(field));
  if (!busy) return;
  writing = { key: keyOf(field), at: field.selectionEnd };
  unfold();
};
// The server's page takes the place of the one before node by node, and what was typed stays in whatever field is there.
const restore = ({ failed, part, link }) => {
  if (!failed && part !== "drafting") {
    for (const [key, value] of given) if (typed.get(key) === value) typed.delete(key);
    if (link !== open) typed.clear();
    open = link;
  }
  for (const fold of element.querySelectorAll("details")) {
    if (unfolded.includes(nameOf(fold)) && (failed || nameOf(fold) !== folded)) fold.open = true;
  }
  for (const field of fields()) field.value = typed.get(keyOf(field)) ?? field.defaultValue;
  for (const box of element.querySelectorAll("[type=checkbox]")) box.checked = box.defaultChecked;
};
// Who writes on while an answer is awaited is not led away from there.
const goOn = (focus) => {
  const field = fields().find((one) => keyOf(one) === writing?.key);
  if (!field) return show(find(focus));
  show(field);
  field.setSelectionRange(writing.at, writing.at);
};
const say = (text, look) => {
  const status = element.querySelector("[role=status]");
  status.textContent = text;
  status.className = `panel ${look}`;
};
const tell = (sender, data) => {
  if (Date.now() - busy < LONGEST_WAIT) return;
  busy = Date.now();
  const fold = sender.closest("details");
  const about = sender.closest("form") ?? (data.do === "remove" ? fold : null);
  given = fields().filter((field) => about?.contains(field)).map((field) => [keyOf(field), field.value]);
  folded = fold && nameOf(fold);
  writing = null;
  unfold();
  say("One moment…", "waiting");
  const { link, after, wanted } = root().dataset;
  trigger("submit", { link, after, wanted, ...data, turn: String(++turn) });
};
const read = async (form) => {
  const told = {};
  for (const [name, value] of new FormData(form)) {
    const text = value instanceof File ? await value.text() : value;
    if (name.endsWith("[]")) (told[name.slice(0, -2)] ??= []).push(text);
    else told[name] = text;
  }
  return told;
};
const submit = async (form, more) => {
  const { key, ...data } = form.dataset;
  tell(form, { ...data, ...(await read(form)), ...more });
};
const copy = async (text) => {
  const sender = document.activeElement;
  try {
    await navigator.clipboard.writeText(text);
  } catch { // a page that came without encryption has no clipboard
    find("plan-link").select();
    document.execCommand("copy");
    sender?.focus();
  }
  say("The link was copied.", "said");
};

// Nothing is sent where claims are to be chosen and none is: the answer would be gone.
const unchosen = (form) => {
  const boxes = [...form.querySelectorAll("input[name='chosen[]']")];
  if (!boxes.length || boxes.some((box) => box.checked)) return false;
  boxes[0].setCustomValidity("Choose what is to be taken.");
  return !boxes[0].reportValidity();
};
element.addEventListener("input", (event) => {
  if (fields().includes(event.target)) note(event.target);
  event.target.form?.querySelector("input[name='chosen[]']")?.setCustomValidity("");
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!unchosen(event.target)) submit(event.target, { ...event.submitter?.dataset });
});
element.addEventListener("click", (event) => {
  const inner = event.target.closest('a[href^="#"]');
  if (inner) {
    event.preventDefault();
    return show(find(inner.hash.slice(1)));
  }
  const button = event.target.closest("button");
  if (!button) return;
  if ("copyLink" in button.dataset) return copy(find("plan-link").value);
  if ("more" in button.dataset) {
    const members = element.querySelector(".members");
    const added = members.lastElementChild.cloneNode(true);
    for (const field of added.querySelectorAll("input")) { field.value = ""; field.defaultValue = ""; }
    members.append(added);
    return added.querySelector("input").focus();
  }
  if (!button.dataset.do || (button.dataset.confirm && !confirm(button.dataset.confirm))) return;
  // Who leaves a step takes along what was typed in it.
  const step = element.querySelector("form[data-do=fill]");
  const leaves = ["go", "open", "draft"].includes(button.dataset.do);
  if (step && leaves && fields().some((field) => field.form === step && isTyped(field))) {
    return submit(step, { to: button.dataset.to ?? button.dataset.part ?? "draft" });
  }
  tell(button, { ...button.dataset });
});
addEventListener("beforeunload", (event) => {
  if (element.isConnected && typed.size) event.preventDefault();
});

// The parts of a plan and the steps of its brief are places that one can go back to.
const PLACES = ["brief", "plan", "versions", "step"];
const placeOf = ({ dataset: { part, step } }) => (part === "step" ? `step ${step}` : part);
let returning = "";
const locate = (page, whole) => {
  const place = PLACES.includes(page.dataset.part) ? placeOf(page) : history.state?.part;
  const further = place !== history.state?.part && history.state?.part && place !== returning;
  if (further) history.pushState({ ...history.state, part: place }, "", whole);
  else if (whole.href !== location.href || place !== history.state?.part) history.replaceState({ ...history.state, part: place }, "", whole);
  if (place === returning) returning = "";
};
addEventListener("popstate", ({ state }) => {
  if (!element.isConnected || !state?.part || state.part === placeOf(root())) return;
  const [part, step] = state.part.split(" ");
  const there = element.querySelector(step ? `[data-do=go][data-to="${step}"]` : `nav [data-do=open][data-part=${part}]`);
  returning = there ? state.part : "brief"; // from the plan itself, all steps are one part away
  (there ?? element.querySelector("nav [data-do=open][data-part=brief]"))?.click();
});

watch("value", () => {
  const page = root();
  if (!page) return;
  const whole = new URL(location.href);
  for (const [name, value] of [["link", page.dataset.link], ["section", page.dataset.wanted]]) {
    if (value) whole.searchParams.set(name, value);
    else whole.searchParams.delete(name);
  }
  // They stand in the plan now.
  if (page.dataset.link) for (const name of ["problem", "assessment", "criterion", "whence"]) whole.searchParams.delete(name);
  locate(page, whole);
  const link = find("plan-link");
  if (link) link.value = `${location.origin}${location.pathname}?link=${encodeURIComponent(page.dataset.link)}`;
  restore(page.dataset);
  if (page.dataset.part !== "drafting" && page.dataset.turn === String(turn)) busy = 0;
  goOn(page.dataset.focus);
});
