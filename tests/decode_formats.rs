//! Formats that publishers serve already: what of their JSON a reader is shown, and every trap in it.

use dateline::decode;
use serde_json::{Value, json};

use shown::{SRC, decoded, value};

mod shown;

/// Decodes `json` and compares fields, as `shown` names them.
#[track_caller]
fn check(json: &Value, expected: &[(&str, &str)]) {
    let decoded = decoded(&json.to_string());
    for (field, expected) in expected {
        let found = match &decoded {
            Ok(decoded) => value(decoded, field, expected),
            Err(message) => message.clone(),
        };
        assert_eq!(found, *expected, "{field} of {json}");
    }
}

/// Decodes JSON that is no article.
#[track_caller]
fn check_refused(json: &Value, message: &str) {
    assert_eq!(decoded(&json.to_string()).map(|decoded| decoded.article).expect_err("it is no article"), message);
}

/// Decodes a list document into headlines.
#[track_caller]
fn check_list(json: &Value, expected: &[&str]) {
    let text = json.to_string();
    let json = decode::Json::read(&mut serde_json::Deserializer::from_str(&text)).expect("it is JSON");
    let stories = decode::decode_stories(&json, SRC).expect("it is a list");
    assert_eq!(stories.iter().map(|story| &**story.headline.text()).collect::<Vec<_>>(), expected, "{text}");
}

/// `base` with the members of `more`.
fn with(base: &Value, more: Value) -> Value {
    let mut whole = base.clone();
    let (Value::Object(members), Value::Object(more)) = (&mut whole, more) else { panic!("both are objects") };
    members.extend(more);
    whole
}

mod detection {
    use super::*;

    #[test]
    fn formats_are_told_apart_by_content() {
        let feed = |version: &str| json!({ "version": version, "items": [{ "title": "T" }] });
        for (json, format) in [
            (json!({ "headline": "H" }), "dateline/1"),
            (json!({ "format": "dateline/1", "headline": "H", "@type": "NewsArticle", "uri": "x" }), "dateline/1"),
            (json!([{ "headline": "H" }]), "dateline/1"),
            (feed("https://jsonfeed.org/version/1.1"), "json-feed"),
            (feed("http://www.jsonfeed.org/version/1"), "json-feed"),
            (json!({ "@type": "NewsArticle", "headline": "H" }), "json-ld"),
            (
                json!({ "@graph": [{ "@type": "WebPage" }, { "@type": ["Thing", "Article"], "headline": "H" }] }),
                "json-ld",
            ),
            (json!([{ "@type": "BreadcrumbList" }, { "@type": "BlogPosting", "name": "H" }]), "json-ld"),
            (json!({ "response": { "content": { "webTitle": "T" } } }), "guardian"),
            (json!({ "webTitle": "T", "webPublicationDate": "2025-01-01" }), "guardian"),
            (json!({ "posts": [{ "slug": "s", "uuid": "u", "title": "T" }] }), "ghost"),
            (json!({ "uuid": "u", "slug": "s", "html": "<p>x</p>", "title": "T" }), "ghost"),
            (json!({ "title": { "rendered": "T" } }), "wordpress"),
            (json!([{ "title": { "rendered": "T" } }]), "wordpress"),
            (json!({ "ID": 1, "title": "T", "content": "" }), "wordpress"),
            (json!({ "posts": [{ "ID": 1, "title": "T" }] }), "wordpress"),
            (json!({ "headlines": { "basic": "T" } }), "ans"),
            (
                json!({ "type": "results", "version": "0.10.9", "content_elements": [{ "headlines": { "basic": "T" } }] }),
                "ans",
            ),
            (json!({ "data": { "item": { "altids": { "itemid": "1" }, "headline": "T" } } }), "ap"),
            (json!({ "version": "1.0", "type": "link", "title": "T" }), "oembed"),
            (json!({ "uri": "urn:x", "headline": "T" }), "ninjs"),
            (json!({ "guid": "tag:x", "headline": "T" }), "ninjs"),
            (json!({ "uri": "u", "headlines": [{ "role": "main", "value": "T" }] }), "ninjs"),
            (json!({ "total": 1, "limit": 1, "offset": 0, "item": [{ "guid": "g", "headline": "T" }] }), "ninjs"),
        ] {
            check(&json, &[("format", format)]);
        }
    }

    #[test]
    fn what_none_of_them_is_is_named() {
        for (json, message) in [
            (
                json!({ "code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": { "status": 404 } }),
                "a WordPress error: rest_post_invalid_id",
            ),
            (
                json!({ "errors": [{ "message": "Unknown Content API Key", "type": "UnauthorizedError" }] }),
                "a Ghost error: Unknown Content API Key",
            ),
            (
                json!({ "response": { "status": "error", "message": "not found" } }),
                "an error of the Guardian's: not found",
            ),
            (
                json!({ "data": { "type": "node--article", "attributes": { "title": "T" } } }),
                "a Drupal document of the type node--article",
            ),
            (
                json!({ "@type": "Recipe", "name": "Soup" }),
                "what looks like json-ld: an object with the keys @type, name",
            ),
            (json!({ "weather": "rain" }), "an object with the keys weather"),
        ] {
            check_refused(&json, &format!("no article with a headline, but {message}"));
        }
    }

    #[test]
    fn list_is_an_article_where_one_is_the_newest() {
        let post = |title: &str, date: &str| json!({ "title": { "rendered": title }, "date_gmt": date });
        check(&json!([post("One", "2025-01-01T00:00:00")]), &[("headline", "One"), ("latest", "0")]);
        check(
            &json!([post("B", "2025-01-02T00:00:00"), post("A", "2025-01-01T00:00:00")]),
            &[("headline", "B"), ("latest-headlines", "A")],
        );
        check_refused(
            &json!([post("A", "2025-01-01T00:00:00"), post("B", "2025-01-02T00:00:00")]),
            "a list of 2 stories, not newest first: which one?",
        );
        check_refused(
            &json!([{ "headline": "A" }, { "headline": "B" }]),
            "a list of 2 stories, not newest first: which one?",
        );
    }

    #[test]
    fn lists_are_read_of_all_formats() {
        check_list(&json!([{ "headline": "A" }, { "headline": "B" }]), &["A", "B"]);
        check_list(
            &json!({ "version": "https://jsonfeed.org/version/1", "items": [{ "title": "A" }, { "title": "B" }] }),
            &["A", "B"],
        );
        check_list(&json!([{ "title": { "rendered": "A &amp; B" } }, { "title": { "rendered": "" } }]), &["A & B"]);
        check_list(&json!({ "posts": [{ "slug": "s", "uuid": "u", "title": "A" }] }), &["A"]);
        check_list(&json!({ "response": { "results": [{ "webTitle": "A | Writer" }] } }), &["A"]);
        check_list(&json!([{ "uri": "u", "headline": "A" }, { "guid": "v", "headline": "B" }]), &["A", "B"]);
        check_list(
            &json!({ "type": "collection", "version": "0.8.0", "content_elements": [{ "headlines": { "basic": "A" } }, { "type": "reference" }] }),
            &["A"],
        );
        check_list(
            &json!({ "@type": "ItemList", "itemListElement": [
                { "@type": "ListItem", "position": 1, "item": { "@type": "NewsArticle", "headline": "A" } },
                { "@type": "ListItem", "position": 2, "name": "B", "url": "https://a.example/b" },
            ] }),
            &["A", "B"],
        );
        check_list(&json!([]), &[]);
    }

    #[test]
    fn hostile_lists_end_quickly() {
        let references = json!(vec![json!(vec![json!({ "@id": "#none" }); 100]); 300]);
        let nodes = vec![json!({ "@id": "#other", "@type": "Thing", "name": "T" }); 300];
        let tags = "a,".repeat(100_000);
        let mut graph = vec![
            json!({ "@type": "NewsArticle", "headline": "H", "author": references, "contentLocation": references, "keywords": tags }),
        ];
        graph.extend(nodes);
        let text = json!({ "@graph": graph }).to_string();
        let started = std::time::Instant::now();
        decoded(&text).expect("it is an article");
        assert!(started.elapsed() < std::time::Duration::from_secs(10), "{:?}", started.elapsed());
        println!("{:?} for {} bytes", started.elapsed(), text.len());
    }

    #[test]
    fn lists_have_an_end() {
        let stories: Vec<Value> = (0..1_500).map(|number| json!({ "headline": number.to_string() })).collect();
        let text = json!(stories).to_string();
        let json = decode::Json::read(&mut serde_json::Deserializer::from_str(&text)).expect("it is JSON");
        assert_eq!(decode::decode_stories(&json, SRC).expect("it is a list").len(), 1_000);
    }
}

mod json_ld {
    use super::*;

    /// A NewsArticle with the headline "H" and these members.
    fn article(members: Value) -> Value {
        with(&json!({ "@context": "https://schema.org", "@type": "NewsArticle", "headline": "H" }), members)
    }

    #[test]
    fn authors_come_in_all_shapes() {
        for (author, names) in [
            (json!("A"), "A"),
            (json!(["A", "B"]), "A; B"),
            (json!({ "@type": "Person", "name": "A" }), "A"),
            (json!([{ "name": "A" }, { "name": "B" }]), "A; B"),
            (json!([[{ "name": "A" }], { "name": "B" }]), "A; B"),
            (json!([]), ""),
            (json!({ "name": "By Jane Doe" }), "By Jane Doe"),
            (json!("By Jane Doe"), "Jane Doe"),
            (json!("VON Jana Doe"), "Jana Doe"),
            (json!("Byron"), "Byron"),
        ] {
            check(&article(json!({ "author": author })), &[("byline", names)]);
        }
    }

    #[test]
    fn references_are_looked_up_in_the_graph() {
        let graph = json!({ "@context": "https://schema.org", "@graph": [
            { "@type": "NewsArticle", "headline": "H", "author": { "@id": "#a" }, "image": { "@id": "#i" }, "publisher": { "@id": "#p" } },
            { "@type": "Person", "@id": "#a", "name": "A" },
            { "@type": "ImageObject", "@id": "#i", "url": "/i.png", "caption": "C" },
            { "@type": "Organization", "@id": "#p", "name": "P", "logo": { "url": "/l.png" } },
        ] });
        check(
            &graph,
            &[
                ("byline", "A"),
                ("image", "https://news.example/i.png"),
                ("caption", "C"),
                ("publisher", "P"),
                ("logo", "https://news.example/l.png"),
            ],
        );
    }

    #[test]
    fn references_in_a_circle_end() {
        check(
            &json!({ "@graph": [{ "@type": "Article", "headline": "H", "author": { "@id": "#a" } }, { "@id": "#a" }] }),
            &[("byline", "")],
        );
    }

    #[test]
    fn images_come_in_all_shapes() {
        let url = "https://news.example/i.png";
        for (image, expected) in [
            (json!("/i.png"), url),
            (json!(["/i.png", "/j.png"]), url),
            (json!({ "url": "/i.png" }), url),
            (json!({ "contentUrl": "/i.png" }), url),
            (json!({ "url": ["/i.png", "/j.png"] }), url),
            (json!([{ "url": "/i.png" }]), url),
            (json!([]), ""),
            (json!("/i.png?a=1&#038;b=2"), "https://news.example/i.png?a=1&b=2"),
            (json!("/i.png?a=1&copy=2"), "https://news.example/i.png?a=1&copy=2"),
            (json!(["/i.tif", "/i.png"]), url),
        ] {
            check(&article(json!({ "image": image })), &[("image", expected)]);
        }
        check(&article(json!({ "thumbnailUrl": "/i.png" })), &[("image", url)]);
    }

    #[test]
    fn generated_images_are_told() {
        let image = json!({ "url": "/i.png", "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia" });
        check(&article(json!({ "image": image })), &[("generated", "true")]);
    }

    #[test]
    fn dates_come_in_all_shapes() {
        for (text, moment) in [
            ("2026-06-05T17:20:55+0000", "2026-06-05T17:20:55Z"),
            ("2026-06-05T08:00Z", "2026-06-05T08:00:00Z"),
            ("2024-04-30 16:38:37 +02:00", "2024-04-30T16:38:37+02:00"),
            ("2023-04-28 18:11:01.0", "2023-04-28T18:11:01"),
            ("2024-09-30 07:50:48", "2024-09-30T07:50:48"),
            ("2023-04-28T18:43:01", "2023-04-28T18:43:01"),
            ("2024-04-22", "2024-04-22"),
            ("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36"),
            ("", ""),
        ] {
            check(&article(json!({ "datePublished": text })), &[("created", moment), ("warnings", "")]);
        }
        check(&article(json!({ "dateCreated": "2024-04-22" })), &[("created", "2024-04-22")]);
        check(
            &article(json!({ "dateModified": "soon" })),
            &[("updated", ""), ("warnings", "dateModified: not a date: soon")],
        );
    }

    #[test]
    fn references_of_characters_are_resolved_once() {
        check(
            &article(json!({ "headline": "&quot;Q&quot; &amp;amp; A", "description": "It&#8217;s" })),
            &[("headline", "\"Q\" &amp; A"), ("summary", "It’s")],
        );
    }

    #[test]
    fn keywords_are_a_list_or_have_commas() {
        check(&article(json!({ "keywords": ["a", "b, c"], "articleSection": "d" })), &[("tags", "a; b; c; d")]);
        check(&article(json!({ "keywords": "a,b, a", "articleSection": ["b"] })), &[("tags", "a; b")]);
    }

    #[test]
    fn text_without_line_ends_is_one_paragraph() {
        check(&article(json!({ "articleBody": "One. Two.  Three." })), &[("blocks", "1")]);
        check(
            &article(json!({ "articleBody": "One.\nTwo.\r\n\r\nThree &lt; 4." })),
            &[("blocks", "3"), ("last", "Three < 4.")],
        );
        check(
            &article(json!({ "articleBody": "<p>One</p><p>Two</p><script>x</script>" })),
            &[("blocks", "2"), ("body", "One Two")],
        );
    }

    #[test]
    fn summary_that_was_cut_from_the_body_is_none() {
        for (summary, expected) in [("One two …", ""), ("One, two", ""), ("Two three", "Two three"), ("H", "")] {
            check(
                &article(json!({ "articleBody": "One two three.", "description": summary })),
                &[("summary", expected)],
            );
        }
    }

    #[test]
    fn place_is_short_and_of_letters() {
        for (place, expected) in [
            (json!("Spain"), "Spain"),
            (json!("Sun, 19 Oct 2025 04:00"), ""),
            (json!({ "@type": "Place", "name": "Rio de Janeiro" }), "Rio de Janeiro"),
            (json!({ "name": [] }), ""),
            (json!("x".repeat(61)), ""),
        ] {
            check(&article(json!({ "dateline": place })), &[("place", expected)]);
        }
    }

    #[test]
    fn place_isnt_told_twice() {
        for (body, place) in [
            ("MEXICO CITY (AP) — Mexico’s economy", ""),
            ("BHOPAL: Two people", ""),
            ("GROSSETO, Italy (AP) -- The trial", ""),
            ("The AP: nothing", "Oslo"),
            ("A story without — a dateline", "Oslo"),
        ] {
            check(&article(json!({ "dateline": "Oslo", "articleBody": body })), &[("place", place)]);
        }
    }

    #[test]
    fn only_countries_are_countries() {
        for (location, countries) in [
            (json!({ "@type": "Country", "name": "Trinidad and Tobago" }), "Trinidad and Tobago"),
            (json!({ "@type": "Place", "name": "Corresponsal en Atenas" }), ""),
            (json!({ "@type": "Place", "name": [] }), ""),
            (json!({ "@type": "Place", "address": { "addressCountry": "GR" } }), "GR"),
        ] {
            check(&article(json!({ "contentLocation": location })), &[("countries", countries)]);
        }
    }

    #[test]
    fn addresses_are_pages() {
        for (members, url) in [
            (json!({ "url": "https://a.example/1" }), "https://a.example/1"),
            (json!({ "url": ["https://a.example/1"] }), "https://a.example/1"),
            (json!({ "mainEntityOfPage": "https://a.example/1" }), "https://a.example/1"),
            (json!({ "mainEntityOfPage": { "@id": "https://a.example/1" } }), "https://a.example/1"),
            (json!({ "@id": "https://a.example/1" }), "https://a.example/1"),
            (json!({ "@id": "a.example" }), ""),
            (json!({ "url": "javascript:alert(1)" }), ""),
            (json!({ "mainEntityOfPage": true }), ""),
        ] {
            check(&article(members), &[("url", url)]);
        }
    }

    #[test]
    fn language_is_a_tag() {
        for (language, tag) in [
            (json!("en-GB"), "en-GB"),
            (json!("en_US"), "en-US"),
            (json!("English"), ""),
            (json!({ "@type": "Language", "name": "Tamil", "alternateName": "ta" }), "ta"),
        ] {
            check(&article(json!({ "inLanguage": language })), &[("language", tag)]);
        }
    }

    #[test]
    fn corrections_have_dates() {
        check(
            &article(json!({ "correction": [{ "text": "T", "datePublished": "2018-01-23" }, "U"] })),
            &[("notes", "2018-01-23 T; U")],
        );
    }
}

mod wordpress {
    use super::*;

    /// A post with the title "T" and these members.
    fn post(members: Value) -> Value {
        with(&json!({ "title": { "rendered": "T" }, "link": "/2020/t/" }), members)
    }

    #[test]
    fn times_are_those_in_utc() {
        check(
            &post(json!({
                "date": "2019-11-07T10:36:54", "date_gmt": "2019-11-07T15:36:54",
                "modified": "2019-11-07T10:37:03", "modified_gmt": "2019-11-07T15:37:03",
            })),
            &[("created", "2019-11-07T15:36:54Z"), ("updated", "2019-11-07T15:37:03Z")],
        );
        // The site's own clock has no zone, and WordPress.com's has one.
        check(&post(json!({ "date": "2019-11-07T10:36:54" })), &[("created", "2019-11-07T10:36:54")]);
        check(&post(json!({ "date": "2019-11-07T10:36:54-05:00" })), &[("created", "2019-11-07T10:36:54-05:00")]);
    }

    #[test]
    fn titles_lose_their_markup() {
        check(
            &post(json!({ "title": { "rendered": "A <em>B</em> &#8217;s [&hellip;]" } })),
            &[("headline", "A B ’s […]")],
        );
    }

    #[test]
    fn summary_ends_where_it_was_cut() {
        check(
            &post(json!({ "excerpt": { "rendered": "<p>Own words [&hellip;]</p>\n" } })),
            &[("summary", "Own words …")],
        );
        check(
            &post(
                json!({ "excerpt": { "rendered": "<p>The body [&hellip;]</p>" }, "content": { "rendered": "<p>The body goes on.</p>" } }),
            ),
            &[("summary", "")],
        );
    }

    #[test]
    fn co_authors_win() {
        let term = |name: &str, taxonomy: &str| json!({ "name": name, "taxonomy": taxonomy, "link": "/x" });
        check(
            &post(json!({ "author": 1, "_embedded": {
                "author": [{ "name": "Alice", "url": "" }],
                "wp:term": [[term("News", "category")], [], [term("Alice", "author"), term("Bob", "author")]],
            } })),
            &[("byline", "Alice; Bob"), ("tags", "News")],
        );
        check(
            &post(json!({ "_embedded": { "author": [{ "name": "Alice", "link": "/alice" }] } })),
            &[("byline", "Alice"), ("links", "https://news.example/alice")],
        );
    }

    #[test]
    fn missing_authors_and_media_are_none() {
        check(
            &post(json!({ "author": 0, "featured_media": 0, "meta": [], "tags": false, "_embedded": {
                "author": [{ "code": "rest_user_invalid_id", "message": "Invalid user ID.", "data": { "status": 404 } }],
                "wp:featuredmedia": [{ "code": "rest_forbidden", "message": "No.", "data": { "status": 401 } }],
            } })),
            &[("byline", ""), ("image", ""), ("tags", "")],
        );
    }

    #[test]
    fn picture_is_the_size_that_serves() {
        let size = |file: &str, width: u32, height: u32| json!({ "source_url": format!("/{file}.jpg"), "width": width, "height": height });
        check(
            &post(json!({ "_embedded": { "wp:featuredmedia": [{
                "source_url": "/original.jpg", "alt_text": "A", "caption": { "rendered": "<p>C</p>" },
                "media_details": { "width": 5000, "height": 2500, "sizes": {
                    "thumbnail": size("crop", 150, 150), "large": size("large", 1024, 512), "full": size("original", 5000, 2500),
                    "medium": size("medium", 300, 150),
                } },
            }] } })),
            &[("image", "https://news.example/large.jpg"), ("sources", "300"), ("alt", "A"), ("caption", "C")],
        );
        check(&post(json!({ "jetpack_featured_media_url": "/j.jpg" })), &[("image", "https://news.example/j.jpg")]);
        check(&post(json!({ "featured_image": [{ "src": "/f.jpg" }] })), &[("image", "https://news.example/f.jpg")]);
    }

    #[test]
    fn protected_content_is_a_form() {
        check(
            &post(json!({ "content": { "rendered": "<form>Password</form>", "protected": true } })),
            &[("blocks", "0")],
        );
    }

    #[test]
    fn links_may_be_relative() {
        check(&post(json!({})), &[("url", "https://news.example/2020/t/")]);
    }

    #[test]
    fn drafts_are_not_shown() {
        for (status, expected) in
            [("publish", "usable"), ("draft", "withheld"), ("private", "withheld"), ("future", "withheld")]
        {
            check(&post(json!({ "status": status })), &[("status", expected)]);
        }
    }

    #[test]
    fn source_that_says_less_than_it_can_is_asked_again() {
        let short = post(json!({ "featured_media": 7, "author": 1 }));
        let whole = post(json!({ "featured_media": 7, "_embedded": { "author": [{ "name": "A" }] } }));
        for (json, src, fuller) in [
            (&short, "https://a.example/wp-json/wp/v2/posts/1", Some("https://a.example/wp-json/wp/v2/posts/1?_embed")),
            (
                &short,
                "https://a.example/?rest_route=/wp/v2/posts/1",
                Some("https://a.example/?rest_route=/wp/v2/posts/1&_embed"),
            ),
            (&short, "https://a.example/wp-json/wp/v2/posts/1?_embed", None),
            (&short, "https://a.example/post.json", None),
            (&whole, "https://a.example/wp-json/wp/v2/posts/1", None),
            (&post(json!({ "featured_media": 0, "author": 0 })), "https://a.example/wp-json/wp/v2/posts/1", None),
        ] {
            let json =
                decode::Json::read(&mut serde_json::Deserializer::from_str(&json.to_string())).expect("it is JSON");
            assert_eq!(decode::fuller_address(&json, src).as_deref(), fuller, "{src}");
        }
    }

    #[test]
    fn wordpress_com_speaks_otherwise() {
        check(
            &json!({ "found": 1, "posts": [{
                "ID": 1, "URL": "https://a.example/1", "title": "A &amp; B", "content": "<p>C</p>",
                "date": "2025-01-01T00:00:00+01:00", "author": { "ID": 1, "name": "Al", "email": false },
                "featured_image": "https://a.example/f.png", "tags": { "Cats": { "ID": 1, "name": "Cats", "slug": "cats" } },
            }] }),
            &[
                ("headline", "A & B"),
                ("byline", "Al"),
                ("body", "C"),
                ("url", "https://a.example/1"),
                ("created", "2025-01-01T00:00:00+01:00"),
                ("image", "https://a.example/f.png"),
                ("tags", "Cats"),
            ],
        );
    }
}

mod ninjs {
    use super::*;

    /// An item with the headline "H" and these members.
    fn item(members: Value) -> Value {
        with(&json!({ "uri": "urn:newsml:x", "headline": "H" }), members)
    }

    #[test]
    fn generations_speak_otherwise() {
        for json in [
            json!({ "uri": "u", "headline": "H", "versioncreated": "2025-01-01", "byline": "By A", "description_text": "S", "body_html": "<p>B</p>" }),
            json!({ "uri": "u", "headline_main": "H", "versioncreated": "2025-01-01", "byline": "A", "description_main": "S", "body_main": "B" }),
            json!({ "guid": "g", "headline": "H", "versioncreated": "2025-01-01", "authors": [{ "name": "A", "role": "writer" }], "description_html": "<p>S</p>", "body_html": "<p>B</p>" }),
            json!({ "uri": "u", "headlines": [{ "role": "short", "value": "x" }, { "role": "main", "value": "H" }], "versioncreated": "2025-01-01", "by": "A",
                "descriptions": [{ "value": "S" }], "bodies": [{ "contenttype": "text/html", "value": "<p>B</p>" }] }),
            json!({ "uri": "u", "headlines": [{ "value": "H" }], "versionCreated": "2025-01-01", "by": "A", "descriptions": [{ "value": "S" }],
                "bodies": [{ "contentType": "application/xhtml+xml", "value": "<p>B</p>" }] }),
        ] {
            check(
                &json,
                &[
                    ("headline", "H"),
                    ("summary", "S"),
                    ("byline", "A"),
                    ("body", "B"),
                    ("created", ""),
                    ("updated", "2025-01-01"),
                    ("url", ""),
                ],
            );
        }
    }

    #[test]
    fn body_is_chosen_by_its_type() {
        check(
            &item(json!({ "bodies": [
                { "role": "ttnitf", "contenttype": "application/xml", "value": "<TTNITF>x</TTNITF>" },
                { "role": "text", "contenttype": "text/plain", "value": "Plain" },
                { "role": "html5", "contenttype": "text/html", "value": "<html><head><title>H</title></head><body><h1>H</h1><p>One</p></body></html>" },
                { "role": "richhtml5", "contenttype": "text/html", "value": "<p>Two</p>" },
            ] })),
            &[("body", "One"), ("blocks", "1")],
        );
        check(&item(json!({ "bodies": [{ "contentType": "text/plain", "value": "One\nTwo" }] })), &[("blocks", "2")]);
    }

    #[test]
    fn picture_is_a_rendition_that_serves() {
        let rendition = |href: &str, width: u32, kind: &str| json!({ "href": href, "width": width, "height": width / 2, "mimetype": kind });
        let image = "https://news.example/preview.jpg";
        check(
            &item(json!({ "associations": {
                "video": { "type": "video", "renditions": { "main": rendition("/v.jpg", 600, "image/jpeg") } },
                "featuremedia": { "type": "picture", "byline": "P", "description_text": "C", "renditions": {
                    "original": rendition("/original.jpg", 4724, "image/jpeg"), "tiff": rendition("/x", 1200, "image/tiff"),
                    "preview": rendition("/preview.jpg", 1024, "image/jpeg"), "thumb": rendition("/thumb.jpg", 256, "image/jpeg"),
                } },
            } })),
            &[("image", image), ("sources", "256"), ("caption", "C"), ("image-credit", "P")],
        );
        check(
            &item(json!({ "associations": [
                { "type": "picture", "by": "P", "descriptions": [{ "value": "C" }], "digitalsourcetype": "trainedAlgorithmicMedia",
                    "renditions": [{ "href": "/nowidth.jpg" }, { "href": "/preview.jpg", "contenttype": "image/jpeg" }] },
            ] })),
            &[
                ("image", "https://news.example/nowidth.jpg"),
                ("caption", "C"),
                ("image-credit", "P"),
                ("generated", "true"),
            ],
        );
        check(
            &item(
                json!({ "associations": { "logo": { "type": "graphic", "renditions": { "a": rendition("/l.png", 1, "image/png") } } } }),
            ),
            &[("image", "")],
        );
    }

    #[test]
    fn place_isnt_the_author() {
        check(
            &item(json!({ "located": "Aaron J. Staples, Michigan", "authors": [{ "name": "Aaron J. Staples" }] })),
            &[("place", "")],
        );
        check(&item(json!({ "located": "Singapore" })), &[("place", "Singapore")]);
    }

    #[test]
    fn status_and_embargo_are_heeded() {
        check(&item(json!({ "pubstatus": "canceled" })), &[("status", "canceled")]);
        check(&item(json!({ "pubStatus": "withheld" })), &[("status", "withheld")]);
        check(
            &item(json!({ "pubstatus": "usable", "embargoed": "2022-06-29T02:30:00Z" })),
            &[("status", "usable"), ("embargoed", "2022-06-29T02:30:00Z")],
        );
        // When a story is no news any more isn't when it must go.
        check(&item(json!({ "expires": "2023-05-31T00:00:00+02:00" })), &[("expires", "")]);
    }

    #[test]
    fn countries_are_places_of_iso_3166() {
        check(
            &item(
                json!({ "place": [{ "name": "Tuscany" }, { "name": "Italy", "scheme": "http://cvx.iptc.org/iso3166-1a2/", "code": "it" }] }),
            ),
            &[("countries", "Italy")],
        );
    }

    #[test]
    fn newsroom_keeps_its_fields() {
        let json = item(
            json!({ "ednote": "SECRET", "slugline": "SECRET", "urgency": 3, "genre": [{ "name": "SECRET" }], "service": [{ "name": "SECRET" }] }),
        );
        let shown = format!("{:?}", decoded(&json.to_string()));
        assert!(!shown.contains("SECRET"), "{shown}");
    }

    #[test]
    fn wrapped_items_are_an_article_and_what_is_new() {
        check(
            &json!({ "total": 2, "item": [{ "guid": "a", "headline": "A" }, { "guid": "b", "headline": "B" }] }),
            &[("headline", "A"), ("latest-headlines", "B")],
        );
    }

    #[test]
    fn ap_speaks_ninjs() {
        check(
            &json!({ "data": { "item": {
                "altids": { "itemid": "1" }, "uri": "https://api.ap.example/1", "headline": "H", "bylines": [{ "by": "By A" }, { "byline": "B" }],
                "datelinelocation": { "city": "Paris" }, "usageterms": ["Terms."], "type": "picture", "description_caption": "C",
                "subject": [{ "name": "s", "rels": ["category"] }, { "name": "Sports", "rels": ["direct"] }],
                "renditions": { "main": { "href": "https://a.example/m.jpg", "mimetype": "image/jpeg" } },
            } } }),
            &[
                ("format", "ap"),
                ("place", "Paris"),
                ("rights", "Terms."),
                ("tags", "Sports"),
                ("url", ""),
                ("image", "https://a.example/m.jpg"),
                ("caption", "C"),
            ],
        );
    }
}

mod json_feed {
    use super::*;

    /// A feed of one item with these members.
    fn feed(item: Value) -> Value {
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "F", "home_page_url": "https://f.example/",
            "authors": [{ "name": "Feed" }], "author": { "name": "Old" }, "language": "de", "items": [item] })
    }

    #[test]
    fn item_says_more_than_its_feed() {
        check(&feed(json!({ "title": "T" })), &[("byline", "Feed"), ("language", "de"), ("publisher", "F")]);
        check(
            &feed(json!({ "title": "T", "author": { "name": "Item" }, "language": "en" })),
            &[("byline", "Item"), ("language", "en")],
        );
        check(
            &feed(json!({ "title": "T", "author": { "name": "Old" }, "authors": [{ "name": "New" }] })),
            &[("byline", "New")],
        );
    }

    #[test]
    fn item_without_a_title_is_called_by_its_beginning() {
        check(&feed(json!({ "content_text": "A short note." })), &[("headline", "A short note."), ("blocks", "0")]);
        check(
            &feed(json!({ "content_html": format!("<p>{}</p>", "long words ".repeat(20)) })),
            &[
                ("headline", "long words long words long words long words long words long words long words…"),
                ("blocks", "1"),
            ],
        );
        // As text: what orders the keys of `json!` is the tests' own business.
        let text = r#"{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_html": ""}]}"#;
        assert_eq!(
            decoded(text).map(|decoded| decoded.article).expect_err("it is no article"),
            "no article with a headline, but what looks like json-feed: an object with the keys version, items"
        );
    }

    #[test]
    fn untidy_items_are_read() {
        check(
            &feed(json!({
                "title": "A &amp; B", "tags": "x, y", "date_published": "2018-01-06T08:00", "image": "/favicon.ico",
                "url": "https://f.example/1/", "external_url": "https://other.example/", "content_html": "<p>One</p><script>x</script>",
            })),
            &[
                ("headline", "A & B"),
                ("tags", "x; y"),
                ("created", "2018-01-06T08:00:00"),
                ("image", ""),
                ("url", "https://f.example/1/"),
                ("body", "One"),
                ("warnings", "items[0].image: no picture that browsers show: /favicon.ico"),
            ],
        );
    }
}

mod ghost {
    use super::*;

    fn post(members: Value) -> Value {
        let post = with(&json!({ "slug": "s", "uuid": "u", "title": "T", "url": "http://localhost:2368/s/" }), members);
        json!({ "posts": [post] })
    }

    #[test]
    fn created_is_when_it_was_published() {
        check(
            &post(
                json!({ "created_at": "2019-03-05T19:30:15.000+00:00", "published_at": "2012-11-27T15:30:00.000+00:00" }),
            ),
            &[("created", "2012-11-27T15:30:00Z")],
        );
        check(&post(json!({ "published_at": null })), &[("created", "")]);
    }

    #[test]
    fn tags_for_the_newsroom_stay_there() {
        check(
            &post(
                json!({ "tags": [{ "name": "A", "visibility": "public" }, { "name": "#b", "visibility": "internal" }, { "name": "C" }] }),
            ),
            &[("tags", "A; C")],
        );
        check(&post(json!({ "tags": [{ "name": "C" }] })), &[("tags", "C")]);
    }

    #[test]
    fn picture_has_its_words_beside_it() {
        check(
            &post(
                json!({ "feature_image": "/i.png", "feature_image_alt": "A", "feature_image_caption": "<span style='x'>C &amp; D</span>" }),
            ),
            &[("image", "http://localhost:2368/i.png"), ("alt", "A"), ("caption", "C & D")],
        );
    }

    #[test]
    fn gated_post_has_no_body() {
        check(&post(json!({ "html": null, "access": false, "excerpt": "E" })), &[("blocks", "0"), ("summary", "E")]);
    }

    #[test]
    fn page_is_the_canonical_one() {
        check(&post(json!({ "canonical_url": "https://a.example/s" })), &[("url", "https://a.example/s")]);
    }
}

mod guardian {
    use super::*;

    fn content(members: Value) -> Value {
        let content = with(&json!({ "webTitle": "T | Author", "webUrl": "https://g.example/1" }), members);
        json!({ "response": { "status": "ok", "content": content,
            "relatedContent": [{ "webTitle": "Related | Author", "webUrl": "https://g.example/2" }] } })
    }

    #[test]
    fn title_loses_its_author() {
        check(&content(json!({})), &[("headline", "T"), ("latest-headlines", "Related")]);
        check(&content(json!({ "fields": { "headline": "A | B" } })), &[("headline", "A | B")]);
    }

    #[test]
    fn byline_may_be_the_contributors() {
        let tags = json!([{ "type": "contributor", "webTitle": "A", "webUrl": "https://g.example/a" }, { "type": "keyword", "webTitle": "K" }, { "type": "tone", "webTitle": "X" }]);
        check(&content(json!({ "tags": tags })), &[("byline", "A"), ("links", "https://g.example/a"), ("tags", "K")]);
        check(&content(json!({ "tags": tags, "fields": { "byline": "By A in Paris" } })), &[("byline", "A in Paris")]);
    }

    #[test]
    fn picture_is_the_main_one() {
        let asset = |file: &str, width: &str| json!({ "type": "image", "file": file, "typeData": { "width": width, "height": "60", "caption": "C. Photograph: P", "credit": "P", "altText": "A" } });
        check(
            &content(json!({ "elements": [
                { "relation": "main", "type": "video", "assets": [{ "file": "https://g.example/v.mp4" }] },
                { "relation": "main", "type": "image", "assets": [asset("https://g.example/1.jpg", "100"), asset("https://g.example/2.jpg", "500")] },
            ] })),
            &[("image", "https://g.example/2.jpg"), ("caption", "C."), ("image-credit", "P"), ("alt", "A")],
        );
        check(
            &content(
                json!({ "fields": { "main": "<figure><img src='/m.jpg'><figcaption>C</figcaption></figure>", "thumbnail": "/t.jpg" } }),
            ),
            &[("image", "https://g.example/m.jpg"), ("caption", "C")],
        );
        check(&content(json!({ "fields": { "thumbnail": "/t.jpg" } })), &[("image", "https://g.example/t.jpg")]);
    }

    #[test]
    fn body_may_come_in_blocks() {
        check(
            &content(
                json!({ "blocks": { "body": [{ "bodyHtml": "<p>One</p>", "createdBy": { "email": "x@g.example" } }, { "bodyHtml": "<p>Two</p>" }] } }),
            ),
            &[("body", "One Two"), ("byline", "")],
        );
    }

    #[test]
    fn expired_content_isnt_shown() {
        check(&content(json!({ "isExpired": "true" })), &[("status", "withheld")]);
        check(&content(json!({ "isExpired": true })), &[("status", "withheld")]);
        check(&content(json!({ "isExpired": "false" })), &[("status", "usable")]);
    }
}

mod ans {
    use super::*;

    fn story(members: Value) -> Value {
        with(&json!({ "type": "story", "version": "0.10.9", "headlines": { "basic": "H" } }), members)
    }

    #[test]
    fn empty_values_are_absent() {
        check(
            &story(
                json!({ "description": { "basic": "" }, "subheadlines": { "basic": "S" }, "credits": {}, "content_elements": [], "language": "English" }),
            ),
            &[("summary", "S"), ("byline", ""), ("blocks", "0"), ("language", "")],
        );
    }

    #[test]
    fn byline_is_the_credits() {
        let author = |name: &str| json!({ "type": "author", "name": name });
        check(
            &story(json!({ "credits": { "by": [author("A"), { "type": "reference", "referent": { "id": "x" } }] } })),
            &[("byline", "A")],
        );
        check(
            &story(json!({ "credits": { "by": [author("A")] }, "vanity_credits": { "by": [author("V")] } })),
            &[("byline", "V")],
        );
    }

    #[test]
    fn elements_become_a_body() {
        let text = |content: &str| json!({ "type": "text", "content": content });
        check(
            &story(json!({ "content_elements": [
                text("One <b>bold</b>"), { "type": "header", "level": 2, "content": "Two" },
                { "type": "list", "list_type": "ordered", "items": [text("a"), { "type": "list", "items": [text("b")] }] },
                { "type": "quote", "content_elements": [text("Three")], "citation": { "content": "Four" } },
                { "type": "raw_html", "content": "<p>Five</p><script>x</script>" }, { "type": "divider" },
                { "type": "interstitial_link", "url": "javascript:alert(1)", "content": "Six" },
                { "type": "table", "header": [text("H1")], "rows": [[text("c1"), "c2"]] },
                { "type": "element_group", "content_elements": [text("Seven")] },
                { "type": "numeric_rating", "numeric_rating": 4 }, { "type": "custom_embed", "embed": {} },
                { "type": "reference", "referent": { "id": "x" } },
            ] })),
            &[("first", "One bold Two a b Three Four Five Six"), ("last", "Seven")],
        );
    }

    #[test]
    fn attributes_of_elements_end_nothing() {
        check(
            &story(
                json!({ "content_elements": [{ "type": "image", "url": "https://a.example/i.png", "alt_text": "\"><p>x</p>", "caption": "C" }] }),
            ),
            &[("body", ""), ("alt", "\"> x")],
        );
    }

    #[test]
    fn picture_promotes_the_story() {
        let image =
            |url: &str| json!({ "type": "image", "url": url, "caption": "C", "credits": { "by": [{ "name": "P" }] } });
        check(
            &story(json!({ "promo_items": { "basic": image("/resizer/i.png") } })),
            &[("image", "https://news.example/resizer/i.png"), ("image-credit", "P")],
        );
        check(
            &story(
                json!({ "promo_items": { "basic": { "type": "video", "promo_items": { "basic": image("/v.png") } } } }),
            ),
            &[("image", "https://news.example/v.png")],
        );
        check(
            &story(json!({ "promo_items": { "basic": { "type": "gallery", "content_elements": [image("/g.png")] } } })),
            &[("image", "https://news.example/g.png")],
        );
        check(&story(json!({ "promo_items": { "basic": image("/i.tif?x=1") } })), &[("image", "")]);
    }

    #[test]
    fn corrections_and_notes_are_told() {
        check(
            &story(
                json!({ "corrections": [{ "type": "correction", "text": "A" }], "editor_note": "N", "content_elements": [{ "type": "correction", "text": "B" }] }),
            ),
            &[("notes", "A; B; N"), ("blocks", "0")],
        );
    }

    #[test]
    fn related_stories_stand_for_themselves() {
        check(
            &story(
                json!({ "related_content": { "basic": [story(json!({ "headlines": { "basic": "R" } })), { "type": "reference" }], "redirect": [{ "type": "redirect" }] } }),
            ),
            &[("latest-headlines", "R")],
        );
    }

    #[test]
    fn embargo_is_heeded() {
        check(
            &story(
                json!({ "content_restrictions": { "embargo": { "active": true, "end_time": "2030-01-01T00:00:00Z" } } }),
            ),
            &[("embargoed", "2030-01-01T00:00:00Z")],
        );
    }
}

#[test]
fn oembed_is_a_card() {
    check(
        &json!({
            "version": "1.0", "type": "rich", "title": "T", "author_name": "A", "provider_name": "P", "provider_url": "https://p.example",
            "thumbnail_url": "https://p.example/t.png", "html": "<blockquote><a href='https://p.example/t'>T</a></blockquote><script>x</script>",
        }),
        &[
            ("headline", "T"),
            ("byline", "A"),
            ("publisher", "P"),
            ("image", "https://p.example/t.png"),
            ("url", "https://p.example/t"),
            ("blocks", "0"),
        ],
    );
}

#[test]
fn origins_are_paths_in_the_source() {
    for (json, field, path) in [
        (
            json!({ "posts": [{ "slug": "s", "uuid": "u", "title": "T", "published_at": "2025" }] }),
            "created",
            Some("posts[0].published_at"),
        ),
        (json!({ "response": { "content": { "webTitle": "T" } } }), "headline", Some("response.content.webTitle")),
        (json!({ "@type": "NewsArticle", "headline": "T", "dateCreated": "2025" }), "created", Some("dateCreated")),
        (json!({ "headline": "T" }), "created", None),
    ] {
        let json = decode::Json::read(&mut serde_json::Deserializer::from_str(&json.to_string())).expect("it is JSON");
        assert_eq!(decode::origin(&json, field).as_deref(), path);
    }
}
