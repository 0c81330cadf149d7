//! Any text as a body: nothing may panic, nest deeply or be read otherwise a second time.

#![no_main]

use dateline::decode::{self, Json};
use dateline::model::{Article, Block};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/body/written.rs"]
mod written;

/// The blocks, quotes and cells that may stand in each other.
const MAX_DEPTH: usize = 64;

fuzz_target!(|html: &str| {
    let once = article(html);
    assert!(depth(&once.body) <= MAX_DEPTH, "deep");
    // What is as deep as it may be is flattened when it is written otherwise.
    if !once.is_cut && depth(&once.body) < MAX_DEPTH / 4 {
        let first = written::written(&once.body);
        let again = article(&first);
        assert_eq!(written::written(&again.body), first);
        assert_eq!(written::words(&again.body), written::words(&once.body));
    }
});

fn article(html: &str) -> Article {
    let text = |text: &str| Json::Text(text.into());
    let json = Json::Object(vec![("headline".into(), text("H")), ("body".into(), text(html))]);
    decode::decode(&json, "https://news.example/a/1.json").expect("it has a headline").article
}

fn depth(blocks: &[Block]) -> usize {
    blocks.iter().map(depth_of_block).max().unwrap_or(0)
}

fn depth_of_block(block: &Block) -> usize {
    1 + match block {
        Block::Quote(blocks) | Block::Passage(_, blocks) => depth(blocks),
        Block::List { items, .. } => items.iter().map(|item| depth(item)).max().unwrap_or(0),
        Block::Table(table) => {
            let cells = table.head.iter().chain(&table.body).flatten();
            cells.map(|cell| depth(&cell.blocks)).max().unwrap_or(0)
        }
        _ => 0,
    }
}
