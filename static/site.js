// The comparison tray: reports picked on any page are remembered until the browser is closed.
const KEY = "compare";
const MOST = 4;

export function picked() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

export function pick(id, title) {
  save([...picked().filter((one) => one.id !== id), { id, title }].slice(-MOST));
}

export function drop(id) {
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
  const tray = document.getElementById("tray");
  const list = picked();
  tray.hidden = list.length === 0 || location.pathname === tray.dataset.compare;
  const label = document.createElement("span");
  label.textContent = `对比篮：${list.length} 篇`;
  label.setAttribute("role", "status");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "清空";
  clear.addEventListener("click", () => save([]));
  const go = document.createElement("a");
  go.className = "go";
  go.textContent = list.length < 2 ? "再选一篇" : "对比";
  const query = list.map((one) => `id=${encodeURIComponent(one.id)}`).join("&");
  go.href = `${tray.dataset.compare}?${query}`;
  tray.replaceChildren(label, clear, go);
}

for (const button of document.querySelectorAll("button[data-pick]")) {
  const id = button.dataset.pick;
  const name = () => {
    const chosen = picked().some((one) => one.id === id);
    button.textContent = chosen ? "移出对比" : "加入对比";
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

for (const drawer of document.querySelectorAll("details.drawer")) {
  // Where CSS cannot show the content of a closed <details>, a wide screen opens it here.
  const wide = matchMedia(drawer.closest(".contents") ? "(min-width: 1160px)" : "(min-width: 1000px)");
  const open = () => {
    if (wide.matches && !CSS.supports("selector(::details-content)")) drawer.open = true;
  };
  wide.addEventListener("change", open);
  open();
}

show();
// A page that comes back from the browser's cache shows what was picked since.
addEventListener("pageshow", show);
