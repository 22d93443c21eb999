/* Makes the page Appearance live: every change is tried out at once. Without it, its buttons do the same. */
(() => {
  const form = document.querySelector("[data-look-form]");
  const stage = document.querySelector("[data-stage]");
  const frame = document.querySelector("[data-frame]");
  if (!form || !frame) return;

  const WIDTHS = { desktop: 1280, phone: 390 };
  const WAIT = 180;
  let state = document.querySelector("[data-frame-state]");
  let timer, asked = 0;

  document.querySelector(".look").classList.add("look--live");

  // On a phone there is no room to judge a computer's page.
  if (window.innerWidth < 700) document.querySelector('[data-width][value="phone"]').checked = true;

  // The device at its true width, made smaller to fit.
  const fit = () => {
    const chosen = document.querySelector("[data-width]:checked").value;
    stage.style.setProperty("--scale", Math.min(1, (stage.clientWidth - (chosen === "phone" ? 32 : 0)) / WIDTHS[chosen]));
  };
  new ResizeObserver(fit).observe(stage);
  document.querySelectorAll("[data-width]").forEach((input) => input.addEventListener("change", fit));
  fit();

  const dress = (page) => {
    if (!page || !page.head) return;
    const links = [...page.querySelectorAll('link[rel="stylesheet"][href*="/theme/"]')];
    const last = links.at(-1);
    if (last && last.getAttribute("href") !== state.dataset.stylesheet) {
      const link = page.createElement("link");
      link.rel = "stylesheet";
      link.href = state.dataset.stylesheet;
      // The old one goes when the new one is there: nothing flashes.
      link.onload = () => links.forEach((old) => old.remove());
      last.after(link);
    }
    if (state.dataset.scheme) page.documentElement.dataset.scheme = state.dataset.scheme;
    else delete page.documentElement.dataset.scheme;
  };

  const showInFrame = (next) => {
    const isOther = next.dataset.key !== state.dataset.key;
    state.replaceWith(next);
    state = next;
    if (isOther) frame.contentWindow.location.reload();
    else dress(frame.contentDocument);
  };

  const syncColor = (row) => {
    const text = row.querySelector('input[type="text"]');
    const picker = row.querySelector("[data-picker]");
    const typed = text.value.trim() || text.placeholder;
    const full = typed.replace(/^#?([0-9a-f])([0-9a-f])([0-9a-f])$/i, "#$1$1$2$2$3$3").replace(/^([0-9a-f]{6})$/i, "#$1");
    if (/^#[0-9a-f]{6}$/i.test(full)) picker.value = full;
    row.querySelector("[data-reset]").hidden = !text.value;
  };

  const takeOver = (page) => {
    for (const part of page.querySelectorAll("[data-part]")) {
      const here = document.getElementById(part.id);
      if (!here || here.innerHTML === part.innerHTML) continue;
      const focused = here.contains(document.activeElement) ? document.activeElement : null;
      here.innerHTML = part.innerHTML;
      // What had the focus keeps it: people who use the keyboard choose on.
      if (focused) here.querySelector(`[name="${focused.name}"][value="${CSS.escape(focused.value)}"]`)?.focus();
    }
    for (const row of page.querySelectorAll("[data-color]")) {
      const here = form.querySelector(`[data-color="${row.dataset.color}"]`);
      const text = here.querySelector('input[type="text"]');
      const theirs = row.querySelector('input[type="text"]');
      here.classList.toggle("look-color--wrong", row.classList.contains("look-color--wrong"));
      text.placeholder = theirs.placeholder;
      text.toggleAttribute("aria-invalid", false);
      if (theirs.hasAttribute("aria-invalid")) text.setAttribute("aria-invalid", "true");
      syncColor(here);
    }
    showInFrame(document.importNode(page.querySelector("[data-frame-state]"), true));
  };

  const tryOut = async () => {
    const mine = ++asked;
    const data = new FormData(form);
    data.set("action", "try");
    stage.classList.add("is-busy");
    try {
      const response = await fetch(window.location.pathname, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      // Only the answer to what was asked last counts.
      if (mine !== asked) return;
      if (page.querySelector("[data-look-form]")) takeOver(page);
      else window.location.reload();
    } finally {
      if (mine === asked) stage.classList.remove("is-busy");
    }
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(tryOut, WAIT); };

  for (const row of form.querySelectorAll("[data-color]")) {
    const text = row.querySelector('input[type="text"]');
    const picker = row.querySelector("[data-picker]");
    picker.hidden = false;
    picker.addEventListener("input", () => { text.value = picker.value; syncColor(row); soon(); });
    text.addEventListener("input", () => { syncColor(row); if (/^(#?([0-9a-f]{3}|[0-9a-f]{6}))?$/i.test(text.value.trim())) soon(); });
    syncColor(row);
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "theme") form.querySelectorAll('[name="variation"]').forEach((input) => { input.checked = false; });
    if (!event.target.matches("[data-picker]")) soon();
  });

  // A picture's chooser changes its hidden field without telling: look for it.
  for (const field of form.querySelectorAll('input[type="hidden"][name^="logo"]')) {
    new MutationObserver(soon).observe(field, { attributes: true, attributeFilter: ["value"] });
  }

  form.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    if (!pressed || pressed.value === "publish" || pressed.value === "discard") return;
    event.preventDefault();
    const [name, color] = pressed.name === "use" ? pressed.value.split(":") : [pressed.name === "reset" && pressed.value, ""];
    if (name) {
      const text = form.querySelector(`[data-color="${name}"] input[type="text"]`);
      text.value = color;
      syncColor(text.closest("[data-color]"));
      text.focus();
    }
    clearTimeout(timer);
    tryOut();
  });

  // A page that the frame went to while something changed wears the latest, too.
  frame.addEventListener("load", () => { try { dress(frame.contentDocument); } catch { /* a page of another site */ } });
})();
