/* The editor's card of a block that waits for its plugin: nothing to edit, carried along as it was stored. */
(() => {
  class ParkedBlock {
    constructor(block, placeholder, prefix, state) {
      this.type = block.name;
      this.block = block;
      this.state = state;
      const card = document.createElement("div");
      card.className = "help-block help-info parked-block";
      card.dataset.parked = "";
      const text = document.createElement("p");
      text.textContent = state ? state.label : block.meta.label;
      this.input = document.createElement("input");
      this.input.type = "hidden";
      this.input.name = prefix;
      this.input.value = state ? state.json : "null";
      card.append(text, this.input);
      placeholder.replaceWith(card);
      this.element = card;
    }
    setState(state) {
      this.state = state;
      this.input.value = state ? state.json : "null";
    }
    getState() {
      return this.state;
    }
    getDuplicatedState() {
      return this.state;
    }
    getValue() {
      return this.input.value;
    }
    setError() {}
    getTextLabel() {
      return this.state ? this.state.plugin : "";
    }
    focus() {}
  }

  class ParkedBlockDefinition {
    constructor(name, meta) {
      this.name = name;
      this.meta = meta;
    }
    render(placeholder, prefix, initialState) {
      return new ParkedBlock(this, placeholder, prefix, initialState);
    }
  }

  window.telepath.register("himmeli.blocks.ParkedBlock", ParkedBlockDefinition);
})();

/* A stream whose "parked" card is shown where it is, and not offered in the menu of new blocks. The rows of a block that
   was just added are open to be written in; those of one that was there are folded, to be found in. */
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;
  const ROWS = "[data-streamfield-list-container] > [data-streamfield-child]";

  const unfold = (element) => {
    for (const row of element.querySelectorAll(ROWS)) {
      const toggle = row.querySelector("[data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    }
  };

  class PluginStreamBlockDefinition extends StreamBlockDefinition {
    constructor(name, groups, initialStates, meta) {
      super(name, groups, initialStates, meta);
      this.groupedChildBlockDefs = groups.filter(([group]) => group !== "parked");
    }
    render(...place) {
      const stream = super.render(...place);
      const insert = stream._onRequestInsert.bind(stream);
      stream._onRequestInsert = (index, what) => {
        insert(index, what);
        unfold(stream.children[index].element);
      };
      return stream;
    }
  }

  window.telepath.register("himmeli.blocks.PluginStreamBlock", PluginStreamBlockDefinition);
})();
