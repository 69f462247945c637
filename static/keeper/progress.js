// A batch that is being worked off: its state is fetched again and put in place of the old one, the page stays.
document.addEventListener("DOMContentLoaded", () => {
  const again = async () => {
    let answer = null;
    try {
      answer = await fetch(location.href, { headers: { "Cache-Control": "no-cache" } });
    } catch {
      // The site is being started anew: asked again later.
    }
    if (answer && answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("batch-state");
      if (fresh) document.getElementById("batch-state").replaceWith(fresh);
    }
    if (document.getElementById("batch-state").hasAttribute("data-moving")) setTimeout(again, 2000);
  };
  setTimeout(again, 2000);
});
