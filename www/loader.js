// Defines <dateline-article>, starts the engine once, and carries an element's life over to it.
// It knows nothing of articles: whatever depends on one belongs in Rust.
//
// Built into one classic script behind the wasm-bindgen glue; VERSION, WASM_FILE, WASM_INTEGRITY, STYLES_FILE,
// STYLES_INTEGRITY, LANGUAGES and newEngine, which makes the glue of one instance, are defined there.

const TAG = "dateline-article";

/** Attributes and how their properties read: as an absolute URL, one of some words, a number, or as they stand. */
const ATTRIBUTES = {
  src: { isUrl: true },
  trending: { isUrl: true },
  sections: {},
  variant: { words: ["full", "compact", "card"] },
  theme: { words: ["auto", "light", "dark"] },
  lang: { isNative: true },
  "time-zone": { words: ["publisher", "reader"], isOpen: isZone },
  loading: { words: ["lazy", "eager"] },
  "heading-level": { words: ["2", "1", "3", "4", "5", "6"], isNumber: true },
  refresh: { least: 30 },
  "link-target": { words: ["_blank", "_self", "_top"] },
};

function isZone(name) {
  try {
    return Boolean(name && new Intl.DateTimeFormat("en", bare({ timeZone: name })));
  } catch {
    return false;
  }
}

/** How far from the window an element starts to load, in CSS pixels. */
const NEAR = 1000;

const ownScript = document.currentScript;
// A module or a deferring optimizer hides the tag; the stack still names the file.
const ownUrl = ownScript?.src || /(?:https?|file|blob):[^\s)]+?(?=:\d+:\d+)/.exec(new Error().stack)?.[0];

/** An options object that a polluted Object.prototype doesn't reach. */
const bare = (members) => Object.assign(Object.create(null), members);

const { fetch } = window;
/** The page's fetch as it was; what another one throws or returns comes by the promise. */
const pageFetch = async (...words) => fetch(...words);
const absolute = (url) => {
  try {
    return new URL(url.trim(), document.baseURI).href;
  } catch {
    return null;
  }
};

// --- The engine: one instance for all elements, and another one when it has crashed.

/** How often an engine may crash before no other is started. */
const MAX_CRASHES = 3;

/** How many requests are begun before the engine is there to count them. */
const MAX_EARLY = 6;

/** The engine's exports once it runs, the promise of them while it starts. */
let engine;
let starting;

/** What serves the next engine as well as the first: the compiled module, and the stylesheet. */
let compiled;
let styles;

let crashes = 0;

/** Elements with a widget of the engine in them, by their numbers there. */
const mounted = new Map();

/** The last hundred addresses that the page's policy has kept anybody from. */
const blocked = [];
const note = ({ blockedURI }) => blocked.push(blockedURI) > 100 && blocked.shift();
document.addEventListener("securitypolicyviolation", note, bare({}));

/** The first requests, begun while the engine is on its way: URL to { response, controller }. */
const early = new Map();

/**
 * No request of ours carries credentials. To the page's own origin they must be left out; to others none go where they
 * aren't asked for, and what is fetched in these words may have been preloaded.
 */
const credentialsOf = (url) =>
  /^http/.test(url) && ![origin, location.origin].some((own) => url.startsWith(`${own}/`)) ? "same-origin" : "omit";

function requestEarly(url) {
  // `#id` is an element of the page.
  if (url.startsWith(document.baseURI + "#")) return;
  if (engine || !/^https?:/.test(url) || early.has(url) || early.size >= MAX_EARLY) return;
  const controller = new AbortController();
  const response = pageFetch(
    url,
    bare({ method: "GET", mode: "cors", credentials: credentialsOf(url), signal: controller.signal }),
  );
  response.catch(() => {});
  early.set(url, { response, controller });
}

function start() {
  starting ??= run().catch((error) => {
    // The next element may have more luck.
    starting = undefined;
    early.clear();
    throw error;
  });
  return starting;
}

/** A file of the release, from beside this script. */
async function fetchBeside(file, integrity) {
  const url = new URL(file, ownUrl);
  try {
    const init = bare({ method: "GET", mode: "cors", credentials: credentialsOf(url.href), integrity });
    const response = await pageFetch(url, init);
    if (response.ok) return response;
    throw new Error(`answered ${response.status}`);
  } catch (error) {
    // The page's policy has its say in a task of its own.
    await new Promise((done) => setTimeout(done));
    const isBlocked = blocked.includes(url.href);
    const remedy = isBlocked ? "the page's Content-Security-Policy must allow it in connect-src" : error.message;
    throw Object.assign(new Error(`cannot load ${url}: ${remedy}`), { isBlocked });
  }
}

async function run() {
  if (crashes >= MAX_CRASHES) throw new Crash(`${crashes} times`);
  styles ??= fetchBeside(STYLES_FILE, STYLES_INTEGRITY).then((response) => response.text());
  styles.catch(() => (styles = undefined));
  const next = newEngine();
  let crash;
  const onCrash = (error, id) => {
    crashes += 1;
    crash = new Crash(error?.message);
    if (engine === next) fall(crash, id);
  };
  compiled = await next(compiled ?? (await fetchBeside(WASM_FILE, WASM_INTEGRITY)), onCrash);
  next.release(new URL(ownUrl).href, LANGUAGES, await styles, blocked);
  if (crash) throw crash;
  engine = next;
  for (const [url, { response, controller }] of early) engine.adopt(url, response, controller);
  early.clear();
}

/** What ends an engine: nothing else is ever thrown by one. */
class Crash extends Error {
  name = "crashed";
}

/** The engine has crashed at the widget `id`, or at nobody knows whose, where that is 0. */
function fall(crash, id) {
  engine = starting = undefined;
  const elements = [...mounted];
  mounted.clear();
  for (const [other, element] of elements) element[FELL](crash, id === other, id === 0);
}

/** What an element is told when the engine doesn't run, in the terms of `dateline-error`. */
function failure(error, src) {
  const isRefused = [WebAssembly.CompileError, WebAssembly.LinkError, EvalError].some((kind) => error instanceof kind);
  const isCrash = error instanceof Crash;
  const cause = isRefused
    ? "the page's Content-Security-Policy must allow script-src 'wasm-unsafe-eval': "
    : isCrash
      ? "the widget crashed: "
      : "";
  return {
    src,
    part: "article",
    kind: isRefused ? "unsupported" : isCrash ? "crashed" : error.isBlocked ? "blocked" : "network",
    message: cause + error.message,
    status: null,
    retryable: !isRefused && !error.isBlocked && crashes < MAX_CRASHES,
  };
}

const said = new Set();

/** One line in the console, however many elements it concerns. */
function sayOnce(method, line) {
  if (said.has(line)) return;
  said.add(line);
  console[method](`dateline ${VERSION}: ${line}`);
}

// --- The element.

let lastId = 0;

/** Elements that wait until they come near the window. */
const nearness = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting, boundingClientRect } of entries) if (isIntersecting) target[CAME_NEAR](boundingClientRect);
  },
  bare({ rootMargin: `${NEAR}px` }),
);
const CAME_NEAR = Symbol();
const FELL = Symbol();

/** Elements whose article a reader may have in view: half of it, or as much as fills half of the window. */
const viewing = new IntersectionObserver(
  (entries) => {
    for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
      target[CAME_INTO_VIEW](intersectionRatio >= 0.5 || intersectionRect.height >= rootBounds?.height / 2);
    }
  },
  // A tall element passes its half unnoticed between two far thresholds.
  bare({ threshold: [...Array(21).keys()].map((step) => step / 20) }),
);
const CAME_INTO_VIEW = Symbol();
const VIEW_MILLISECONDS = 1000;

class DatelineArticle extends HTMLElement {
  static observedAttributes = Object.keys(ATTRIBUTES);

  #internals = this.attachInternals();
  #shadow = null;
  /** The engine's number for this element while it is mounted there. */
  #id = 0;
  #article = null;
  #isNear = false;
  /** Where the element has come near: asked of it later, it would cost another layout of the page. */
  #place = null;
  #isQueued = false;
  /** Whether this element waits for the engine. */
  #isWaiting = false;
  /** Whether a snapshot stands here that the engine hasn't taken over yet. */
  #isSnapshot = false;
  /** Whether a fresh snapshot has told the page of itself. */
  #hasTold = false;
  /** Whether a snapshot is to be taken over however fresh it is. */
  #isAwake = false;
  /** What a snapshot says. */
  #words = "";
  /** What a reader has pressed in a snapshot, before anything could come of it. */
  #pressed = null;
  /** Whether the present load has been begun, or is only announced. */
  #isBegun = false;
  #load = newLoad();
  /** The timer of the view that may come, and what will be said of it. */
  #view = 0;
  #viewed = null;
  /** What the engine is to be asked once the task is over. */
  #wishes = new Set();

  constructor() {
    super();
    this.#open();
  }

  connectedCallback() {
    // Properties that were set before this class was known hide its accessors.
    for (const name of ["article", ...Object.keys(ATTRIBUTES).map(camelCase)]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#queue("update");
  }

  disconnectedCallback() {
    nearness.unobserve(this);
    this.#queue("update");
  }

  adoptedCallback() {
    // Styles and nodes belong to a document; another one gets its own.
    this.#unmount();
  }

  attributeChangedCallback(name, before, value) {
    if (before === value) return;
    this.#isAwake ||= this.#isBegun;
    if (name === "src" && this.#article === null) this.#renew();
    this.#queue("update");
  }

  get article() {
    return this.#article;
  }

  set article(article) {
    // Some frameworks write an empty text for what isn't there.
    this.#article = article || null;
    this.#renew();
    this.#queue("give");
  }

  get ready() {
    return this.#load.promise;
  }

  reload() {
    this.#isNear = this.#isAwake = true;
    this.#renew();
    this.#queue("reload");
    return this.#load.promise;
  }

  /** Announces a new load; several in one task are one. */
  #renew() {
    if (!this.#isBegun && !this.#load.isSettled) return;
    this.#load.reject(new DOMException("superseded", "AbortError"));
    this.#load = newLoad();
    this.#isBegun = false;
  }

  #queue(wish) {
    this.#wishes.add(wish);
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      this.#settleDown();
    });
  }

  /** Brings the engine's picture of this element up to date, on a page whose built-ins may throw. */
  #settleDown() {
    try {
      this.#settle();
    } catch (error) {
      // However often it fails, once is enough; and what is there stays.
      if (!this.#load.isSettled) this.#fail(new Crash(error.message));
    }
  }

  /** Looks whether the element is near, without waiting for a frame: what the first one needs takes longest. */
  #looksNear() {
    if (engine || document.hidden) return false;
    const place = this.getBoundingClientRect();
    const isNear = place.width > 0 && place.bottom > -NEAR && place.top < innerHeight + NEAR;
    if (isNear) this.#place = place;
    return (this.#isNear = isNear);
  }

  [CAME_NEAR](place) {
    nearness.unobserve(this);
    this.#isNear = true;
    this.#place = place;
    this.#settleDown();
  }

  [CAME_INTO_VIEW](isInView) {
    clearTimeout(this.#view);
    if (!isInView) return;
    this.#view = setTimeout(() => {
      viewing.unobserve(this);
      this.#hear("view", this.#viewed);
    }, VIEW_MILLISECONDS);
  }

  #stopViewing() {
    viewing.unobserve(this);
    clearTimeout(this.#view);
  }

  /** Gives the element its shadow root; says whether it has one. While the parser is in it, a snapshot may bring one. */
  #open() {
    if (!this.#shadow) {
      const root = this.#internals.shadowRoot;
      if (!root && document.readyState === "loading" && !this.nextSibling) return false;
      // Where a page has broken what makes elements, its own words stay.
      const slot = document.createElement("slot");
      this.#shadow = root ?? this.attachShadow(bare({ mode: "open" }));
      if (!root) this.#shadow.append(slot);
    }
    // A template that no parser has taken for a shadow root.
    const template = find(this, "template");
    if (template?.hasAttribute("shadowrootmode")) {
      this.#shadow.replaceChildren(template.content);
      template.remove();
    }
    if (this.#id === 0 && !this.#isSnapshot && !this.#isBegun && this.#box()) {
      this.#isSnapshot = true;
      const rouse = (event) => this.#rouse(event);
      for (const kind of ["pointerover", "focusin", "click"]) this.#shadow.addEventListener(kind, rouse, bare({}));
    }
    return true;
  }

  /** Where the engine paints, and where something readable may stand before. */
  #box() {
    return this.#shadow && find(this.#shadow, "div");
  }

  #clear() {
    this.#isSnapshot = false;
    this.#shadow?.replaceChildren(document.createElement("slot"));
  }

  /** A reader is at something in a snapshot: what they press is pressed again when something comes of it. */
  #rouse(event) {
    const { type, target } = event;
    const control = target.closest("a, input, summary, [data-act]");
    if (!this.#isSnapshot || !control) return;
    if (type === "click" && control.dataset.act) {
      event.preventDefault();
      this.#pressed = control;
    }
    if (this.#isAwake) return;
    this.#isAwake = true;
    this.#settleDown();
  }

  /** Lets a fresh snapshot be, until somebody does something with it; says whether it is one. */
  #sleep() {
    const { until, headline, format } = this.#box()?.dataset ?? {};
    if (!this.#isSnapshot || this.#isAwake || this.#article !== null || this.refresh || !(until > Date.now())) return false;
    if (this.#hasTold) return true;
    this.#hasTold = true;
    this.#begin();
    setTimeout(() => this.isConnected && this.#isSnapshot && this.#hear("load", { src: this.#source(), headline, format }));
    return true;
  }

  /** The engine of this element has crashed, perhaps because of it. */
  [FELL](crash, isMeant, isAnybody) {
    this.#id = 0;
    // That it is ready is told later.
    const isPainted = this.#shadow.querySelector("article") !== null;
    if (!isPainted) this.#clear();
    if (isMeant || (isAnybody && !isPainted)) this.#fail(crash);
    else if (!isPainted || this.#isSnapshot) this.#settleDown();
  }

  #settle() {
    const hasSource = this.isConnected && (this.#article !== null || this.getAttribute("src")?.trim());
    if (!hasSource) {
      nearness.unobserve(this);
      this.#unmount();
      return;
    }
    if (this.#id === 0 && !this.#open()) {
      setTimeout(() => this.#settleDown());
      return;
    }
    if (this.#id === 0 && !this.#isNear && !this.#isAwake && this.loading !== "eager" && !this.#looksNear()) {
      nearness.observe(this);
      return;
    }
    nearness.unobserve(this);
    if (this.#id === 0 && this.#sleep()) return;
    if (engine) {
      this.#instruct();
      return;
    }
    this.#begin();
    for (const url of [this.#article ? "" : this.src, this.trending]) requestEarly(url);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    start()
      .finally(() => (this.#isWaiting = false))
      .then(
        () => this.isConnected && this.#settleDown(),
        (error) => this.#fail(error),
      );
  }

  #instruct() {
    const wishes = this.#wishes;
    this.#wishes = new Set();
    if (this.#id === 0) {
      this.#mount();
      return;
    }
    // Each may be the last that the engine does.
    if (wishes.has("give")) engine?.give(this.#id, this.#article);
    if (wishes.has("update")) engine?.update(this.#id);
    if (wishes.has("reload")) engine?.reload(this.#id);
  }

  #mount() {
    const id = ++lastId;
    this.#id = id;
    mounted.set(id, this);
    const shadow = this.#shadow;
    let box = this.#box();
    if (box) {
      this.#words = box.textContent;
      engine.keep?.(box);
    } else {
      box = document.createElement("div");
      shadow.append(box);
    }
    const hear = (news, detail) => this.#id === id && this.#hear(news, detail);
    const { width, top, bottom } = this.#place ?? this.getBoundingClientRect();
    engine.mount(id, this, box, this.#article, width, width > 0 && bottom >= 0 && top < innerHeight, hear);
    if (this.#id !== id) return;
    for (const node of [...shadow.childNodes]) if (node !== box) node.remove();
  }

  #unmount() {
    this.#stopViewing();
    this.#wishes.clear();
    this.#isNear = this.#hasTold = false;
    this.#internals.states.clear();
    // A snapshot, and what a crashed engine has left, may be put elsewhere.
    if (this.#id === 0 && !this.isConnected) return;
    const id = this.#id;
    this.#id = 0;
    mounted.delete(id);
    engine?.unmount(id);
    this.#clear();
  }

  #source() {
    try {
      return absolute(this.getAttribute("src"));
    } catch {
      return null;
    }
  }

  /** The engine doesn't run: the fallback stays, and the page is told in a later task. */
  #fail(error) {
    if (!this.#box()?.firstChild) this.#clear();
    this.#isSnapshot = false;
    this.#load.isSettled = true;
    const detail = failure(error, this.#source());
    sayOnce("error", detail.message);
    setTimeout(() => this.isConnected && this.#hear("error", detail));
  }

  #begin() {
    this.#stopViewing();
    this.#isBegun = true;
    this.#internals.states.clear();
    this.#internals.states.add("loading");
  }

  /** Called by the engine with what has happened; answers whether the page canceled the event. */
  #hear(news, detail) {
    // A snapshot that has told of itself has nothing to tell when it is taken over as it is.
    const isOld = this.#hasTold && this.#id !== 0;
    if (news === "loading") {
      if (isOld) return false;
      if (this.#load.isSettled) this.#load = newLoad();
      this.#begin();
      return false;
    }
    if (news === "load") {
      this.#end("ready");
      this.#load.resolve();
      if (this.#id !== 0) this.#pressed?.click();
      this.#pressed = null;
      if (isOld && this.#words === this.#box().textContent) return false;
      this.#viewed = { src: detail.src, headline: detail.headline };
      viewing.observe(this);
    } else if (news === "error" && detail.part === "article") {
      this.#end("failed", detail.retryable);
      this.#load.reject(Object.assign(new Error(detail.message), detail));
    }
    const init = bare({ bubbles: true, composed: true, cancelable: news === "select" || news === "submit", detail: { ...detail } });
    return !this.dispatchEvent(new CustomEvent(`dateline-${news}`, init));
  }

  #end(state, mayHeal) {
    if (this.#id !== 0 && !mayHeal) this.#isSnapshot = this.#hasTold = false;
    this.#internals.states.clear();
    this.#internals.states.add(state);
    this.#load.isSettled = true;
  }
}

/** The first child of that name. */
const find = (parent, name) => [...parent.children].find(({ localName }) => localName === name);

/** The promise of a load, and its two ends. */
function newLoad() {
  const load = { isSettled: false };
  load.promise = new Promise((resolve, reject) => Object.assign(load, { resolve, reject }));
  // Whoever wants to hear of a failure asks for it; nobody else is bothered.
  load.promise.catch(() => {});
  return load;
}

const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

for (const [name, { isUrl, words, isOpen, isNumber, isNative, least }] of Object.entries(ATTRIBUTES)) {
  if (isNative) continue;
  Object.defineProperty(
    DatelineArticle.prototype,
    camelCase(name),
    bare({
      configurable: true,
      enumerable: true,
      get() {
        const value = this.getAttribute(name);
        if (isUrl) return (value && absolute(value)) ?? value ?? "";
        if (least) return value >= least ? Math.floor(value) : 0;
        if (!words) return value ?? "";
        const word = words.includes(value) || isOpen?.(value) ? value : words[0];
        return isNumber ? Number(word) : word;
      },
      set(value) {
        // And 0, before they take the attribute away by its property's name.
        if (!value) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    }),
  );
}

// --- The tag.

/** Puts an element where the tag stands, or into what its data-target selects. */
function place(script) {
  if (!script.dataset.src) return;
  const article = document.createElement(TAG);
  for (const name of Object.keys(ATTRIBUTES)) {
    const value = script.getAttribute(`data-${name}`);
    if (value !== null) article.setAttribute(name, value);
  }
  const { target } = script.dataset;
  if (target) {
    whenParsed(() => {
      const box = query(target);
      if (box) box.append(article);
      else sayOnce("warn", `data-target="${target}" selects nothing`);
    });
  } else if (script === ownScript && document.body?.contains(script)) {
    script.after(article);
  } else {
    sayOnce("info", "no article can stand at this tag; data-target says where");
  }
}

function query(selector) {
  try {
    return document.querySelector(selector);
  } catch {
    return null;
  }
}

function whenParsed(action) {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", action, bare({ once: true }));
  } else {
    action();
  }
}

if (!customElements.get(TAG)) customElements.define(TAG, DatelineArticle);

if (ownScript) {
  place(ownScript);
} else {
  whenParsed(() => {
    const tags = [...document.querySelectorAll("script[data-src]")].filter((script) => script.src === ownUrl);
    if (tags.length > 0) tags.forEach(place);
    else sayOnce("info", "no tag to place an article by");
  });
}
