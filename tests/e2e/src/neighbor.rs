//! An element with a good story, beside whatever a test breaks: it must notice nothing of that.
//!
//! It knows the recorder; it doesn't know what is being broken.

use serde_json::{Value, json};

use crate::{page, press::full_article, site::Site, stage::Stage};

const ID: &str = "neighbor";

/// The neighbor's element, its story published.
pub fn element(site: &Site) -> String {
    let src = site.publish("/neighbor.json", &full_article(site));
    page::element(&format!(r#"id="{ID}" src="{src}" loading="eager""#), "")
}

/// Waits until the neighbor is in place, and keeps an eye on it from then on.
pub async fn watch(stage: &Stage) {
    stage.wait_for_event_on(ID, "dateline-load").await;
    stage.settle().await;
    let script = "const all = { subtree: true, childList: true, attributes: true, characterData: true };
        window.__changes = [];
        new MutationObserver((seen) => __changes.push(...seen.map(({ type, target }) => `${type} of ${target.nodeName}`)))
            .observe(d.widget(`#${args[0]}`).shadowRoot, all);";
    stage.run_with(script, vec![json!(ID)]).await;
}

/// Opens a page with the neighbor and the widget's script, then puts in what is to be broken.
pub async fn open_beside(stage: &Stage, head: String, broken: &str) {
    stage.open(page::Page::new(element(&stage.site) + &stage.tag("")).head(head)).await;
    watch(stage).await;
    stage.run_with("document.body.insertAdjacentHTML('beforeend', args[0]);", vec![json!(broken)]).await;
}

/// # Panics
/// When the neighbor has noticed anything.
pub async fn assert_untouched(stage: &Stage) {
    let script = "const [id] = args, selector = `#${id}`;
        return [d.state(selector), d.shown(d.part('body', selector)), __changes,
            d.eventsOf('dateline-load', id).length, d.eventsOf('dateline-error', id).length];";
    let seen: Value = stage.run_with(script, vec![json!(ID)]).await;
    assert_eq!(seen, json!(["ready", true, [], 1, 0]), "the neighbor has noticed something");
}
