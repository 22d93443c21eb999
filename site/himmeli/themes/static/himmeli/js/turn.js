// A himmeli turns slowly, each piece on its own thread, while it is in sight and motion is welcome. What the page was
// sent stays where it is: only the ends of the straws move.
const LAYERS = 9, FRAME = 1000 / 30, TURN = (2 * Math.PI) / 75000, TILT = 0.2;
const COS = Math.cos(TILT), SIN = Math.sin(TILT);
const calm = matchMedia("(prefers-reduced-motion: reduce)"), phone = matchMedia("(max-width: 47.99rem)");

// What a visitor chose with the button. A browser that keeps nothing for the site may refuse to be asked.
function remembered(choice) {
  try {
    if (choice !== undefined) localStorage.setItem("himmeli-still", choice);
    return localStorage.getItem("himmeli-still");
  } catch {
    return null;
  }
}

function turn(svg) {
  const pieces = JSON.parse(svg.dataset.turn), eye = +svg.dataset.eye;
  const speeds = pieces.map((_, n) => (n % 2 ? -1 : 1) * (n ? 0.8 + 0.35 * (n % 4) : 1));
  const threads = svg.querySelector(".ornament__threads"), straws = svg.querySelector(".ornament__straws");
  const drawn = [...straws.children], layers = [];
  let time = 0, last = 0, frame = 0, isSeen = false, isPaused = remembered() === "yes";

  function makeLayers() {
    for (let n = 0; n < LAYERS; n++) {
      const path = drawn[0].cloneNode(), near = n / (LAYERS - 1);
      path.setAttribute("stroke-width", 2 + 2.6 * near);
      path.setAttribute("stroke-opacity", 0.36 + 0.64 * near);
      layers.push(path);
    }
    straws.replaceChildren(...layers);
  }

  const project = (x, y, z) => {
    const nearer = eye / (eye - z);
    return `${(x * nearer).toFixed(1)} ${((y * COS + z * SIN) * nearer).toFixed(1)}`;
  };

  function draw() {
    const middles = [], lines = [], data = Array(LAYERS).fill("");
    let hanging = "", far = Infinity, close = -Infinity;
    pieces.forEach(([parent, px, pz, from, to, points, ends], n) => {
      const angle = time * TURN * speeds[n], cos = Math.cos(angle), sin = Math.sin(angle);
      const carrier = middles[parent] ?? { x: 0, z: 0, cos: 1, sin: 0 };
      const x = carrier.x + px * carrier.cos - pz * carrier.sin, z = carrier.z + px * carrier.sin + pz * carrier.cos;
      middles.push({ x, z, cos, sin });
      hanging += `M${project(x, from, z)}L${project(x, to, z)}`;
      const placed = [];
      for (let i = 0; i < points.length; i += 3) {
        const deep = z + points[i] * sin + points[i + 2] * cos;
        placed.push([project(x + points[i] * cos - points[i + 2] * sin, points[i + 1], deep), deep]);
      }
      for (let i = 0; i < ends.length; i += 2) {
        const [a, b] = [placed[ends[i]], placed[ends[i + 1]]], depth = a[1] + b[1];
        far = Math.min(far, depth);
        close = Math.max(close, depth);
        lines.push([depth, `M${a[0]}L${b[0]}`]);
      }
    });
    for (const [depth, line] of lines) data[Math.min(LAYERS - 1, Math.floor(((depth - far) / (close - far || 1)) * LAYERS))] += line;
    layers.forEach((path, n) => path.setAttribute("d", data[n]));
    threads.setAttribute("d", hanging);
  }

  // On a phone it moves for four seconds as one arrives, and rests: nothing moves beside the text one reads.
  const isOver = () => calm.matches || isPaused || (phone.matches && time > 4000);
  function step(now) {
    frame = 0;
    if (!isSeen || isOver()) return;
    const passed = Math.min(now - (last || now), 100);
    if (passed >= FRAME || !last) {
      time += passed * Math.min(1, time / 1500 + 0.05) * (phone.matches ? Math.min(1, (4100 - time) / 1500) * 3 : 1);
      last = now;
      if (!layers.length) makeLayers();
      draw();
    }
    frame = requestAnimationFrame(step);
  }
  function start() {
    last = 0;
    if (!frame && isSeen && !isOver()) frame = requestAnimationFrame(step);
  }

  const button = document.createElement("button"), holder = svg.closest("[data-pause]");
  button.type = "button";
  button.className = "icon-button hero__pause";
  function label() {
    button.hidden = calm.matches || phone.matches;
    button.setAttribute("aria-label", isPaused ? holder.dataset.play : holder.dataset.pause);
    button.dataset.state = isPaused ? "still" : "moving";
  }
  button.addEventListener("click", () => {
    isPaused = !isPaused;
    remembered(isPaused ? "yes" : "no");
    label();
    start();
  });
  holder.append(button);
  label();
  for (const query of [calm, phone]) query.addEventListener("change", () => { label(); start(); });
  new IntersectionObserver(([entry]) => { isSeen = entry.isIntersecting; start(); }).observe(svg);
}

document.querySelectorAll("svg[data-turn]").forEach(turn);
