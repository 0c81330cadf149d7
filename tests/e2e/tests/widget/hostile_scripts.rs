//! Pages whose scripts spoil the language and the browser: the article is shown, or the page's own words stay.

use std::{env, path::PathBuf};

use dateline_e2e::{
    page::{FALLBACK, Page, element, script},
    press::full_article,
    site::{Role, from_file},
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(an_old_library_changes_nothing),
    scenario!(what_hangs_on_objects_changes_nothing),
    scenario!(frozen_built_ins_change_nothing),
    scenario!(another_fetch_leaves_the_pages_own_words),
    scenario!(another_promise_does_no_harm),
    scenario!(another_json_does_no_harm),
    scenario!(another_registry_does_no_harm),
    scenario!(an_element_of_that_name_may_be_there),
    scenario!(a_fetch_that_changes_later_does_no_harm),
    scenario!(built_ins_that_change_later_do_no_harm),
    scenario!(nodes_that_are_wrapped_later_change_nothing),
    scenario!(nodes_that_refuse_later_do_no_harm),
];

/// What a reader must see on a spoiled page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Must {
    /// The article, as on any other page.
    ShowArticle,
    /// The page's own words, and the page is told why.
    KeepWords,
    /// The page's own words; nothing of ours is there that could tell.
    KeepSilent,
    /// One or the other.
    ShowEither,
}
use Must::{KeepSilent, KeepWords, ShowArticle, ShowEither};

/// How long an element may take until it has told something, in rounds of all that a page has pending.
const PATIENCE: usize = 60;

/// What a page's own function throws.
const OWN: &str = "own fault";

/// A way to spoil a page: its name, what must come of it, and the script that does it.
type Spoiling<'a> = (&'a str, Must, &'a str);

/// The page that looks at another one in its frame: its own language is whole, and so is the driver's.
const WATCH: &str = "<iframe src='/spoiled.html' style='width: 900px; height: 700px'></iframe>";

/// What the spoiled page shows and says, asked by nothing that it may have spoiled.
const LOOK: &str = "
    const page = frames[0], { document: inner, __dateline: seen } = page;
    const find = (root, selector, kind = Element) => root && kind.prototype.querySelector.call(root, selector);
    const isShown = (node) => node !== null && Element.prototype.getClientRects.call(node).length > 0;
    const look = (id) => {
        const host = find(inner, `#${id}`, Document);
        return {
            article: isShown(find(host?.shadowRoot ?? null, '[part~=headline]', DocumentFragment)),
            words: isShown(find(host, 'p')),
            // Half an article in view for a second is told too.
            told: Array.from(seen.events, ({ target, type }) => target === id && type !== 'dateline-view' && type).filter(Boolean),
        };
    };
    const said = {
        errors: Array.from(seen.errors, String),
        lines: Array.from(seen.console, ({ text }) => text),
        neighbor: find(inner, '#neighbor', Document).outerHTML,
    };";

const NEIGHBOR: &str = "<p id=\"neighbor\">Not <b>yours</b></p>";

/// Shows an article on a page that is spoiled before the widget's script.
async fn spoil_before(stage: &Stage, (name, must, code): Spoiling<'_>, wrong: &mut Vec<String>) {
    open(stage, &script(&format!("{{ {code} }}"))).await;
    judge(stage, name, "one", must, wrong).await;
}

/// Shows an article on a whole page, spoils it, and asks for another article there.
async fn spoil_after(stage: &Stage, (name, must, code): Spoiling<'_>, wrong: &mut Vec<String>) {
    open(stage, "").await;
    stage.wait_until(&format!("(() => {{ {LOOK} return look('one').article; }})()")).await;
    let add = format!(
        "{LOOK}
        const spoiling = Document.prototype.createElement.call(inner, 'script');
        spoiling.textContent = args[0];
        Element.prototype.append.call(inner.head, spoiling);
        const element = Document.prototype.createElement.call(inner, 'dateline-article');
        const set = (name, value) => Element.prototype.setAttribute.call(element, name, value);
        set('id', 'two'); set('loading', 'eager'); set('src', args[1]);
        element.innerHTML = args[2];
        Element.prototype.append.call(inner.body, element);"
    );
    let src = stage.site.publish("/b.json", &full_article(&stage.site));
    stage.run_with(&add, vec![json!(format!("{{ {code} }}")), json!(src), json!(FALLBACK)]).await;
    judge(stage, name, "two", must, wrong).await;
    let one = stage.run(&format!("{LOOK} return look('one');")).await;
    if one["article"] != json!(true) {
        wrong.push(format!("{name}: the article that was there is gone: {one}"));
    }
}

async fn open(stage: &Stage, before: &str) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let element = element(&format!("id=\"one\" src=\"{src}\" loading=\"eager\""), FALLBACK);
    // What a script of another origin throws is told in full only where it was fetched as this.
    let body = format!("{before}{NEIGHBOR}{element}{}", stage.tag("crossorigin"));
    stage.stand("/spoiled.html", Page::new(body));
    stage.open(WATCH).await;
}

/// Waits until the element has told something, if it must, and looks at it.
async fn judge(stage: &Stage, name: &str, id: &str, must: Must, wrong: &mut Vec<String>) {
    let looked = format!("{LOOK} return {{ ...look('{id}'), ...said }};");
    let mut seen = Value::Null;
    for _ in 0..PATIENCE {
        stage.settle().await;
        seen = stage.run(&looked).await;
        if must == KeepSilent || seen["told"] != json!([]) {
            break;
        }
    }
    if must != KeepSilent && seen["told"].as_array().is_none_or(|told| told.len() != 1) {
        wrong.push(format!("{name}: the page is told {}", seen["told"]));
    }
    let (article, words) = (seen["article"] == json!(true), seen["words"] == json!(true));
    let is_right = match must {
        ShowArticle => article && !words,
        KeepWords | KeepSilent => words && !article,
        ShowEither => article != words,
    };
    if !is_right {
        wrong.push(format!("{name}: {must:?}, but: {seen}"));
    }
    // Where a function of the page's own throws in our constructor's hands, the browser tells the page so.
    let is_own = |error: &Value| must == KeepSilent && error.as_str().is_some_and(|error| error.contains(OWN));
    if seen["errors"].as_array().is_none_or(|errors| !errors.iter().all(is_own)) {
        wrong.push(format!("{name}: it throws at the page: {}", seen["errors"]));
    }
    if seen["lines"].as_array().is_none_or(|lines| lines.len() > 1) {
        wrong.push(format!("{name}: it says too much: {}", seen["lines"]));
    }
    if seen["neighbor"] != json!(NEIGHBOR) {
        wrong.push(format!("{name}: the neighbor became {}", seen["neighbor"]));
    }
}

async fn before(stage: &Stage, spoilings: &[Spoiling<'_>]) {
    let mut wrong = Vec::new();
    for spoiling in spoilings {
        spoil_before(stage, *spoiling, &mut wrong).await;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn after(stage: &Stage, spoilings: &[Spoiling<'_>]) {
    let mut wrong = Vec::new();
    for spoiling in spoilings {
        spoil_after(stage, *spoiling, &mut wrong).await;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn an_old_library_changes_nothing(stage: Stage) {
    let Some(library) = env::var_os("DATELINE_PROTOTYPE").map(PathBuf::from) else {
        panic!("Prototype.js is missing: name its file in DATELINE_PROTOTYPE");
    };
    stage.site.serve(Role::Host, "/prototype.js", from_file(&library));
    let mut wrong = Vec::new();
    open(&stage, "<script src=\"/prototype.js\"></script>").await;
    judge(&stage, "Prototype.js", "one", ShowArticle, &mut wrong).await;
    assert_eq!(stage.run("return typeof frames[0].Prototype?.Version;").await, "string");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every name that a dictionary of the browser may be asked for.
const MEMBERS: &str = "const members = `once passive capture signal method headers body mode credentials cache redirect
    referrer referrerPolicy integrity keepalive window priority duplex root rootMargin threshold delay trackVisibility
    scrollMargin bubbles cancelable composed detail timeZone calendar numberingSystem hour12 hourCycle dateStyle timeStyle
    localeMatcher formatMatcher weekday era year month day hour minute second timeZoneName fractionalSecondDigits unit
    numeric style currency notation fatal ignoreBOM stream endings baseURL media disabled slotAssignment delegatesFocus
    clonable serializable extends behavior block inline preventScroll get set value writable enumerable configurable
    builtins importedStringConstants`.trim().split(/\\s+/);";

async fn what_hangs_on_objects_changes_nothing(stage: Stage) {
    let values = format!(
        "{MEMBERS} for (const name of members) if (!['get', 'set'].includes(name)) Object.prototype[name] = 'spoiled';"
    );
    let traps = format!(
        "{MEMBERS} for (const name of members) Object.defineProperty(Object.prototype, name, {{ __proto__: null, configurable: true,
            get() {{ throw new Error(`asked for ${{name}}`); }},
            set(value) {{ Object.defineProperty(this, name, {{ __proto__: null, value, writable: true, enumerable: true, configurable: true }}); }} }});"
    );
    let words = "for (const kind of [Object, Array, String, Number, Boolean, Date]) {
        Object.defineProperty(kind.prototype, 'toJSON', { value() { return 'spoiled'; }, writable: true, configurable: true });
        }
        for (const name of ['each', 'extend', 'without', 'last', 'first', 'clear']) Array.prototype[name] = Object.prototype[name] = () => { throw new Error(name); };";
    let spoilings =
        [("values", ShowArticle, &*values), ("traps", ShowArticle, &*traps), ("methods", ShowArticle, words)];
    before(&stage, &spoilings).await;
}

async fn frozen_built_ins_change_nothing(stage: Stage) {
    let freeze = "for (const name of Object.getOwnPropertyNames(window)) {
            if (!/^[A-Z]/.test(name)) continue;
            const value = window[name];
            if (typeof value !== 'function' && typeof value !== 'object') continue;
            if (value?.prototype) Object.freeze(value.prototype);
            Object.freeze(value);
        }";
    before(&stage, &[("frozen", ShowArticle, freeze)]).await;
}

/// Other things that `fetch` may be.
const FETCHES: [Spoiling<'static>; 7] = [
    ("fetch rejects with a text", KeepWords, "window.fetch = () => Promise.reject('no');"),
    ("fetch rejects with nothing", KeepWords, "window.fetch = () => Promise.reject();"),
    ("fetch throws", KeepWords, "window.fetch = () => { throw new Error('own fault'); };"),
    ("fetch throws a text", KeepWords, "window.fetch = () => { throw 'no'; };"),
    ("fetch returns nothing", KeepWords, "window.fetch = () => {};"),
    ("fetch answers something else", KeepWords, "window.fetch = async () => ({ ok: true, status: 200 });"),
    ("fetch answers nothing", KeepWords, "window.fetch = async () => null;"),
];

async fn another_fetch_leaves_the_pages_own_words(stage: Stage) {
    before(&stage, &FETCHES).await;
    let thenable = "const fetch = window.fetch;
        window.fetch = (...words) => ({ then: (...calls) => fetch(...words).then(...calls) });";
    let wrapped =
        "const fetch = window.fetch; window.fetch = function (...words) { return fetch.apply(this, words); };";
    before(&stage, &[("fetch is another promise", ShowEither, thenable), ("fetch is wrapped", ShowArticle, wrapped)])
        .await;
}

/// Other things that `Promise` may be.
const PROMISES: [Spoiling<'static>; 3] = [
    (
        "a promise of the page's own",
        ShowEither,
        "const Native = Promise;
        const wrap = (promise) => {
            const own = Object.create(window.Promise.prototype);
            own.native = promise;
            return own;
        };
        window.Promise = function (work) { return wrap(new Native(work)); };
        window.Promise.prototype.then = function (...calls) { return wrap(this.native.then(...calls)); };
        window.Promise.prototype.catch = function (call) { return this.then(undefined, call); };
        window.Promise.prototype.finally = function (call) { return wrap(this.native.finally(call)); };
        for (const name of ['resolve', 'reject', 'all', 'race', 'allSettled', 'any']) {
            window.Promise[name] = (value) => wrap(Native[name](value));
        }",
    ),
    ("a promise that throws", ShowEither, "window.Promise = function () { throw new Error('own fault'); };"),
    ("no promise", ShowEither, "delete window.Promise;"),
];

async fn another_promise_does_no_harm(stage: Stage) {
    before(&stage, &PROMISES).await;
}

/// Other things that `JSON` may be.
const JSONS: [Spoiling<'static>; 4] = [
    // It is asked only where our own reading gives up.
    ("JSON.parse throws", ShowArticle, "JSON.parse = () => { throw 'no'; };"),
    ("JSON.parse says nothing", ShowArticle, "JSON.parse = () => {};"),
    ("JSON.stringify throws", ShowArticle, "JSON.stringify = () => { throw new Error('own fault'); };"),
    ("no JSON.stringify", ShowArticle, "delete JSON.stringify;"),
];

async fn another_json_does_no_harm(stage: Stage) {
    before(&stage, &JSONS).await;
}

async fn another_registry_does_no_harm(stage: Stage) {
    let spoilings = [
        (
            "attachShadow throws",
            KeepSilent,
            "Element.prototype.attachShadow = () => { throw new Error('own fault'); };",
        ),
        (
            "attachShadow is wrapped",
            ShowArticle,
            "const attach = Element.prototype.attachShadow;
            Element.prototype.attachShadow = function (...words) { return attach.apply(this, words); };",
        ),
        (
            "attachInternals throws",
            KeepSilent,
            "HTMLElement.prototype.attachInternals = () => { throw new Error('own fault'); };",
        ),
        (
            "define throws",
            KeepSilent,
            "CustomElementRegistry.prototype.define = () => { throw new Error('own fault'); };",
        ),
        ("define does nothing", KeepSilent, "CustomElementRegistry.prototype.define = () => {};"),
        (
            "define is wrapped",
            ShowArticle,
            "const { define } = CustomElementRegistry.prototype;
            CustomElementRegistry.prototype.define = function (name, kind, ...words) {
                return define.call(this, name, class extends kind {}, ...words);
            };",
        ),
    ];
    before(&stage, &spoilings).await;
}

async fn an_element_of_that_name_may_be_there(stage: Stage) {
    let older = "customElements.define('dateline-article', class extends HTMLElement {
        static observedAttributes = ['src'];
        connectedCallback() { this.dataset.version = '0'; }
    });";
    before(&stage, &[("an older version", KeepSilent, older)]).await;
    let version = stage.run("return frames[0].document.querySelector('dateline-article').dataset.version;").await;
    assert_eq!(version, "0");
}

async fn a_fetch_that_changes_later_does_no_harm(stage: Stage) {
    after(&stage, &FETCHES.map(|(name, _, code)| (name, ShowEither, code))).await;
}

async fn built_ins_that_change_later_do_no_harm(stage: Stage) {
    after(&stage, &PROMISES).await;
    after(&stage, &JSONS.map(|(name, _, code)| (name, ShowEither, code))).await;
}

async fn nodes_that_are_wrapped_later_change_nothing(stage: Stage) {
    let wrap = "for (const kind of [Element, Node, Document, EventTarget, DocumentFragment]) {
            for (const name of Object.getOwnPropertyNames(kind.prototype)) {
                const { value } = Object.getOwnPropertyDescriptor(kind.prototype, name);
                if (typeof value !== 'function' || name === 'constructor') continue;
                kind.prototype[name] = function (...words) { return value.apply(this, words); };
            }
        }";
    after(&stage, &[("wrapped", ShowArticle, wrap)]).await;
}

async fn nodes_that_refuse_later_do_no_harm(stage: Stage) {
    let spoilings = [
        (
            "setAttribute throws",
            ShowEither,
            "Element.prototype.setAttribute = () => { throw new Error('own fault'); };",
        ),
        ("insertBefore throws", ShowEither, "Node.prototype.insertBefore = () => { throw new Error('own fault'); };"),
        ("appendChild throws", ShowEither, "Node.prototype.appendChild = () => { throw new Error('own fault'); };"),
        (
            "createElement throws",
            KeepSilent,
            "Document.prototype.createElement = () => { throw new Error('own fault'); };",
        ),
        (
            "createTextNode throws",
            ShowEither,
            "Document.prototype.createTextNode = () => { throw new Error('own fault'); };",
        ),
        (
            "replaceChildren throws",
            ShowEither,
            "DocumentFragment.prototype.replaceChildren = () => { throw new Error('own fault'); };",
        ),
        (
            "addEventListener throws",
            ShowEither,
            "EventTarget.prototype.addEventListener = () => { throw new Error('own fault'); };",
        ),
        (
            "getAttribute throws",
            ShowEither,
            "Element.prototype.getAttribute = () => { throw new Error('own fault'); };",
        ),
        ("closest throws", ShowEither, "Element.prototype.closest = () => { throw new Error('own fault'); };"),
        (
            "querySelector throws",
            ShowEither,
            "Element.prototype.querySelector = () => { throw new Error('own fault'); };",
        ),
        (
            "attachShadow throws",
            KeepSilent,
            "Element.prototype.attachShadow = () => { throw new Error('own fault'); };",
        ),
    ];
    after(&stage, &spoilings).await;
}
