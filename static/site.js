// Forms that only change the view are sent at once.
for (const form of document.querySelectorAll("form.order:not(.words)")) {
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

// A menu closes when one looks elsewhere.
for (const menu of document.querySelectorAll("details.menu")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
