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
