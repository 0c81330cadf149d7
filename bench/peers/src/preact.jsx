// The article by Preact.

import { render } from "preact";

import { Widget } from "./article.jsx";
import { define } from "./element.js";

const script = document.currentScript?.src;
const TAG = "preact-article";

define(TAG, {
  open: (shadow) => shadow,
  draw: (root, src) => render(<Widget src={src} tag={TAG} script={script} />, root),
  clear: (root) => render(null, root),
});
