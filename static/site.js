// The comparison tray: reports picked on any page are remembered until the browser is closed.
const KEY = "compare";
const MOST = 4;
const tray = document.getElementById("tray");
// The words of the page's language come with the page.
const words = tray.dataset;

function picked() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function pick(id, title) {
  save([...picked().filter((one) => one.id !== id), { id, title }].slice(-MOST));
}

function drop(id) {
  save(picked().filter((one) => one.id !== id));
}

function save(list) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Without storage the form's own boxes still work.
  }
  show();
  document.dispatchEvent(new CustomEvent("picked"));
}

function show() {
  const list = picked();
  tray.hidden = list.length === 0 || location.pathname === words.compare;
  const label = document.createElement("span");
  label.textContent = words.count.replace("{n}", list.length);
  label.setAttribute("role", "status");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = words.clear;
  clear.addEventListener("click", () => save([]));
  const go = document.createElement("a");
  go.className = "go";
  go.textContent = list.length < 2 ? words.more : words.go;
  const query = list.map((one) => `id=${encodeURIComponent(one.id)}`).join("&");
  go.href = `${words.compare}?${query}`;
  tray.replaceChildren(label, clear, go);
}

for (const button of document.querySelectorAll("button[data-pick]")) {
  const id = button.dataset.pick;
  const name = () => {
    const chosen = picked().some((one) => one.id === id);
    button.textContent = chosen ? words.remove : words.add;
    button.setAttribute("aria-pressed", String(chosen));
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (picked().some((one) => one.id === id)) drop(id);
    else pick(id, button.dataset.title);
  });
  document.addEventListener("picked", name);
  name();
}

// Boxes of a list fill the tray, which takes over from the form's own button.
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
for (const line of document.querySelectorAll(".compare-picked")) line.hidden = true;
document.addEventListener("picked", follow);

// Forms that only change the view are sent at once.
for (const form of document.querySelectorAll("form.order")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}

for (const drawer of document.querySelectorAll("details.drawer")) {
  // Where CSS cannot show the content of a closed <details>, a wide screen opens it here.
  const wide = matchMedia(drawer.closest(".contents") ? "(min-width: 1160px)" : "(min-width: 1000px)");
  const open = () => {
    if (wide.matches && !CSS.supports("selector(::details-content)")) drawer.open = true;
  };
  wide.addEventListener("change", open);
  open();
}

function refresh() {
  show();
  follow();
}

refresh();
// A page that comes back from the browser's cache shows what was picked since.
addEventListener("pageshow", refresh);

// From a comparison to the list: what is compared is ticked there already.
for (const link of document.querySelectorAll("a[data-carry]")) {
  link.addEventListener("click", () => {
    const compared = [...document.querySelectorAll("[data-compared]")];
    save(compared.map((one) => ({ id: one.dataset.compared, title: one.textContent })));
  });
}
