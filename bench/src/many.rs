//! One, ten and a hundred widgets on a page, each with a story of its own address.
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

/// How many widgets a page has.
pub(crate) const COUNTS: [usize; 3] = [1, 10, 100];

/// What each widget beyond the tenth adds, in the book.
pub(crate) const FURTHER: &str = "each further widget";

const MEASURES: [Measure; 7] = [
    Measure::Painted,
    Measure::Script,
    Measure::Layout,
    Measure::Thread,
    Measure::Heap,
    Measure::Memory,
    Measure::Held,
];

/// What the page alone takes too.
const ALONE: [Measure; 5] = [Measure::Script, Measure::Layout, Measure::Thread, Measure::Heap, Measure::Held];

/// What so many widgets are called in the book.
pub(crate) fn scene(count: usize) -> String {
    if count == 1 { "1 widget".to_owned() } else { format!("{count} widgets") }
}

/// Loads everybody's pages in rounds, without a throttle.
pub(crate) fn measure(chromium: &mut Chromium, server: &Server, pace: &Pace, book: &mut Book) -> Result<()> {
    let json = story::harbor()?;
    let articles = stage::publish_each(server, "many", COUNTS[2], &json)?;
    let needles = story::needles(&json);
    let contenders = pace.contenders(&Contender::LIVE);
    let mut pages = Vec::new();
    for &contender in &contenders {
        for count in COUNTS {
            let embed = contender.embed_each(server, &articles[..count]);
            let url = stage::serve_page(server, &contender.page(&format!("many-{count}")), &embed)?;
            pages.push((contender, count, url));
        }
    }
    for round in 0..pace.repeats() {
        for at in order(pages.len(), round) {
            let (contender, count, url) = &pages[at];
            let sight = Sight { count: contender.paints(*count), needles: needles.clone() };
            let mut tab = Tab::open(chromium, Network::Free, &sight)?;
            let scene = scene(*count);
            let look = Look { scene: &scene, contender: *contender, round, paints: sight.paints() };
            pace.bear(look.load(&mut tab, server, url, book).and_then(|()| look.weigh(&mut tab, book)));
        }
        for &contender in &contenders {
            note_further(book, contender, round);
        }
        pace.say("widgets", round, pace.repeats());
    }
    for count in COUNTS {
        book.take_off_the_page(&scene(count), &ALONE);
    }
    Ok(())
}

/// What lies between ten and a hundred, by ninety.
fn note_further(book: &mut Book, contender: Contender, round: usize) {
    for measure in MEASURES {
        let of = |count: usize| book.of(&scene(count), contender, round, measure);
        if let (Some(few), Some(many)) = (of(COUNTS[1]), of(COUNTS[2])) {
            book.note(FURTHER, contender, round, measure, (many - few) / (COUNTS[2] - COUNTS[1]) as f64);
        }
    }
}
