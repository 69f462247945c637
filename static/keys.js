// Keys: / to the search box, j and k from row to row of a list, Enter opens, ? shows what there is. Not while typing.
const help = document.getElementById("keys");
const ROWS = ".offers li, .hits > li, .rows > li, .places > li, .kwic-lines .kwic, .shelf tbody tr";

// What is focused of a row: the row itself if it is a link, else its first link.
const linkOf = (row) => (row.matches("a") ? row : row.querySelector("h2 a, a"));
const links = () => [...document.querySelectorAll(`main :is(${ROWS})`)].map(linkOf).filter((link) => link?.checkVisibility());

function step(by) {
  const all = links();
  const row = document.activeElement?.closest(ROWS);
  const at = row ? all.indexOf(linkOf(row)) : -1;
  const next = at < 0 ? all[by > 0 ? 0 : -1] : all[at + by];
  if (!next) return false;
  next.focus({ preventScroll: true });
  (next.closest(ROWS) ?? next).scrollIntoView({ block: "nearest" });
  return true;
}

function search() {
  const box = document.querySelector("main input[data-first]") ?? document.querySelector("form[role=search] input[name=q]");
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

const ACTIONS = { "/": search, j: () => step(1), k: () => step(-1), "?": () => (help.showModal(), true) };

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, select, textarea, [contenteditable], dialog")) return;
  if (ACTIONS[event.key]?.()) event.preventDefault();
});

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}
// A click beside the sheet closes it, as Escape does.
help.addEventListener("click", (event) => {
  if (event.target === help) help.close();
});
