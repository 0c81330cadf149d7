// The article by React.

import { createRoot } from "react-dom/client";

import { Widget } from "./article.jsx";
import { define } from "./element.js";

const script = document.currentScript?.src;
const TAG = "react-article";

define(TAG, {
  open: (shadow) => createRoot(shadow),
  draw: (root, src) => root.render(<Widget src={src} tag={TAG} script={script} />),
  clear: (root) => root.unmount(),
});
