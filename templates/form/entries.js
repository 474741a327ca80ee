// Lists of entries, and ideas to take: what the client form and the browser face do alike.
"use strict";

/** Add an empty entry behind the last one and give it. Its number is new, also after others were taken away. */
function addEntry(set) {
  const rows = set.querySelectorAll(".entry");
  const copy = rows[rows.length - 1].cloneNode(true);
  const taken = [...set.querySelectorAll(".entry [name]")].map((field) => Number(field.name.match(/\.(\d+)\./)?.[1] ?? 0));
  const number = 1 + Math.max(...taken);
  copy.setAttribute("aria-label", copy.getAttribute("aria-label").replace(/\d+$/, String(rows.length + 1)));
  copy.querySelectorAll("[name], [id], [for], [aria-describedby]").forEach((field) => {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      const value = field.getAttribute(name);
      if (value) field.setAttribute(name, value.replace(/([.-])\d+([.-])/, `$1${number}$2`));
    }
    if ("value" in field && field.tagName !== "BUTTON") field.value = "";
    field.classList.remove("bad");
    field.removeAttribute("aria-invalid");
  });
  copy.querySelectorAll(".error, img").forEach((old) => old.remove());
  rows[rows.length - 1].after(copy);
  copy.dispatchEvent(new CustomEvent("added", { bubbles: true }));
  return copy;
}

/** Give the first field of an entry that can be typed in. */
function firstField(entry) {
  return entry.querySelector("input:not([type=hidden]), textarea");
}

/** Write an idea into the first empty place; a single field is written over, and the browser's undo brings it back. */
function takeIdea(button) {
  const set = button.closest("[data-fact], fieldset, .field");
  const rows = [...set.querySelectorAll(".entry")];
  const fields = rows.length ? rows.map(firstField) : [...set.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio])")];
  let field = fields.find((each) => !each.value);
  if (!field) field = rows.length ? firstField(addEntry(set)) : fields[0];
  const more = set.dataset.kind === "list" && field.value;
  const text = more ? `${field.value}\n${button.dataset.idea}` : button.dataset.idea;
  field.focus();
  field.select();
  if (!document.execCommand("insertText", false, text)) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Say an example of the kind that was chosen, and open what that kind needs. */
function fitToKind(select) {
  const entry = select.closest(".entry");
  if (!entry || entry.querySelector("select") !== select) return;
  for (const line of entry.querySelectorAll("[data-examples]")) {
    const said = JSON.parse(line.dataset.examples)[select.value];
    const usual = line.parentElement.querySelector("[id$='-example']");
    line.textContent = said ? `For example: ${said}` : "";
    line.hidden = !said;
    if (usual) usual.hidden = Boolean(said);
  }
  for (const field of entry.querySelectorAll("[data-needed-by]")) {
    if (field.dataset.neededBy.split(" ").includes(select.value)) field.closest("details")?.setAttribute("open", "");
  }
}

document.addEventListener("change", ({ target }) => target.matches(".entry select") && fitToKind(target));
document.addEventListener("added", ({ target }) => target.querySelectorAll("select").forEach(fitToKind));
document.querySelectorAll(".entry select").forEach((select) => select.value && fitToKind(select));
