// The place asked for is shown and focused; documents are added and removed through the API, and its outcome is told.
const KEPT = "ics-change";
const SAID = { added: "added", replaced: "replaced", unchanged: "held already", skipped: "skipped", refused: "refused", removed: "removed" };

const site = document.title;
watch("value", () => {
  const text = element.querySelector(".text");
  document.title = text ? `${element.querySelector("h1").textContent} – ${site}` : site;
  goTo(goalOf(text));
  const kept = sessionStorage.getItem(KEPT);
  if (kept && element.querySelector(".outcome")) {
    sessionStorage.removeItem(KEPT);
    show(JSON.parse(kept));
  }
});

function goTo(goal) {
  if (!goal) return;
  goal.tabIndex = -1;
  goal.scrollIntoView({ block: "center" });
  goal.focus({ preventScroll: true });
}

function goalOf(text) {
  const cited = text?.querySelector("mark.cited");
  if (cited || !text?.dataset.at) return cited;
  const before = [...text.querySelectorAll("[id^=at-]")].filter((one) => Number(one.id.slice(3)) <= Number(text.dataset.at));
  return before.at(-1)?.querySelector("mark.found") ?? before.at(-1);
}

function show({ lines, bad }) {
  const place = element.querySelector(".outcome");
  place.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  place.classList.toggle("fault", Boolean(bad));
  place.tabIndex = -1;
  place.focus();
}

function told(report) {
  return report.outcomes.map((one) => {
    const what = one.title && one.title !== one.path ? `${one.title} (${one.path})` : one.path;
    return `${what}: ${SAID[one.action] ?? one.action}${one.reason ? `. ${one.reason}` : ""}`;
  });
}

function change(method, address, body, doing) {
  const place = element.querySelector(".progress");
  const bar = place.querySelector("progress");
  const asked = new XMLHttpRequest();
  const buttons = element.querySelectorAll("button");
  const wait = (on) => { place.hidden = !on; buttons.forEach((one) => { one.disabled = on; }); };
  asked.open(method, address);
  asked.upload.onprogress = ({ loaded, total }) => { bar.max = total; bar.value = loaded; };
  asked.upload.onload = () => { bar.removeAttribute("value"); };
  asked.onerror = () => { wait(false); show({ lines: ["The server could not be reached: nothing is known of the change."], bad: true }); };
  asked.onload = () => {
    wait(false);
    let answer = {};
    try { answer = JSON.parse(asked.responseText); } catch { /* told by its status below */ }
    if (asked.status !== 200) return show({ lines: [answer.detail ?? `That did not work (${asked.status}).`], bad: true });
    sessionStorage.setItem(KEPT, JSON.stringify({ lines: told(answer) }));
    location.assign(location.pathname);
  };
  bar.removeAttribute("value");
  show({ lines: [doing] });
  wait(true);
  asked.send(body);
}

element.addEventListener("submit", (event) => {
  const form = event.target.closest(".changes form");
  if (!form) return;
  event.preventDefault();
  const body = new FormData(form);
  change("POST", "/v1/documents", body, "Sending, reading and indexing: this takes up to a minute. Questions are answered meanwhile.");
});

element.addEventListener("click", (event) => {
  // What is on the page already need not be loaded again.
  const to = event.target.closest("a[data-to]")?.dataset.to;
  const goal = to && element.querySelector(`.text [id="${to}"]`);
  if (goal && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    goTo(goal);
  }
  const button = event.target.closest("[data-remove]");
  if (!button || !confirm(`Remove “${button.dataset.title}”? It is no longer searched; to have it again, it has to be added again.`)) return;
  change("DELETE", `/v1/documents/${encodeURIComponent(button.dataset.remove)}`, null, "Removing and indexing again: this takes up to a minute.");
});
