//! An article in, markup out: `fixtures/NAME.json` beside its expected `fixtures/NAME.html`.
//!
//! `DATELINE_BLESS=1 cargo test --test view` writes what is expected anew; the diff is the review.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::{env, fs};

use dateline::decode::{self, Json};
use dateline::model::{Article, List};
use dateline::prelude::*;
use yew::LocalServerRenderer;

use markup::Node;

/// All `::part()` names of the contract.
const PARTS: &str = "article headline summary byline author dateline created updated image caption disclaimer tags tag \
    body credit correction source-link share trending opinion videos latest story rank region connect feedback \
    newsletter footer notice retry skeleton";

/// Renders one fixture and compares it with what is expected.
#[track_caller]
fn check(name: &str, settings: Settings) {
    let view = rendered(&fixture(name), settings);
    let actual = view.iter().map(Node::lines).collect::<String>();
    let path = fixture_path(name, "html");
    if env::var_os("DATELINE_BLESS").is_some() {
        fs::write(&path, &actual).expect("fixtures can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(actual, expected, "{name}: DATELINE_BLESS=1 accepts it");
}

fn fixture_path(name: &str, extension: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).with_extension(extension)
}

fn fixture(name: &str) -> Rc<Article> {
    article(&fs::read_to_string(fixture_path(name, "json")).expect("the fixture is there"))
}

fn article(json: &str) -> Rc<Article> {
    let json = Json::read(&mut serde_json::Deserializer::from_str(json)).expect("it is JSON");
    let decoded = decode::decode(&json, "https://news.example/a/1.json").expect("it is an article");
    assert_eq!(decoded.warnings, []);
    Rc::new(decoded.article)
}

fn rendered(article: &Rc<Article>, settings: Settings) -> Vec<Node> {
    rendered_from(yew::props!(ArticleViewProps { article: article.clone(), settings }))
}

/// The only function that touches the view.
fn rendered_from(props: ArticleViewProps) -> Vec<Node> {
    let renderer = LocalServerRenderer::<ArticleView>::with_props(props).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime needs nothing");
    markup::read(&tokio::task::LocalSet::new().block_on(&runtime, renderer.render()))
}

fn picking(names: &str) -> Settings {
    Settings { sections: Sections::parse(names).expect("the names are sections"), ..Settings::default() }
}

fn variant(variant: Variant) -> Settings {
    Settings { variant, ..Settings::default() }
}

const VARIANTS: [Variant; 3] = [Variant::Full, Variant::Compact, Variant::Card];

mod fixtures {
    use super::*;

    #[test]
    fn whole_story() {
        check("whole", Settings::default());
    }

    #[test]
    fn headline_only() {
        check("headline-only", Settings::default());
    }

    #[test]
    fn story_without_a_body_leads_to_its_page() {
        check("no-body", Settings::default());
    }

    #[test]
    fn blocks_of_a_body() {
        check("body", Settings::default());
    }

    #[test]
    fn arabic_runs_from_right_to_left() {
        check("arabic", Settings::default());
    }

    #[test]
    fn labels_in_another_language_say_so() {
        check("german", Settings::default());
    }

    #[test]
    fn corrections_stand_under_the_body() {
        check("corrections", Settings::default());
    }

    #[test]
    fn several_countries() {
        check("countries", Settings::default());
    }

    #[test]
    fn generated_image_gets_a_disclaimer() {
        check("generated-image", Settings::default());
    }

    #[test]
    fn image_of_unknown_size_is_marked() {
        check("unsized-image", Settings::default());
    }

    #[test]
    fn card_is_image_headline_and_byline() {
        check("card", variant(Variant::Card));
    }

    #[test]
    fn compact_has_room_for_a_summary() {
        check("compact", variant(Variant::Compact));
    }

    #[test]
    fn picked_sections_keep_what_belongs_to_them() {
        check("picked", picking("image body"));
    }

    #[test]
    fn everything_around_a_story() {
        check(
            "furniture",
            picking("menu headline share trending opinion videos latest connect feedback newsletter footer"),
        );
    }

    #[test]
    fn trending_story_is_not_linked_to_itself() {
        check("itself", Settings::default());
    }

    #[test]
    fn hostile_texts_stay_texts() {
        check("hostile", Settings::default());
    }
}

mod meaning {
    use super::*;

    /// Every fixture's markup in every variant.
    fn everything() -> Vec<(String, Vec<Node>)> {
        let entries = fs::read_dir(fixture_path("", "")).expect("the fixtures are there");
        let paths = entries.map(|entry| entry.expect("the fixtures are there").path());
        let names = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
        names
            .flat_map(|path| {
                let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
                let article = fixture(&name);
                VARIANTS.map(|size| (format!("{name}, {}", size.name()), rendered(&article, variant(size))))
            })
            .collect()
    }

    fn find<'a>(view: &'a [Node], is_meant: &dyn Fn(&Node) -> bool) -> Vec<&'a Node> {
        markup::all(view).into_iter().filter(|node| is_meant(node)).collect()
    }

    fn find_part<'a>(view: &'a [Node], part: &str) -> Vec<&'a Node> {
        find(view, &|node| node.attribute("part").as_deref() == Some(part))
    }

    #[test]
    fn same_article_gives_the_same_markup() {
        let article = fixture("whole");
        assert_eq!(rendered(&article, Settings::default()), rendered(&article, Settings::default()));
    }

    #[test]
    fn headings_follow_the_headline() {
        let article = article(r#"{"headline": "H", "body": "<h2>S</h2><h3>T</h3>x", "trending": [{"headline": "R"}]}"#);
        for level in 1..=6 {
            let heading_level = HeadingLevel::new(level).expect("it is a level");
            let view = rendered(&article, Settings { heading_level, ..Settings::default() });
            let headings: Vec<String> =
                find(&view, &|node| node.is_heading()).iter().map(|node| node.name().to_owned()).collect();
            let at = |steps: u8| format!("h{}", (level + steps).min(6));
            assert_eq!(headings, [at(0), at(1), at(2), at(1)], "headline, subhead, its subhead, trending");
        }
    }

    #[test]
    fn disclaimer_is_seen_and_heard_wherever_its_image_is() {
        const WORDS: &str = "Made by a machine.";
        let own = article(&format!(
            r#"{{"headline": "H", "image": {{"url": "/i.png", "alt": "A"}}, "disclaimer": "{WORDS}"}}"#
        ));
        let all = VARIANTS.map(variant).into_iter().chain([picking("image"), picking("image trending")]);
        for settings in all {
            let view = rendered(&own, settings);
            assert_eq!(find_part(&view, "image")[0].attribute("alt").as_deref(), Some("A (Made by a machine.)"));
            assert_eq!(find_part(&view, "disclaimer")[0].text(), WORDS);
            let generated = rendered(&fixture("generated-image"), settings);
            let standard = find_part(&generated, "disclaimer")[0].text();
            assert!(!standard.is_empty());
            assert!(find_part(&generated, "image")[0].attribute("alt").is_some_and(|alt| alt.contains(&standard)));
        }
        let view = rendered(&own, picking("headline"));
        assert!(find_part(&view, "image").is_empty() && find_part(&view, "disclaimer").is_empty());
    }

    #[test]
    fn links_that_leave_know_how() {
        for (name, view) in everything() {
            for link in find(&view, &|node| node.name() == "a") {
                let href = link.attribute("href").expect("a link leads somewhere");
                let target = link.attribute("target");
                let rel = link.attribute("rel").unwrap_or_default();
                assert!(rel.split(' ').any(|word| word == "noopener"), "{name}: {href}");
                match href.split_once(':').map_or("", |(scheme, _)| scheme) {
                    "http" | "https" => assert_eq!(target.as_deref(), Some("_blank"), "{name}: {href}"),
                    "mailto" | "tel" => assert_eq!(target, None, "{name}: {href}"),
                    _ => panic!("{name}: {href}"),
                }
                assert!(!link.text().trim().is_empty(), "{name}: {href} has no words");
            }
        }
    }

    #[test]
    fn links_open_where_the_page_wants() {
        for link_target in [LinkTarget::Itself, LinkTarget::Top, LinkTarget::Blank] {
            let view = rendered(&fixture("whole"), Settings { link_target, ..Settings::default() });
            let targets = find(&view, &|node| node.attribute("target").is_some());
            assert!(targets.len() > 3);
            assert!(targets.iter().all(|link| link.attribute("target").as_deref() == Some(link_target.name())));
        }
    }

    #[test]
    fn theme_is_told_to_the_styles() {
        for theme in [Theme::Auto, Theme::Light, Theme::Dark] {
            let view = rendered(&fixture("headline-only"), Settings { theme, ..Settings::default() });
            assert_eq!(view[0].attribute("data-theme").as_deref(), Some(theme.name()));
        }
    }

    #[test]
    fn images_have_a_name_and_are_shown_once() {
        for (name, view) in everything() {
            for image in find(&view, &|node| node.name() == "img") {
                assert!(image.attribute("alt").is_some(), "{name}");
                assert!(image.attribute("src").is_some_and(|src| src.starts_with("http")), "{name}");
                assert_eq!(image.attribute("width").is_some(), image.attribute("height").is_some(), "{name}");
            }
            assert!(find_part(&view, "image").len() <= 1, "{name}");
        }
    }

    #[test]
    fn times_are_told_to_machines() {
        let view = rendered(&fixture("whole"), Settings::default());
        let datetime = |part| find_part(&view, part)[0].attribute("datetime");
        assert_eq!(datetime("created").as_deref(), Some("2025-02-28T18:22:00+05:30"));
        assert_eq!(datetime("updated").as_deref(), Some("2025-02-28T20:05:00+05:30"));
    }

    #[test]
    fn equal_times_are_told_once() {
        let same =
            article(r#"{"headline": "H", "created": "2025-02-28T18:22:00+05:30", "updated": "2025-02-28T12:52:00Z"}"#);
        assert_eq!(find(&rendered(&same, Settings::default()), &|node| node.name() == "time").len(), 1);
    }

    #[test]
    fn only_known_markup_is_made() {
        const ELEMENTS: &str = "a article bdi blockquote br button caption code dd del details div dl dt em figcaption \
            figure footer form h1 h2 h3 h4 h5 h6 header hr img input ins label li mark nav ol p path pre q section small span \
            strong sub summary sup svg table tbody td th thead time tr ul video";
        const ATTRIBUTES: &str = "action alt aria-expanded aria-hidden aria-label autocomplete class colspan controls d \
            data-act data-end data-rails data-rank data-state data-theme data-unsized data-variant datetime decoding dir fetchpriority \
            height href hreflang lang loading method name part playsinline poster preload rel required role rowspan sizes \
            src srcset start tabindex target type viewBox width";
        for (name, view) in everything() {
            for element in find(&view, &|node| !node.name().is_empty()) {
                assert!(ELEMENTS.split(' ').any(|known| known == element.name()), "{name}: {}", element.name());
                for attribute in element.attribute_names() {
                    assert!(ATTRIBUTES.split_ascii_whitespace().any(|known| known == attribute), "{name}: {attribute}");
                }
                let parts = element.attribute("part").unwrap_or_default();
                for part in parts.split_ascii_whitespace() {
                    assert!(PARTS.split_ascii_whitespace().any(|known| known == part), "{name}: {part}");
                }
            }
        }
    }

    #[test]
    fn way_to_the_source_is_never_missing() {
        for names in ["headline", "body", "trending", "footer"] {
            for size in VARIANTS {
                let view = rendered(&fixture("whole"), Settings { variant: size, ..picking(names) });
                let links = find_part(&view, "source-link");
                assert_eq!(links.len(), 1, "{names}, {}", size.name());
                assert_eq!(links[0].attribute("href").as_deref(), Some("https://news.example/a/1"));
            }
        }
    }

    #[test]
    fn other_stories_take_the_place_of_the_articles_own() {
        let article = fixture("whole");
        let other = super::article(r#"{"headline": "H", "trending": [{"headline": "Other", "url": "/o"}]}"#);
        let lists = [Some(other.list(List::Trending).here().into()), None, None, None];
        let view = rendered_from(yew::props!(ArticleViewProps { article, lists }));
        let stories: Vec<String> = find_part(&view, "story").iter().map(|story| story.text()).collect();
        assert_eq!(stories, ["Other"]);
    }

    #[test]
    fn ten_thousand_paragraphs_are_set() {
        let json = serde_json::json!({ "headline": "H", "body": "<p>x</p>".repeat(10_000) });
        let view = rendered(&article(&json.to_string()), Settings::default());
        assert_eq!(find(&view, &|node| node.name() == "p").len(), 10_000);
    }

    #[test]
    fn deep_nesting_is_set() {
        let json = serde_json::json!({ "headline": "H", "body": "<blockquote><b><i>".repeat(5_000) + "deep" });
        let view = rendered(&article(&json.to_string()), Settings::default());
        assert_eq!(find_part(&view, "body")[0].text(), "deep");
    }
}

/// The markup that Yew writes, as a tree.
mod markup {
    const VOID: [&str; 4] = ["br", "hr", "img", "input"];

    #[derive(Debug, PartialEq)]
    pub(super) enum Node {
        /// Text as it stands in markup, its characters escaped.
        Text(String),
        Element {
            name: String,
            /// Values as they stand in markup.
            attributes: Vec<(String, String)>,
            children: Vec<Node>,
        },
    }

    /// Reads well-formed markup: quoted attributes, no comments.
    pub(super) fn read(mut markup: &str) -> Vec<Node> {
        let nodes = read_nodes(&mut markup);
        assert_eq!(markup, "", "all of it is markup");
        nodes
    }

    fn read_nodes(rest: &mut &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        while !rest.is_empty() && !rest.starts_with("</") {
            let node = if rest.starts_with('<') { read_element(rest) } else { Node::Text(take(rest, '<')) };
            nodes.push(node);
        }
        nodes
    }

    fn read_element(rest: &mut &str) -> Node {
        expect(rest, "<");
        let end = rest.find([' ', '>']).expect("a tag ends");
        let name = rest[..end].to_owned();
        *rest = &rest[end..];
        let mut attributes = Vec::new();
        while rest.starts_with(' ') {
            expect(rest, " ");
            let attribute = take(rest, '=');
            expect(rest, "=\"");
            attributes.push((attribute, take(rest, '"')));
            expect(rest, "\"");
        }
        if rest.starts_with('/') {
            expect(rest, "/");
        }
        expect(rest, ">");
        let mut children = Vec::new();
        if !VOID.contains(&&*name) {
            children = read_nodes(rest);
            expect(rest, &format!("</{name}>"));
        }
        Node::Element { name, attributes, children }
    }

    fn take(rest: &mut &str, end: char) -> String {
        let (taken, after) = rest.split_at(rest.find(end).unwrap_or(rest.len()));
        *rest = after;
        taken.to_owned()
    }

    fn expect(rest: &mut &str, next: &str) {
        *rest = rest.strip_prefix(next).unwrap_or_else(|| panic!("no {next} in {rest:.60}"));
    }

    /// The nodes and all below them, in reading order.
    pub(super) fn all(nodes: &[Node]) -> Vec<&Node> {
        nodes.iter().flat_map(|node| std::iter::once(node).chain(all(node.children()))).collect()
    }

    impl Node {
        /// The element's name; none for text.
        pub(super) fn name(&self) -> &str {
            match self {
                Self::Text(_) => "",
                Self::Element { name, .. } => name,
            }
        }

        pub(super) fn children(&self) -> &[Self] {
            match self {
                Self::Text(_) => &[],
                Self::Element { children, .. } => children,
            }
        }

        pub(super) fn is_heading(&self) -> bool {
            matches!(self.name().as_bytes(), [b'h', b'1'..=b'6'])
        }

        pub(super) fn attribute_names(&self) -> impl Iterator<Item = &str> {
            self.attributes().iter().map(|(name, _)| &**name)
        }

        /// An attribute's value as a browser reads it.
        pub(super) fn attribute(&self, name: &str) -> Option<String> {
            let (_, value) = self.attributes().iter().find(|(other, _)| other == name)?;
            Some(unescaped(value))
        }

        fn attributes(&self) -> &[(String, String)] {
            match self {
                Self::Text(_) => &[],
                Self::Element { attributes, .. } => attributes,
            }
        }

        /// The text of the node and all below it.
        pub(super) fn text(&self) -> String {
            match self {
                Self::Text(text) => unescaped(text),
                Self::Element { children, .. } => children.iter().map(Self::text).collect(),
            }
        }

        /// The node for a reviewer: an element a line, but running text and what stands in it.
        pub(super) fn lines(&self) -> String {
            self.indented(0)
        }

        fn indented(&self, depth: usize) -> String {
            let indent = "  ".repeat(depth);
            match self {
                Self::Element { name, children, .. } if !self.is_line() => {
                    let children: String = children.iter().map(|child| child.indented(depth + 1)).collect();
                    format!("{indent}{}\n{children}{indent}</{name}>\n", self.tag())
                }
                _ => format!("{indent}{}\n", self.line()),
            }
        }

        /// Whether the node holds running text, or one thing that does, or nothing.
        fn is_line(&self) -> bool {
            match self.children() {
                [child] => child.children().is_empty() || child.holds_text(),
                children => children.is_empty() || self.holds_text(),
            }
        }

        fn holds_text(&self) -> bool {
            self.children().iter().any(|child| matches!(child, Self::Text(_)))
        }

        fn line(&self) -> String {
            match self {
                Self::Text(text) => text.clone(),
                Self::Element { name, .. } if VOID.contains(&&**name) => self.tag(),
                Self::Element { name, children, .. } => {
                    let children: String = children.iter().map(Self::line).collect();
                    format!("{}{children}</{name}>", self.tag())
                }
            }
        }

        fn tag(&self) -> String {
            let attributes: String =
                self.attributes().iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
            format!("<{}{attributes}>", self.name())
        }
    }

    fn unescaped(markup: &str) -> String {
        let mut text = markup.to_owned();
        for (reference, character) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#x27;", "'"),
            ("&#39;", "'"),
            ("&#x2F;", "/"),
            ("&amp;", "&"),
        ] {
            text = text.replace(reference, character);
        }
        text
    }
}
