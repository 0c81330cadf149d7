//! One article on a page, by everybody, on every network: with an empty cache, and once more.
//! It knows rounds; it doesn't know what the figures mean.

use anyhow::Result;

use crate::book::{Book, Measure};
use crate::chromium::Chromium;
use crate::contender::Contender;
use crate::look::Look;
use crate::network::Network;
use crate::round::{Pace, order};
use crate::server::Server;
use crate::tab::{Sight, Tab};
use crate::{stage, story};

/// What a load is called in the book.
pub(crate) fn scene(network: Network, is_warm: bool) -> String {
    format!("{}, {}", network.name(), if is_warm { "warm" } else { "cold" })
}

/// The largest layout shift of all loads: what happens now and then no median shows.
pub(crate) fn largest_shift(book: &Book, contender: Contender) -> Option<f64> {
    let scenes = Network::ALL.into_iter().flat_map(|network| [scene(network, false), scene(network, true)]);
    scenes.filter_map(|scene| book.most(&scene, contender, Measure::Shift)).reduce(f64::max)
}

/// Loads everybody's page in rounds.
pub(crate) fn measure(chromium: &mut Chromium, server: &Server, pace: &Pace, book: &mut Book) -> Result<()> {
    let json = story::harbor()?;
    let article = stage::publish(server, "harbor", &json)?;
    stage::publish_framed(server, &article)?;
    let (needles, hero) = (story::needles(&json), story::hero(&json, &article));
    for network in pace.networks() {
        // Anew for each network: a snapshot counts as fresh for some minutes only.
        let mut pages = Vec::new();
        for contender in pace.contenders(&Contender::ALL) {
            let embed = contender.embed(server, &article, &hero)?;
            pages.push((contender, stage::serve_page(server, &contender.page("load"), &embed)?));
        }
        let rounds = pace.rounds(network);
        for round in 0..rounds {
            for at in order(pages.len(), round) {
                let (contender, url) = &pages[at];
                let sight = Sight { count: contender.paints(1), needles: needles.clone() };
                let mut tab = Tab::open(chromium, network, &sight)?;
                for is_warm in [false, true] {
                    if is_warm {
                        tab.leave()?;
                    }
                    let look =
                        Look { scene: &scene(network, is_warm), contender: *contender, round, paints: sight.paints() };
                    pace.bear(look.load(&mut tab, server, url, book));
                }
            }
            pace.say(network.name(), round, rounds);
        }
        for is_warm in [false, true] {
            book.take_off_the_page(&scene(network, is_warm), &[Measure::Script, Measure::Layout, Measure::Thread]);
        }
    }
    Ok(())
}
