//! Whether all say the same: the text of each beside Dateline's.
//! It knows text; it doesn't know how it is shown.

use anyhow::Result;

use crate::chromium::Chromium;
use crate::contender::Contender;
use crate::network::Network;
use crate::server::Server;
use crate::tab::{Sight, Tab};
use crate::{stage, story};

/// How many differences are shown.
const SHOWN: usize = 8;

/// Who is compared with Dateline.
///
/// Not the snapshot: it tells dates where the widget tells how long ago that is.
const OTHERS: [Contender; 4] = [Contender::Vanilla, Contender::Lit, Contender::Preact, Contender::React];

/// Says where texts differ, and how many do.
pub(crate) fn compare(chromium: &mut Chromium, server: &Server) -> Result<usize> {
    let json = story::harbor()?;
    let article = stage::publish(server, "text", &json)?;
    let mut text_of = |contender: Contender| -> Result<Vec<String>> {
        let embed = contender.embed(server, &article, "")?;
        let url = stage::serve_page(server, &contender.page("text"), &embed)?;
        let sight = Sight { count: 1, needles: story::needles(&json) };
        let mut tab = Tab::open(chromium, Network::Free, &sight)?;
        tab.load(&url, 1)?;
        let text = tab.evaluate("bench.words()")?;
        Ok(text.as_str().unwrap_or_default().split('\n').map(str::to_owned).collect())
    };
    let ours = text_of(Contender::Plain)?;
    let mut differing = 0;
    for contender in OTHERS {
        let theirs = text_of(contender)?;
        let lines = ours.len().max(theirs.len());
        let line = |text: &[String], at: usize| text.get(at).cloned().unwrap_or_default();
        let apart: Vec<usize> = (0..lines).filter(|at| line(&ours, *at) != line(&theirs, *at)).collect();
        if apart.is_empty() {
            continue;
        }
        differing += 1;
        println!("{} says otherwise in {} of {lines} lines:", contender.name(), apart.len());
        for at in apart.into_iter().take(SHOWN) {
            println!("  Dateline: {}\n  {}: {}", line(&ours, at), contender.name(), line(&theirs, at));
        }
    }
    Ok(differing)
}
