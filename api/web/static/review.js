// Pointing at a value shows its words, and the other way round. Without it the links still work.
"use strict";
const light = (id, on) => {
  for (const element of document.querySelectorAll(`[data-ids~="${CSS.escape(id)}"]`)) element.classList.toggle("lit", on);
};
for (const [enter, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(enter, (event) => {
    const place = event.target.closest("[data-id]");
    if (place) light(place.dataset.id, on);
  });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-id]");
  const words = link && document.getElementById(`w-${link.dataset.id}`);
  if (!words) return;
  event.preventDefault();
  words.scrollIntoView({ block: "center" });
});
