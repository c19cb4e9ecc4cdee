// The review page: pointing at a value shows its words and the other way round, keys for everything, edits without losing one's place.
"use strict";
const all = (selector) => [...document.querySelectorAll(selector)];
const light = (ids, on) => {
  for (const id of ids) for (const e of all(`[data-ids~="${CSS.escape(id)}"], [data-item][data-id="${CSS.escape(id)}"]`)) e.classList.toggle("lit", on);
};
const idsOf = (element) => element.dataset.ids?.split(" ") ?? (element.dataset.id ? [element.dataset.id] : []);
for (const [enter, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(enter, (event) => {
    const place = event.target.closest?.("[data-ids], [data-id]");
    if (place) light(idsOf(place), on);
  });
}

// Where the words of a value stand: on the picture of the page where that is shown, else in the text.
const reveal = (id) => {
  const pages = document.getElementById("pages");
  const seen = pages && !pages.hidden && pages.querySelector(`rect[data-ids="${CSS.escape(id)}"]`);
  const place = seen || document.getElementById(`w-${id}`);
  if (place && (seen || !document.getElementById("words")?.hidden)) place.scrollIntoView({ block: "center" });
};
const show = (what) => {
  for (const id of ["pages", "words"]) document.getElementById(id)?.toggleAttribute("hidden", id !== what);
  for (const b of all("[data-show]")) b.setAttribute("aria-pressed", String(b.dataset.show === what));
};

// One item at a time is the current one.
const items = () => all("[data-item]");
const current = () => document.activeElement?.closest?.("[data-item]");
const go = (item) => {
  if (!item) return;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  if (item.dataset.id) reveal(item.dataset.id);
};
const step = (by) => {
  const list = items();
  const at = list.indexOf(current());
  go(list[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1)]);
};
const doubt = () => {
  const list = items();
  const at = list.indexOf(current());
  const wanted = (e) => e.classList.contains("doubtful");
  go(list.slice(at + 1).find(wanted) ?? list.find(wanted));
};

document.addEventListener("click", (event) => {
  const shown = event.target.closest("[data-show]");
  if (shown) return show(shown.dataset.show);
  if (event.target.closest("[data-help]")) return help();
  const link = event.target.closest("a[data-id]");
  if (link) {
    event.preventDefault();
    return reveal(link.dataset.id);
  }
  const edit = event.target.closest("a[data-edit], a[data-cancel]");
  if (edit) {
    event.preventDefault();
    const path = edit.closest("[data-item]").dataset.item;
    return window.chidao.show({ url: edit.href }).then(() => {
      if (!document.querySelector("form.edit")) items().find((item) => item.dataset.item === path)?.focus({ preventScroll: true });
    });
  }
  const mark = event.target.closest("[data-ids]");
  const item = mark && idsOf(mark).reverse().map((id) => document.querySelector(`[data-item][data-id="${CSS.escape(id)}"]`)).find(Boolean);
  if (item && getSelection().isCollapsed) item.scrollIntoView({ block: "center" }), item.focus({ preventScroll: true });
});

const help = () => {
  const keys = document.getElementById("keys");
  keys.toggleAttribute("hidden");
  document.querySelector("[data-help]").setAttribute("aria-expanded", String(!keys.hidden));
};

document.addEventListener("keydown", (event) => {
  const cancel = event.key === "Escape" && event.target.closest?.("form.edit")?.querySelector("[data-cancel]");
  if (cancel) return cancel.click();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
  const act = { j: () => step(1), k: () => step(-1), n: doubt, "?": help, u: () => document.querySelector("[data-undo]")?.click() }[event.key];
  const button = ["a", "e", "x"].includes(event.key) && current()?.querySelector(`[data-key="${event.key}"]`);
  if (!act && !button) return;
  event.preventDefault();
  if (act) act();
  else button.click();
});

// What is selected in the text goes into the form that asks for words: offsets count characters of the text as it was read.
const offset = (words, node, at) => {
  const range = document.createRange();
  range.setStart(words, 0);
  range.setEnd(node, at);
  return [...range.toString()].length;
};
document.addEventListener("selectionchange", () => {
  const words = document.getElementById("words");
  const selection = getSelection();
  if (!words || selection.isCollapsed || !selection.rangeCount || !words.contains(selection.getRangeAt(0).commonAncestorContainer)) return;
  const range = selection.getRangeAt(0);
  for (const form of all("form[data-selection]")) {
    form.elements.start.value = offset(words, range.startContainer, range.startOffset);
    form.elements.end.value = offset(words, range.endContainer, range.endOffset);
    form.elements.words.value = selection.toString().replace(/\s+/g, " ").trim();
  }
});
document.addEventListener("input", (event) => {
  const form = event.target.name === "words" ? event.target.form : null;
  if (form?.elements.start) form.elements.start.value = form.elements.end.value = "";
});

// Forms answer in place.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[action$='/corrections']");
  if (!form) return;
  event.preventDefault();
  const list = items();
  const at = list.indexOf(form.closest("[data-item]"));
  const body = new URLSearchParams(new FormData(form, event.submitter));
  window.chidao.show({ url: form.getAttribute("action"), method: "POST", body }).then(() => {
    const fault = document.querySelector("[role=alert]");
    if (fault) return window.chidao.say(fault.textContent);
    const item = document.getElementById(location.hash.slice(1)) ?? items()[at];
    if (item) item.focus({ preventScroll: true });
    window.chidao.say(document.getElementById("progress").textContent);
  });
});
const ready = () => {
  for (const button of all("[data-help]")) button.hidden = false;
  const field = document.querySelector("form.edit [autofocus]");
  if (field) field.focus();
};
document.addEventListener("chidao:shown", ready);
ready();
