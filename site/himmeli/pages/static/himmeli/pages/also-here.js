// Says in words, above the form, who else has this page open. Wagtail itself shows a small face in the corner.
(() => {
  const { viewing, advice } = document.currentScript.dataset;

  const sentences = (sessions) => {
    const names = [...sessions.querySelectorAll(".w-editing-sessions__name")].map((name) => name.textContent.trim());
    const messages = [...sessions.querySelectorAll(".w-editing-sessions__message")].map((text) => text.textContent.trim());
    return [...messages, ...names.map((name) => viewing.replace("NAME", name))];
  };

  const watch = (sessions, form) => {
    const line = document.createElement("div");
    line.className = "help-block help-warning";
    line.setAttribute("role", "status");
    line.hidden = true;
    form.before(line);
    const tell = () => {
      const said = sentences(sessions);
      const text = said.length ? [...said.map((sentence) => `${sentence}.`), advice].join(" ") : "";
      if (line.textContent !== text) line.textContent = text;
      line.hidden = !text;
    };
    new MutationObserver(tell).observe(sessions, { childList: true, subtree: true });
    tell();
  };

  document.addEventListener("DOMContentLoaded", () => {
    const sessions = document.querySelector("#w-editing-sessions")?.parentElement;
    const form = document.querySelector("[data-edit-form]");
    if (sessions && form) watch(sessions, form);
  });
})();
