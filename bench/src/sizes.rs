//! Long bodies and long lists, one article on a page.
//! It knows rounds; it doesn't know what the figures mean.

use anyhow::Result;
use serde_json::Value;

use crate::book::{Book, Measure};
use crate::chromium::Chromium;
use crate::contender::Contender;
use crate::look::Look;
use crate::network::Network;
use crate::round::{Pace, order};
use crate::server::Server;
use crate::tab::{Sight, Tab};
use crate::{stage, story};

/// What is measured, by its name in the book.
pub(crate) const SCENES: [&str; 6] =
    ["4 KB body", "100 KB body", "1 MB body", "4 stories", "100 stories", "1,000 stories"];

fn article(json: &Value, scene: &str) -> Value {
    match scene {
        "4 KB body" => story::with_body(json, 4_000),
        "100 KB body" => story::with_body(json, 100_000),
        "1 MB body" => story::with_body(json, 1_000_000),
        "4 stories" => story::with_list(json, 4),
        "100 stories" => story::with_list(json, 100),
        _ => story::with_list(json, 1000),
    }
}

/// Loads everybody's pages in rounds, without a throttle.
pub(crate) fn measure(chromium: &mut Chromium, server: &Server, pace: &Pace, book: &mut Book) -> Result<()> {
    let json = story::harbor()?;
    let mut pages = Vec::new();
    for (at, scene) in SCENES.into_iter().enumerate() {
        let json = article(&json, scene);
        let article = stage::publish(server, &format!("size-{at}"), &json)?;
        for contender in pace.contenders(&Contender::LIVE) {
            let embed = contender.embed_each(server, std::slice::from_ref(&article));
            let url = stage::serve_page(server, &contender.page(&format!("size-{at}")), &embed)?;
            pages.push((contender, scene, story::needles(&json), url));
        }
    }
    for round in 0..pace.repeats() {
        for at in order(pages.len(), round) {
            let (contender, scene, needles, url) = &pages[at];
            let sight = Sight { count: contender.paints(1), needles: needles.clone() };
            let mut tab = Tab::open(chromium, Network::Free, &sight)?;
            let look = Look { scene, contender: *contender, round, paints: sight.paints() };
            pace.bear(look.load(&mut tab, server, url, book));
        }
        pace.say("sizes", round, pace.repeats());
    }
    for scene in SCENES {
        book.take_off_the_page(scene, &[Measure::Script, Measure::Layout, Measure::Thread]);
    }
    Ok(())
}
