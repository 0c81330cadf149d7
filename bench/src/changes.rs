//! One widget that shows a hundred stories, one after the other: each when the one before has been painted.
//! It knows rounds; it doesn't know what the figures mean.

use anyhow::Result;
use serde_json::json;

use crate::book::{Book, Measure};
use crate::chromium::Chromium;
use crate::contender::Contender;
use crate::look::Look;
use crate::network::Network;
use crate::round::{Pace, order};
use crate::server::Server;
use crate::tab::{HOSTS, Sight, Tab};
use crate::{stage, story};

/// How many stories there are.
const CHANGES: usize = 100;

/// What this is called in the book.
pub(crate) const SCENE: &str = "100 changes of src";

/// Changes the source in everybody's page in rounds, without a throttle.
pub(crate) fn measure(chromium: &mut Chromium, server: &Server, pace: &Pace, book: &mut Book) -> Result<()> {
    let json = story::harbor()?;
    // Each has a headline of its own, so that it can be told that it is there.
    let mut articles = Vec::new();
    for at in 0..=CHANGES {
        let mut json = json.clone();
        json["headline"] = headline(at).into();
        articles.push(stage::publish_plain(server, &format!("change-{at}"), &json)?);
    }
    let contenders: Vec<_> = pace.contenders(&Contender::LIVE).into_iter().filter(|it| it.paints(1) > 0).collect();
    let mut pages = Vec::new();
    for &contender in &contenders {
        let embed = contender.embed_each(server, &articles[..1]);
        pages.push((contender, stage::serve_page(server, &contender.page("changes"), &embed)?));
    }
    for round in 0..pace.repeats() {
        for at in order(pages.len(), round) {
            let (contender, url) = &pages[at];
            let look = Look { scene: SCENE, contender: *contender, round, paints: 1 };
            pace.bear(change(chromium, url, &articles[1..], &look, book));
        }
        pace.say("changes", round, pace.repeats());
    }
    Ok(())
}

fn change(chromium: &mut Chromium, url: &str, articles: &[String], look: &Look<'_>, book: &mut Book) -> Result<()> {
    let sight = Sight { count: 1, needles: vec![headline(0)] };
    let mut tab = Tab::open(chromium, Network::Free, &sight)?;
    tab.load(url, 1)?;
    tab.collect()?;
    let before = tab.metrics()?;
    let headlines: Vec<_> = (1..=CHANGES).map(headline).collect();
    let expression = format!("bench.change({}, {}, {})", json!(HOSTS), json!(articles), json!(headlines));
    let (took, script) = tab.traced(|tab| tab.evaluate(&expression))?;
    let after = tab.metrics()?;
    look.note(book, Measure::Painted, took.as_f64().unwrap_or_default());
    look.note_work(book, script, after.since(before));
    tab.collect()?;
    look.note(book, Measure::Heap, tab.metrics()?.since(before).heap);
    Ok(())
}

fn headline(at: usize) -> String {
    format!("Story {at} of the Evening")
}
