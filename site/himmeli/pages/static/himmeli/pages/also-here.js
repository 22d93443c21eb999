// Says in words, above the form, who else has this page open. Wagtail itself shows a small face in the corner, and asks
// every few seconds whom to show; what it is answered is told to us, too.
(() => {
  const { viewing, advice } = document.currentScript.dataset;
  const line = document.createElement("div");
  line.className = "help-block help-warning";
  line.setAttribute("role", "status");
  line.hidden = true;

  document.addEventListener("w-swap:json", ({ detail }) => {
    const sessions = detail?.data?.other_sessions;
    const form = document.querySelector("[data-edit-form]");
    if (!sessions || !form) return;
    if (!line.isConnected) form.before(line);
    const names = [...new Set(sessions.map((session) => session.user).filter(Boolean))];
    const text = names.length ? [...names.map((name) => `${viewing.replace("NAME", name)}.`), advice].join(" ") : "";
    if (line.textContent !== text) line.textContent = text;
    line.hidden = !text;
  });
})();
