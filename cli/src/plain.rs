//! A story as plain text.

use dateline::model::{Block, Inline, Mark, Row, Text};
use dateline::wording::{Label, Moment};

use crate::snapshot::sentence;
use crate::story::Story;

/// The story, paragraph by paragraph, with empty lines between.
pub(crate) fn of(story: &Story) -> String {
    let (article, labels) = (&story.article, story.labels());
    if story.withheld.is_some() {
        let mut text = sentence(story) + "\n";
        if let Some(url) = article.url.as_ref() {
            text += &format!("\n{}\n", url.href());
        }
        return text;
    }
    let mut paragraphs = vec![article.headline.text().to_string()];
    let mut add = |paragraph: Option<String>| paragraphs.extend(paragraph.filter(|text| !text.is_empty()));
    let text = |text: &Option<Text>| text.as_deref().map(str::to_owned);
    add(text(&article.summary));
    let names = article.byline.iter().map(|name| name.name.to_string()).collect::<Vec<_>>().join(", ");
    let place = article.place.as_deref().unwrap_or_default();
    let moments = [(Label::Published, &story.wording.created), (Label::Updated, &story.wording.updated)];
    let moments = moments.into_iter().filter_map(|(label, moment)| Some(told(&labels.get(label), moment.as_ref()?)));
    let about: Vec<_> = [names, place.to_owned()].into_iter().chain(moments).filter(|line| !line.is_empty()).collect();
    add(Some(about.join("\n")));
    if let Some(image) = &article.image {
        let credit = image.credit.as_deref().map(|credit| labels.with(Label::ImageCredit, credit).to_string());
        let lines: Vec<_> = [text(&image.caption), credit, story.disclaimer()].into_iter().flatten().collect();
        add(Some(lines.join("\n")));
    }
    add(Some(blocks(&article.body)));
    add(text(&article.credit));
    add(text(&article.rights));
    for (correction, moment) in article.corrections.iter().zip(&story.wording.corrections) {
        let lead = labels.get(Label::Correction);
        let lead = moment.as_ref().map_or_else(|| lead.to_string(), |moment| told(&lead, moment));
        add(Some(format!("{lead}: {}", correction.text)));
    }
    if let Some(url) = &article.url {
        let words = labels.with(Label::ReadAt, story.publisher().unwrap_or_default());
        add(Some(format!("{words}\n{}", url.href())));
    }
    paragraphs.join("\n\n") + "\n"
}

/// A moment behind a word.
fn told(word: &str, moment: &Moment) -> String {
    let zone = moment.zone.as_ref().map_or("", |zone| &zone.short);
    let there = moment.at_publisher.as_ref().map(|clock| format!(" ({clock})")).unwrap_or_default();
    format!("{word} {}{zone}{}{there}", moment.text, moment.rest)
}

/// Blocks as text, with empty lines between.
pub(crate) fn blocks(blocks: &[Block]) -> String {
    let blocks = blocks.iter().map(block).filter(|text| !text.trim().is_empty());
    blocks.collect::<Vec<_>>().join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(run) | Block::Subhead(_, run) | Block::Preformatted(run) => words(run),
        Block::Citation(run) => format!("— {}", words(run)),
        Block::Quote(blocks) => indented("> ", "> ", &self::blocks(blocks)),
        Block::List { start, items } => {
            let items = items.iter().enumerate().map(|(at, item)| {
                let sign = start.map_or_else(|| "•".to_owned(), |start| format!("{}.", i64::from(start) + at as i64));
                indented(&format!("{sign} "), "  ", &blocks(item))
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Figure(image, caption) => {
            let lines = [image.alt.as_deref().unwrap_or_default().to_owned(), words(caption)];
            lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        }
        Block::Table(table) => {
            let rows = table.head.iter().chain(&table.body).map(row);
            let caption = Some(words(&table.caption)).filter(|caption| !caption.is_empty());
            caption.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
        }
        Block::Rule => "* * *".to_owned(),
        Block::Passage(_, blocks) => self::blocks(blocks),
    }
}

fn row(row: &Row) -> String {
    let cells = row.iter().map(|cell| blocks(&cell.blocks).replace('\n', " "));
    cells.collect::<Vec<_>>().join(" | ")
}

/// Puts a sign before the first line, and something before each of the others.
fn indented(first: &str, others: &str, text: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| format!("{}{line}", if at == 0 { first } else { others }));
    lines.collect::<Vec<_>>().join("\n")
}

/// A run of words; those that no longer hold can't be struck out here, and are left out.
fn words(run: &[Inline]) -> String {
    let words = run.iter().map(|inline| match inline {
        Inline::Text(text) => text.to_string(),
        Inline::Break => "\n".to_owned(),
        Inline::Marked(Mark::Deleted, _) => String::new(),
        Inline::Marked(Mark::Quoted, run) => format!("“{}”", words(run)),
        Inline::Marked(_, run) => words(run),
    });
    words.collect()
}
