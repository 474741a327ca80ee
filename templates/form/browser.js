// Comforts of the browser face: suggestions, a week as it is understood, drafts, the preview. All works without them.
"use strict";
const base = location.pathname.split("/").slice(0, 2).join("/");
const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
const made = (tag, words, more = {}) => Object.assign(document.createElement(tag), { textContent: words }, more);

// ---- lists of entries: add one, take one away

function head(set, entry) {
  const number = [...set.querySelectorAll(".entry")].indexOf(entry) + 1;
  const name = entry.getAttribute("aria-label").replace(/\d+$/, String(number));
  entry.setAttribute("aria-label", name);
  entry.querySelector(".head")?.remove();
  const bar = made("div", "", { className: "head" });
  const away = made("button", "Take away", { type: "button", className: "small" });
  away.setAttribute("aria-label", `Take away ${name}`);
  away.addEventListener("click", () => {
    if (set.querySelectorAll(".entry").length === 1) addEntry(set);
    entry.remove();
    each(".entry", (other) => head(set, other), set);
    set.querySelector("button.add").focus();
  });
  bar.append(made("span", name[0].toUpperCase() + name.slice(1)), away);
  entry.prepend(bar);
}

each("fieldset.blocks", (set) => {
  const add = set.querySelector("button.add");
  each(".entry", (entry) => head(set, entry), set);
  add.hidden = false;
  add.addEventListener("click", () => firstField(addEntry(set)).focus());
});

document.addEventListener("added", (event) => head(event.target.closest("fieldset"), event.target));
each("[data-idea]", (button) => button.addEventListener("click", () => takeIdea(button)));

// ---- single fields

each("input[data-ordered]", (box) => {
  box.addEventListener("change", () => {
    const order = box.closest("fieldset").querySelector("input[type=hidden]");
    const kept = order.value.split(", ").filter((one) => one && one !== box.value);
    order.value = (box.checked ? [...kept, box.value] : kept).join(", ");
  });
});

each(".guess input", (box) => {
  const field = box.closest(".field")?.querySelector("input:not([type=checkbox]), textarea");
  field?.addEventListener("input", () => (box.checked = !field.value));
});

each("fieldset[data-kind=counts]", (set) => {
  const total = made("p", "", { className: "total" });
  total.setAttribute("role", "status");
  set.append(total);
  const count = () => {
    const sum = [...set.querySelectorAll("input")].reduce((all, field) => all + (Number(field.value) || 0), 0);
    total.textContent = sum ? `${sum} of 10` : "";
  };
  set.addEventListener("input", count);
  count();
});

async function asked(path, text) {
  const answer = await fetch(`${base}/${path}?q=${encodeURIComponent(text)}`).catch(() => null);
  return answer && answer.ok ? answer.json() : [];
}

function live(place, path, show) {
  const field = place.closest(".field").querySelector("input:not([type=checkbox])");
  let running = 0;
  field.addEventListener("input", async () => {
    const mine = ++running;
    const rows = field.value.trim() ? await asked(path, field.value) : [];
    if (mine === running) place.replaceChildren(...show(rows, field));
  });
}

each("[data-found]", (place) =>
  live(place, "trades", (rows, field) =>
    rows.map((row) => {
      const button = made("button", row.by === row.label ? row.label : `${row.label} (${row.by})`, { type: "button" });
      button.addEventListener("click", () => {
        field.value = row.label;
        place.replaceChildren();
        field.focus();
      });
      return button;
    }),
  ),
);

each("[data-week]", (place) => {
  const before = place.parentElement.querySelector("table.week");
  live(place, "hours", (rows) => {
    before?.remove();
    if (!rows.length) return [];
    const table = made("table", "", { className: "week" });
    for (const row of rows) {
      const line = table.insertRow();
      line.append(made("th", row.day, { scope: "row" }), made("td", row.times));
    }
    return [table];
  });
});

// ---- keys, and what was typed but not sent

const form = document.querySelector("form[data-question]");
const typing = (target) => target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=file])");
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form?.requestSubmit(form.querySelector(".main"));
  const help = document.getElementById("help");
  if (event.key === "?" && help && !(typing(event.target) && event.target.value)) {
    event.preventDefault();
    help.open = !help.open;
    help.querySelector("summary").focus();
  }
});

if (form) {
  const key = `${base}/${form.dataset.question}`;
  const fields = [...form.querySelectorAll("textarea, input:not([type=hidden], [type=file], [type=checkbox], [type=radio])")];
  const kept = JSON.parse(localStorage.getItem(key) || "{}");
  for (const field of fields) if (!field.value && kept[field.name] && !form.querySelector(".error")) field.value = kept[field.name];
  form.addEventListener("input", () => localStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value])))));
  form.addEventListener("submit", () => localStorage.removeItem(key));
  form.addEventListener("input", ({ target }) => { // what was refused is being mended: the sentence has done its work
    if (!target.classList.contains("bad")) return;
    target.classList.remove("bad");
    target.removeAttribute("aria-invalid");
    document.getElementById(`${target.id}-error`)?.remove();
  });
}

const begin = document.querySelector(".again ~ input:not([type=hidden]), .again ~ .choices input, .again ~ textarea");
const first = document.querySelector(".bad") || begin || document.querySelector("form[data-question] [name]:not([type=hidden], button, .guess input), form.found [name]:not([type=hidden], button)");
if (first) first.focus({ preventScroll: !document.querySelector(".bad") && !begin });

// ---- the preview, and whether the program is still there

const aside = document.querySelector(".preview");
let shown = null;
let missed = 0;
async function look() {
  const answer = await fetch(`${base}/preview-made`).catch(() => null);
  if (!answer || !answer.ok) return gone(++missed);
  missed = 0;
  document.querySelector(".gone")?.remove();
  const stamp = await answer.text();
  if (stamp === "0" || stamp === shown || getComputedStyle(aside).display === "none") return;
  const figure = aside.querySelector("figure");
  let inner = figure.querySelector("iframe");
  if (!inner) {
    figure.querySelector(".empty").remove();
    inner = made("iframe", "", { title: "Your home page so far" });
    figure.append(inner);
  }
  if (shown !== null || !inner.src) {
    inner.src = `${base}/preview/`;
    const fresh = aside.querySelector(".fresh");
    fresh.textContent = "made anew";
    fresh.classList.add("on");
    setTimeout(() => fresh.classList.remove("on"), 1600);
  }
  shown = stamp;
}

function gone(times) {
  if (times < 2 || document.querySelector(".gone")) return;
  const words = "The program has stopped. Every answer you sent is saved: start the same command again, and it goes on here.";
  const line = made("p", words, { className: "error gone" });
  line.setAttribute("role", "alert");
  document.body.append(line);
}

if (document.body.dataset.kind !== "done") {
  look();
  setInterval(look, 1500);
}
