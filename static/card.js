// A card for each figure of the text: at a pointer's rest, at the keyboard's focus, and to stay at a click or tap.
const WAIT = { show: 120, hide: 250 };

if ("popover" in HTMLElement.prototype) {
  const card = document.createElement("div");
  card.className = "card";
  card.popover = "auto";
  let owner = null;
  let stays = false;
  let timer = 0;
  // While the card closes, the browser gives the focus back to the figure: that opens nothing anew.
  let closing = false;

  const fill = (link) => {
    const row = document.getElementById(link.hash.slice(1));
    if (!row) return false;
    const line = (cell) => {
      const words = document.createElement("p");
      words.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      return words;
    };
    const value = line(row.cells[2]);
    value.className = "big-figure";
    // A figure may be said of several things, each with a row and a meaning of its own.
    const said = [row, ...document.querySelectorAll(`[data-also="${row.id}"]`)].flatMap((one) => {
      const target = one.querySelector("[popovertarget]")?.getAttribute("popovertarget");
      const meaning = target ? [...document.querySelectorAll(`#${target} > p`)] : [];
      const beside = one.querySelector(".beside")?.childNodes ?? [];
      return [line(one.cells[0]), line(one.cells[1]), ...[...beside].map((node) => node.cloneNode(true)), ...meaning.map((words) => words.cloneNode(true))];
    });
    const table = document.createElement("a");
    table.href = link.hash;
    table.textContent = row.closest("[data-table]").dataset.table;
    table.addEventListener("click", hide);
    card.replaceChildren(value, ...said, table);
    return true;
  };

  // Below the figure's first line, or above it where there is no room; on a phone the stylesheet puts it at the foot.
  const place = (link) => {
    const [at] = link.getClientRects();
    const below = at.bottom + 8 + card.offsetHeight < innerHeight || at.top - 8 - card.offsetHeight < 0;
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8));
    card.style.setProperty("--left", `${left + scrollX}px`);
    card.style.setProperty("--top", `${(below ? at.bottom + 8 : at.top - 8 - card.offsetHeight) + scrollY}px`);
  };

  const hide = () => {
    clearTimeout(timer);
    const before = closing;
    closing = true;
    if (card.matches(":popover-open")) card.hidePopover();
    closing = before;
    owner = null;
    stays = false;
  };

  const show = (link) => {
    clearTimeout(timer);
    if (owner === link && card.matches(":popover-open")) return true;
    hide();
    // Behind its figure, so that the keyboard goes from the one into the other and on.
    link.after(card);
    if (!fill(link)) return false;
    card.showPopover();
    place(link);
    owner = link;
    return true;
  };

  const later = (act, wait) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
  const leave = (event) => {
    if (event.pointerType === "mouse" && !stays) later(hide, WAIT.hide);
  };

  for (const link of document.querySelectorAll(".text a.figure")) {
    link.setAttribute("aria-description", link.title);
    link.removeAttribute("title");
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse" && !stays) later(() => show(link) && (card.inert = false), WAIT.show);
    });
    link.addEventListener("pointerleave", leave);
    link.addEventListener("focus", () => {
      // The card at the focus is for reading; Enter leads into it, Tab past it.
      if (!closing && link.matches(":focus-visible") && show(link)) card.inert = true;
    });
    link.addEventListener("blur", () => {
      if (owner === link && !stays) hide();
    });
    link.addEventListener("click", (event) => {
      if (!show(link)) return;
      event.preventDefault();
      stays = true;
      card.inert = false;
      // Pressed, not clicked: Firefox counts a press of Enter too.
      if (event.detail === 0 || event.pointerType === "") card.querySelector("a").focus();
    });
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", leave);
  card.addEventListener("focusout", (event) => {
    if (!closing && event.relatedTarget && !card.contains(event.relatedTarget)) hide();
  });
  card.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open" || closing) return;
    // Closed by Escape or a click elsewhere.
    owner = null;
    stays = false;
    closing = true;
    setTimeout(() => (closing = false));
  });
}
