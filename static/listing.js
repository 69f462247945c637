// Boxes fill the tray; forms that only change the view are sent at once.
import { drop, pick, picked } from "./site.js";

const boxes = document.querySelectorAll(".picks input[type=checkbox]");

function follow() {
  const ids = new Set(picked().map((one) => one.id));
  for (const box of boxes) box.checked = ids.has(box.value);
}

for (const box of boxes) {
  box.addEventListener("change", () => {
    if (box.checked) pick(box.value, box.dataset.title);
    else drop(box.value);
  });
}

// The tray takes over from the form's own button.
for (const line of document.querySelectorAll(".compare-picked")) line.hidden = true;
document.addEventListener("picked", follow);
addEventListener("pageshow", follow);
follow();

for (const form of document.querySelectorAll("form.order")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}
