// The article as a custom element without a library: nodes made by hand.

import { copy, skip, snippet, subscribe } from "./reader.js";
import { LABELS, NETWORKS } from "./labels.js";
import css from "../../../src/view/article.css";
import { loadStory } from "./story.js";

const script = document.currentScript?.src;
const TAG = "vanilla-article";
const SVG = "http://www.w3.org/2000/svg";
const SKELETON = ["headline", "headline short", "line", "line short", "hero", "line", "line", "line"];

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** An element with attributes, listeners for those named `on…`, and children; what is nothing is left out. */
function h(name, attributes, ...children) {
  const isSvg = name === "svg" || name === "path";
  const element = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

/** HTML that has been made safe. */
function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

const link = (url, attributes, ...children) =>
  url
    ? h("a", { href: url, target: "_blank", rel: "noopener", ...attributes }, ...children)
    : h("span", attributes, ...children);
const bdi = (text) => h("bdi", {}, text);
const storyLink = ({ url, headline }) => link(url, { part: "story" }, bdi(headline));
const title = (text) => h("h3", { class: "title" }, text);
const button = (text, onclick, attributes) => h("button", { type: "button", onclick, ...attributes }, text);
const links = (items, attributes) =>
  h("ul", attributes, items.map(({ url, label }) => h("li", {}, link(url, {}, label))));
const time = ({ datetime, text, short, long }, part) =>
  h(
    "time",
    { datetime, part },
    text,
    short && h("span", { "aria-hidden": "true" }, short),
    long && h("span", { class: "unseen" }, ` (${long})`),
  );

function picture({ src, srcset, alt = "", width, height }, isHero) {
  const kind = isHero ? { part: "image", fetchpriority: "high" } : { loading: "lazy" };
  const sizes = srcset && "(min-width: 46em) 44em, 100vw";
  return h(
    "span",
    { class: "picture" },
    h("img", { ...kind, decoding: "async", sizes, srcset, src, alt, width, height }),
  );
}

const header = ({ url, headline, summary, authors, place, dates }) =>
  h(
    "header",
    {},
    h("h2", { part: "headline" }, link(url, {}, headline)),
    summary && h("p", { part: "summary" }, summary),
    h(
      "div",
      { part: "byline" },
      h(
        "p",
        { class: "names" },
        authors.map(({ url, name }) => link(url, { part: "author" }, bdi(name))),
        place && h("span", { part: "dateline" }, bdi(place)),
      ),
      h(
        "p",
        { class: "dates" },
        dates.map((date) => h("span", {}, h("span", {}, date.label), " ", time(date, date.part))),
      ),
    ),
  );

const hero = (image) =>
  h(
    "figure",
    { class: "hero" },
    picture(image, true),
    h(
      "figcaption",
      {},
      image.caption && h("span", { part: "caption" }, image.caption),
      image.credit && h("span", { class: "image-credit" }, h("span", {}, image.credit)),
      image.disclaimer && h("small", { part: "disclaimer" }, image.disclaimer),
    ),
  );

const tags = (groups) =>
  h(
    "dl",
    { part: "tags" },
    groups.map(({ label, items }) =>
      h(
        "div",
        {},
        h("dt", {}, label),
        items.map(({ url, name }) => h("dd", {}, link(url, { part: "tag" }, bdi(name)))),
      ),
    ),
  );

const tail = ({ credits, corrections, url, readAt }) => [
  credits.length && h("div", { part: "credit" }, credits.map((line) => h("p", {}, line))),
  corrections.length &&
    h(
      "div",
      { class: "corrections", role: "note" },
      corrections.map(({ text, moment }) => {
        const lead = h("span", { class: "lead" }, h("strong", {}, LABELS.correction), " ", moment && time(moment));
        return h("p", { part: "correction" }, lead, " ", text);
      }),
    ),
  h("p", { class: "source" }, link(url, { part: "source-link" }, readAt)),
];

function share({ url, src, headline }) {
  const code = snippet(TAG, script, src);
  const said = h("span", { class: "unseen", role: "status" });
  const copying = (text) => async ({ currentTarget }) => {
    if (await copy(text)) currentTarget.textContent = said.textContent = LABELS.copied;
  };
  return h(
    "div",
    { part: "share", role: "group", "aria-label": LABELS.share },
    button(LABELS.copyLink, copying(url)),
    navigator.share && button(LABELS.shareWith, () => navigator.share({ url, title: headline })),
    button(LABELS.print, () => print()),
    h(
      "details",
      {},
      h("summary", {}, LABELS.embed),
      h("code", { class: "snippet", dir: "ltr", tabindex: 0 }, code),
      button(LABELS.copyCode, copying(code)),
    ),
    said,
  );
}

const ranked = (story, at) => [
  h("span", { part: "rank", "aria-hidden": "true" }, String(at + 1)),
  storyLink(story),
  story.region && h("span", { part: "region" }, bdi(story.region)),
];
const opined = (story) => [story.kind && h("span", { class: "kind" }, story.kind), storyLink(story)];
const film = (story) => [
  h(
    "span",
    { class: "poster" },
    story.poster && picture(story.poster),
    story.duration && h("span", { class: "duration" }, bdi(story.duration)),
  ),
  storyLink(story),
];
const dated = (story) => [storyLink(story), story.moment && age(story)];

function age({ moment, ago }) {
  if (!ago) return h("span", { class: "when" }, time(moment));
  const summary = h("summary", {}, h("time", { datetime: moment.datetime }, ago));
  return h("details", { class: "when" }, summary, time(moment));
}

const rail = (part, text, list, stories, view) =>
  stories.length &&
  h("section", { part }, title(text), h(list, {}, stories.map((story, at) => h("li", {}, view(story, at)))));

function rails({ language, direction, trending, opinion, videos, latest }) {
  const lists = [
    rail("trending", LABELS.trending, "ol", trending, ranked),
    rail("opinion", LABELS.opinions, "ul", opinion, opined),
    rail("videos", LABELS.videos, "ul", videos, film),
    rail("latest", LABELS.latest, "ol", latest, dated),
  ];
  return (
    lists.some(Boolean) &&
    h(
      "div",
      { class: "rails", lang: language, dir: direction },
      button(LABELS.skip, skip, { class: "skip" }),
      h("div", { class: "lists" }, lists),
      h("span", { "data-end": true, tabindex: -1 }),
    )
  );
}

function foot({ language, direction, publisher }) {
  const { name, social, feedback, newsletter } = publisher;
  const place = ({ network, url }) => {
    const [name, path] = NETWORKS[network] ?? [network];
    const icon = h("svg", { class: "icon", "aria-hidden": "true", viewBox: "0 0 24 24" }, h("path", { d: path }));
    return h("li", {}, link(url, {}, icon, h("span", {}, name)));
  };
  return h(
    "section",
    { class: "foot", lang: language, dir: direction, "aria-label": name },
    h(
      "div",
      { class: "ways" },
      social.length && h("section", { part: "connect" }, title(LABELS.connect), h("ul", {}, social.map(place))),
      feedback && h("p", { class: "feedback" }, link(feedback, { part: "feedback" }, LABELS.feedback)),
    ),
    newsletter && newsletterForm(newsletter),
    footer(publisher),
  );
}

function newsletterForm({ action, field, consent }) {
  const said = h("p", { class: "said", role: "status" });
  const send = async (event) => {
    event.preventDefault();
    said.textContent = LABELS.sending;
    const outcome = await subscribe(form);
    said.textContent = outcome === "sent" ? LABELS.subscribed : LABELS.notSent;
    if (outcome === "sent") form.replaceChildren(said);
  };
  const form = h(
    "form",
    { method: "post", action, target: "_blank", rel: "noopener", onsubmit: send },
    h(
      "label",
      {},
      h("span", {}, LABELS.emailAddress),
      h("input", { type: "email", required: true, autocomplete: "email", dir: "ltr", name: field }),
    ),
    h(
      "label",
      { class: "unseen", "aria-hidden": "true" },
      LABELS.leaveEmpty,
      h("input", { type: "text", name: "website", tabindex: -1, autocomplete: "off" }),
    ),
    h("button", { type: "submit" }, LABELS.subscribe),
    consent && h("p", { class: "consent" }, consent),
    said,
  );
  return h("section", { part: "newsletter" }, title(LABELS.newsletter), form);
}

const footer = ({ name, url, logo, links: groups, email, phones, legal, copyright }) =>
  h(
    "footer",
    { part: "footer" },
    h("p", { class: "brand" }, link(url, {}, logo && picture(logo), h("span", { class: "unseen" }, name))),
    h(
      "div",
      { class: "groups" },
      groups.map(({ title, items }) => h("details", {}, h("summary", {}, title), links(items))),
    ),
    email &&
      h("p", { class: "contact" }, h("span", {}, LABELS.email), " ", h("a", { href: `mailto:${email}`, dir: "ltr" }, email)),
    phones.length &&
      h(
        "p",
        { class: "contact" },
        h("span", {}, LABELS.phone),
        " ",
        phones.flatMap(({ start, text, url }, at) => [
          at > 0 && ", ",
          h("a", { href: url, dir: "ltr" }, start && h("span", { class: "unseen" }, start), text),
        ]),
      ),
    links(legal, { class: "legal" }),
    copyright && h("p", { class: "copyright" }, copyright),
  );

const article = (story) =>
  h(
    "article",
    { part: "article", "data-variant": "full", lang: story.language, dir: story.direction },
    header(story),
    story.image && hero(story.image),
    story.tags.length && tags(story.tags),
    h("div", { part: "body" }, parsed(story.body)),
    tail(story),
    share(story),
  );

class VanillaArticle extends HTMLElement {
  static observedAttributes = ["src"];

  #box = h("div", { class: "dateline", "data-theme": "auto", "data-scheme": "reader", dir: "ltr" });
  #request;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#box);
    this.#show(
      h("div", { part: "skeleton", role: "img", "aria-label": LABELS.loading }, SKELETON.map((line) => h("i", { class: line }))),
    );
  }

  connectedCallback() {
    if (!this.#request) this.#load();
  }

  disconnectedCallback() {
    this.#request?.abort();
    this.#request = undefined;
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#load();
  }

  get src() {
    return this.getAttribute("src");
  }

  set src(src) {
    this.setAttribute("src", src);
  }

  #show(...nodes) {
    this.#box.replaceChildren(...nodes.filter(Boolean));
  }

  async #load() {
    this.#request?.abort();
    if (!this.src) return;
    const request = (this.#request = new AbortController());
    try {
      const story = await loadStory(new URL(this.src, document.baseURI), request.signal);
      if (request !== this.#request) return;
      const { publisher } = story;
      this.#show(article(story), rails(story), publisher && foot(story));
    } catch {
      if (request === this.#request) this.#show(h("div", { part: "notice" }, h("p", { role: "status" }, LABELS.failed)));
    }
  }
}

customElements.define(TAG, VanillaArticle);
