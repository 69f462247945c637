// From hit to hit, the section being read in the contents list, and a button that copies the citation.
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
  line.append(" ", button(line.dataset.previous, -1), button(line.dataset.next, 1), place);
}

const contents = document.querySelector(".contents");
const now = contents?.querySelector(".now");
const links = new Map(
  [...document.querySelectorAll(".contents a[href^='#s-']")].map((link) => [link.hash.slice(1), link]),
);
// A section too deep for the list is read as part of the one before it that is in it.
const headings = [...document.querySelectorAll(".text [id^='s-']")].filter((one) => links.has(one.id));

let reading = null;
let frame = 0;

function follow() {
  frame = 0;
  const above = headings.filter((one) => one.getBoundingClientRect().top < innerHeight / 3).at(-1);
  const link = above ? links.get(above.id) : null;
  if (link === reading) return;
  reading?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  reading = link;
  const name = link?.cloneNode(true);
  name?.querySelector(".count")?.remove();
  now.textContent = name?.textContent ?? "";
  // A long list scrolls along, by itself: the page stays where the reader is.
  const hidden = link && (link.offsetTop < contents.scrollTop || link.offsetTop + link.offsetHeight > contents.scrollTop + contents.clientHeight);
  if (hidden) contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
}

if (headings.length > 0 && now) {
  // Not an IntersectionObserver: a jump past a heading never intersects it.
  const soon = () => (frame ||= requestAnimationFrame(follow));
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  follow();
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
  button.textContent = text.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = text.dataset.copied;
  });
  text.after(button);
}

// The page's own address, handed on as the device does it, or copied.
for (const actions of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = actions.dataset.share;
  button.addEventListener("click", async () => {
    const address = location.href.split("#")[0];
    if (navigator.share) {
      await navigator.share({ title: document.title, url: address }).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(address);
    button.textContent = actions.dataset.shared;
  });
  actions.append(button);
}
