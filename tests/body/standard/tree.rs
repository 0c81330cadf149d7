//! html5ever's tree of a body, walked into the model.

use std::rc::Rc;

use dateline::model::{Block, Cell, Direction, Image, Inline, ListItem, Mark, Row, Source, Table, Tongue, WebLink};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{LocalName, ParseOpts, QualName, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The blocks of `html`.
pub(super) fn read(html: &str) -> Vec<Block> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let context = QualName::new(None, ns!(html), LocalName::from("body"));
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), false).one(html);
    let mut flow = Flow::default();
    let mut misses = false;
    let root = dom.document.children.borrow();
    for node in root.iter() {
        flow.children(node, &Around::default(), &mut misses);
    }
    flow.end()
}

/// What holds for all that stands in an element.
#[derive(Clone, Default)]
struct Around {
    marks: Vec<Mark>,
    /// The tongue of the passage.
    passage: Option<Tongue>,
    is_preformatted: bool,
    /// Whether only pictures are seen.
    has_no_words: bool,
    /// The name of the element itself.
    parent: String,
}

/// Blocks, and the run that the next one is to be.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    run: Vec<Inline>,
    has_word: bool,
    is_list: bool,
    items: Vec<ListItem>,
    is_quote: bool,
    is_figure: bool,
    is_table: bool,
    caption: Vec<Inline>,
    row: Row,
    rows: Vec<Row>,
    head: Vec<Row>,
}

impl Flow {
    fn end(mut self) -> Vec<Block> {
        self.end_run();
        self.blocks
    }

    fn end_run(&mut self) {
        self.has_word = false;
        let mut run = std::mem::take(&mut self.run);
        while trim(&mut run) {}
        if !run.is_empty() {
            self.blocks.push(Block::Paragraph(run));
        }
    }

    fn push(&mut self, block: Block) {
        self.end_run();
        self.blocks.push(block);
    }

    fn children(&mut self, node: &Handle, around: &Around, misses: &mut bool) {
        for child in node.children.borrow().iter() {
            match &child.data {
                NodeData::Text { contents } => self.text(&contents.borrow(), around),
                NodeData::Element { .. } => self.element(child, around, misses),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, around: &Around) {
        if around.has_no_words {
            return;
        }
        let mut words = String::new();
        for c in text.chars().filter(|c| *c != '\0') {
            let is_space = [' ', '\t', '\n', '\r', '\u{c}'].contains(&c);
            if around.is_preformatted || !is_space {
                words.push(c);
            } else if self.has_word {
                words.push(' ');
            }
            self.has_word = !is_space;
        }
        if !words.is_empty() {
            let words = Inline::Text(words.into());
            self.run
                .push(around.marks.iter().rev().fold(words, |words, mark| Inline::Marked(mark.clone(), vec![words])));
        }
    }

    fn element(&mut self, node: &Handle, around: &Around, misses: &mut bool) {
        let name = name(node);
        let mut inner = Around { parent: name.clone(), ..around.clone() };
        let own = tongue(node);
        let tongue = own.clone().filter(|own| around.passage.as_ref() != Some(own));
        match &*name {
            "script" | "style" | "title" | "noembed" | "noframes" | "textarea" | "xmp" | "plaintext" | "template"
            | "svg" | "math" | "applet" | "button" | "select" | "datalist" => {}
            "iframe" | "embed" => self.film(node, "src", around),
            "object" => self.film(node, "data", around),
            "video" | "audio" | "canvas" => {
                self.film(node, "src", around);
                if page(node, "src").is_none() {
                    let sources = descendants(node);
                    if let Some(source) =
                        sources.iter().find(|node| self::name(node) == "source" && page(node, "src").is_some())
                    {
                        self.link(attribute(node, "title"), page(source, "src"), around);
                    }
                }
            }
            "noscript" => {
                if std::mem::take(misses) {
                    inner.has_no_words = true;
                    self.children(node, &inner, misses);
                }
            }
            "br" => {
                if !around.has_no_words && !self.run.is_empty() {
                    self.run.push(
                        around
                            .marks
                            .iter()
                            .rev()
                            .fold(Inline::Break, |run, mark| Inline::Marked(mark.clone(), vec![run])),
                    );
                    self.has_word = false;
                } else if !around.has_no_words {
                    self.has_word = false;
                }
            }
            "hr" if around.has_no_words => {}
            "hr" => self.push(Block::Rule),
            "img" | "image" => match image(node) {
                _ if !around.has_no_words
                    && attribute(node, "class")
                        .is_some_and(|class| class.contains("emoji") || class.contains("smiley")) =>
                {
                    self.text(
                        &attribute(node, "alt").unwrap_or_default(),
                        &Around { is_preformatted: false, ..around.clone() },
                    );
                }
                Some(image) if image.size == Some((1, 1)) => {}
                Some(image) => self.push(Block::Figure(image, Vec::new())),
                None => *misses = true,
            },
            "cite"
                if around.parent == "blockquote" && self.is_quote && self.run.is_empty() && !self.blocks.is_empty() =>
            {
                self.marked(&mut inner, own);
                self.words(node, &inner, misses, Block::Citation);
            }
            _ if mark(&name).is_some() || name == "a" || name == "span" || INLINE.contains(&&*name) => {
                inner.marks.extend(own.map(Mark::Foreign));
                if name == "a" {
                    inner.marks.retain(|mark| !matches!(mark, Mark::Link(_)));
                    let href = attribute(node, "href").filter(|href| !href.starts_with('#'));
                    inner.marks.extend(href.and_then(|href| link(&href)).map(Mark::Link));
                } else {
                    inner.marks.extend(mark(&name));
                }
                self.children(node, &inner, misses);
            }
            _ if around.has_no_words => self.children(node, &inner, misses),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.passage(tongue, &mut inner, |flow, inner| {
                let level = name.as_bytes()[1] - b'0';
                inner.is_preformatted = false;
                flow.words(node, inner, misses, |run| Block::Subhead(level, run));
            }),
            "pre" | "listing" => self.passage(tongue, &mut inner, |flow, inner| {
                inner.is_preformatted = true;
                flow.words(node, inner, misses, Block::Preformatted);
            }),
            "footer" if self.is_quote => {
                self.marked(&mut inner, own);
                self.words(node, &inner, misses, Block::Citation);
            }
            "footer" => {
                self.marked(&mut inner, own);
                self.words(node, &inner, misses, Block::Paragraph);
            }
            "blockquote" => self.passage(tongue, &mut inner, |flow, inner| {
                let blocks = Self { is_quote: true, ..Self::default() }.filled(node, inner, misses).blocks;
                if !blocks.is_empty() {
                    flow.blocks.push(Block::Quote(blocks));
                }
            }),
            "ul" | "ol" | "menu" | "dir" => self.passage(tongue, &mut inner, |flow, inner| {
                let mut list = Self { is_list: true, ..Self::default() }.filled(node, inner, misses);
                list.end_stray();
                let number = attribute(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
                let start = (name == "ol").then_some(number);
                if !list.items.is_empty() {
                    let list = Block::List { start, items: list.items };
                    match flow.items.last_mut() {
                        Some(item) if flow.blocks.is_empty() => item.push(list),
                        _ => flow.blocks.push(list),
                    }
                }
            }),
            "li" => {
                self.end_run();
                inner.is_preformatted = false;
                let mut item = Self::default();
                item.passage(tongue, &mut inner, |item, inner| item.children(node, inner, misses));
                let blocks = item.end();
                if self.is_list {
                    self.end_stray();
                    if !blocks.is_empty() {
                        self.items.push(blocks);
                    }
                } else {
                    self.blocks.extend(blocks);
                }
            }
            "figure" => self.passage(tongue, &mut inner, |flow, inner| {
                let Self { mut blocks, caption, .. } =
                    Self { is_figure: true, ..Self::default() }.filled(node, inner, misses);
                match blocks.last_mut() {
                    _ if caption.is_empty() => {}
                    Some(Block::Figure(_, own)) if own.is_empty() => *own = caption,
                    Some(Block::Table(table)) if table.caption.is_empty() => table.caption = caption,
                    Some(Block::Quote(blocks)) => blocks.push(Block::Citation(caption)),
                    _ => blocks.push(Block::Paragraph(caption)),
                }
                flow.blocks.extend(blocks);
            }),
            "figcaption" | "caption" => {
                self.end_run();
                self.marked(&mut inner, own);
                inner.is_preformatted = false;
                let blocks = Self::default().filled(node, &inner, misses).blocks;
                let is_words = blocks.iter().all(|block| matches!(block, Block::Paragraph(_)));
                if is_words && (self.is_figure || self.is_table) {
                    for block in blocks {
                        if let Block::Paragraph(run) = block {
                            if !self.caption.is_empty() {
                                self.caption.push(Inline::Break);
                            }
                            self.caption.extend(run);
                        }
                    }
                } else {
                    self.blocks.extend(blocks);
                }
            }
            "table" => self.passage(tongue, &mut inner, |flow, inner| {
                let mut table = Self { is_table: true, ..Self::default() }.filled(node, inner, misses);
                flow.blocks.append(&mut table.blocks);
                let is_single = table.head.is_empty()
                    && table.caption.is_empty()
                    && table.rows.len() == 1
                    && table.rows[0].len() == 1;
                if is_single {
                    flow.blocks.append(&mut table.rows[0][0].blocks);
                } else if !table.head.is_empty() || !table.rows.is_empty() {
                    flow.blocks.push(Block::Table(Table {
                        caption: table.caption,
                        head: table.head,
                        body: table.rows,
                    }));
                } else if !table.caption.is_empty() {
                    flow.blocks.push(Block::Paragraph(table.caption));
                }
            }),
            "tr" => {
                self.end_run();
                inner.is_preformatted = false;
                let row = Self::default().filled(node, &inner, misses).row;
                if row.is_empty() {
                } else if around.parent == "thead" && self.rows.is_empty() {
                    self.head.push(row);
                } else {
                    self.rows.push(row);
                }
            }
            "td" | "th" => {
                let mut cell = Self::default();
                inner.is_preformatted = false;
                cell.passage(tongue, &mut inner, |cell, inner| cell.children(node, inner, misses));
                let span = |name| number(node, name).unwrap_or(1).min(100);
                let (columns, rows) = (span("colspan"), span("rowspan"));
                self.row.push(Cell { is_header: name == "th", columns, rows, blocks: cell.end() });
            }
            _ if BLOCKS.contains(&&*name) => {
                self.passage(tongue, &mut inner, |flow, inner| flow.children(node, inner, misses));
            }
            _ => self.children(node, &inner, misses),
        }
    }

    fn filled(mut self, node: &Handle, around: &Around, misses: &mut bool) -> Self {
        self.children(node, around, misses);
        self.end_run();
        self
    }

    fn end_stray(&mut self) {
        if !self.blocks.is_empty() {
            self.items.push(std::mem::take(&mut self.blocks));
        }
    }

    fn marked(&mut self, inner: &mut Around, tongue: Option<Tongue>) {
        self.end_run();
        inner.marks.extend(tongue.map(Mark::Foreign));
    }

    /// An element whose paragraphs are something else.
    fn words(&mut self, node: &Handle, around: &Around, misses: &mut bool, turned: impl Fn(Vec<Inline>) -> Block) {
        let around = Around {
            is_preformatted: around.is_preformatted && around.parent.starts_with(['p', 'l']),
            ..around.clone()
        };
        for block in Self::default().filled(node, &around, misses).blocks {
            self.blocks.push(match block {
                Block::Paragraph(run) => turned(run),
                block => block,
            });
        }
    }

    /// A block with a tongue of its own, perhaps.
    fn passage(&mut self, tongue: Option<Tongue>, inner: &mut Around, fill: impl FnOnce(&mut Self, &mut Around)) {
        self.end_run();
        let Some(tongue) = tongue else {
            if !BLOCKS.contains(&&*inner.parent) {
                inner.is_preformatted = false;
            }
            fill(self, inner);
            return self.end_run();
        };
        inner.passage = Some(tongue.clone());
        inner.is_preformatted = false;
        let mut passage = Self::default();
        fill(&mut passage, inner);
        let blocks = passage.end();
        if !blocks.is_empty() {
            self.blocks.push(Block::Passage(tongue, blocks));
        }
    }

    fn film(&mut self, node: &Handle, address: &str, around: &Around) {
        self.link(attribute(node, "title").or_else(|| attribute(node, "aria-label")), page(node, address), around);
    }

    fn link(&mut self, title: Option<String>, url: Option<WebLink>, around: &Around) {
        if let Some(url) = url.filter(|_| !around.has_no_words) {
            let title = title.unwrap_or_else(|| url.host().unwrap_or_default().to_owned());
            let words = vec![Inline::Text(title.into())];
            self.push(Block::Paragraph(vec![Inline::Marked(Mark::Link(url), words)]));
        }
    }
}

/// Elements that part text and mean nothing more.
const BLOCKS: [&str; 26] = [
    "p", "div", "address", "section", "article", "header", "aside", "main", "nav", "hgroup", "details", "summary",
    "dl", "dt", "dd", "form", "fieldset", "legend", "dialog", "search", "center", "thead", "tbody", "tfoot",
    "colgroup", "col",
];
/// Elements that may say which language their words are in.
const INLINE: [&str; 8] = ["font", "u", "abbr", "bdi", "bdo", "time", "big", "nobr"];

fn mark(name: &str) -> Option<Mark> {
    Some(match name {
        "em" | "i" | "cite" | "dfn" | "var" => Mark::Emphasis,
        "strong" | "b" => Mark::Strong,
        "code" | "tt" | "kbd" | "samp" => Mark::Code,
        "s" | "strike" | "del" => Mark::Deleted,
        "ins" => Mark::Inserted,
        "small" => Mark::Small,
        "mark" => Mark::Highlighted,
        "q" => Mark::Quoted,
        "sup" => Mark::Superscript,
        "sub" => Mark::Subscript,
        _ => return None,
    })
}

/// An HTML element's name; one of a drawing or a formula has its root's.
fn name(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } if name.ns == ns!(html) => name.local.to_string(),
        NodeData::Element { name, .. } if name.ns == ns!(svg) => "svg".to_owned(),
        _ => "math".to_owned(),
    }
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    let attrs = attrs.borrow();
    let value = attrs.iter().find(|attribute| &*attribute.name.local == name)?.value.trim_ascii().to_owned();
    (!value.is_empty()).then_some(value)
}

fn number(node: &Handle, name: &str) -> Option<u32> {
    attribute(node, name)?.trim_end_matches("px").parse().ok().filter(|number| *number > 0)
}

fn link(raw: &str) -> Option<WebLink> {
    let url = url::Url::parse(crate::SRC).expect("it is absolute").join(raw).ok()?;
    WebLink::new(url.as_str())
}

fn page(node: &Handle, name: &str) -> Option<WebLink> {
    link(&attribute(node, name)?).filter(WebLink::is_page)
}

fn tongue(node: &Handle) -> Option<Tongue> {
    let is_tag = |tag: &String| tag.len() > 1 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let language = attribute(node, "lang").filter(is_tag).map(Rc::from);
    let direction = match attribute(node, "dir").map(|dir| dir.to_ascii_lowercase()).as_deref() {
        Some("ltr") => Some(Direction::LeftToRight),
        Some("rtl") => Some(Direction::RightToLeft),
        _ => None,
    };
    (language.is_some() || direction.is_some()).then_some(Tongue { language, direction })
}

fn image(node: &Handle) -> Option<Image> {
    let list = ["srcset", "data-srcset", "data-lazy-srcset"].iter().find_map(|name| attribute(node, name));
    let candidate = |candidate: &str| {
        let (url, width) = candidate.trim_ascii().split_once(char::is_whitespace)?;
        let width = width.trim_ascii().strip_suffix('w')?.parse().ok().filter(|width| (1..=10_000).contains(width))?;
        Some(Source { url: link(url).filter(WebLink::is_page)?, width })
    };
    let sources: Vec<Source> = list.iter().flat_map(|list| list.split(", ")).filter_map(candidate).collect();
    let address = ["src", "data-src", "data-lazy-src", "data-original"].iter().find_map(|name| page(node, name));
    let url = address.or_else(|| sources.last().map(|source| source.url.clone()))?;
    let side = |name| number(node, name).filter(|side| *side <= 10_000);
    Some(Image {
        alt: attribute(node, "alt").map(Rc::from),
        size: side("width").zip(side("height")),
        sources,
        ..Image::new(url)
    })
}

fn descendants(node: &Handle) -> Vec<Handle> {
    let children = node.children.borrow();
    children.iter().flat_map(|child| [vec![child.clone()], descendants(child)].concat()).collect()
}

/// Takes trailing white space off a run; says whether there may be more.
fn trim(run: &mut Vec<Inline>) -> bool {
    let is_gone = match run.last_mut() {
        None => return false,
        Some(Inline::Break) => true,
        Some(Inline::Marked(_, inner)) => {
            while trim(inner) {}
            inner.is_empty()
        }
        Some(Inline::Text(text)) => {
            *text = text.trim_end_matches([' ', '\n']).into();
            text.is_empty()
        }
    };
    if is_gone {
        run.pop();
    }
    is_gone
}
