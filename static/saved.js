// Searches that a reader keeps: a list in this browser alone, each with its feed.
const KEY = "searches";
const MOST = 50;
const place = document.getElementById("saved");
const words = place.dataset;

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY)) ?? [];
    return list.filter((one) => typeof one.name === "string" && [one.address, one.feed].every((path) => /^\/[^/\\]/.test(path)));
  } catch {
    return [];
  }
}

function keep(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
  } catch {
    // Without storage nothing is kept; the address of the page holds the search as well.
  }
  show();
}

const link = (text, address) => {
  const one = document.createElement("a");
  one.href = address;
  one.textContent = text;
  return one;
};

function row(one) {
  const item = document.createElement("li");
  const name = link(one.name, one.address);
  if (one.address === words.address) name.setAttribute("aria-current", "true");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = "×";
  drop.setAttribute("aria-label", `${words.drop} ${one.name}`);
  drop.addEventListener("click", () => {
    keep(kept().filter((other) => other.address !== one.address));
    (place.querySelector("li button") ?? place.querySelector("button"))?.focus();
  });
  item.append(name, link(words.follow, one.feed), drop);
  return item;
}

const save = document.createElement("button");
save.type = "button";
save.addEventListener("click", () => {
  const { name, address, feed } = words;
  const others = kept().filter((one) => one.address !== address);
  keep(others.length < kept().length ? others : [{ name, address, feed }, ...others]);
});
const list = document.createElement("details");
const summary = document.createElement("summary");
const rows = document.createElement("ul");
list.append(summary, rows);
place.append(save, list);

function show() {
  const all = kept();
  const here = all.some((one) => one.address === words.address);
  save.hidden = !words.name;
  save.textContent = here ? words.unsave : words.save;
  save.setAttribute("aria-pressed", String(here));
  summary.textContent = words.count.replace("{n}", all.length);
  rows.replaceChildren(...all.map(row));
  list.hidden = all.length === 0;
  place.hidden = save.hidden && list.hidden;
}

show();
if (("open" in words && kept().length <= 5) || location.hash === "#saved") list.open = true;
// What was kept in another tab.
addEventListener("storage", (event) => event.key === KEY && show());
