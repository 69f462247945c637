// The comparison tray: reports picked on any page are remembered until the browser is closed.
const KEY = "compare";
const MOST = 4;
const tray = document.getElementById("tray");
// The words of the page's language come with the page.
const words = tray.dataset;

const count = document.createElement("span");
count.setAttribute("role", "status");
const names = document.createElement("ul");
const clear = document.createElement("button");
clear.type = "button";
clear.textContent = words.clear;
clear.addEventListener("click", () => save([]));
const go = document.createElement("a");
go.className = "go";
tray.append(count, names, clear, go);

function picked() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function has(id) {
  return picked().some((one) => one.id === id);
}

function pick(id, title) {
  const list = picked();
  if (has(id)) return;
  if (list.length < MOST) save([...list, { id, title }]);
  else refresh(words.full);
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
  refresh();
}

function name(one) {
  const item = document.createElement("li");
  const title = document.createElement("span");
  title.textContent = title.title = one.title;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "×";
  button.setAttribute("aria-label", `${words.remove} ${one.title}`);
  button.addEventListener("click", () => {
    drop(one.id);
    (names.querySelector("button") ?? clear).focus();
  });
  item.append(title, button);
  return item;
}

// Boxes of a list and buttons of a report fill the tray.
const boxes = document.querySelectorAll(".picks input[type=checkbox]");
const buttons = document.querySelectorAll("button[data-pick]");

function refresh(said) {
  const list = picked();
  tray.hidden = list.length === 0 || location.pathname === words.compare;
  count.textContent = said ?? words.count.replace("{n}", list.length);
  names.replaceChildren(...list.map(name));
  go.textContent = list.length < 2 ? words.more : words.go;
  go.href = `${words.compare}?${list.map((one) => `id=${encodeURIComponent(one.id)}`).join("&")}`;
  for (const box of boxes) box.checked = has(box.value);
  for (const button of buttons) {
    const chosen = has(button.dataset.pick);
    button.textContent = chosen ? words.remove : words.add;
    button.setAttribute("aria-pressed", String(chosen));
  }
}

for (const button of buttons) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (has(button.dataset.pick)) drop(button.dataset.pick);
    else pick(button.dataset.pick, button.dataset.title);
  });
}
for (const box of boxes) {
  box.addEventListener("change", () => {
    if (box.checked) pick(box.value, box.dataset.title);
    else drop(box.value);
  });
}
// The tray takes over from the form's own button.
for (const line of document.querySelectorAll(".compare-picked")) line.hidden = true;

// From a comparison to the list: what is compared is ticked there already.
for (const link of document.querySelectorAll("a[data-carry]")) {
  link.addEventListener("click", () => {
    const compared = [...document.querySelectorAll("[data-compared]")];
    save(compared.map((one) => ({ id: one.dataset.compared, title: one.textContent })));
  });
}

refresh();
// A page that comes back from the browser's cache shows what was picked since.
addEventListener("pageshow", () => refresh());
