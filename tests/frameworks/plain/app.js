import { articles, list, noted, sources } from "../surface.js";

const app = document.getElementById("app");
app.innerHTML = `
  <nav><a id="to-story" href="/">Story</a> <a id="to-handed" href="/handed">Handed</a> <a id="to-list" href="/list">List</a></nav>
  <main></main>`;
const main = app.querySelector("main");
const find = (selector) => main.querySelector(selector);
const onClick = (id, action) => find(id).addEventListener("click", action);
const hear = (event) => find("#heard").append(find("#heard").hasChildNodes() ? ", " : "", noted(event));

function story() {
  main.innerHTML = `
    <dateline-article id="story" src="${sources[0]}" heading-level="3" link-target="_self"><p>Fallback 0</p></dateline-article>
    <button id="next">Next</button> <button id="resize">Resize</button> <button id="hide">Hide</button>
    <output id="heard"></output>`;
  const element = find("#story");
  let turn = 0;
  element.addEventListener("dateline-load", hear);
  element.addEventListener("dateline-error", hear);
  element.addEventListener("dateline-select", (event) => {
    event.preventDefault();
    hear(event);
  });
  onClick("#next", () => {
    turn += 1;
    element.src = sources[turn];
    element.innerHTML = `<p>Fallback ${turn}</p>`;
  });
  onClick("#resize", () => (element.variant = element.hasAttribute("variant") ? null : "card"));
  onClick("#hide", () => (element.hidden = !element.hidden));
}

function handed() {
  main.innerHTML = `
    <dateline-article id="handed" src="${sources[0]}"></dateline-article>
    <button id="give">Give</button> <button id="take">Take</button> <output id="heard"></output>`;
  const element = find("#handed");
  let turn = 0;
  element.addEventListener("dateline-load", hear);
  onClick("#give", () => {
    Object.assign(element, { article: articles[turn], variant: "compact", headingLevel: 4 });
    turn += 1;
  });
  onClick("#take", () => Object.assign(element, { article: null, variant: undefined, headingLevel: undefined }));
}

function stories() {
  const items = list.map((src) => `<dateline-article src="${src}"><a href="${src}">The story</a></dateline-article>`);
  main.innerHTML = `<div>${items.join("")}</div><button id="reverse">Reverse</button>`;
  const box = find("div");
  onClick("#reverse", () => box.append(...[...box.children].reverse()));
}

const ROUTES = { "/": story, "/handed": handed, "/list": stories };
const show = () => ROUTES[location.pathname]();

app.querySelector("nav").addEventListener("click", (event) => {
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  show();
});
addEventListener("popstate", show);
show();
