// What every page has. All of it works without this file; this makes it smoother.

// Open menus close on Escape and when one clicks elsewhere.
const menus = () => document.querySelectorAll(".site-nav details[open], .site-languages[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
});

// After a refused form, begin at the summary of what to correct.
document.querySelector("[data-focus]")?.focus();

// A form is sent once, and says that it is under way.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button || event.target.method !== "post") return;
  if (button.getAttribute("aria-busy") === "true") event.preventDefault();
  button.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy")));

// Questions linked to by their address open by themselves.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  target?.closest?.("details")?.setAttribute("open", "");
}
openTarget();
addEventListener("hashchange", openTarget);

const search = document.querySelector("[data-suggest]");
if (search) import(search.dataset.suggestScript);
