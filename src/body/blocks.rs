//! The tree to the model's blocks: what each element means to a reader.
//! What has no meaning here leaves its text; what would act leaves nothing.

use super::tree::{Element, Node, is_block};
use crate::model::{Block, Cell, Image, Inline, Text, WebLink};

type Resolve<'a> = &'a dyn Fn(&str) -> Option<WebLink>;

/// Turns nodes into blocks.
pub(super) fn blocks(nodes: &[Node], link: Resolve<'_>) -> Vec<Block> {
    let mut writer = Writer { link, blocks: Vec::new(), run: Vec::new() };
    writer.nodes(nodes);
    writer.end_paragraph();
    writer.blocks
}

/// Collects blocks, and the run of text that will be the next paragraph.
struct Writer<'a> {
    link: Resolve<'a>,
    blocks: Vec<Block>,
    run: Vec<Inline>,
}

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.run.push(Inline::Text(text.as_str().into())),
                Node::Element(element) if is_dropped(&element.name) => {}
                Node::Element(element) if element.name == "img" => self.block(|writer| writer.figure(element, None)),
                Node::Element(element) if element.has_block => self.block(|writer| writer.element(element)),
                Node::Element(element) if holds_image(element) => self.nodes(&element.children),
                Node::Element(element) => self.inline(element),
            }
        }
    }

    fn inline(&mut self, element: &Element) {
        let link = self.link;
        inline(element, link, &mut self.run);
    }

    /// Ends the paragraph before and after a block.
    fn block(&mut self, write: impl FnOnce(&mut Self)) {
        self.end_paragraph();
        write(self);
        self.end_paragraph();
    }

    fn end_paragraph(&mut self) {
        let run = tidy(std::mem::take(&mut self.run));
        if !run.is_empty() {
            self.blocks.push(Block::Paragraph(run));
        }
    }

    fn element(&mut self, element: &Element) {
        match &*element.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name.as_bytes()[1] - b'0';
                self.push_unless_empty(inlines(&element.children, self.link), |run| Block::Subhead(level, run));
            }
            "blockquote" => {
                let quoted = blocks(&element.children, self.link);
                if !quoted.is_empty() {
                    self.blocks.push(Block::Quote(quoted));
                }
            }
            "ul" | "ol" | "menu" | "dir" => self.list(element),
            "figure" => self.figure_with_caption(element),
            "table" => self.table(element),
            "pre" | "listing" => {
                let text = plain_text(&element.children);
                let text = text.strip_prefix('\n').unwrap_or(&text);
                if !text.trim().is_empty() {
                    self.blocks.push(Block::Preformatted(text.trim_end().into()));
                }
            }
            "hr" => self.blocks.push(Block::Rule),
            "iframe" | "video" | "audio" => self.embed(element),
            _ => self.nodes(&element.children),
        }
    }

    fn push_unless_empty(&mut self, run: Vec<Inline>, block: impl FnOnce(Vec<Inline>) -> Block) {
        if !run.is_empty() {
            self.blocks.push(block(run));
        }
    }

    fn list(&mut self, list: &Element) {
        let start = (list.name == "ol").then(|| {
            list.attribute("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1)
        });
        let mut items: Vec<Vec<Block>> = Vec::new();
        for node in &list.children {
            match node {
                Node::Element(item) if item.name == "li" => items.push(blocks(&item.children, self.link)),
                // A list that stands beside the items instead of in one belongs to the item before it.
                other => {
                    let stray = blocks(std::slice::from_ref(other), self.link);
                    match items.last_mut() {
                        Some(item) => item.extend(stray),
                        None => items.push(stray),
                    }
                }
            }
        }
        items.retain(|item| !item.is_empty());
        if !items.is_empty() {
            self.blocks.push(Block::List { start, items });
        }
    }

    fn figure_with_caption(&mut self, figure: &Element) {
        let caption = find(&figure.children, "figcaption");
        match find(&figure.children, "img") {
            Some(image) if find(&figure.children, "table").is_none() => self.figure(image, caption),
            _ => self.nodes(&figure.children),
        }
    }

    fn figure(&mut self, image: &Element, caption: Option<&Element>) {
        let caption = caption.map(|caption| inlines(&caption.children, self.link)).unwrap_or_default();
        let url = image.attribute("src").and_then(self.link).filter(WebLink::is_page);
        let Some(url) = url else {
            return self.push_unless_empty(caption, Block::Paragraph);
        };
        let alt = image.attribute("alt").map(str::trim).filter(|alt| !alt.is_empty());
        let image = Image {
            url,
            alt: alt.map(Text::from),
            caption: None,
            credit: None,
            size: image.number("width", 10_000).zip(image.number("height", 10_000)),
            sources: Vec::new(),
            is_generated: false,
        };
        self.blocks.push(Block::Figure(image, caption));
    }

    fn table(&mut self, table: &Element) {
        let mut rows = Vec::new();
        self.rows(&table.children, &mut rows);
        rows.retain(|row| !row.is_empty());
        let caption = find(&table.children, "caption").map(|caption| inlines(&caption.children, self.link));
        if !rows.is_empty() {
            self.blocks.push(Block::Table { caption: caption.unwrap_or_default(), rows });
        }
    }

    fn rows(&self, nodes: &[Node], rows: &mut Vec<Vec<Cell>>) {
        for element in elements(nodes) {
            match &*element.name {
                "tr" => rows.push(elements(&element.children).filter_map(|cell| self.cell(cell)).collect()),
                "thead" | "tbody" | "tfoot" => self.rows(&element.children, rows),
                _ => {}
            }
        }
    }

    fn cell(&self, cell: &Element) -> Option<Cell> {
        matches!(&*cell.name, "td" | "th").then(|| Cell {
            is_header: cell.name == "th",
            columns: cell.number("colspan", 1000).unwrap_or(1),
            rows: cell.number("rowspan", 1000).unwrap_or(1),
            content: inlines(&cell.children, self.link),
        })
    }

    /// A player becomes a link to what it would play.
    fn embed(&mut self, element: &Element) {
        let source = element.attribute("src").or_else(|| find(&element.children, "source")?.attribute("src"));
        let Some(url) = source.and_then(self.link).filter(WebLink::is_page) else { return };
        let title = element.attribute("title").map(str::trim).filter(|title| !title.is_empty());
        let text = title.or(url.host()).unwrap_or_default().into();
        self.blocks.push(Block::Paragraph(vec![Inline::Link(url, vec![Inline::Text(text)])]));
    }
}

fn elements(nodes: &[Node]) -> impl Iterator<Item = &Element> {
    nodes.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

/// The first element called `name`, at any depth.
fn find<'a>(nodes: &'a [Node], name: &str) -> Option<&'a Element> {
    elements(nodes).find_map(|element| {
        if element.name == name { Some(element) } else { find(&element.children, name) }
    })
}

fn holds_image(element: &Element) -> bool {
    find(&element.children, "img").is_some()
}

/// Nodes as one run of text, their blocks parted by line ends.
fn inlines(nodes: &[Node], link: Resolve<'_>) -> Vec<Inline> {
    let mut run = Vec::new();
    inline_nodes(nodes, link, &mut run);
    tidy(run)
}

fn inline_nodes(nodes: &[Node], link: Resolve<'_>, run: &mut Vec<Inline>) {
    for node in nodes {
        match node {
            Node::Text(text) => run.push(Inline::Text(text.as_str().into())),
            Node::Element(element) if is_dropped(&element.name) => {}
            Node::Element(element) if is_block(&element.name) => {
                if !run.is_empty() {
                    run.push(Inline::Break);
                }
                inline_nodes(&element.children, link, run);
            }
            Node::Element(element) => inline(element, link, run),
        }
    }
}

fn inline(element: &Element, link: Resolve<'_>, run: &mut Vec<Inline>) {
    if matches!(&*element.name, "br" | "wbr" | "img") {
        if element.name == "br" {
            run.push(Inline::Break);
        }
        return;
    }
    let mut content = Vec::new();
    inline_nodes(&element.children, link, &mut content);
    if content.is_empty() {
        return;
    }
    let marked = match &*element.name {
        "em" | "i" | "cite" | "dfn" | "var" => Inline::Emphasis(content),
        "strong" | "b" => Inline::Strong(content),
        "code" | "kbd" | "samp" | "tt" => Inline::Code(content),
        "sup" => Inline::Superscript(content),
        "sub" => Inline::Subscript(content),
        "a" => match element.attribute("href").and_then(link) {
            Some(url) => Inline::Link(url, content),
            None => return run.extend(content),
        },
        _ => return run.extend(content),
    };
    run.push(marked);
}

/// All the text below `nodes`, its spaces kept.
fn plain_text(nodes: &[Node]) -> String {
    nodes.iter().fold(String::new(), |mut text, node| {
        match node {
            Node::Text(more) => text.push_str(more),
            Node::Element(element) if is_dropped(&element.name) => {}
            Node::Element(element) if element.name == "br" => text.push('\n'),
            Node::Element(element) => text.push_str(&plain_text(&element.children)),
        }
        text
    })
}

/// Elements that act, or stand for what text can't say: they go, and their content with them.
fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "template" | "noscript" | "noembed" | "noframes" | "svg" | "math" | "title" | "head"
            | "textarea" | "select" | "option" | "button" | "input" | "object" | "embed" | "applet" | "canvas"
            | "datalist" | "xmp" | "plaintext" | "frameset" | "frame" | "link" | "meta" | "base"
    )
}

/// Collapses white space as CSS would, and takes it and line ends off both ends.
fn tidy(run: Vec<Inline>) -> Vec<Inline> {
    let mut after_space = true;
    let mut run = collapse(run, &mut after_space);
    while trim_end(&mut run) {}
    run
}

fn collapse(run: Vec<Inline>, after_space: &mut bool) -> Vec<Inline> {
    let mut tidied: Vec<Inline> = Vec::with_capacity(run.len());
    for inline in run {
        match inline {
            Inline::Text(text) => {
                let text = collapse_text(&text, after_space);
                match tidied.last_mut() {
                    _ if text.is_empty() => {}
                    Some(Inline::Text(before)) => *before = format!("{before}{text}").into(),
                    _ => tidied.push(Inline::Text(text.into())),
                }
            }
            Inline::Break => {
                if !tidied.is_empty() {
                    tidied.push(Inline::Break);
                }
                *after_space = true;
            }
            Inline::Emphasis(inner) => push_collapsed(&mut tidied, inner, after_space, Inline::Emphasis),
            Inline::Strong(inner) => push_collapsed(&mut tidied, inner, after_space, Inline::Strong),
            Inline::Code(inner) => push_collapsed(&mut tidied, inner, after_space, Inline::Code),
            Inline::Superscript(inner) => push_collapsed(&mut tidied, inner, after_space, Inline::Superscript),
            Inline::Subscript(inner) => push_collapsed(&mut tidied, inner, after_space, Inline::Subscript),
            Inline::Link(url, inner) => {
                push_collapsed(&mut tidied, inner, after_space, |inner| Inline::Link(url, inner));
            }
        }
    }
    tidied
}

fn push_collapsed(
    tidied: &mut Vec<Inline>,
    inner: Vec<Inline>,
    after_space: &mut bool,
    mark: impl FnOnce(Vec<Inline>) -> Inline,
) {
    let inner = collapse(inner, after_space);
    if !inner.is_empty() {
        tidied.push(mark(inner));
    }
}

fn collapse_text(text: &str, after_space: &mut bool) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if !(is_space && *after_space) && c != '\0' {
            collapsed.push(if is_space { ' ' } else { c });
        }
        *after_space = is_space;
    }
    collapsed
}

/// Takes one trailing space, line end or emptied mark off `run`; says whether there may be more.
fn trim_end(run: &mut Vec<Inline>) -> bool {
    match run.last_mut() {
        Some(Inline::Break) => run.pop().is_some(),
        Some(Inline::Text(text)) => {
            let trimmed = text.trim_end_matches(' ');
            if trimmed.is_empty() {
                return run.pop().is_some();
            }
            *text = trimmed.into();
            false
        }
        Some(
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Code(inner)
            | Inline::Superscript(inner)
            | Inline::Subscript(inner)
            | Inline::Link(_, inner),
        ) => {
            let more = trim_end(inner);
            if inner.is_empty() { run.pop().is_some() } else { more }
        }
        None => false,
    }
}
