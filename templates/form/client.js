// The client form: shows what applies, checks each answer, keeps it on this device, and writes the answers file.
"use strict";

const form = JSON.parse(document.getElementById("form-data").textContent);
const boxes = new Map([...document.querySelectorAll("[data-fact]")].map((box) => [box.dataset.fact, box]));
const KEY = `webkit-form:${form.project}:${form.form}`;
const leftOut = new Set();
let savedOnce = false;

document.querySelectorAll("[maxlength]").forEach((each) => each.removeAttribute("maxlength")); // a paste is never cut in silence
boxes.forEach((box, fact) => {
  for (const order of box.querySelectorAll("input[type=hidden][name$='.order']")) {
    order.value = [...box.querySelectorAll("input:checked")].map((each) => each.value).join(", ");
  }
  if (form.parts[fact].kind === "blocks") box.querySelector("button.add").hidden = false;
});

// ---- what is in the fields -------------------------------------------------------------------------------

function fieldsOf(box) {
  return [...box.querySelectorAll("input[name], textarea[name], select[name]")];
}

/** Give what a part would send, as the browser face sends it: [name, [values]] pairs. */
function sentOf(box) {
  const sent = new Map();
  const sparse = ["blocks", "counts"].includes(form.parts[box.dataset.fact].kind);
  for (const field of fieldsOf(box)) {
    const ticks = ["checkbox", "radio"].includes(field.type);
    if (ticks ? !field.checked : sparse && !field.value.trim()) continue;
    const value = ticks ? field.value : field.value.replace(/\r\n?/g, "\n");
    sent.set(field.name, [...(sent.get(field.name) || []), value]);
  }
  return [...sent];
}

function fill(box, sent) {
  const values = new Map(sent);
  const numbers = sent.map(([name]) => /^\.(\d+)\./.exec(name.slice(box.dataset.fact.length))).filter(Boolean).map((each) => +each[1]);
  while (numbers.length && box.querySelectorAll(".entry").length <= Math.min(Math.max(...numbers), 60)) addEntry(box);
  for (const field of fieldsOf(box)) {
    const mine = values.get(field.name) || [];
    if (["checkbox", "radio"].includes(field.type)) field.checked = mine.includes(field.value);
    else field.value = mine[0] || "";
  }
}

const atFirst = new Map([...boxes].map(([fact, box]) => [fact, JSON.stringify(sentOf(box))]));
const isChanged = (fact) => JSON.stringify(sentOf(boxes.get(fact))) !== atFirst.get(fact);
const isHidden = (box) => Boolean(box.closest(".asked[hidden], .question[hidden]"));

/** Give a part's answer for the conditions: text, list of words, or null when there is none that could be kept. */
function answerOf(fact) {
  const box = boxes.get(fact);
  const part = form.parts[fact];
  const values = sentOf(box).filter(([name]) => !/\.(order|guess)$/.test(name)).flatMap(([, each]) => each).filter((each) => each.trim());
  if (!values.length || isHidden(box) || problemsOf(fact).length) return null;
  if (part.kind === "country") return countryCode(values[0], form);
  if (part.kind === "number") return values[0].replace(/[^\d.,]/g, "").replace(",", ".");
  return part.kind === "many" ? values : values[0].trim();
}

// ---- conditions, checks, progress ------------------------------------------------------------------------

function showWhatApplies() {
  for (let round = 0; round < 4; round += 1) {
    const answers = Object.fromEntries([...boxes.keys()].map((fact) => [fact, answerOf(fact)]));
    const known = knownNow(form.known, answers);
    if ("business.country" in answers) form.country = answers["business.country"] || "";
    let moved = false;
    const set = (element, applies) => {
      if (element.hidden === applies) { element.hidden = !applies; moved = true; }
    };
    for (const question of form.questions) {
      for (const fact of question.facts) set(boxes.get(fact).closest(".asked"), evaluate(form.parts[fact].when, known) === true);
      set(document.getElementById(`q-${question.id}`), evaluate(question.when, known) === true);
    }
    if (!moved) return;
  }
}

/** Give what is wrong in a part: [field element, sentence] rows. */
function problemsOf(fact) {
  const box = boxes.get(fact);
  const part = form.parts[fact];
  if (part.kind === "blocks") return [...box.querySelectorAll(".entry")].flatMap((entry) => entryProblems(part, entry));
  return fieldsOf(box).filter((field) => field.type !== "hidden" && !["checkbox", "radio"].includes(field.type)).flatMap((field) => {
    const counted = part.kind === "counts" ? { kind: "number", limit: 200, example: "4", fact } : part;
    const emptied = part.required && part.was !== null && !field.value.trim();
    const sentence = emptied ? `This one is needed. Write for example: ${part.example || part.was}` : field.validity.badInput ? badInput(field) : problemWith(counted, field.value, form);
    return sentence ? [[field, sentence]] : [];
  });
}

function entryProblems(part, entry) {
  const fields = fieldsOf(entry);
  if (fields.every((field) => !field.value.trim() && !field.validity.badInput)) return [];
  return fields.flatMap((field) => {
    const asked = part.fields[field.name.split(".").at(-1)];
    const missing = asked.required && !field.value.trim();
    const sentence = missing ? `This one is needed. Write for example: ${asked.example || "1"}` : field.validity.badInput ? badInput(field) : problemWith(asked, field.value, form);
    return sentence ? [[field, sentence]] : [];
  });
}

function badInput(field) {
  return field.type === "date" ? "is not a day of the calendar; write year-month-day, for example: 2026-12-24" : "is not a number; write for example: 4";
}

/** Show what is wrong in a part, beneath the field it is about, and take away what was mended. */
function showProblems(fact) {
  const box = boxes.get(fact);
  box.querySelectorAll(".error[data-live]").forEach((each) => each.remove());
  fieldsOf(box).forEach((field) => {
    field.removeAttribute("aria-invalid");
    field.classList.remove("bad");
    if (field.dataset.described !== undefined) field.setAttribute("aria-describedby", field.dataset.described);
  });
  const problems = isHidden(box) ? [] : problemsOf(fact);
  for (const [field, sentence] of problems) {
    const line = document.createElement("p");
    line.className = "error";
    line.dataset.live = "";
    line.id = `${field.id}-live`;
    line.textContent = sentence;
    field.closest(".count, .field, .entry").append(line);
    field.dataset.described ??= field.getAttribute("aria-describedby") || "";
    field.setAttribute("aria-describedby", `${field.dataset.described} ${line.id}`.trim());
    field.setAttribute("aria-invalid", "true");
    field.classList.add("bad");
  }
  showDoubt(box, fact);
  showWeek(box, fact);
  return problems;
}

/** Show beneath a number that it seems to lack a digit; nothing is refused. */
function showDoubt(box, fact) {
  box.querySelector(".again")?.remove();
  const doubt = isHidden(box) || form.parts[fact].kind !== "phone" ? "" : doubtAbout(form.parts[fact], box.querySelector("input").value, form);
  if (doubt) box.append(Object.assign(document.createElement("p"), { className: "again", role: "status", textContent: doubt }));
}

/** Show a week as it was understood, because a slip in it is easily missed. */
function showWeek(box, fact) {
  if (form.parts[fact].kind !== "hours") return;
  box.querySelector(".week")?.remove();
  const said = box.querySelector("input").value;
  const week = said.trim() ? readWeek(said, form) : { days: [] };
  if (!week.days.length) return;
  const table = document.createElement("table");
  table.className = "week";
  for (const [day, times] of week.days) {
    const row = table.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = day;
    row.append(head);
    row.insertCell().textContent = times;
  }
  box.append(table);
}

const unsureBox = (question) => document.querySelector(`#q-${question.id} [data-unsure]`);
const whomField = (question) => document.querySelector(`#q-${question.id} [data-whom]`);

/** A question is settled by any answer, by "I don't know", and one that came back only by a changed answer. */
function isSettled(question) {
  if (unsureBox(question).checked) return true;
  if (question.facts.some((fact) => form.parts[fact].back && !isChanged(fact))) return false;
  return question.facts.some((fact) => !isHidden(boxes.get(fact)) && fieldsOf(boxes.get(fact)).some((field) =>
    field.type === "hidden" ? false : ["checkbox", "radio"].includes(field.type) ? field.checked : field.tagName === "SELECT" ? false : field.value.trim()));
}

function showProgress() {
  const shown = form.questions.filter((question) => !document.getElementById(`q-${question.id}`).hidden);
  const done = shown.filter(isSettled);
  const left = shown.filter((question) => !done.includes(question)).reduce((sum, question) => sum + question.seconds, 0);
  const minutes = Math.round(left / 60);
  document.getElementById("count").textContent = `${done.length} of ${shown.length} answered`;
  document.getElementById("left").textContent = done.length === shown.length ? "Ready to save" : minutes < 1 ? "Less than a minute left" : `About ${minutes} minute${minutes > 1 ? "s" : ""} left`;
  document.getElementById("save-bar").classList.toggle("main", done.length === shown.length);
  showOpenOnes(shown.filter((question) => !done.includes(question)));
  document.getElementById("done").value = shown.length ? (100 * done.length) / shown.length : 100;
  for (const tally of document.querySelectorAll("[data-tally]")) {
    const mine = shown.filter((question) => document.getElementById(`g-${tally.dataset.tally}`).contains(document.getElementById(`q-${question.id}`)));
    const ready = mine.filter((question) => done.includes(question)).length;
    tally.textContent = ready === mine.length ? "✓" : `${ready}/${mine.length}`;
    tally.setAttribute("aria-label", ready === mine.length ? "all answered" : `${ready} of ${mine.length} answered`);
  }
  for (const question of form.questions) document.getElementById(`q-${question.id}`).classList.toggle("done", done.includes(question));
}

/** Name what is still open where the client is about to save. */
function showOpenOnes(open) {
  document.getElementById("open-ones").replaceChildren(...open.map((question) => {
    const link = document.createElement("a");
    link.href = `#q-${question.id}`;
    link.textContent = document.getElementById(`q-${question.id}-title`).textContent;
    const row = document.createElement("li");
    row.append(link);
    return row;
  }));
}
