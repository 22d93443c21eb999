// Wagtail-localize writes the heading over the texts in English, whatever language the admin speaks. It draws it once.
(() => {
  const { translationHeading } = document.querySelector("[data-translation-heading]").dataset;
  const editor = document.querySelector(".js-translation-editor");

  const write = () => {
    for (const heading of editor.querySelectorAll("section > div > h3")) {
      if (heading.textContent !== translationHeading) heading.textContent = translationHeading;
    }
  };
  new MutationObserver(write).observe(editor, { childList: true, subtree: true });
  write();
})();
