// A custom element that holds what a framework draws: `draw(root, src)` again with each `src`, `clear(root)` at the end.

import css from "../../../src/view/article.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export function define(tag, { open, draw, clear }) {
  class Article extends HTMLElement {
    static observedAttributes = ["src"];

    #root;

    connectedCallback() {
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      this.#root = open(shadow);
      draw(this.#root, this.src);
    }

    disconnectedCallback() {
      clear(this.#root);
      this.#root = undefined;
    }

    attributeChangedCallback() {
      if (this.#root) draw(this.#root, this.src);
    }

    get src() {
      return this.getAttribute("src");
    }

    set src(src) {
      this.setAttribute("src", src);
    }
  }
  customElements.define(tag, Article);
}
