// What every page does: tells aloud what happened, changes parts of a page without losing one's place. Without it the forms still work.
"use strict";
window.chidao = {
  say(words) {
    document.getElementById("said").textContent = words;
  },
  // Put the <main> of another page of ours in the place of this one; where one was stays in view.
  async show(request) {
    const answer = await fetch(request.url, { method: request.method ?? "GET", body: request.body, headers: { Accept: "text/html" } });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = next.querySelector("main");
    if (!main) return location.assign(answer.url);
    const scrolled = [...document.querySelectorAll("[data-keeps-place], .pages, .words")].map((e) => [e.id, e.scrollTop]);
    const top = window.scrollY;
    document.querySelector("main").replaceWith(main);
    document.title = next.title;
    for (const [id, at] of scrolled) {
      const element = id && document.getElementById(id);
      if (element) element.scrollTop = at;
    }
    window.scrollTo({ top });
    history.replaceState(null, "", answer.url);
    document.dispatchEvent(new CustomEvent("chidao:shown", { detail: { answer } }));
  },
};

// Dropping files or folders anywhere on a form that takes files.
const entriesOf = async (entry) => {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const one of some) found.push(...(await entriesOf(one)));
  }
  return found;
};
for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  for (const kind of ["dragover", "dragenter"]) form.addEventListener(kind, (event) => (event.preventDefault(), form.classList.add("over")));
  for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = entries.length ? (await Promise.all(entries.map(entriesOf))).flat() : [...event.dataTransfer.files];
    const bag = new DataTransfer();
    for (const file of files) bag.items.add(file);
    input.files = bag.files;
    if (files.length) form.requestSubmit();
  });
}

// A page of running jobs asks again until all have ended.
const follow = () => {
  const waiting = document.querySelector("[data-follow]");
  if (waiting) setTimeout(() => window.chidao.show({ url: location.href }).then(follow), 700);
};
follow();
