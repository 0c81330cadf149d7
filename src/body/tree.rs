//! Tags and text to a tree, forgiving what newsrooms' editors leave open or close twice.
//! It knows which elements end which, and nothing of their meaning.

use super::tokens::{Token, tokens};

/// How deep elements may stand in each other; deeper ones leave their text.
const MAX_DEPTH: usize = 64;
/// How many elements a body may have.
const MAX_ELEMENTS: usize = 20_000;

/// A piece of the body.
#[derive(Debug)]
pub(super) enum Node {
    /// Characters.
    Text(String),
    /// An element and what stands in it.
    Element(Element),
}

/// An element and what stands in it.
#[derive(Debug)]
pub(super) struct Element {
    /// The name in lower case.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// What stands in it, first to last.
    pub(super) children: Vec<Node>,
    /// Whether a block stands somewhere in it.
    pub(super) has_block: bool,
}

impl Element {
    /// The value of an attribute, if it is there.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| &**value)
    }

    /// An attribute's whole number, if it is one between 1 and `most`.
    pub(super) fn number(&self, name: &str, most: u32) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok().filter(|number| (1..=most).contains(number))
    }
}

/// Reads `html` into its top-level nodes.
pub(super) fn parse(html: &str) -> Vec<Node> {
    let mut builder = Builder { open: vec![element(String::new(), Vec::new())], elements: 0 };
    for token in tokens(html) {
        match token {
            Token::Text(text) => builder.text(text),
            Token::Open { name, attributes } if builder.elements < MAX_ELEMENTS => builder.open(name, attributes),
            Token::Open { .. } => break,
            Token::Close { name } => builder.close(&name),
        }
    }
    builder.close_down_to(1);
    builder.open.pop().map(|root| root.children).unwrap_or_default()
}

fn element(name: String, attributes: Vec<(String, String)>) -> Element {
    Element { has_block: is_block(&name), name, attributes, children: Vec::new() }
}

struct Builder {
    /// The elements not yet closed, the outermost first; the first is the body itself.
    open: Vec<Element>,
    elements: usize,
}

impl Builder {
    fn add(&mut self, node: Node) {
        if let Some(parent) = self.open.last_mut() {
            parent.children.push(node);
        }
    }

    fn text(&mut self, text: String) {
        let siblings = self.open.last_mut().map(|parent| &mut parent.children);
        match siblings.and_then(|siblings| siblings.last_mut()) {
            Some(Node::Text(before)) => before.push_str(&text),
            _ => self.add(Node::Text(text)),
        }
    }

    fn open(&mut self, name: String, attributes: Vec<(String, String)>) {
        self.elements += 1;
        if is_void(&name) {
            return self.add(Node::Element(element(name, attributes)));
        }
        self.close_implied(&name);
        if self.open.len() > MAX_DEPTH {
            return;
        }
        self.open.push(element(name, attributes));
    }

    fn close(&mut self, name: &str) {
        if name == "br" {
            return self.add(Node::Element(element(name.to_owned(), Vec::new())));
        }
        let is_wall = |element: &Element| is_cell(&element.name) && !matches!(name, "table" | "tr" | "tbody" | "thead" | "tfoot");
        let matching = self.open.iter().enumerate().skip(1).rev();
        let found = matching
            .take_while(|(_, element)| element.name == name || !is_wall(element))
            .find(|(_, element)| element.name == name);
        if let Some((at, _)) = found {
            self.close_down_to(at);
        }
    }

    /// Closes what the start of `name` ends without saying so.
    fn close_implied(&mut self, name: &str) {
        let (ended, walls): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr", "caption"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption"], &["table"]),
            "a" => (&["a"], &["td", "th", "figure"]),
            _ if is_block(name) => (&["p"], &["td", "th", "li", "blockquote", "figure", "div"]),
            _ => return,
        };
        let inner = self.open.iter().enumerate().skip(1).rev();
        let found = inner
            .take_while(|(_, element)| !walls.contains(&&*element.name))
            .find(|(_, element)| ended.contains(&&*element.name));
        if let Some((at, _)) = found {
            self.close_down_to(at);
        }
    }

    /// Closes the innermost elements until `length` are open.
    fn close_down_to(&mut self, length: usize) {
        while self.open.len() > length {
            let Some(closed) = self.open.pop() else { return };
            if let Some(parent) = self.open.last_mut() {
                parent.has_block |= closed.has_block;
                parent.children.push(Node::Element(closed));
            }
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr" | "image" | "img" | "input"
            | "keygen" | "link" | "meta" | "param" | "source" | "track" | "wbr"
    )
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address" | "article" | "aside" | "blockquote" | "center" | "dd" | "details" | "dialog" | "dir" | "div" | "dl"
            | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
            | "header" | "hgroup" | "hr" | "li" | "listing" | "main" | "menu" | "nav" | "ol" | "p" | "pre" | "search"
            | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" | "iframe" | "video" | "audio"
    )
}
