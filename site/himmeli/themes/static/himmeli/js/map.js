// The map is loaded when the visitor asks for it. Until then, and without this file, the placard and its link stand.
const TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
const CREDIT = '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>';

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes, { onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

async function show(box) {
  const { leaflet, leafletCss, latitude, longitude, zoom, label, zoomIn, zoomOut } = box.dataset;
  if (!window.L) await Promise.all([load("link", { rel: "stylesheet", href: leafletCss }), load("script", { src: leaflet })]);
  const canvas = document.createElement("div");
  canvas.className = "map__canvas";
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", label);
  box.append(canvas);
  const place = [Number(latitude), Number(longitude)];
  const map = window.L.map(canvas, { scrollWheelZoom: false, zoomControl: false }).setView(place, Number(zoom));
  window.L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  window.L.tileLayer(TILES, { attribution: CREDIT, maxZoom: 19, referrerPolicy: "strict-origin-when-cross-origin" }).addTo(map);
  map.attributionControl.setPrefix(false);
  const marker = window.L.divIcon({ className: "map__pin", html: box.querySelector(".map__pin").innerHTML, iconSize: [42, 42], iconAnchor: [21, 40] });
  window.L.marker(place, { icon: marker, alt: label, keyboard: false }).addTo(map);
  canvas.focus();
}

for (const box of document.querySelectorAll("[data-map]")) {
  const button = box.querySelector("[data-map-show]");
  button.hidden = false;
  box.querySelector("[data-map-note]").hidden = false;
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try { await show(box); } catch { button.removeAttribute("aria-busy"); }
  });
}
