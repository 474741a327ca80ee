// Pictures dropped on the page: each is sent at once, looked at by the program, and shown small beside its words.
"use strict";

async function send(file) {
  const data = new FormData();
  data.append("picture", file);
  const answer = await fetch(`${base}/picture`, { method: "POST", body: data }).catch(() => null);
  if (!answer) return { error: "The program has stopped; start the same command again." };
  return answer.status === 413 ? { error: `${file.name} is too large; 40 MB at most.` } : answer.json();
}

function show(place, path) {
  const old = place.querySelector("img");
  if (old) old.remove();
  const words = place.querySelector(".hint") || place.insertBefore(made("p", "", { className: "hint" }), place.firstChild);
  words.textContent = path ? "" : "Drop a picture here, or choose one.";
  if (!path) return;
  place.prepend(made("img", "", { src: `${base}/picture/${path.split("/").pop()}`, alt: "The picture you chose" }));
  const away = made("button", "Another, or none", { type: "button", className: "small" });
  away.addEventListener("click", () => {
    place.querySelector("input[type=hidden]").value = "";
    show(place, "");
    place.querySelector("input[type=file]").focus();
  });
  words.replaceChildren(away);
}

function say(place, words) {
  place.parentElement.querySelector(":scope > .error")?.remove();
  if (!words) return;
  const line = made("p", words, { className: "error" });
  line.setAttribute("role", "alert");
  place.after(line);
}

function take(place, kept) {
  say(place, kept.error);
  place.querySelector("input[type=file]").value = ""; // it is with the program, or it is nothing to send
  if (kept.error) return;
  place.querySelector("input[type=hidden]").value = kept.path;
  show(place, kept.path);
}

function droppable(place, act) {
  const over = (event) => {
    event.preventDefault();
    place.classList.toggle("over", event.type === "dragover");
  };
  place.addEventListener("dragover", over);
  place.addEventListener("dragleave", over);
  place.addEventListener("drop", (event) => {
    over(event);
    event.stopPropagation();
    act([...event.dataTransfer.files]);
  });
}

function wire(place) {
  const hidden = place.querySelector("input[type=hidden]");
  show(place, hidden.value);
  place.querySelector("input[type=file]").addEventListener("change", async (event) => {
    if (event.target.files.length) take(place, await send(event.target.files[0]));
  });
  droppable(place, async (files) => {
    if (files.length) take(place, await send(files[0]));
  });
}

document.querySelectorAll("[data-drop]").forEach(wire);
document.addEventListener("added", (event) => event.target.querySelectorAll("[data-drop]").forEach(wire));

// Several photos at once: each fills the next entry that has none.
const photos = document.querySelector("fieldset.blocks[data-fact=photos]");
if (photos) {
  const label = made("label", "Drop photos here, as many as you like, or choose them", { className: "drop many" });
  const chooser = made("input", "", { type: "file", multiple: true, accept: "image/jpeg,image/png,image/webp,image/avif" });
  label.append(chooser);
  photos.querySelector(".entry").before(label);
  const all = async (files) => {
    for (const file of files) {
      const kept = await send(file);
      say(label, kept.error);
      if (kept.error) continue;
      const empty = [...photos.querySelectorAll(".entry")].find((entry) => !entry.querySelector("[data-drop] input[type=hidden]").value);
      const entry = empty || addEntry(photos);
      take(entry.querySelector("[data-drop]"), kept);
      entry.querySelector("textarea").focus();
    }
    chooser.value = "";
  };
  chooser.addEventListener("change", () => all([...chooser.files]));
  droppable(label, all);
}
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => event.preventDefault());
