// What is done with a plan: forms and buttons tell the server, which answers with the page as it is then.
// What was typed elsewhere and not saved is put back, and so is what was sent and refused.
const LONGEST_WAIT = 20000;
let typed = [], unfolded = [], sent = {}, busy = 0;

const root = () => element.querySelector(".plans");
const keyOf = (field) => `${field.form?.dataset.key}/${field.name}/${[...(field.form?.querySelectorAll(`[name="${field.name}"]`) ?? [])].indexOf(field)}`;
const fields = () => [...element.querySelectorAll("form[data-key] :is(input:not([type=file]), textarea)")];
const isTyped = (field) => field.value !== field.defaultValue;
const nameOf = (fold) => fold.id || fold.querySelector("[data-key]")?.dataset.key || "";
const find = (id) => (id ? document.getElementById(id) : null);

const show = (target) => {
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: target.matches("h2, h3, [role=alert]") ? "start" : "center" });
};
const remember = (sender) => {
  const fold = sender.closest("details");
  sent = { form: sender.closest("form")?.dataset.key, fold: fold && nameOf(fold) };
  typed = fields().filter(isTyped).map((field) => ({ key: keyOf(field), form: field.form.dataset.key, value: field.value }));
  unfolded = [...element.querySelectorAll("details[open]")].map(nameOf).filter(Boolean);
};
const restore = () => {
  const failed = Boolean(root()?.dataset.failed);
  for (const fold of element.querySelectorAll("details")) {
    if (unfolded.includes(nameOf(fold)) && (failed || nameOf(fold) !== sent.fold)) fold.open = true;
  }
  const kept = new Map(typed.filter((one) => failed || one.form !== sent.form).map((one) => [one.key, one.value]));
  for (const field of fields()) if (kept.has(keyOf(field))) field.value = kept.get(keyOf(field));
};
const tell = (sender, data) => {
  if (Date.now() - busy < LONGEST_WAIT) return;
  busy = Date.now();
  remember(sender);
  const { link, after, wanted } = root().dataset;
  trigger("submit", { link, after, wanted, ...data });
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
  try {
    await navigator.clipboard.writeText(text);
  } catch { // a page that came without encryption has no clipboard
    find("plan-link").select();
    document.execCommand("copy");
  }
  const status = element.querySelector("[role=status]");
  status.textContent = "The link was copied.";
  status.className = "panel said";
};

// Nothing is sent where claims are to be chosen and none is: the answer would be gone.
const unchosen = (form) => {
  const boxes = [...form.querySelectorAll("input[name='chosen[]']")];
  if (!boxes.length || boxes.some((box) => box.checked)) return false;
  boxes[0].setCustomValidity("Choose what is to be taken.");
  return !boxes[0].reportValidity();
};
element.addEventListener("input", (event) => {
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
  if (element.isConnected && fields().some(isTyped)) event.preventDefault();
});

watch("value", () => {
  const page = root();
  if (!page) return;
  if (page.dataset.part !== "drafting") busy = 0;
  const whole = new URL(location.href);
  for (const [name, value] of [["link", page.dataset.link], ["section", page.dataset.wanted]]) {
    if (value) whole.searchParams.set(name, value);
    else whole.searchParams.delete(name);
  }
  // They stand in the plan now.
  if (page.dataset.link) for (const name of ["problem", "assessment", "criterion", "whence"]) whole.searchParams.delete(name);
  if (whole.href !== location.href) history.replaceState(history.state, "", whole);
  const link = find("plan-link");
  if (link) link.value = `${location.origin}${location.pathname}?link=${encodeURIComponent(page.dataset.link)}`;
  restore();
  show(find(page.dataset.focus));
});
