// The second half of the client form: what happens when something is typed, kept, saved or opened again.
"use strict";

/** Give the draft of this device: what was changed, and what the client does not know. */
function draft() {
  return {
    answers: Object.fromEntries([...boxes.keys()].filter(isChanged).map((fact) => [fact, sentOf(boxes.get(fact))])),
    unsure: form.questions.filter((question) => unsureBox(question).checked).map((question) => [question.id, whomField(question).value]),
  };
}

function restore(kept) {
  for (const [fact, sent] of Object.entries(kept.answers || {})) if (boxes.has(fact)) fill(boxes.get(fact), sent);
  const unsure = new Map(kept.unsure || []);
  for (const question of form.questions) {
    unsureBox(question).checked = unsure.has(question.id);
    whomField(question).value = unsure.get(question.id) || "";
    showWhom(question);
  }
}

function showWhom(question) {
  whomField(question).closest(".ask").hidden = !unsureBox(question).checked;
}

function keep() {
  const line = document.getElementById("kept");
  const say = (text) => { if (line.textContent !== text) line.textContent = text; }; // said once, not with every key
  try {
    localStorage.setItem(KEY, JSON.stringify(draft()));
    say("Kept on this device");
    return true;
  } catch (wrong) {
    say(wrong.name === "QuotaExceededError" ? "Too long to be kept: shorten the longest answer" : "This browser keeps nothing: save before you close the page");
    return false;
  }
}

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

/** Give the content of the answers file; parts that hold a problem stay out when the client said so. */
function content() {
  const answers = form.questions.flatMap((question) => question.facts)
    .filter((fact) => isChanged(fact) && !isHidden(boxes.get(fact)) && !leftOut.has(fact))
    .map((fact) => ({ fact, was: form.parts[fact].was, sent: sentOf(boxes.get(fact)).map(([name, values]) => [name, values.map((each) => each.normalize("NFC"))]) }));
  const unsure = form.questions.filter((question) => unsureBox(question).checked).map((question) => ({ question: question.id, whom: whomField(question).value.normalize("NFC").trim().slice(0, 200) }));
  const day = new Date();
  const saved = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((each) => String(each).padStart(2, "0")).join("-");
  return { schema: form.schema, project: form.project, form: form.form, name: form.name, saved, answers, unsure };
}

function fileName() {
  const stem = form.name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  return `answers-${stem || "form"}.json`;
}

function save() {
  const wrong = [...boxes.keys()].filter((fact) => !leftOut.has(fact) && isChanged(fact) && showProblems(fact).length);
  step("end");
  if (wrong.length) return tellProblems(wrong);
  document.getElementById("problems").replaceChildren();
  const text = answersFile(content());
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = fileName();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  document.getElementById("copy").value = text;
  savedOnce = true;
  keep();
  return tellSaved();
}

function tellProblems(wrong) {
  const list = document.createElement("ul");
  for (const fact of wrong) {
    const [field] = problemsOf(fact)[0];
    const link = document.createElement("a");
    link.href = `#${field.id}`;
    link.textContent = field.closest(".question").querySelector("h3").textContent;
    link.addEventListener("click", (event) => { event.preventDefault(); open(field); });
    const row = document.createElement("li");
    row.append(link);
    list.append(row);
  }
  const title = document.createElement("p");
  title.textContent = wrong.length === 1 ? "One answer needs another look:" : `${wrong.length} answers need another look:`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "small";
  button.textContent = wrong.length === 1 ? "Save without it" : "Save without them";
  button.addEventListener("click", () => { wrong.forEach((fact) => leftOut.add(fact)); save(); });
  const box = document.getElementById("problems");
  box.replaceChildren(title, list, button);
  document.getElementById("saved").replaceChildren();
  box.scrollIntoView({ block: "center" });
  list.querySelector("a").focus({ preventScroll: true });
}

/** Show one group of questions, as a page to turn; in print all of them are there. */
function step(group, focus = true) {
  document.querySelectorAll("[data-group]").forEach((each) => each.classList.toggle("away", each.dataset.group !== group));
  document.querySelectorAll(".contents [data-step]").forEach((each) => {
    if (each.dataset.step === group) each.setAttribute("aria-current", "step");
    else each.removeAttribute("aria-current");
  });
  document.body.classList.toggle("under-way", group !== form.groups[0]);
  if (!focus) return;
  const title = document.querySelector(`#g-${group} h2`);
  title.focus({ preventScroll: true });
  scrollTo({ top: document.querySelector(".body").offsetTop });
}

function open(field) {
  step(field.closest("[data-group]").dataset.group, false);
  field.closest("details")?.setAttribute("open", "");
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
}

function tellSaved() {
  const said = document.createElement("p");
  said.append("Saved as ", Object.assign(document.createElement("strong"), { textContent: fileName() }), ", where your browser puts downloads. Now attach that file to a mail to us.");
  const mail = document.createElement("a");
  mail.className = "button";
  mail.href = `mailto:${encodeURIComponent(form.mail).replace("%40", "@")}?subject=${encodeURIComponent(`Answers for ${form.name}`)}&body=${encodeURIComponent(`Hello,\n\nmy answers are in the file attached (${fileName()}).\n`)}`;
  mail.textContent = form.mail ? `Write to ${form.mail}` : "Write the mail";
  const line = document.createElement("p");
  line.append(mail);
  const box = document.getElementById("saved");
  box.replaceChildren(said, line);
  box.scrollIntoView({ block: "center" });
  mail.focus({ preventScroll: true });
}

/** Offer to take a tick back: a choice once made could not be unmade otherwise. */
function offerClear(box) {
  const radios = box.matches("fieldset") ? [...box.querySelectorAll("input[type=radio]")] : [];
  if (!radios.length) return;
  let button = box.querySelector("[data-clear]");
  if (!button) {
    button = Object.assign(document.createElement("button"), { type: "button", className: "clear no-print", textContent: "Clear" });
    button.dataset.clear = "";
    button.setAttribute("aria-label", `Clear: ${box.querySelector("legend").textContent}`);
    box.append(button);
  }
  button.hidden = !radios.some((each) => each.checked);
}

function clearChoice(button) {
  const radios = [...button.closest("[data-fact]").querySelectorAll("input[type=radio]")];
  radios.forEach((each) => (each.checked = false));
  radios[0].focus();
  typed(radios[0]);
}

function offerTrades(field) {
  const list = field.closest(".field").querySelector("[data-found]");
  const wanted = field.value.trim().toLowerCase();
  const found = wanted.length < 2 ? [] : form.trades.filter((label) => label.toLowerCase().includes(wanted) && label !== field.value).slice(0, 6);
  list?.replaceChildren(...found.map((label) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", () => { field.value = label; list.replaceChildren(); field.focus(); typed(field); });
    return button;
  }));
}

function typed(field) {
  const box = field.closest("[data-fact]");
  if (box) {
    leftOut.delete(box.dataset.fact);
    if (field.dataset.ordered !== undefined) {
      const order = box.querySelector("input[type=hidden]");
      const before = order.value.split(", ").filter((each) => each && each !== field.value);
      order.value = (field.checked ? [...before, field.value] : before).join(", ");
    }
    rank(box);
    offerClear(box);
    if (box.querySelector(".error[data-live]") || form.parts[box.dataset.fact].kind === "hours") showWeekOrProblems(box);
    if (form.parts[box.dataset.fact].kind === "trade") offerTrades(field);
  }
  showWhatApplies();
  showProgress();
  keep();
}

/** While hours are typed only the week is shown; an error that stands already is looked at with every key. */
function showWeekOrProblems(box) {
  if (box.querySelector(".error[data-live]")) showProblems(box.dataset.fact);
  else showWeek(box, box.dataset.fact);
}

/** Number the ticked boxes of an ordered choice, so that the most important one is seen to be the first. */
function rank(box) {
  const order = box.querySelector("input[type=hidden][name$='.order']")?.value.split(", ") || [];
  box.querySelectorAll("[data-ordered]").forEach((each) => {
    if (each.checked) each.closest(".choice").dataset.rank = order.indexOf(each.value) + 1;
    else delete each.closest(".choice").dataset.rank;
  });
}

document.addEventListener("input", (event) => {
  const question = form.questions.find((each) => document.getElementById(`q-${each.id}`)?.contains(event.target));
  if (!question) return;
  if (event.target.dataset.unsure !== undefined) {
    showWhom(question);
    if (event.target.checked) whomField(question).focus();
  }
  typed(event.target);
});
document.addEventListener("focusout", (event) => {
  const box = event.target.closest?.("[data-fact]");
  if (box && event.target.name && !(event.relatedTarget && event.target.closest(".entry")?.contains(event.relatedTarget))) showProblems(box.dataset.fact);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#q-'], a[data-step]");
  if (link && !link.hasAttribute("data-step")) {
    event.preventDefault();
    const question = document.querySelector(link.getAttribute("href"));
    open(question.querySelector("input:not([type=hidden]), textarea, select"));
    question.scrollIntoView({ block: "start" });
  } else if (link) {
    event.preventDefault();
    step(link.dataset.step);
  }
  const button = event.target.closest?.("button");
  if (!button) return;
  if (button.dataset.step !== undefined) step(button.dataset.step);
  if (button.dataset.save !== undefined) save();
  if (button.dataset.idea !== undefined) takeIdea(button);
  if (button.dataset.clear !== undefined) clearChoice(button);
  if (button.classList.contains("add")) firstField(addEntry(button.closest("[data-fact]"))).focus();
  if (button.id === "copy-button") {
    const text = document.getElementById("copy");
    text.select();
    navigator.clipboard?.writeText(text.value).catch(() => document.execCommand("copy"));
  }
});
document.querySelector(".spare")?.addEventListener("toggle", () => { document.getElementById("copy").value = answersFile(content()); });
document.getElementById("reopen")?.addEventListener("change", async (event) => {
  const said = document.getElementById("reopened");
  try {
    const whole = JSON.parse(await event.target.files[0].text());
    if (whole.project !== form.project || whole.form !== form.form) throw new Error("another form");
    restore({ answers: Object.fromEntries(whole.answers.map((each) => [each.fact, each.sent])), unsure: whole.unsure.map((each) => [each.question, each.whom]) });
    settle();
    said.textContent = "Your answers are back.";
  } catch {
    said.textContent = "That file does not belong to this form.";
  }
});
addEventListener("beforeprint", () => {
  for (const field of document.querySelectorAll("input[type=date]")) field.classList.toggle("no-date", !field.value);
});
addEventListener("beforeunload", (event) => {
  if (!savedOnce && !keep() && Object.keys(draft().answers).length) event.preventDefault();
});

function settle() {
  boxes.forEach(rank);
  boxes.forEach(offerClear);
  showWhatApplies();
  boxes.forEach((box, fact) => { if (isChanged(fact)) showProblems(fact); });
  showProgress();
  keep();
}

const before = kept();
if (before) restore(before);
if (form.groups.length) {
  document.querySelectorAll("[data-moves]").forEach((each) => (each.hidden = false));
  settle();
  const next = form.questions.find((question) => !isSettled(question));
  step(before && Object.keys(before.answers || {}).length && next ? document.getElementById(`q-${next.id}`).closest("[data-group]").dataset.group : form.groups[0], false);
}
