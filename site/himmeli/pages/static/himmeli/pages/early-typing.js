// Wagtail looks at a form two seconds after it was opened, and saves by itself what differs from then on. What somebody
// wrote in those two seconds would count as what was there before: never saved, and lost without a question.
(() => {
  const CHANGES = "button.c-sf-add-button, [data-streamfield-action], .w-combobox__option";
  const written = new WeakSet();
  const looked = new WeakSet();

  const note = ({ target, isTrusted }) => {
    const form = isTrusted && target.closest?.("[data-edit-form]");
    if (form && !looked.has(form)) written.add(form);
  };
  for (const event of ["input", "change", "paste", "drop"]) document.addEventListener(event, note, true);
  document.addEventListener("click", (event) => event.target.closest?.(CHANGES) && note(event), true);

  document.addEventListener("w-unsaved:watch-edits", ({ target }) => {
    if (looked.has(target)) return;
    looked.add(target);
    if (written.has(target)) target.dataset.wUnsavedForceValue = "true";
  });
})();
