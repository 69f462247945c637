// Under a search box: places, phrases and topics that begin as what is typed. Without script the box just searches.
const PAUSE = 150;

function follow(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions);
  list.hidden = true;
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) input.setAttribute(name, value);

  let waiting;
  let asked = new AbortController();
  let active = -1;

  function close() {
    clearTimeout(waiting);
    asked.abort();
    list.hidden = true;
    list.replaceChildren();
    activate(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function activate(number) {
    list.children[active]?.removeAttribute("aria-selected");
    active = number;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function option(suggestion, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    item.dataset.url = suggestion.url;
    for (const [name, text] of [["words", suggestion.text], ["hint", suggestion.hint], ["count", suggestion.counted]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      item.append(part);
    }
    return item;
  }

  async function ask() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const address = new URL(form.dataset.suggest, location.href);
      address.searchParams.set(input.name, input.value);
      const answer = await fetch(address, { signal });
      if (!answer.ok) return close();
      const { suggestions } = await answer.json();
      if (signal.aborted || suggestions.length === 0) return close();
      list.replaceChildren(...suggestions.map(option));
      activate(-1);
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    } catch {
      // An answer that a later one overtook, or no network: the box still searches.
    }
  }

  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    // Half-typed pinyin is not what the reader means yet.
    if (event.isComposing) return;
    if (input.value.trim()) waiting = setTimeout(ask, PAUSE);
    else close();
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") activate(active + 1 < count ? active + 1 : -1);
    else if (event.key === "ArrowUp") activate(active < 0 ? count - 1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].dataset.url);
    else return;
    event.preventDefault();
  });
  // Before the box loses the focus, which closes the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) location.assign(item.dataset.url);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}

for (const form of document.querySelectorAll("form[data-suggest]")) follow(form);
