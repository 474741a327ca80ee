// Small comforts of the browser face. Everything works without them.
"use strict";
const base = location.pathname.split("/").slice(0, 2).join("/");

document.querySelectorAll("fieldset.blocks").forEach((set) => {
  const add = set.querySelector("button.add");
  if (!add) return;
  add.hidden = false;
  add.addEventListener("click", () => {
    const rows = set.querySelectorAll(".entry");
    const copy = rows[rows.length - 1].cloneNode(true);
    const number = rows.length;
    copy.setAttribute("aria-label", copy.getAttribute("aria-label").replace(/\d+$/, String(number + 1)));
    copy.querySelectorAll("[name], [id], [for], [aria-describedby]").forEach((each) => {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = each.getAttribute(name);
        if (value) each.setAttribute(name, value.replace(/([.-])\d+([.-])/, `$1${number}$2`));
      }
      if ("value" in each && each.tagName !== "BUTTON") each.value = "";
    });
    copy.querySelectorAll(".error").forEach((each) => each.remove());
    rows[rows.length - 1].after(copy);
    copy.querySelector("input, textarea").focus();
  });
});

document.querySelectorAll("[data-idea]").forEach((button) => {
  button.addEventListener("click", () => {
    const set = button.closest("fieldset, .field");
    let fields = [...set.querySelectorAll(".entry")].map((entry) => entry.querySelector("input, textarea"));
    if (!fields.length) fields = [...set.querySelectorAll("input, textarea")];
    let field = fields.find((each) => !each.value);
    if (!field && set.querySelector("button.add")) {
      set.querySelector("button.add").click();
      field = document.activeElement;
    }
    if (field) {
      field.value = button.dataset.idea;
      field.focus();
    }
  });
});

document.querySelectorAll("input[data-ordered]").forEach((box) => {
  box.addEventListener("change", () => {
    const order = box.closest("fieldset").querySelector("input[type=hidden]");
    const kept = order.value.split(", ").filter((each) => each && each !== box.value);
    order.value = (box.checked ? [...kept, box.value] : kept).join(", ");
  });
});

const found = document.querySelector("[data-found]");
if (found) {
  const field = found.closest(".field").querySelector("input");
  let running = 0;
  field.addEventListener("input", async () => {
    const mine = ++running;
    const answer = await fetch(`${base}/trades?q=${encodeURIComponent(field.value)}`);
    const rows = answer.ok ? await answer.json() : [];
    if (mine !== running) return;
    found.replaceChildren(
      ...rows.map((row) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = row.by === row.label ? row.label : `${row.label} (${row.by})`;
        button.addEventListener("click", () => {
          field.value = row.label;
          found.replaceChildren();
          field.focus();
        });
        return button;
      }),
    );
  });
}

const first = document.querySelector(".bad") || document.querySelector("form [name]:not([type=hidden]):not(button)");
if (first) first.focus({ preventScroll: !document.querySelector(".bad") });

const frame = document.querySelector(".preview");
if (frame && getComputedStyle(frame).display !== "none") {
  let shown = null;
  const look = async () => {
    const answer = await fetch(`${base}/preview-made`).catch(() => null);
    if (!answer || !answer.ok) return;
    const made = await answer.text();
    if (made !== "0" && made !== shown) {
      const figure = frame.querySelector("figure");
      let inner = figure.querySelector("iframe");
      if (!inner) {
        figure.querySelector(".empty").remove();
        inner = document.createElement("iframe");
        inner.title = "Your home page so far";
        figure.append(inner);
        inner.src = `${base}/preview/`;
      } else if (shown !== null) {
        inner.src = `${base}/preview/`;
      }
      shown = made;
    }
  };
  look();
  setInterval(look, 1500);
}
