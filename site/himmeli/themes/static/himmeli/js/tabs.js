// Disclosures with data-tabs become tabs: one shown at a time, arrow keys move between them.
let count = 0;

function enhance(box) {
  const parts = [...box.querySelectorAll(":scope > details")];
  const name = `tabs-${++count}`;
  const list = document.createElement("div");
  list.className = "tabs__list";
  list.setAttribute("role", "tablist");
  if (box.dataset.label) list.setAttribute("aria-label", box.dataset.label);
  const tabs = parts.map((part, index) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.className = "tabs__tab";
    tab.id = `${name}-${index}`;
    tab.textContent = part.querySelector("summary").textContent.trim();
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `${name}-${index}-panel`);
    list.append(tab);
    return tab;
  });
  const panels = parts.map((part, index) => {
    const panel = part.querySelector(".accordion__body");
    panel.id = `${name}-${index}-panel`;
    panel.tabIndex = 0;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tabs[index].id);
    return panel;
  });
  function show(index, focus) {
    tabs.forEach((tab, i) => { tab.setAttribute("aria-selected", String(i === index)); tab.tabIndex = i === index ? 0 : -1; });
    panels.forEach((panel, i) => { panel.hidden = i !== index; });
    if (focus) tabs[index].focus();
  }
  list.addEventListener("click", (event) => { const index = tabs.indexOf(event.target.closest("button")); if (index >= 0) show(index); });
  list.addEventListener("keydown", (event) => {
    const back = getComputedStyle(list).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const current = tabs.indexOf(document.activeElement);
    const next = { Home: 0, End: tabs.length - 1, [back]: current - 1 }[event.key] ?? (event.key.startsWith("Arrow") && !/Up|Down/.test(event.key) ? current + 1 : undefined);
    if (next === undefined) return;
    event.preventDefault();
    show((next + tabs.length) % tabs.length, true);
  });
  box.classList.remove("accordion");
  box.replaceChildren(list, ...panels);
  show(0);
}

document.querySelectorAll("[data-tabs]").forEach(enhance);
