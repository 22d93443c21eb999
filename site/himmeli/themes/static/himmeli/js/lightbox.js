// Pictures of a gallery open large: arrow keys, Home, End and Escape work, and focus returns where it was.
function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon mirrored");
  svg.setAttribute("fill", "none");
  svg.setAttribute("stroke", "currentColor");
  svg.setAttribute("stroke-width", "1.75");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(svg.namespaceURI, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function button(label, path, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "icon-button";
  made.setAttribute("aria-label", label);
  made.append(icon(path));
  made.addEventListener("click", action);
  return made;
}

function enhance(gallery) {
  const links = [...gallery.querySelectorAll("a[href]")];
  const words = gallery.dataset;
  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  dialog.setAttribute("aria-label", words.label);
  const place = document.createElement("span");
  place.setAttribute("aria-live", "polite");
  const image = document.createElement("img");
  const caption = document.createElement("p");
  caption.className = "lightbox__caption";
  let current = 0;

  function show(index) {
    current = (index + links.length) % links.length;
    image.src = links[current].href;
    image.alt = links[current].querySelector("img").alt;
    caption.textContent = links[current].dataset.caption;
    place.textContent = `${current + 1} / ${links.length}`;
  }
  const bar = document.createElement("div");
  bar.className = "lightbox__bar";
  bar.append(place, button(words.close, "M18 6 6 18M6 6l12 12", () => dialog.close()));
  const stage = document.createElement("div");
  stage.className = "lightbox__stage";
  const previous = button(words.previous, "m15 18-6-6 6-6", () => show(current - 1));
  const next = button(words.next, "m9 18 6-6-6-6", () => show(current + 1));
  previous.hidden = next.hidden = links.length < 2;
  stage.append(previous, image, next);
  dialog.append(bar, stage, caption);
  document.body.append(dialog);

  dialog.addEventListener("keydown", (event) => {
    const rtl = getComputedStyle(dialog).direction === "rtl";
    const step = { ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[event.key];
    if (step) show(current + step);
    if (event.key === "Home") show(0);
    if (event.key === "End") show(links.length - 1);
  });
  dialog.addEventListener("close", () => { image.removeAttribute("src"); links[current].focus(); });
  dialog.addEventListener("click", (event) => { if (event.target === stage || event.target === image) dialog.close(); });
  links.forEach((link, index) => link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    show(index);
    dialog.showModal();
  }));
}

document.querySelectorAll("[data-gallery]").forEach(enhance);
