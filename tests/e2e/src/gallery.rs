//! The demo's gallery, served like any page beside the release.
//!
//! It knows the gallery's address and markup; what an exhibit must be like is for the tests to say.

use std::{fs, path::Path};

use crate::{
    answer::Answer,
    fleet::release,
    page::with_recorder,
    site::{Role, Site},
    stage::Stage,
};

/// True when every exhibit on the page has come to its state.
const THERE: &str = "[...document.querySelectorAll('.exhibit')].every((exhibit) => {
        const { state } = exhibit.dataset, inner = exhibit.querySelector('iframe')?.contentDocument;
        const element = (inner ?? exhibit).querySelector('dateline-article');
        const states = { idle: ':not(:state(loading), :state(ready), :state(failed))', unsupported: ':state(failed)' };
        return element?.matches(':defined') && element.matches(states[state] ?? `:state(${state})`);
    }) && document.querySelector('.exhibit')";

/// Puts the gallery on the host's origin.
pub fn serve(site: &Site) {
    let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
    site.serve_folder(Role::Host, "", &release());
    site.serve_folder(Role::Host, "", &www);
    let page = fs::read_to_string(www.join("gallery.html")).expect("the demo has a gallery");
    site.serve(Role::Host, "/gallery.html", Answer::html(with_recorder(&page)));
}

/// Opens the gallery as its query says, and waits until everything on it has come to its state.
pub async fn open(stage: &Stage, query: &str) {
    stage.visit(stage.site.url(Role::Host, &format!("/gallery.html?{query}"))).await;
    stage.wait_until(THERE).await;
    stage.settle().await;
}

/// The same in the gallery that is open already, which spares the browser the widget's start.
pub async fn turn(stage: &Stage, query: &str) {
    let turn = "history.replaceState(null, '', `?${args[0]}`); dispatchEvent(new PopStateEvent('popstate'));";
    stage.run_with(turn, vec![query.into()]).await;
    stage.wait_until(THERE).await;
    stage.settle().await;
}

/// The ids of all exhibits; it opens the gallery.
pub async fn exhibits(stage: &Stage) -> Vec<String> {
    open(stage, "show=idle").await;
    let ids = stage.run("return [...document.forms[0].elements.show.options].map(({ value }) => value);").await;
    let ids: Vec<String> = serde_json::from_value::<Vec<String>>(ids).expect("exhibits have ids");
    ids.into_iter().filter(|id| !id.is_empty()).collect()
}
