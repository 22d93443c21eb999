// Suggestions under a search box while one types. The server answers with a list of links (HTML).
const WAIT = 180;

function enhance(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("div");
  list.className = "search-box__suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  list.hidden = true;
  form.append(list);
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  let timer, request, chosen = -1;

  const links = () => [...list.querySelectorAll("a")];
  const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  function mark(index) {
    const all = links();
    chosen = (index + all.length) % all.length;
    all.forEach((link, i) => { link.id = `${list.id}-${i}`; link.setAttribute("aria-selected", String(i === chosen)); });
    input.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }
  async function ask() {
    const words = input.value.trim();
    request?.abort();
    if (words.length < 2) return close();
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal: request.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return close();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      list.replaceChildren(...page.body.childNodes);
    } catch { return; }
    const some = links().length > 0;
    list.hidden = !some;
    chosen = -1;
    input.setAttribute("aria-expanded", String(some));
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark(chosen - 1); }
    if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); links()[chosen].click(); }
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
}

document.querySelectorAll("[data-suggest]").forEach(enhance);
