// j and k go from line to line; Enter opens the one that has the focus, as on any link.
const lines = [...document.querySelectorAll(".kwic-lines .kwic")];

addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const current = lines.indexOf(document.activeElement);
  const next = lines[current < 0 ? 0 : current + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});
