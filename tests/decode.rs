//! Article JSON in, a model or an error message out.

use dateline::decode::{self, Json};
use dateline::model::{
    Article, Block, Correction, Direction, Headline, Image, Inline, List, Mark, Name, Publisher, Source, SourceType,
    Status, Story, StoryList, Text, Timestamp, WebLink,
};

/// Where all articles of these tests come from.
const SRC: &str = "https://news.example/a/1.json";

/// What is read from `json`: an article and its warnings, or an error's message. Only this function decodes.
fn decoded(json: &str) -> Result<(Article, Vec<String>), String> {
    let json = parsed(json)?;
    let decoded = decode::decode(&json, SRC).map_err(|error| error.to_string())?;
    Ok((decoded.article, decoded.warnings.iter().map(ToString::to_string).collect()))
}

fn parsed(text: &str) -> Result<Json, String> {
    let mut source = serde_json::Deserializer::from_str(text);
    let json = Json::read(&mut source).and_then(|json| source.end().map(|()| json));
    json.map_err(|error| error.to_string())
}

/// Decodes a story with the headline "H" and these members, without a warning.
#[track_caller]
fn check(members: &str, expected: Article) {
    check_warned(members, expected, &[]);
}

#[track_caller]
fn check_warned(members: &str, expected: Article, warnings: &[&str]) {
    let (article, told) = decoded(&format!(r#"{{"headline": "H", {members}}}"#)).expect("it has a headline");
    assert_eq!(article, expected, "{members}");
    assert_eq!(told, warnings, "{members}");
}

/// Decodes JSON that is no article.
#[track_caller]
fn check_refused(json: &str, message: &str) {
    assert_eq!(decoded(json).expect_err("it is no article"), message, "{json}");
}

/// The story with the headline "H" and nothing else.
fn plain() -> Article {
    Article::new(headline("H"))
}

fn headline(text: &str) -> Headline {
    Headline::new(text.into()).expect("it can be seen")
}

fn text(text: &str) -> Option<Text> {
    Some(text.into())
}

fn link(url: &str) -> WebLink {
    WebLink::new(url).expect("it is safe")
}

fn name(name: &str) -> Name {
    Name { name: name.into(), url: None, language: None }
}

fn story(title: &str) -> Story {
    Story::new(headline(title))
}

/// The lists of an article that has trending stories and nothing else.
fn trending(stories: &[Story]) -> [StoryList; 4] {
    lists(StoryList::Here(stories.into()))
}

fn lists(trending: StoryList) -> [StoryList; 4] {
    let mut lists = <[StoryList; 4]>::default();
    lists[List::Trending as usize] = trending;
    lists
}

fn image(url: &str) -> Image {
    Image::new(link(url))
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![Inline::Text(words.into())])
}

/// 28 February 2025, 18:22 by a clock that is `offset` minutes before UTC.
fn moment(offset: Option<i32>) -> Option<Timestamp> {
    Timestamp::date(2025, 2, 28)?.at(18, 22, 0, offset)
}

mod fields {
    use super::*;

    #[test]
    fn headline_alone_is_an_article() {
        assert_eq!(decoded(r#"{"headline": "H"}"#), Ok((plain(), vec![])));
    }

    #[test]
    fn headline_loses_the_space_around_it() {
        assert_eq!(decoded(r#"{"headline": "\n H  \t"}"#), Ok((plain(), vec![])));
    }

    #[test]
    fn format_may_be_stated() {
        check(r#""format": "dateline/1""#, plain());
    }

    #[test]
    fn unknown_members_are_ignored() {
        check(r#""weather": {"headline": "Rain"}, "headlines": ["Other"]"#, plain());
    }

    #[test]
    fn texts_are_taken_as_they_stand() {
        check(r#""summary": "Two  words""#, Article { summary: text("Two  words"), ..plain() });
        check(r#""place": "Moscow""#, Article { place: text("Moscow"), ..plain() });
        check(r#""timeZone": "Asia/Kolkata""#, Article { time_zone: text("Asia/Kolkata"), ..plain() });
        check(r#""disclaimer": "AI-made.""#, Article { disclaimer: text("AI-made."), ..plain() });
        check(r#""credit": "(Agencies)""#, Article { credit: text("(Agencies)"), ..plain() });
        check(r#""rights": "© News""#, Article { rights: text("© News"), ..plain() });
    }

    #[test]
    fn first_of_a_list_may_stand_for_a_text() {
        check(r#""place": ["Moscow", "Kyiv"]"#, Article { place: text("Moscow"), ..plain() });
    }

    #[test]
    fn numbers_are_no_texts() {
        check(r#""place": 1984"#, plain());
    }

    #[test]
    fn values_of_the_wrong_type_are_left_out() {
        check(r#""summary": true, "place": {"name": "Moscow"}, "credit": 5, "timeZone": 5.5"#, plain());
        check(r#""byline": 0.5, "tags": true, "countries": [[]], "trending": "none", "publisher": 0.5"#, plain());
        check(r#""image": [], "body": 7, "corrections": [false], "embargoed": {}, "expires": []"#, plain());
    }

    #[test]
    fn nothings_are_the_same_as_absent() {
        const FIELDS: [&str; 23] = [
            "format",
            "summary",
            "url",
            "language",
            "direction",
            "byline",
            "place",
            "timeZone",
            "created",
            "updated",
            "image",
            "disclaimer",
            "countries",
            "tags",
            "body",
            "credit",
            "rights",
            "status",
            "embargoed",
            "expires",
            "corrections",
            "trending",
            "publisher",
        ];
        for nothing in ["null", r#""""#, r#"" \n""#, "[]", "{}", "[null]", r#"[""]"#, "[[]]", "[{}]"] {
            for field in FIELDS {
                check(&format!(r#""{field}": {nothing}"#), plain());
            }
        }
    }

    #[test]
    fn language_is_taken_as_it_stands() {
        for tag in ["en", "pt-BR", "zh-Hant-TW", "English"] {
            check(&format!(r#""language": "{tag}""#), Article { language: text(tag), ..plain() });
        }
    }

    #[test]
    fn direction_is_stated_or_follows_from_the_language() {
        let direction = |members: &str| {
            let (article, _) = decoded(&format!(r#"{{"headline": "H", {members}}}"#)).expect("it has a headline");
            article.direction()
        };
        assert_eq!(direction(r#""direction": "rtl""#), Direction::RightToLeft);
        assert_eq!(direction(r#""language": "ar-EG""#), Direction::RightToLeft);
        assert_eq!(direction(r#""language": "az-Arab""#), Direction::RightToLeft);
        assert_eq!(direction(r#""language": "ar", "direction": "ltr""#), Direction::LeftToRight);
        assert_eq!(direction(r#""language": "ar-Latn""#), Direction::LeftToRight);
        assert_eq!(direction(r#""direction": "upwards""#), Direction::LeftToRight);
    }

    #[test]
    fn byline_keeps_its_order() {
        check(
            r#""byline": [{"name": "B"}, {"name": "A", "url": "https://a.example/"}]"#,
            Article { byline: vec![name("B"), Name { url: Some(link("https://a.example/")), ..name("A") }], ..plain() },
        );
    }

    #[test]
    fn names_may_be_mere_strings() {
        let byline = vec![name("A")];
        check(r#""byline": "A""#, Article { byline: byline.clone(), ..plain() });
        check(r#""byline": ["A"]"#, Article { byline: byline.clone(), ..plain() });
        check(r#""byline": {"name": "A"}"#, Article { byline, ..plain() });
        check(r#""publisher": "News""#, Article { publisher: Some(Publisher::new("News".into())), ..plain() });
        check(r#""tags": "Sports""#, Article { tags: vec![name("Sports")], ..plain() });
        check(r#""countries": ["India", "Chad"]"#, Article { countries: vec![name("India"), name("Chad")], ..plain() });
    }

    #[test]
    fn author_is_printed_whatever_its_kind() {
        for kind in [r#""person""#, r#""organization""#, r#""robot""#, "null", "{}"] {
            let members = format!(r#""byline": [{{"name": "News Desk", "kind": {kind}}}]"#);
            check(&members, Article { byline: vec![name("News Desk")], ..plain() });
        }
    }

    #[test]
    fn author_without_a_name_is_left_out() {
        check(
            r#""byline": [{"url": "https://a.example/"}, {"name": " "}, "A"]"#,
            Article { byline: vec![name("A")], ..plain() },
        );
    }

    #[test]
    fn author_may_be_reached_by_mail() {
        let byline = vec![Name { url: Some(link("mailto:a@news.example")), ..name("A") }];
        check(r#""byline": {"name": "A", "url": "mailto:a@news.example"}"#, Article { byline, ..plain() });
    }

    #[test]
    fn countries_and_tags_are_words_with_links() {
        check(
            r#""countries": [{"name": "Russia", "code": "RU", "url": "/russia"}], "tags": [{"name": "Flights"}, {"url": "/x"}]"#,
            Article {
                countries: vec![Name { url: Some(link("https://news.example/russia")), ..name("Russia") }],
                tags: vec![name("Flights")],
                ..plain()
            },
        );
    }

    #[test]
    fn corrections_have_words_and_perhaps_a_date() {
        check(
            r#""corrections": [{"date": "2025-02-28", "text": "T"}, "U", {"date": "2025-02-28"}]"#,
            Article {
                corrections: vec![
                    Correction { date: Timestamp::date(2025, 2, 28), text: "T".into() },
                    Correction { date: None, text: "U".into() },
                ],
                ..plain()
            },
        );
    }

    #[test]
    fn publisher_has_a_name() {
        let publisher = Publisher { url: Some(link("https://news.example/")), ..Publisher::new("News".into()) };
        check(
            r#""publisher": {"name": "News", "url": "https://news.example"}"#,
            Article { publisher: Some(publisher), ..plain() },
        );
        check(r#""publisher": {"url": "https://news.example"}"#, plain());
    }

    #[test]
    fn last_of_equal_members_counts() {
        check(r#""place": "Oslo", "place": "Rome""#, Article { place: text("Rome"), ..plain() });
        check(r#""place": "Oslo", "place": null"#, plain());
    }

    #[test]
    fn status_says_whether_a_story_may_be_shown() {
        for (word, status) in [
            ("usable", Status::Usable),
            ("withheld", Status::Withheld),
            ("canceled", Status::Canceled),
            ("cancelled", Status::Canceled),
        ] {
            check(&format!(r#""status": "{word}""#), Article { status, ..plain() });
        }
    }

    #[test]
    fn unknown_status_is_told() {
        check_warned(r#""status": "draft""#, plain(), &["status: neither usable, withheld nor canceled: draft"]);
    }

    #[test]
    fn hostile_texts_stay_texts() {
        let hostile = r#"</p><script>alert(1)</script>&lt;b&gt;<img src=x onerror=alert(1)>"'`${x}{{x}}"#;
        let json = serde_json::json!({
            "headline": hostile, "summary": hostile, "place": hostile, "disclaimer": hostile, "credit": hostile,
            "rights": hostile, "timeZone": hostile, "byline": [hostile], "countries": [hostile], "tags": [hostile],
            "corrections": [hostile], "trending": [{ "headline": hostile, "region": hostile }],
            "publisher": { "name": hostile }, "body": [hostile],
            "image": { "url": "https://news.example/a.png", "alt": hostile, "caption": hostile, "credit": hostile },
        });
        let same = || Text::from(hostile);
        let expected = Article {
            summary: Some(same()),
            place: Some(same()),
            disclaimer: Some(same()),
            credit: Some(same()),
            rights: Some(same()),
            time_zone: Some(same()),
            byline: vec![name(hostile)],
            countries: vec![name(hostile)],
            tags: vec![name(hostile)],
            corrections: vec![Correction { date: None, text: same() }],
            lists: trending(&[Story { region: Some(same()), ..story(hostile) }]),
            publisher: Some(Publisher::new(hostile.into())),
            body: vec![paragraph(hostile)],
            image: Some(Image {
                alt: Some(same()),
                caption: Some(same()),
                credit: Some(same()),
                ..image("https://news.example/a.png")
            }),
            ..Article::new(headline(hostile))
        };
        assert_eq!(decoded(&json.to_string()), Ok((expected, vec![])));
    }
}

mod dates {
    use super::*;

    #[test]
    fn dates_are_read() {
        check(r#""created": "2025-02-28T18:22:00+05:30""#, Article { created: moment(Some(330)), ..plain() });
        check(r#""updated": "2025-02-28T18:22:00Z""#, Article { updated: moment(Some(0)), ..plain() });
        check(r#""embargoed": "2025-02-28 18:22 -0800""#, Article { embargoed: moment(Some(-480)), ..plain() });
        check(r#""expires": "2025-02-28T18:22:00.000Z""#, Article { expires: moment(Some(0)), ..plain() });
    }

    #[test]
    fn date_without_a_zone_stays_without() {
        check(r#""created": "2025-02-28T18:22:00""#, Article { created: moment(None), ..plain() });
    }

    #[test]
    fn date_with_the_name_of_a_zone_counts_as_without() {
        check(r#""created": "2025-02-28T18:22 IST""#, Article { created: moment(None), ..plain() });
        check(r#""created": "Fri Feb 28 18:22:00 IST 2025""#, Article { created: moment(None), ..plain() });
    }

    #[test]
    fn date_without_a_time_stays_without() {
        check(r#""created": "2025-02-28""#, Article { created: Timestamp::date(2025, 2, 28), ..plain() });
    }

    #[test]
    fn bad_date_is_left_out_and_told() {
        for bad in ["yesterday", "2025-02-29", "28-02-2025", "2025-02-28T25:00", "2025-02-28T18:22 (IST)", "1740747120"]
        {
            let warning = format!("created: not a date: {bad}");
            check_warned(&format!(r#""created": "{bad}""#), plain(), &[&warning]);
        }
    }

    #[test]
    fn bad_date_of_a_correction_leaves_its_words() {
        check_warned(
            r#""corrections": {"date": "now", "text": "T"}"#,
            Article { corrections: vec![Correction { date: None, text: "T".into() }], ..plain() },
            &["corrections[0].date: not a date: now"],
        );
    }

    #[test]
    fn update_counts_only_when_it_is_later() {
        let update = |created: &str, updated: &str| {
            let json = format!(r#"{{"headline": "H", "created": "{created}", "updated": "{updated}"}}"#);
            let (article, _) = decoded(&json).expect("it has a headline");
            article.later_update().map(ToString::to_string)
        };
        assert_eq!(update("2025-02-28T18:22:00+05:30", "2025-02-28T12:52:00Z"), None);
        assert_eq!(update("2025-02-28T18:22:00Z", "2025-02-28T18:00:00Z"), None);
        assert_eq!(update("2025-02-28T18:22:00Z", "2025-02-28T18:23:00Z"), Some("2025-02-28T18:23:00Z".to_owned()));
        assert_eq!(update("", "2025-02-28"), Some("2025-02-28".to_owned()));
    }
}

mod addresses {
    use super::*;

    const UNSAFE: [&str; 16] = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \\u0001javascript:alert(1)",
        "java\\nscript:alert(1)",
        "java\\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://news.example/1",
        "about:blank",
        "ftp://news.example/",
        "view-source:https://news.example/",
        "https://user:password@news.example/",
        "https://user@news.example/",
        "https://",
        "//user:password@news.example/",
    ];

    #[test]
    fn canonical_page_resolves_against_src() {
        for (raw, url) in [
            ("https://other.example/x", "https://other.example/x"),
            ("HTTPS://Other.Example", "https://other.example/"),
            ("//other.example/x", "https://other.example/x"),
            ("/x?y#z", "https://news.example/x?y#z"),
            ("2", "https://news.example/a/2"),
            ("https://news.example/ä b", "https://news.example/%C3%A4%20b"),
        ] {
            check(&format!(r#""url": "{raw}""#), Article { url: Some(link(url)), ..plain() });
        }
    }

    #[test]
    fn other_addresses_resolve_against_the_canonical_page() {
        check(
            r#""url": "https://other.example/b/", "tags": {"name": "T", "url": "tag"}, "image": "i.png", "trending": {"headline": "S", "url": "../s"}"#,
            Article {
                url: Some(link("https://other.example/b/")),
                tags: vec![Name { url: Some(link("https://other.example/b/tag")), ..name("T") }],
                image: Some(image("https://other.example/b/i.png")),
                lists: trending(&[Story { url: Some(link("https://other.example/s")), ..story("S") }]),
                ..plain()
            },
        );
    }

    #[test]
    fn other_addresses_resolve_against_src_where_no_page_is_known() {
        check(
            r#""url": "javascript:alert(1)", "tags": {"name": "T", "url": "tag"}"#,
            Article { tags: vec![Name { url: Some(link("https://news.example/a/tag")), ..name("T") }], ..plain() },
        );
    }

    #[test]
    fn unsafe_addresses_leave_the_words_without_a_link() {
        for url in UNSAFE {
            check(&format!(r#""url": "{url}""#), plain());
            check(
                &format!(r#""byline": {{"name": "A", "url": "{url}"}}"#),
                Article { byline: vec![name("A")], ..plain() },
            );
            check(&format!(r#""tags": {{"name": "T", "url": "{url}"}}"#), Article { tags: vec![name("T")], ..plain() });
            check(
                &format!(r#""countries": {{"name": "C", "url": "{url}"}}"#),
                Article { countries: vec![name("C")], ..plain() },
            );
            check(
                &format!(r#""trending": [{{"headline": "S", "url": "{url}"}}]"#),
                Article { lists: trending(&[story("S")]), ..plain() },
            );
            check(
                &format!(r#""publisher": {{"name": "P", "url": "{url}"}}"#),
                Article { publisher: Some(Publisher::new("P".into())), ..plain() },
            );
            check(
                &format!(r#""body": "<a href='{url}'>words</a>""#),
                Article { body: vec![paragraph("words")], ..plain() },
            );
        }
    }

    #[test]
    fn stories_and_pages_are_not_mail() {
        check(r#""url": "mailto:a@news.example""#, plain());
        check(
            r#""trending": {"headline": "S", "url": "tel:+1"}"#,
            Article { lists: trending(&[story("S")]), ..plain() },
        );
    }
}

mod images {
    use super::*;

    const URL: &str = "https://news.example/i.png";

    /// Decodes an image with this address and these members.
    #[track_caller]
    fn check_image(members: &str, expected: Image) {
        let members = format!(r#""image": {{"url": "{URL}", {members}}}"#);
        check(&members, Article { image: Some(expected), ..plain() });
    }

    #[test]
    fn image_may_be_a_mere_address() {
        check(&format!(r#""image": "{URL}""#), Article { image: Some(image(URL)), ..plain() });
    }

    #[test]
    fn image_brings_its_words() {
        check_image(
            r#""alt": "A", "caption": "C", "credit": "P""#,
            Image { alt: text("A"), caption: text("C"), credit: text("P"), ..image(URL) },
        );
    }

    #[test]
    fn image_comes_over_http_only() {
        for url in [
            "data:image/png;base64,AAAA",
            "javascript:alert(1)",
            "blob:x",
            "mailto:a@b.example",
            "https://u:p@a.example/i",
        ] {
            let warning = format!("image: not an http address: {url}");
            check_warned(&format!(r#""image": {{"url": "{url}", "alt": "A"}}"#), plain(), &[&warning]);
        }
    }

    #[test]
    fn size_is_two_sides() {
        check_image(r#""width": 1200, "height": 675"#, Image { size: Some((1200, 675)), ..image(URL) });
        check_image(r#""width": "1200", "height": " 675 ""#, Image { size: Some((1200, 675)), ..image(URL) });
        for sides in [
            r#""width": 1200"#,
            r#""width": 0, "height": 675"#,
            r#""width": 1200, "height": -675"#,
            r#""width": 10001, "height": 675"#,
            r#""width": 1e300, "height": 675"#,
            r#""width": "wide", "height": "675px""#,
        ] {
            check_image(sides, image(URL));
        }
    }

    #[test]
    fn other_widths_have_an_address_and_a_width() {
        check_image(
            r#""sources": [{"url": "/640.png", "width": 640}, {"url": "/x.png"}, {"width": 9}, 1]"#,
            Image { sources: vec![Source { url: link("https://news.example/640.png"), width: 640 }], ..image(URL) },
        );
    }

    #[test]
    fn generated_images_are_told_by_code_and_by_uri() {
        for code in [
            "trainedAlgorithmicMedia",
            "compositeWithTrainedAlgorithmicMedia",
            "compositeSynthetic",
            "algorithmicMedia",
        ] {
            for prefix in ["", "http://cv.iptc.org/newscodes/digitalsourcetype/", "digsrctype:"] {
                let members = format!(r#""digitalSourceType": "{prefix}{code}""#);
                check_image(&members, Image { source_type: SourceType::parse(code), ..image(URL) });
            }
        }
    }

    #[test]
    fn other_images_are_not_generated() {
        for code in ["digitalCapture", "negativeFilm", "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"]
        {
            let plain = Image { source_type: SourceType::parse(code), ..image(URL) };
            assert!(!plain.is_generated(), "{code}");
            check_image(&format!(r#""digitalSourceType": "{code}""#), plain);
        }
    }

    #[test]
    fn unknown_source_type_is_told() {
        check_warned(
            &format!(r#""image": {{"url": "{URL}", "digitalSourceType": "crayon"}}"#),
            Article { image: Some(image(URL)), ..plain() },
            &["digitalSourceType: not a code of IPTC's: crayon"],
        );
    }
}

mod lists {
    use super::*;

    #[test]
    fn list_is_here_or_at_an_address() {
        check(
            r#""trending": [{"headline": "S", "url": "/s", "region": "Global", "image": {}}]"#,
            Article {
                lists: trending(&[Story {
                    url: Some(link("https://news.example/s")),
                    region: text("Global"),
                    ..story("S")
                }]),
                ..plain()
            },
        );
        check(
            r#""trending": {"src": "trending.json"}"#,
            Article { lists: lists(StoryList::At("https://news.example/a/trending.json".into())), ..plain() },
        );
    }

    #[test]
    fn story_without_a_headline_is_left_out() {
        check(
            r#""trending": [{"url": "/s"}, {"headline": " "}, "S", {"headline": "T"}]"#,
            Article { lists: trending(&[story("T")]), ..plain() },
        );
    }

    /// Decodes a list document into headlines, or an error's message.
    #[track_caller]
    fn check_list(json: &str, expected: Result<&[&str], &str>) {
        let json = parsed(json).expect("it is JSON");
        let stories = decode::decode_stories(&json, SRC).map_err(|error| error.to_string());
        let headlines = stories.map(|stories| stories.iter().map(|story| story.headline.text().to_string()).collect());
        assert_eq!(
            headlines,
            expected.map(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>()).map_err(str::to_owned)
        );
    }

    #[test]
    fn list_document_is_an_array_or_has_items() {
        check_list(r#"[{"headline": "A"}, {"headline": "B"}]"#, Ok(&["A", "B"]));
        check_list(r#"{"items": [{"headline": "A"}, null, 7, {"headline": ""}], "title": "T"}"#, Ok(&["A"]));
        check_list("[]", Ok(&[]));
    }

    #[test]
    fn addresses_in_a_list_document_resolve_against_it() {
        let json = parsed(r#"[{"headline": "A", "url": "b"}]"#).expect("it is JSON");
        let stories = decode::decode_stories(&json, "https://lists.example/t/x.json").expect("it is a list");
        assert_eq!(stories[0].url, Some(link("https://lists.example/t/b")));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        check_list(r#"{"stories": []}"#, Err("no article with a headline, but an object with the keys stories"));
        check_list(r#""x""#, Err("no article with a headline, but a string"));
    }
}

mod refusals {
    use super::*;

    #[test]
    fn nothing_is_empty() {
        for json in ["null", "{}", "[]", r#""""#, r#"" \n ""#] {
            check_refused(json, "the answer is empty");
        }
    }

    #[test]
    fn shape_of_what_is_no_article_is_told() {
        check_refused("[1, 2]", "no article with a headline, but an array");
        check_refused("7", "no article with a headline, but a number");
        check_refused("true", "no article with a headline, but a boolean");
        check_refused(r#""words""#, "no article with a headline, but a string");
        check_refused(
            r#"{"title": "T", "text": {"x": 1}}"#,
            "no article with a headline, but an object with the keys title, text",
        );
        check_refused(
            r#"[7, {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 1, "h": 1, "i": 1}]"#,
            "no article with a headline, but an array of objects with the keys a, b, c, d, e, f, g, h, …",
        );
    }

    #[test]
    fn blank_headline_is_none() {
        for headline in [r#""""#, r#"" \n\t""#, "null", "[]", "{}"] {
            check_refused(
                &format!(r#"{{"headline": {headline}, "body": "B"}}"#),
                "no article with a headline, but an object with the keys headline, body",
            );
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        check_refused("<!doctype html>", "expected value at line 1 column 1");
        check_refused(r#"{"headline": "H""#, "EOF while parsing an object at line 1 column 16");
        check_refused("{} {}", "trailing characters at line 1 column 4");
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth| format!(r#"{{"headline": "H", "x": {}{}}}"#, "[".repeat(depth), "]".repeat(depth));
        assert_eq!(decoded(&nested(63)), Ok((plain(), vec![])));
        check_refused(&nested(64), "nested too deep at line 1 column 88");
        check_refused(&nested(100), "nested too deep at line 1 column 87");
    }
}

mod bodies {
    use super::*;

    #[test]
    fn plain_paragraphs_may_come_as_a_list() {
        check(
            r#""body": ["One", " ", null, "<b>Two</b>", {"text": "x"}]"#,
            Article { body: vec![paragraph("One"), paragraph("<b>Two</b>")], ..plain() },
        );
    }

    #[test]
    fn headline_is_not_repeated() {
        let article = || Article { body: vec![paragraph("One")], ..plain() };
        check(r#""body": "<header><h1> <b>H</b></h1></header>One""#, article());
        check(r#""body": "<h1>H</h1><p>One""#, article());
        check(r#""body": "<h1>H</h1><h1>H</h1><h1>H!</h1>One""#, article());
    }

    #[test]
    fn what_a_reader_misses_is_told() {
        check_warned(
            r#""body": "One<svg><text>a b</svg><button>c</button>""#,
            Article { body: vec![paragraph("One")], ..plain() },
            &["body: characters left out: 3"],
        );
    }

    #[test]
    fn body_without_its_end_says_so() {
        let html = "<br>".repeat(20_000) + "One<br>Two";
        let json = serde_json::json!({ "headline": "H", "body": html });
        let (article, warnings) = decoded(&json.to_string()).expect("it has a headline");
        assert!(article.is_cut);
        assert_eq!(article.body, [paragraph("One")]);
        assert_eq!(warnings, ["body: characters left out: 3"]);
    }
}

/// What holds for any input.
mod properties {
    use proptest::prelude::*;

    use super::*;

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        const KEYS: [&str; 32] = [
            "headline",
            "summary",
            "url",
            "language",
            "direction",
            "byline",
            "name",
            "place",
            "timeZone",
            "created",
            "updated",
            "image",
            "alt",
            "caption",
            "width",
            "height",
            "sources",
            "digitalSourceType",
            "disclaimer",
            "countries",
            "tags",
            "body",
            "credit",
            "rights",
            "status",
            "embargoed",
            "expires",
            "corrections",
            "text",
            "date",
            "trending",
            "src",
        ];
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<String>().prop_map(Into::into),
            "[0-9T:Z+ .,-]{0,30}".prop_map(Into::into),
            "[<>/a-z=' \"!&;#-]{0,60}".prop_map(Into::into),
            "(https?|javascript|data|mailto|//)[:/@?#%a-z\\[\\] .]{0,20}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 64, 12, |inner| {
            let members = prop::collection::vec((prop::sample::select(&KEYS[..]), inner.clone()), 0..12);
            prop_oneof![
                prop::collection::vec(inner, 0..4).prop_map(Into::into),
                members.prop_map(|members| {
                    members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<serde_json::Value>()
                }),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

        #[test]
        fn any_json_is_read(json in any_json(), body in any_json()) {
            let article = serde_json::json!({ "headline": "H", "body": body, "image": json, "byline": json });
            for json in [json, article] {
                if let Ok((article, _)) = decoded(&json.to_string()) {
                    assert_links_are_safe(&article);
                }
            }
        }
    }
}

/// What others have written to break such a reader as this one.
mod corpora {
    use std::fs;
    use std::path::{Path, PathBuf};

    use serde_json::{Value, json};

    use super::*;

    /// A folder beside the project; `None` where there is none, which may be a failure.
    fn shared(name: &str) -> Option<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
        if folder.is_dir() {
            return Some(folder);
        }
        assert!(std::env::var("DATELINE_REQUIRE_SHARED").is_err(), "{} is missing", folder.display());
        println!("skipped: there is no {}", folder.display());
        None
    }

    /// The texts of all JSON files in `folder` and below, by path.
    fn files(folder: &Path) -> Vec<(PathBuf, String)> {
        let entries = fs::read_dir(folder).expect("the folder can be read");
        let mut files = Vec::new();
        for path in entries.map(|entry| entry.expect("the folder can be read").path()) {
            if path.is_dir() {
                files.extend(self::files(&path));
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let text = fs::read_to_string(&path).expect("the file can be read");
                files.push((path, text));
            }
        }
        files
    }

    /// The payloads of one corpus with what is said of them.
    fn payloads(text: &str) -> Vec<(String, Value)> {
        let cases: Vec<Value> = serde_json::from_str(text).expect("a corpus is an array");
        let payload = |case: Value| match (&case["input"], &case["repeat"]) {
            (Value::String(input), _) => Some((input.clone(), case)),
            (_, Value::Object(repeat)) => {
                let count = usize::try_from(repeat["count"].as_u64()?).ok()?;
                let suffix = repeat.get("suffix").and_then(Value::as_str).unwrap_or_default();
                Some((repeat["unit"].as_str()?.repeat(count) + suffix, case))
            }
            // Bytes that are no text never reach us: the browser decodes them first.
            _ => None,
        };
        cases.into_iter().filter_map(payload).collect()
    }

    /// An article that says `text` wherever it can say anything.
    fn all_over(text: &str) -> Value {
        let image = json!({
            "url": text, "alt": text, "caption": text, "credit": text, "width": text, "height": text,
            "sources": [{ "url": text, "width": 1 }], "digitalSourceType": text,
        });
        let named = json!([{ "name": text, "url": text, "kind": text }, text]);
        let stories = json!([{ "headline": text, "url": text, "region": text, "image": image }]);
        json!({
            "headline": text, "summary": text, "url": text, "language": text, "direction": text, "byline": named,
            "place": text, "timeZone": text, "created": text, "updated": text, "image": image, "disclaimer": text,
            "countries": named, "tags": named, "body": text, "credit": text, "rights": text, "status": text,
            "embargoed": text, "expires": text, "corrections": [{ "date": text, "text": text }], "trending": stories,
            "publisher": { "name": text, "url": text },
        })
    }

    #[test]
    fn no_payload_makes_an_unsafe_link() {
        let Some(folder) = shared("corpora") else { return };
        let mut count = 0;
        for (_, text) in files(&folder) {
            for (payload, _) in payloads(&text) {
                count += 1;
                let mut one = json!({ "headline": "H", "body": payload, "image": payload });
                for article in [one.clone(), all_over(&payload)] {
                    if let Ok((article, _)) = decoded(&article.to_string()) {
                        assert_links_are_safe(&article);
                    }
                }
                one["trending"] = json!({ "src": payload });
                decoded(&one.to_string()).expect("it has a headline");
                // Where an address stands, another of its kind may stand before it.
                let linked = json!({ "headline": "H", "url": "https://a.example/", "body": format!("<a href='{payload}'>x</a>") });
                assert_links_are_safe(&decoded(&linked.to_string()).expect("it has a headline").0);
            }
        }
        println!("{count} payloads");
        assert!(count > 1_500, "only {count} payloads");
    }

    #[test]
    fn json_is_read_as_the_standard_says() {
        let Some(folder) = shared("corpora") else { return };
        let text = fs::read_to_string(folder.join("jsontestsuite.json")).expect("the corpus is there");
        for (payload, case) in payloads(&text) {
            let read = parsed(&payload);
            match case["expect"].as_str() {
                Some("y") => assert!(read.is_ok(), "{}: {read:?}", case["name"]),
                Some("n") => assert!(read.is_err(), "{}", case["name"]),
                _ => {}
            }
            drop(decoded(&payload));
        }
    }

    #[test]
    fn articles_of_other_formats_do_no_harm() {
        let Some(folder) = shared("samples") else { return };
        let files = files(&folder);
        assert!(!files.is_empty(), "no samples");
        for (path, text) in files {
            match decoded(&text) {
                Ok((article, _)) => assert_links_are_safe(&article),
                Err(message) => assert!(message.starts_with("no article"), "{}: {message}", path.display()),
            }
        }
    }
}

/// Asserts that every address in the model is one that a reader may follow, as another parser sees it.
#[track_caller]
fn assert_links_are_safe(article: &Article) {
    let mut links = Vec::new();
    let mut pages = Vec::new();
    pages.extend(&article.url);
    let names = [&article.byline, &article.countries, &article.tags];
    links.extend(names.into_iter().flatten().filter_map(|name| name.url.as_ref()));
    links.extend(article.publisher.iter().filter_map(|publisher| publisher.url.as_ref()));
    let stories = article.lists.iter().flat_map(StoryList::here);
    pages.extend(stories.filter_map(|story| story.url.as_ref()));
    article.image.iter().for_each(|image| collect_image(image, &mut pages));
    collect_blocks(&article.body, &mut links, &mut pages);
    for link in links {
        let url = url::Url::parse(link.href()).expect("a link is absolute");
        assert!(["http", "https", "mailto", "tel"].contains(&url.scheme()), "{url}");
        assert!(url.username().is_empty() && url.password().is_none(), "{url}");
    }
    for page in pages {
        let url = url::Url::parse(page.href()).expect("a link is absolute");
        assert!(["http", "https"].contains(&url.scheme()), "{url}");
        assert!(url.username().is_empty() && url.password().is_none(), "{url}");
    }
}

fn collect_image<'a>(image: &'a Image, pages: &mut Vec<&'a WebLink>) {
    pages.push(&image.url);
    pages.extend(image.sources.iter().map(|source| &source.url));
}

fn collect_blocks<'a>(blocks: &'a [Block], links: &mut Vec<&'a WebLink>, pages: &mut Vec<&'a WebLink>) {
    for block in blocks {
        match block {
            Block::Paragraph(run) | Block::Subhead(_, run) | Block::Preformatted(run) | Block::Citation(run) => {
                collect_run(run, links);
            }
            Block::Figure(image, run) => {
                collect_image(image, pages);
                collect_run(run, links);
            }
            Block::Quote(blocks) | Block::Passage(_, blocks) => collect_blocks(blocks, links, pages),
            Block::List { items, .. } => items.iter().for_each(|item| collect_blocks(item, links, pages)),
            Block::Table(table) => {
                collect_run(&table.caption, links);
                let cells = table.head.iter().chain(&table.body).flatten();
                cells.for_each(|cell| collect_blocks(&cell.blocks, links, pages));
            }
            Block::Rule => {}
        }
    }
}

fn collect_run<'a>(run: &'a [Inline], links: &mut Vec<&'a WebLink>) {
    for inline in run {
        if let Inline::Marked(mark, run) = inline {
            if let Mark::Link(link) = mark {
                links.push(link);
            }
            collect_run(run, links);
        }
    }
}
