// From hit to hit, the section being read in the contents list, a card for each figure, and a button that copies
// the citation.
const hits = [...document.querySelectorAll(".text mark[id]")];
const line = document.querySelector("[data-hits]");

if (line && hits.length > 0) {
  let current = hits.findIndex((hit) => `#${hit.id}` === location.hash);
  const place = document.createElement("span");
  const go = (step) => {
    hits[current]?.classList.remove("current");
    current = (current + step + hits.length) % hits.length;
    hits[current].classList.add("current");
    hits[current].scrollIntoView({ block: "center" });
    place.textContent = ` ${current + 1} / ${hits.length} `;
  };
  const button = (label, step) => {
    const one = document.createElement("button");
    one.type = "button";
    one.textContent = label;
    one.addEventListener("click", () => go(current < 0 && step < 0 ? 0 : step));
    return one;
  };
  place.setAttribute("role", "status");
  line.append(" ", button("上一处", -1), button("下一处", 1), place);
}

const links = new Map(
  [...document.querySelectorAll(".contents a[href^='#s-']")].map((link) => [link.hash.slice(1), link]),
);
const headings = [...document.querySelectorAll(".text [id^='s-']")];
if (headings.length > 0 && "IntersectionObserver" in window) {
  const follow = () => {
    const above = headings.filter((one) => one.getBoundingClientRect().top < innerHeight / 3).at(-1);
    for (const link of links.values()) link.removeAttribute("aria-current");
    if (above) links.get(above.id)?.setAttribute("aria-current", "true");
  };
  const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of headings) observer.observe(heading);
}

for (const drawer of document.querySelectorAll(".contents details.drawer")) {
  drawer.addEventListener("click", (event) => {
    if (event.target.closest("a") && !matchMedia("(min-width: 1160px)").matches) drawer.open = false;
  });
}

for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "复制";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "已复制";
  });
  text.after(button);
}

if ("popover" in HTMLElement.prototype) {
  const card = document.createElement("div");
  card.className = "card";
  card.popover = "auto";
  document.body.append(card);

  const show = (link) => {
    const cells = document.getElementById(link.hash.slice(1))?.cells;
    if (!cells) return false;
    const [indicator, subject, value] = [...cells].slice(0, 3).map((cell) => {
      const line = document.createElement("p");
      line.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      return line;
    });
    value.className = "big-figure";
    const table = document.createElement("a");
    table.href = link.hash;
    table.textContent = "看数字表";
    table.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(value, indicator, subject, table);
    card.showPopover();
    // Below the figure, or above it where there is no room; on a phone the stylesheet puts it at the foot.
    const at = link.getBoundingClientRect();
    const below = at.bottom + 8 + card.offsetHeight < innerHeight;
    card.style.setProperty("--left", `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8))}px`);
    card.style.setProperty("--top", `${below ? at.bottom + 8 : at.top - 8 - card.offsetHeight}px`);
    return true;
  };

  for (const link of document.querySelectorAll(".text a.figure")) {
    link.addEventListener("click", (event) => {
      if (show(link)) event.preventDefault();
    });
  }
  addEventListener("scroll", () => card.matches(":popover-open") && card.hidePopover(), { passive: true });
}
