// The article as a Lit element.

import { LitElement, html, nothing, unsafeCSS } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";

import css from "../../../src/view/article.css";
import { LABELS, NETWORKS } from "./labels.js";
import { copy, skip, snippet, subscribe } from "./reader.js";
import { loadStory } from "./story.js";

const script = document.currentScript?.src;
const TAG = "lit-article";
const SAID = { idle: "", sending: LABELS.sending, sent: LABELS.subscribed, failed: LABELS.notSent };
const SKELETON = ["headline", "headline short", "line", "line short", "hero", "line", "line", "line"];

const when = (condition, view) => (condition ? view(condition) : nothing);
const link = (url, content, part = nothing) =>
  url
    ? html`<a href=${url} part=${part} target="_blank" rel="noopener">${content}</a>`
    : html`<span part=${part}>${content}</span>`;
const bdi = (text) => html`<bdi>${text}</bdi>`;
const story = ({ url, headline }) => link(url, bdi(headline), "story");
const title = (text) => html`<h3 class="title">${text}</h3>`;
const time = ({ datetime, text, short, long }, part = nothing) => html`<time datetime=${datetime} part=${part}
  >${text}${when(short, () => html`<span aria-hidden="true">${short}</span>`)}${when(
    long,
    () => html`<span class="unseen"> (${long})</span>`,
  )}</time
>`;
const picture = ({ src, srcset, alt, width, height }, part = nothing) => html`<span class="picture"
  ><img
    src=${src}
    srcset=${srcset ?? nothing}
    sizes=${srcset ? "(min-width: 46em) 44em, 100vw" : nothing}
    alt=${alt ?? ""}
    width=${width}
    height=${height}
    part=${part}
    decoding="async"
    fetchpriority=${part === "image" ? "high" : nothing}
    loading=${part === "image" ? nothing : "lazy"}
/></span>`;
const links = (items, className = nothing) =>
  html`<ul class=${className}>${items.map(({ url, label }) => html`<li>${link(url, label)}</li>`)}</ul>`;
const rail = (name, text, list) => html`<section part=${name}>${title(text)}${list}</section>`;

export class LitArticle extends LitElement {
  static styles = unsafeCSS(css);

  static properties = {
    src: { type: String },
    story: { state: true },
    hasFailed: { state: true },
    copied: { state: true },
    subscription: { state: true },
  };

  #request;

  constructor() {
    super();
    this.subscription = "idle";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#request?.abort();
  }

  willUpdate(changed) {
    if (changed.has("src") && this.src) this.#load();
  }

  async #load() {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    try {
      const story = await loadStory(new URL(this.src, document.baseURI), request.signal);
      if (request === this.#request) Object.assign(this, { story, hasFailed: false });
    } catch {
      if (request === this.#request) this.hasFailed = true;
    }
  }

  render() {
    return html`<div class="dateline" data-theme="auto" data-scheme="reader" dir="ltr">${this.#content()}</div>`;
  }

  #content() {
    if (this.hasFailed) return html`<div part="notice"><p role="status">${LABELS.failed}</p></div>`;
    if (!this.story) {
      return html`<div part="skeleton" role="img" aria-label=${LABELS.loading}
        >${SKELETON.map((line) => html`<i class=${line}></i>`)}</div
      >`;
    }
    const { language, direction, publisher } = this.story;
    return html`<article part="article" data-variant="full" lang=${language} dir=${direction}>
        ${this.#header()}${when(this.story.image, (image) => this.#hero(image))}${this.#tags()}
        <div part="body">${unsafeHTML(this.story.body)}</div>
        ${this.#tail()}${this.#share()}
      </article>
      ${this.#rails()}${when(publisher, () => this.#foot())}`;
  }

  #header() {
    const { url, headline, summary, authors, place, dates } = this.story;
    return html`<header>
      <h2 part="headline">${link(url, headline)}</h2>
      ${when(summary, () => html`<p part="summary">${summary}</p>`)}
      <div part="byline">
        <p class="names">
          ${authors.map(({ url, name }) => link(url, bdi(name), "author"))}
          ${when(place, () => html`<span part="dateline">${bdi(place)}</span>`)}
        </p>
        <p class="dates">
          ${dates.map((date) => html`<span><span>${date.label}</span> ${time(date, date.part)}</span>`)}
        </p>
      </div>
    </header>`;
  }

  #hero(image) {
    const { caption, credit, disclaimer } = image;
    return html`<figure class="hero">
      ${picture(image, "image")}
      <figcaption>
        ${when(caption, () => html`<span part="caption">${caption}</span>`)}
        ${when(credit, () => html`<span class="image-credit"><span>${credit}</span></span>`)}
        ${when(disclaimer, () => html`<small part="disclaimer">${disclaimer}</small>`)}
      </figcaption>
    </figure>`;
  }

  #tags() {
    const group = ({ label, items }) => html`<div>
      <dt>${label}</dt>
      ${items.map(({ url, name }) => html`<dd>${link(url, bdi(name), "tag")}</dd>`)}
    </div>`;
    return when(this.story.tags.length, () => html`<dl part="tags">${this.story.tags.map(group)}</dl>`);
  }

  #tail() {
    const { credits, corrections, url, readAt } = this.story;
    const correction = ({ text, moment }) => html`<p part="correction">
      <span class="lead"><strong>${LABELS.correction}</strong> ${when(moment, () => time(moment))}</span> ${text}
    </p>`;
    return html`${when(
      credits.length,
      () => html`<div part="credit">${credits.map((line) => html`<p>${line}</p>`)}</div>`,
    )}
    ${when(corrections.length, () => html`<div class="corrections" role="note">${corrections.map(correction)}</div>`)}
      <p class="source">${link(url, readAt, "source-link")}</p>`;
  }

  #share() {
    const { url, src, headline } = this.story;
    const code = snippet(TAG, script, src);
    const copying = async (what, text) => (this.copied = (await copy(text)) && what);
    const label = (what, words) => (this.copied === what ? LABELS.copied : words);
    return html`<div part="share" role="group" aria-label=${LABELS.share}>
      <button type="button" @click=${() => copying("link", url)}>${label("link", LABELS.copyLink)}</button>
      ${when(
        navigator.share,
        () => html`<button type="button" @click=${() => navigator.share({ url, title: headline })}>${LABELS.shareWith}</button>`,
      )}
      <button type="button" @click=${() => print()}>${LABELS.print}</button>
      <details>
        <summary>${LABELS.embed}</summary>
        <code class="snippet" dir="ltr" tabindex="0">${code}</code>
        <button type="button" @click=${() => copying("code", code)}>${label("code", LABELS.copyCode)}</button>
      </details>
      <span class="unseen" role="status">${this.copied ? LABELS.copied : ""}</span>
    </div>`;
  }

  #rails() {
    const { language, direction, trending, opinion, videos, latest } = this.story;
    const key = ({ url, headline }) => url ?? headline;
    const list = (stories, view) => repeat(stories, key, view);
    const age = ({ moment, ago }) => {
      if (!ago) return html`<span class="when">${time(moment)}</span>`;
      const summary = html`<summary><time datetime=${moment.datetime}>${ago}</time></summary>`;
      return html`<details class="when">${summary}${time(moment)}</details>`;
    };
    const ranked = (item, at) => html`<li>
      <span part="rank" aria-hidden="true">${at + 1}</span>${story(item)}
      ${when(item.region, () => html`<span part="region">${bdi(item.region)}</span>`)}
    </li>`;
    const opined = (item) => html`<li>${when(item.kind, () => html`<span class="kind">${item.kind}</span>`)}${story(item)}</li>`;
    const film = (item) => html`<li>
      <span class="poster"
        >${when(item.poster, picture)}${when(
          item.duration,
          () => html`<span class="duration">${bdi(item.duration)}</span>`,
        )}</span
      >${story(item)}
    </li>`;
    const dated = (item) => html`<li>${story(item)}${when(item.moment, () => age(item))}</li>`;
    if (![trending, opinion, videos, latest].some((stories) => stories.length)) return nothing;
    return html`<div class="rails" lang=${language} dir=${direction}>
      <button type="button" class="skip" @click=${skip}>${LABELS.skip}</button>
      <div class="lists">
        ${when(trending.length, () => rail("trending", LABELS.trending, html`<ol>${list(trending, ranked)}</ol>`))}
        ${when(opinion.length, () => rail("opinion", LABELS.opinions, html`<ul>${list(opinion, opined)}</ul>`))}
        ${when(videos.length, () => rail("videos", LABELS.videos, html`<ul>${list(videos, film)}</ul>`))}
        ${when(latest.length, () => rail("latest", LABELS.latest, html`<ol>${list(latest, dated)}</ol>`))}
      </div>
      <span data-end tabindex="-1"></span>
    </div>`;
  }

  #foot() {
    const { language, direction, publisher } = this.story;
    const place = ({ network, url }) => {
      const [name, path] = NETWORKS[network] ?? [network];
      const icon = html`<svg class="icon" aria-hidden="true" viewBox="0 0 24 24"><path d=${path ?? ""}></path></svg>`;
      return html`<li>${link(url, html`${icon}<span>${name}</span>`)}</li>`;
    };
    return html`<section class="foot" lang=${language} dir=${direction} aria-label=${publisher.name}>
      <div class="ways">
        ${when(
          publisher.social.length,
          () => html`<section part="connect">${title(LABELS.connect)}<ul>${publisher.social.map(place)}</ul></section>`,
        )}
        ${when(publisher.feedback, (url) => html`<p class="feedback">${link(url, LABELS.feedback, "feedback")}</p>`)}
      </div>
      ${when(publisher.newsletter, (newsletter) => this.#newsletter(newsletter))}${this.#footer(publisher)}
    </section>`;
  }

  #newsletter({ action, field, consent }) {
    const { subscription } = this;
    const send = async (event) => {
      event.preventDefault();
      this.subscription = "sending";
      this.subscription = await subscribe(event.target);
    };
    const fields = () => html`<label
        ><span>${LABELS.emailAddress}</span><input type="email" required autocomplete="email" dir="ltr" name=${field}
      /></label>
      <label class="unseen" aria-hidden="true"
        >${LABELS.leaveEmpty}<input type="text" name="website" tabindex="-1" autocomplete="off"
      /></label>
      <button type="submit">${LABELS.subscribe}</button>
      ${when(consent, () => html`<p class="consent">${consent}</p>`)}`;
    return html`<section part="newsletter">
      ${title(LABELS.newsletter)}
      <form method="post" action=${action} target="_blank" rel="noopener" @submit=${send}>
        ${when(subscription !== "sent", fields)}
        <p class="said" role="status">${SAID[subscription]}</p>
      </form>
    </section>`;
  }

  #footer({ name, url, logo, links: groups, email, phones, legal, copyright }) {
    const group = ({ title, items }) => html`<details><summary>${title}</summary>${links(items)}</details>`;
    const phone = ({ start, text, url }, at) =>
      html`${at ? ", " : ""}<a href=${url} dir="ltr">${when(start, () => html`<span class="unseen">${start}</span>`)}${text}</a>`;
    return html`<footer part="footer">
      <p class="brand">${link(url, html`${when(logo, picture)}<span class="unseen">${name}</span>`)}</p>
      <div class="groups">${groups.map(group)}</div>
      ${when(email, () => html`<p class="contact"><span>${LABELS.email}</span> <a href="mailto:${email}" dir="ltr">${email}</a></p>`)}
      ${when(phones.length, () => html`<p class="contact"><span>${LABELS.phone}</span> ${phones.map(phone)}</p>`)}
      ${links(legal, "legal")}${when(copyright, () => html`<p class="copyright">${copyright}</p>`)}
    </footer>`;
  }
}

customElements.define(TAG, LitArticle);
