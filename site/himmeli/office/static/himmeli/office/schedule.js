// "Publish later…" opens the dialog with the day and the time. So does a page that came back because of what was in it.
// Under each time that is chosen stands the same in words, whatever way the browser has of writing it.
(() => {
  const dialog = () => document.getElementById("schedule-publishing-dialog");
  const open = () => dialog()?.dispatchEvent(new CustomEvent("w-dialog:show"));
  const inWords = new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: "short", day: "numeric", month: "numeric", year: "numeric", hour: "2-digit", minute: "2-digit",
  });

  const say = (input) => {
    let words = input.nextElementSibling;
    if (!words?.matches("output")) {
      words = document.createElement("output");
      words.className = "office-in-words";
      input.after(words);
    }
    words.textContent = input.value ? inWords.format(new Date(input.value)) : "";
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens-schedule]")) open();
  });
  document.addEventListener("input", ({ target }) => {
    if (target.matches("#schedule-publishing-dialog [type=datetime-local]")) say(target);
  });
  document.addEventListener("w-dialog:ready", (event) => {
    if (event.target !== dialog()) return;
    if (dialog().querySelector(".w-field--error, .w-field__errors:not(:empty) p")) open();
  });
  document.addEventListener("w-dialog:shown", (event) => {
    if (event.target === dialog()) dialog().querySelectorAll("[type=datetime-local]").forEach(say);
  });
})();
