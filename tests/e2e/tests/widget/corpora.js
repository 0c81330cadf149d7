// What payloads try to do, noticed; the page of the widget and the page of the control share it.
window.corpora = (() => {
  "use strict";
  const HOOKS = ["alert", "confirm", "prompt", "print", "open", "evil", "xss", "scriptRan", "javascript", "success", "executed"];

  const GESTURES = ["pointerover", "pointerdown", "mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "mouseout", "focus", "focusin", "blur", "keydown"];

  // Notes every call of what payloads call to show that they run.
  const hook = (frame, fired) => {
    for (const name of HOOKS) frame[name] = () => { fired(name); };
    Object.defineProperty(frame, "__xss", { set: () => { fired("__xss"); }, get: () => undefined });
  };

  const stay = (event) => {
    const link = event.composedPath().find((node) => node.href !== undefined);
    if (event.type === "submit" || (link && !/^javascript:/i.test(link.href))) event.preventDefault();
  };

  // Does with every element what a reader may do, but follows no link other than a script.
  const poke = (root) => {
    for (const type of ["click", "submit"]) root.addEventListener(type, stay);
    for (const node of root.querySelectorAll("*")) {
      for (const type of GESTURES) node.dispatchEvent(new Event(type));
      node.click?.();
    }
  };

  const ELEMENTS = new Set(`a article bdi blockquote br caption code dd del div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr img ins li mark ol p pre q section small span slot strong sub sup table tbody td th thead time tr ul`.split(/\s+/));
  const ATTRIBUTES = new Set(`alt aria-hidden aria-label aria-live class colspan data-rails data-rank data-scheme data-theme data-unsized data-variant datetime
    decoding dir height href lang loading part referrerpolicy rel role rowspan sizes src srcset start tabindex target width`.split(/\s+/));
  const LINKS = /^(https?|mailto|tel):/;
  const isWhole = (value, most) => /^[1-9][0-9]*$/.test(value) && Number(value) <= most;

  // Everything in a shadow root that isn't as the safety properties say.
  const faults = (root) => {
    const found = [];
    for (const node of root.querySelectorAll("*")) {
      const fault = (text) => { found.push(`${text}: ${node.cloneNode(false).outerHTML.slice(0, 200)}`); };
      if (node.namespaceURI !== "http://www.w3.org/1999/xhtml" || !ELEMENTS.has(node.localName)) fault("element");
      const value = (name) => node.getAttribute(name);
      for (const name of node.getAttributeNames()) if (!ATTRIBUTES.has(name)) fault(`attribute ${name}`);
      if (node.hasAttribute("href")) {
        const url = new URL(value("href"));
        if (!LINKS.test(url.href) || url.username || url.password) fault("address");
        if (!/\bnoopener\b/.test(value("rel") ?? "")) fault("rel");
      }
      if (node.localName === "img") {
        for (const candidate of [value("src"), ...(value("srcset") ?? "").split(", ").filter(Boolean)]) {
          if (!/^https?:/.test(new URL(candidate.split(" ")[0]).href)) fault("picture");
        }
        if (value("alt") === null || value("decoding") === null) fault("alt");
      }
      for (const [name, most] of [["width", 10_000], ["height", 10_000], ["colspan", 100], ["rowspan", 100]]) {
        if (node.hasAttribute(name) && !isWhole(value(name), most)) fault(name);
      }
      if (node.hasAttribute("dir") && !["ltr", "rtl"].includes(value("dir"))) fault("dir");
    }
    return found;
  };

  // What a page has that no article may touch.
  const page = () => JSON.stringify([location.href, history.length, document.title, document.cookie, document.head.childElementCount,
    [...document.body.children].map((node) => node.localName).join(" "), document.adoptedStyleSheets.length, window.frames.length,
    Object.keys(localStorage).length, Object.keys(Object.prototype).length]);

  // Shows these articles in the page's elements, as many at a time as there are; answers what is wrong with any.
  const show = async (addresses) => {
    const elements = [...document.querySelectorAll("dateline-article")];
    const wrong = [];
    for (let at = 0; at < addresses.length; at += elements.length) {
      await Promise.all(elements.map(async (element, offset) => {
        const address = addresses[at + offset];
        if (!address) return;
        const event = await new Promise((done) => {
          for (const type of ["dateline-load", "dateline-error"]) element.addEventListener(type, done, { once: true });
          element.src = address;
        });
        if (event.type === "dateline-error") wrong.push(`${address} ${event.detail.kind}`);
        for (const fault of faults(element.shadowRoot)) wrong.push(`${address} ${fault}`);
        poke(element.shadowRoot);
      }));
    }
    return wrong.map((text) => JSON.stringify(text).replace(/[^ -~]/g, "?"));
  };

  return { hook, poke, page, show };
})();
