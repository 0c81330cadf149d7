// Fills the gallery: a list of exhibits, and switches whose state is kept in the page's address.
// It uses the widget only as any page may: by its element's attributes and events.

const SECTIONS = [
  "menu", "headline", "summary", "byline", "image", "tags", "body", "credit", "corrections", "share", "trending",
  "opinion", "videos", "latest", "connect", "feedback", "newsletter", "footer",
];

/** A story with everything in it; the switch for the direction chooses. */
const STORIES = { ltr: "articles/harbor.json", rtl: "articles/arabic.json" };

/**
 * What is shown: `attributes` of the element, `state` it comes to where that isn't `ready`, `fallback` inside it.
 * Without a `src` of its own, an exhibit shows one of STORIES.
 */
const EXHIBITS = [
  exhibit("full", "Full, with the menu", { sections: SECTIONS.join(" ") }),
  exhibit("compact", "Compact", { variant: "compact" }),
  exhibit("card", "Card", { variant: "card" }),

  ...SECTIONS.map((name) => exhibit(`section-${name}`, `Section: ${name}`, { sections: name, ...withSection(name) })),

  exhibit("blocks", "Every block that a body may have", { src: "articles/blocks.json" }),
  exhibit("headline-only", "A headline and nothing else", { src: "articles/plain.json" }),
  exhibit("no-body", "No body", { src: "articles/no-body.json" }),
  exhibit("trained", "A generated picture", { src: "articles/generated/trained.json" }),
  exhibit("composite-trained", "A picture with generated parts", { src: "articles/generated/composite-trained.json" }),
  exhibit("algorithmic", "A picture made by rule", { src: "articles/generated/algorithmic.json" }),
  exhibit("composite-synthetic", "A montage with synthetic parts", { src: "articles/generated/composite-synthetic.json" }),
  exhibit("trained-compact", "A generated picture, compact", { src: "articles/generated/trained.json", variant: "compact" }),
  exhibit("trained-card", "A generated picture in a card", { src: "articles/generated/trained.json", variant: "card" }),
  exhibit("captured", "A photograph with its credit", { src: "articles/captured.json" }),
  exhibit("german", "In German", { src: "articles/german.json" }),
  exhibit("hindi", "In Hindi", { src: "articles/hindi.json" }),
  exhibit("japanese", "In Japanese", { src: "articles/japanese.json" }),

  exhibit("idle", "Idle: no src", { src: null }, { state: "idle", fallback: true }),
  exhibit("loading", "Loading", { src: "articles/states/never.json" }, { state: "loading" }),
  exhibit("loading-fallback", "Loading, with words inside", { src: "articles/states/never.json?fallback" }, { state: "loading", fallback: true }),
  failure("missing", "Answered 404", "articles/states/nowhere.json"),
  failure("missing-fallback", "Answered 404, with words inside", "articles/states/nowhere.json", { fallback: true }),
  failure("empty", "An empty answer", "articles/states/empty.json"),
  failure("broken", "Broken JSON", "articles/states/broken.json"),
  failure("no-article", "JSON, but no article", "articles/trending.json"),
  failure("too-large", "Over 4 MB", tooLarge),
  // Browsers refuse this port by themselves, so nothing on the reader's machine is disturbed.
  failure("no-network", "Out of reach", "http://127.0.0.1:9/"),
  failure("no-network-compact", "Out of reach, compact, with words inside", "http://127.0.0.1:9/", { fallback: true }, { variant: "compact" }),
  failure("timeout", "No answer for ten seconds", "articles/states/never.json?timeout"),
  failure("withheld", "Withheld", "articles/states/withheld.json"),
  failure("canceled", "Canceled", "articles/states/canceled.json"),
  failure("embargoed", "Under embargo", "articles/states/embargoed.json"),
  failure("expired", "Expired", "articles/states/expired.json"),
  exhibit("list-fails", "A list that can’t be read", { src: "articles/states/list-fails.json" }),
  exhibit("missing-picture", "A picture that doesn’t come", { src: "articles/states/missing-picture.json" }),
  { id: "unsupported", title: "A page that forbids WebAssembly", state: "unsupported" },
];

function exhibit(id, title, attributes, more) {
  return { id, title, attributes, state: "ready", ...more };
}

function failure(id, title, src, more, attributes) {
  return exhibit(id, title, { src, ...attributes }, { state: "failed", ...more });
}

/** Corrections stand in a story of their own: most stories have none. */
function withSection(name) {
  return name === "corrections" ? { src: "articles/corrected.json" } : {};
}

let blob;
function tooLarge() {
  blob ??= URL.createObjectURL(new Blob([" ".repeat(4 * 1024 * 1024 + 1)]));
  return blob;
}

// --- A request that is never answered, which no static server can provide; the loading exhibits ask for it.

const pageFetch = window.fetch;
window.fetch = (request, init) => {
  const url = new URL(request.url ?? request, document.baseURI);
  return url.pathname.endsWith("/states/never.json") ? new Promise(() => {}) : pageFetch(request, init);
};

// The widget gives up after ten seconds; the exhibits of loading begin anew.
let renewals = 0;
document.addEventListener("dateline-error", ({ target, detail }) => {
  if (detail.kind !== "timeout" || target.closest("[data-state=loading]") === null) return;
  const again = target.cloneNode(true);
  const { pathname } = new URL(target.src);
  again.src = `${pathname}?${(renewals += 1)}`;
  target.replaceWith(again);
});

// --- The page.

const form = document.getElementById("switches");
const main = document.getElementById("exhibits");

for (const { id, title } of EXHIBITS) form.elements.show.add(new Option(title, id));
read();
addEventListener("popstate", read);
form.addEventListener("change", () => {
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  history.replaceState(null, "", `?${new URLSearchParams(chosen)}`);
  render();
});

/** Sets the switches as the address says. */
function read() {
  const query = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select")) {
    const value = query.get(select.name);
    select.value = [...select.options].some((option) => option.value === value) ? value : "";
  }
  render();
}

function render() {
  const chosen = Object.fromEntries(new FormData(form));
  document.documentElement.dataset.theme = chosen.theme || "auto";
  main.dataset.look = chosen.look;
  main.dataset.width = chosen.width;
  const shown = EXHIBITS.filter(({ id }) => !chosen.show || chosen.show === id);
  main.replaceChildren(...shown.map((one) => view(one, chosen)));
  // What the address points at has only now come to be.
  if (!chosen.show) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function view({ id, title, attributes, state, fallback }, chosen) {
  const section = node("section", { id, class: "exhibit", "data-state": state });
  const heading = node("h2");
  heading.append(node("a", { href: `#${id}` }, title));
  const frame = node("div", { class: "frame", dir: chosen.dir || "ltr" });
  frame.append(state === "unsupported" ? viewUnsupported() : viewArticle(attributes, fallback, chosen));
  section.append(heading, frame);
  return section;
}

function viewArticle({ src, ...attributes }, fallback, { theme, lang, dir }) {
  const address = typeof src === "function" ? src() : src;
  const own = { src: address === undefined ? STORIES[dir || "ltr"] : address, theme, lang, "heading-level": "3", ...attributes };
  const article = node("dateline-article", Object.fromEntries(Object.entries(own).filter(([, value]) => value)));
  if (fallback) {
    const link = node("a", { href: "articles/source.html" }, "The Bell in the Cellar");
    const words = node("p");
    words.append(link, ", from Ninth Meridian.");
    article.append(words);
  }
  return article;
}

/** A page within the page, whose policy lets scripts run but no WebAssembly. */
function viewUnsupported() {
  const script = new URL("dateline.js", document.baseURI);
  return node("iframe", {
    title: "A page that forbids WebAssembly",
    srcdoc: `<!DOCTYPE html><html lang="en"><title>A strict page</title>
      <meta http-equiv="Content-Security-Policy" content="script-src ${script.origin}">
      <meta name="color-scheme" content="light dark">
      <dateline-article src="${STORIES.ltr}" loading="eager"><p><a href="articles/source.html" target="_top">Lights Out on the Quay</a>, from Ninth Meridian.</p></dateline-article>
      <script async src="${script}"></script>`,
  });
}

function node(name, attributes = {}, words = "") {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(words);
  return made;
}
