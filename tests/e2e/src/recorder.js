// Runs before every other script of a host page: notes what happens, and answers what tests ask.
// It keeps the built-ins as they were, for pages that spoil them.
(() => {
  "use strict";
  const TAG = "dateline-article";
  const EVENTS = ["dateline-load", "dateline-error", "dateline-view", "dateline-select", "dateline-submit"];
  const { stringify, parse } = JSON;
  const copy = (value) => (value === undefined ? null : parse(stringify(value)));
  const seen = { events: [], errors: [], console: [], violations: [], fetched: [], compiles: 0, instances: 0, layers: 0 };
  // What the browser keeps of the reader; a page of no origin may not even ask.
  const kept = () => {
    try {
      return stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]);
    } catch {
      return null;
    }
  };

  // True from `busily` until the first later task, whichever kind of task it is.
  let busy = false;
  const busily = (action) => {
    const { port1, port2 } = new MessageChannel();
    const over = () => { busy = false; port1.close(); };
    port2.onmessage = over;
    port1.postMessage(null);
    setTimeout(over);
    busy = true;
    action();
  };
  // As the page itself does it: some drivers run microtasks in the middle of their own scripts.
  const inTask = (action) => { setTimeout(action); };

  for (const type of EVENTS) {
    document.addEventListener(type, (event) => {
      seen.events.push({
        type,
        target: event.target.id || event.target.localName,
        detail: copy(event.detail),
        bubbles: event.bubbles,
        composed: event.composed,
        cancelable: event.cancelable,
        inSetter: busy,
        isCustomEvent: event instanceof CustomEvent,
      });
    });
  }
  addEventListener("error", (event) => { seen.errors.push(`error: ${event.message}`); });
  addEventListener("unhandledrejection", (event) => { seen.errors.push(`unhandledrejection: ${event.reason}`); });
  document.addEventListener("securitypolicyviolation", (event) => {
    // Browsers ask for the page's icon by themselves.
    if (event.blockedURI.endsWith("/favicon.ico")) return;
    seen.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const print = console[level];
    console[level] = (...words) => {
      seen.console.push({ level, text: words.map(String).join(" ") });
      print.apply(console, words);
    };
  }

  const { fetch } = window, { apply } = Reflect;
  window.fetch = (...words) => {
    const [input, init] = words;
    seen.fetched.push({ url: String(input?.url ?? input), credentials: init?.credentials ?? input?.credentials ?? "same-origin" });
    return apply(fetch, window, words);
  };

  const count = (name, key, when = () => true) => {
    const original = WebAssembly[name];
    WebAssembly[name] = function (source, ...rest) {
      if (when(source)) seen[key] += 1;
      return original.call(WebAssembly, source, ...rest);
    };
  };
  const isModule = (source) => source instanceof WebAssembly.Module;
  for (const name of ["instantiate", "instantiateStreaming"]) count(name, "instances");
  for (const name of ["instantiate", "instantiateStreaming", "compile", "compileStreaming"]) {
    count(name, "compiles", (source) => !isModule(source));
  }
  const Module = WebAssembly.Module;
  WebAssembly.Module = new Proxy(Module, {
    __proto__: null,
    construct(target, words, newTarget) { seen.compiles += 1; return Reflect.construct(target, words, newTarget === WebAssembly.Module ? target : newTarget); },
  });

  const widget = (selector = TAG) => document.querySelector(selector);
  const parts = (name, selector) => [...(widget(selector)?.shadowRoot?.querySelectorAll(`[part~="${name}"]`) ?? [])];
  const part = (name, selector) => parts(name, selector)[0] ?? null;
  const shown = (node) => {
    if (!node) return false;
    if (node.nodeType === Node.TEXT_NODE) {
      const range = document.createRange();
      range.selectNode(node);
      return range.getClientRects().length > 0;
    }
    return node.getClientRects().length > 0
      && node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const text = (node) => node?.innerText?.replace(/\s+/g, " ").trim() ?? null;
  const fallbackShown = (selector) => {
    const children = [...widget(selector).childNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE || node.data?.trim());
    return children.length > 0 && children.every(shown);
  };
  const state = (selector) => {
    const element = widget(selector);
    const states = ["loading", "ready", "failed"].filter((name) => element.matches(`:state(${name})`));
    return states.length ? states.join("+") : "idle";
  };
  const events = (type, target) => seen.events.filter((event) => event.type === type && (!target || event.target === target));
  // Every kind of work that the browser had pending is done: observers, frames, timers, messages.
  const settle = async () => {
    const frame = () => new Promise((done) => { requestAnimationFrame(done); });
    const timer = () => new Promise((done) => { setTimeout(done, 0); });
    const observation = () => new Promise((done) => {
      const observer = new IntersectionObserver(() => { observer.disconnect(); done(); });
      observer.observe(document.documentElement);
    });
    for (let round = 0; round < 4; round += 1) {
      await frame();
      await observation();
      await timer();
    }
  };
  const heading = (selector) => {
    const headline = part("headline", selector);
    const own = headline?.closest("h1, h2, h3, h4, h5, h6, [role=heading]")
      ?? headline?.querySelector("h1, h2, h3, h4, h5, h6, [role=heading]");
    return own ? Number(own.getAttribute("aria-level") ?? own.localName.slice(1)) : null;
  };
  const link = (name, selector) => {
    const own = part(name, selector);
    return own?.closest("a") ?? own?.querySelector("a") ?? null;
  };

  window.__dateline = Object.assign(seen, {
    kept, keptBefore: kept(),
    busily: (action) => { inTask(() => { busily(action); }); }, inTask, widget, parts, part, shown, text, fallbackShown, state, eventsOf: events, settle, heading, link,
  });
})();
