// Article JSON to what a view shows: addresses made absolute, HTML made safe, dates put into words.
// It knows no view.

import DOMPurify from "dompurify";

import { DISCLAIMERS, LABELS, imageBy, readAt } from "./labels.js";
import { ago, duration, moment } from "./times.js";

/** Links in the body leave as all others do. */
DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.localName !== "a" || !node.hasAttribute("href")) return;
  node.target = "_blank";
  node.rel = "noopener";
});
const ALLOWED = { USE_PROFILES: { html: true }, FORBID_TAGS: ["style", "form", "input", "button"], FORBID_ATTR: ["style"] };

/** Fetches a story and makes it ready to be shown. */
export async function loadStory(src, signal) {
  const response = await fetch(src, { signal });
  if (!response.ok) throw new Error(`${src} answered ${response.status}`);
  return readStory(await response.json(), response.url);
}

export function readStory(json, src) {
  const { headline, summary, language = "en", direction = "ltr", timeZone = "UTC", publisher } = json;
  const base = new URL(json.url ?? src, src).href;
  const link = (url) => (url ? new URL(url, base).href : undefined);
  const linked = ({ url, ...rest }) => ({ ...rest, url: link(url) });
  const told = (datetime) => moment(datetime, timeZone, language);
  const isUpdated = json.updated && new Date(json.updated) > new Date(json.created);
  const opinionKinds = { opinion: LABELS.opinion, blog: LABELS.blog, interview: LABELS.interview };
  return {
    language,
    direction,
    url: base,
    src,
    headline,
    summary,
    authors: (json.byline ?? []).map(linked),
    place: json.place,
    dates: [
      isUpdated && { label: LABELS.updated, part: "updated", ...told(json.updated) },
      json.created && { label: LABELS.published, part: "created", ...told(json.created) },
    ].filter(Boolean),
    image: json.image && readImage(json.image, link, json.disclaimer),
    tags: [
      { label: json.countries?.length === 1 ? LABELS.country : LABELS.countries, items: json.countries },
      { label: LABELS.topics, items: json.tags },
    ].flatMap(({ label, items }) => (items?.length ? [{ label, items: items.map(linked) }] : [])),
    body: readBody(json.body),
    credits: [json.credit, json.rights].filter(Boolean),
    corrections: (json.corrections ?? []).map(({ date, text }) => ({ text, moment: date && told(date) })),
    readAt: readAt(publisher?.name ?? new URL(base).host),
    trending: (json.trending ?? []).map(linked),
    opinion: (json.opinion ?? []).map(linked).map((story) => ({ ...story, kind: opinionKinds[story.kind] ?? story.kind })),
    videos: (json.videos ?? []).map(linked).map((film) => ({
      ...film,
      poster: film.poster && readImage(film.poster, link),
      duration: film.duration && duration(film.duration),
    })),
    latest: (json.latest ?? []).map(linked).map((story) => ({
      ...story,
      moment: story.created && told(story.created),
      ago: story.created && ago(story.created, language),
    })),
    publisher: publisher && readPublisher(publisher, link, linked),
  };
}

/** HTML that shows text and pictures, and does nothing; its subheads stand below our headline. */
function readBody(body = "") {
  const html = Array.isArray(body) ? body.map((line) => `<p>${line}</p>`).join("") : body;
  const levelled = html
    .replace(/<(\/?)h2\b/gi, (_, slash) => (slash ? "</h3" : '<h3 class="subhead"'))
    .replace(/<(\/?)cite\b/gi, (_, slash) => (slash ? "</footer" : '<footer class="citation"'));
  return DOMPurify.sanitize(levelled, ALLOWED);
}

function readImage(image, link, own) {
  const disclaimer = own ?? DISCLAIMERS[image.digitalSourceType];
  return {
    src: link(image.url),
    srcset: image.sources?.map(({ url, width }) => `${link(url)} ${width}w`).join(", "),
    width: image.width,
    height: image.height,
    alt: disclaimer ? `${image.alt} (${disclaimer})` : image.alt,
    caption: image.caption,
    credit: image.credit && imageBy(image.credit),
    disclaimer,
  };
}

function readPublisher(publisher, link, linked) {
  const { logo, phones = [], links = [], social = [], legal = [] } = publisher;
  return {
    ...publisher,
    url: link(publisher.url),
    logo: logo && { ...readImage(logo, link), alt: "" },
    phones: phones.flatMap(readPhones),
    links: links.map(({ title, items }) => ({ title, items: items.map(linked) })),
    social: social.map(linked),
    legal: legal.map(linked),
    feedback: link(publisher.feedback?.url),
    newsletter: publisher.newsletter && { ...publisher.newsletter, action: link(publisher.newsletter.action) },
  };
}

/** `+44-2079460813, 14` is two numbers; of the second, the beginning is for those who hear it and for the link. */
function readPhones(text) {
  const [first, ...ends] = text.split(", ");
  const whole = (end) => first.slice(0, -end.length);
  return [{ start: "", text: first }, ...ends.map((end) => ({ start: whole(end), text: end }))].map((phone) => ({
    ...phone,
    url: `tel:${(phone.start + phone.text).replace(/[^+\d]/g, "")}`,
  }));
}
