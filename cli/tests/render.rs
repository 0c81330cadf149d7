//! Stories written down as HTML, JSON-LD and plain text: articles in; files, remarks and exit status out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use dateline::decode::{self, Json};
use dateline::model::Article;
use dateline::view::STYLES;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};

/// Where the release is said to be.
const RELEASE: &str = "https://cdn.example/dateline/0.1.0/";

/// Runs the command with these arguments. Only this function does.
fn render(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // Nothing that was built there says what the release's files are.
    command.current_dir(env!("CARGO_TARGET_TMPDIR")).arg("render").args(arguments).stdin(Stdio::null());
    command.env("SOURCE_DATE_EPOCH", "1700000000");
    command.output().expect("the command starts")
}

/// Renders one article and returns what is printed.
#[track_caller]
fn printed(name: &str, article: &Value, arguments: &[&str], status: i32) -> String {
    let folder = folder(name);
    let file = folder.join("a.json");
    fs::write(&file, article.to_string()).expect("a file can be written");
    let file = file.to_str().expect("it is text");
    let output = render(&[arguments, &["--src-base", "https://news.example/a/", file]].concat());
    assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn decoded(text: &str) -> Article {
    let json = Json::read(&mut serde_json::Deserializer::from_str(text)).expect("it is JSON");
    decode::decode(&json, "https://news.example/a/a.json").expect("it is an article").article
}

fn brief() -> Value {
    json!({ "headline": "H & <H>", "url": "https://news.example/1", "language": "en", "publisher": { "name": "P" } })
}

#[test]
fn snapshot_is_an_element_with_its_story() {
    let expected = r#"<dateline-article src="https://news.example/a/a.json" sections="headline" lang="en">
<template shadowrootmode="open"><link rel="stylesheet" href="https://cdn.example/dateline/0.1.0/dateline.css"><div data-headline="H &amp; &lt;H&gt;" data-format="dateline/1" data-until="1700000300000"><div class="dateline" data-theme="auto" dir="ltr"><article data-variant="full" dir="ltr" lang="en" part="article"><header><h2 part="headline"><a href="https://news.example/1" rel="noopener" target="_blank">H &amp; &lt;H></a></h2></header><p class="source"><a href="https://news.example/1" part="source-link" rel="noopener" target="_blank">Read the full story at P</a></p></article></div></div></template>
<a href="https://news.example/1" lang="en" dir="ltr">H &amp; &lt;H&gt;</a>, P
</dateline-article>
<script type="application/ld+json">{"@type":"NewsArticle","@context":"https://schema.org","headline":"H & \u003cH>","url":"https://news.example/1","mainEntityOfPage":{"@type":"WebPage","@id":"https://news.example/1"},"inLanguage":"en","publisher":{"@type":"NewsMediaOrganization","name":"P"}}</script>
"#;
    let actual =
        printed("snapshot", &brief(), &["--release", RELEASE, "--sections", "headline", "--styles", "link"], 0);
    // Yew and other writers differ in whether they escape `>` in text.
    assert_eq!(actual.replace("&lt;H&gt;</a></h2>", "&lt;H></a></h2>"), expected);
}

#[test]
fn snapshot_says_until_when_it_is_fresh() {
    let mut article = brief();
    let until = |article: &Value, arguments: &[&str], status| {
        let html = printed("fresh", article, &[&["--release", RELEASE], arguments].concat(), status);
        let (_, rest) = html.split_once(r#"data-until=""#)?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    assert_eq!(until(&article, &["--fresh", "0"], 0).as_deref(), Some("1700000000000"));
    assert_eq!(until(&article, &["--fresh", "86400", "--page"], 0).as_deref(), Some("1700086400000"));
    // A story isn't fresh beyond its own end.
    article["expires"] = json!("2999-01-01T00:00:00Z");
    assert_eq!(until(&article, &["--fresh", "4294967295"], 0).as_deref(), Some("5994967295000"));
    article["expires"] = json!("2026-01-01T00:00:00Z");
    assert_eq!(until(&article, &["--fresh", "4294967295"], 1), None);
    article["expires"] = json!("2100-01-01T00:00:00Z");
    assert_eq!(until(&article, &["--fresh", "4294967295"], 0).as_deref(), Some("4102444800000"));
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "items": [{ "title": "\"F\"", "url": "https://news.example/2" }] });
    let html = printed("fresh", &feed, &["--release", RELEASE], 0);
    assert!(html.contains(r#"<div data-headline="&quot;F&quot;" data-format="json-feed" data-until="#), "{html}");
}

#[test]
fn headers_name_what_a_snapshot_needs_first() {
    let mut article = brief();
    article["image"] =
        json!({ "url": "i.png", "width": 900, "height": 600, "sources": [{ "url": "s.png", "width": 300 }] });
    let html = printed("headers", &article, &["--release", RELEASE], 0);
    let (_, srcset) = html.split_once(r#"srcset=""#).expect("there are widths");
    let (srcset, _) = srcset.split_once('"').expect("it ends");
    let (_, sizes) = html.split_once(r#"sizes=""#).expect("there are sizes");
    let (sizes, _) = sizes.split_once('"').expect("it ends");
    let expected = format!(
        "Link: <{RELEASE}dateline.css>; rel=preload; as=style\n\
         Link: <https://news.example/i.png>; rel=preload; as=image; fetchpriority=high; \
         imagesrcset=\"{srcset}\"; imagesizes=\"{sizes}\"\n"
    );
    assert_eq!(printed("headers", &article, &["--headers", "--styles", "link", "--release", RELEASE], 0), expected);
    article["status"] = json!("withheld");
    let html = printed("headers", &article, &["--release", RELEASE], 1);
    assert!(!html.contains("data-headline") && !html.contains("data-until"), "{html}");
    let headers = printed("headers", &article, &["--headers", "--styles", "link", "--release", RELEASE], 1);
    assert_eq!(headers, format!("Link: <{RELEASE}dateline.css>; rel=preload; as=style\n"));
}

#[test]
fn page_is_whole_and_has_the_script() {
    let page = printed("page", &brief(), &["--page", "--release", RELEASE.trim_end_matches('/')], 0);
    for part in [
        "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n",
        "<title>H &amp; &lt;H&gt;</title>",
        r#"<link rel="canonical" href="https://news.example/1">"#,
        r#"<script async src="https://cdn.example/dateline/0.1.0/dateline.js"></script>"#,
        r#"heading-level="1""#,
        "<h1 part=\"headline\">",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn files_of_the_release_are_what_the_manifest_says() {
    let manifest = folder("manifest").join("manifest.json");
    let files = json!({ "dateline.js": { "integrity": "sha384-JS" }, "dateline.css": { "integrity": "sha384-CSS" } });
    fs::write(&manifest, json!({ "files": files }).to_string()).expect("a file can be written");
    let manifest = manifest.to_str().expect("it is text");
    let page = printed(
        "integrity",
        &brief(),
        &["--page", "--styles", "link", "--release", RELEASE, "--manifest", manifest],
        0,
    );
    assert!(page.contains(r#"dateline.css" integrity="sha384-CSS" crossorigin="anonymous">"#), "{page}");
    assert!(page.contains(r#"dateline.js" integrity="sha384-JS" crossorigin="anonymous">"#), "{page}");
    fs::write(manifest, "{}").expect("a file can be written");
    let output = render(&["--release", RELEASE, "--manifest", manifest, "a.json"]);
    let told = format!("dateline: {manifest}: it names no dateline.js; give the manifest.json of the release\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), told);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn times_and_labels_are_in_the_reader_s_language() {
    let mut article = brief();
    article["created"] = json!("2025-02-05T09:07:00+05:30");
    article["timeZone"] = json!("Asia/Kolkata");
    article["trending"] = json!([{ "headline": "T", "url": "https://news.example/2" }]);
    for (language, text, rank) in [
        ("ar", "5 فبراير 2025، 09:07 ص", "1"),
        ("ar-EG", "٥ فبراير ٢٠٢٥، ٠٩:٠٧ ص", "١"),
        ("de", "5. Feb. 2025, 09:07", "1"),
        ("en", "5 Feb 2025, 09:07", "1"),
        ("en-US", "Feb 5, 2025, 09:07\u{202f}AM", "1"),
        ("es", "5 feb 2025, 09:07", "1"),
        ("fr", "5 févr. 2025, 09:07", "1"),
        ("hi", "5 फ़र॰ 2025, 09:07 am", "1"),
        ("id", "5 Feb 2025, 09.07", "1"),
        ("ja", "2025年2月5日 09:07", "1"),
        ("pt", "5 de fev. de 2025, 09:07", "1"),
        ("ru", "5 февр. 2025\u{202f}г., 09:07", "1"),
        ("ur", "5 فروری، 2025، 09:07 AM", "1"),
        // Here the zone comes before the time.
        ("zh", "2025年2月5日", "1"),
    ] {
        let html = printed("languages", &article, &["--release", RELEASE, "--lang", language], 0);
        assert!(html.contains(&format!("part=\"created\">{text} ")), "{language}: {html}");
        assert!(html.contains(&format!("{}</span> <time", label(language, "published"))), "{language}: {html}");
        assert!(html.contains(&format!("aria-hidden=\"true\">{rank}</span>")), "{language}: {html}");
    }
}

/// One of our labels.
fn label(language: &str, key: &str) -> String {
    let file = format!("../src/wording/languages/{}.json", &language[..2]);
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the language is there");
    let labels: Value = serde_json::from_str(&text).expect("it is JSON");
    labels[key].as_str().expect("it is a text").to_owned()
}

#[test]
fn another_clock_is_told_beside_the_publisher_s() {
    let mut article = brief();
    article["created"] = json!("2025-02-28T18:22:00+05:30");
    article["timeZone"] = json!("Asia/Kolkata");
    let text = printed("clock", &article, &["--text", "--time-zone", "Europe/Berlin"], 0);
    assert!(text.contains("Published 28 Feb 2025, 13:52 CET (18:22 IST at the publisher)\n"), "{text}");
}

#[test]
fn text_is_paragraphs_with_empty_lines_between() {
    let mut article = brief();
    article["summary"] = json!("S");
    article["byline"] = json!(["A", "B"]);
    article["place"] = json!("Port");
    article["image"] =
        json!({ "url": "https://news.example/i.png", "caption": "C", "digitalSourceType": "trainedAlgorithmicMedia" });
    article["body"] = json!(
        "<h2>Sub</h2><p>One<br>two <del>gone</del><b>three</b></p><ul><li>a</li><li>b</li></ul><ol start=3><li>c</li></ol><blockquote><p>q</p></blockquote><table><tr><th>x</th><td>y</td></tr></table>"
    );
    article["corrections"] = json!([{ "date": "2025-02-28", "text": "Mended." }]);
    let expected = "H & <H>\n\nS\n\nA, B\nPort\n\nC\nThis image was made with AI. It doesn’t show a real event.\n\n\
        Sub\n\nOne\ntwo three\n\n• a\n• b\n\n3. c\n\n> q\n\nx | y\n\nCorrection 28 Feb 2025: Mended.\n\n\
        Read this story at P\nhttps://news.example/1\n";
    assert_eq!(printed("text", &article, &["--text"], 0), expected);
}

#[test]
fn story_that_is_not_to_be_shown_is_a_notice() {
    let why = "<p role=\"status\">The publisher has withdrawn this article.</p>";
    let late = "<p role=\"status\">This article is no longer available.</p>";
    let early = "<p role=\"status\">This article hasn’t been published yet.</p>";
    for (field, value, words) in [
        ("status", "withheld", why),
        ("status", "canceled", why),
        ("expires", "2020-01-01T00:00:00Z", late),
        ("embargoed", "2999-01-01T00:00:00Z", early),
    ] {
        let mut article = brief();
        article["headline"] = json!("Secret");
        article["body"] = json!("Secret");
        article[field] = json!(value);
        for kind in [&["--release", RELEASE][..], &["--release", RELEASE, "--page"]] {
            let html = printed("withheld", &article, kind, 1);
            assert!(html.contains(words), "{html}");
            assert!(
                html.contains(r#"<a href="https://news.example/1" lang="en" dir="ltr">Visit news.example</a>"#),
                "{html}"
            );
            assert!(!html.contains("Secret"), "{html}");
        }
        assert_eq!(printed("withheld", &article, &["--json-ld"], 1), "{}\n");
        let text = printed("withheld", &article, &["--text"], 1);
        assert!(text.ends_with(".\n\nhttps://news.example/1\n") && !text.contains("Secret"), "{text}");
    }
}

#[test]
fn files_are_named_after_what_was_read() {
    let folder = folder("files");
    for name in ["a.json", "b.json", "deeper/a.json"] {
        fs::create_dir_all(folder.join("deeper")).expect("a folder can be made");
        fs::write(folder.join(name), brief().to_string()).expect("a file can be written");
    }
    fs::write(folder.join("c.json"), "{").expect("a file can be written");
    let out = folder.join("out");
    let [out, inputs] = [&out, &folder].map(|path| path.to_str().expect("it is text"));
    let done = render(&["--text", "-o", out, inputs]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("c.json: not JSON"));
    let mut names: Vec<_> =
        fs::read_dir(out).expect("it is there").map(|entry| entry.expect("it is").file_name()).collect();
    names.sort();
    assert_eq!(names, ["a-2.txt", "a.txt", "b.txt"]);
}

#[test]
fn addresses_that_lead_nowhere_are_told() {
    let folder = folder("nowhere");
    let file = folder.join("a.json");
    fs::write(&file, r#"{"headline": "H", "image": "i.png"}"#).expect("a file can be written");
    let file = file.to_str().expect("it is text");
    for (base, status) in [("/a/", 1), ("https://news.example/a/", 0)] {
        let output = render(&["--release", RELEASE, "--src-base", base, file]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(told.contains("its relative addresses lead nowhere; say with --src-base"), status == 1, "{told}");
        assert_eq!(output.status.code(), Some(status));
        assert!(String::from_utf8_lossy(&output.stdout).contains(&format!(r#"src="{base}a.json""#)));
    }
}

#[test]
fn list_beside_the_story_is_read_from_its_file() {
    let folder = folder("beside");
    let list = json!([{ "headline": "Beside", "url": "2" }]);
    fs::write(folder.join("t.json"), list.to_string()).expect("a file can be written");
    let file = folder.join("a.json");
    for (address, status) in [
        ("t.json", 0),
        ("https://news.example/a/t.json", 0),
        // Neither is a file that is served there.
        ("http://127.0.0.1:1/a/t.json", 1),
        ("../beside/t.json", 1),
        ("t.json?x", 1),
        ("none.json", 1),
    ] {
        let article = json!({ "headline": "H", "trending": { "src": address } });
        fs::write(&file, article.to_string()).expect("a file can be written");
        let base = if address.starts_with("https") { "https://news.example/a/" } else { "https://127.0.0.1:1/a/" };
        let output = render(&["--release", RELEASE, "--src-base", base, file.to_str().expect("it is text")]);
        assert_eq!(output.status.code(), Some(status), "{address}: {}", String::from_utf8_lossy(&output.stderr));
        let html = String::from_utf8_lossy(&output.stdout);
        assert_eq!(html.contains(&format!(r#"<a href="{base}2""#)), status == 0, "{address}: {html}");
    }
}

#[test]
fn list_that_thousands_lack_is_told_once() {
    let folder = folder("lacking");
    let mut article = brief();
    article["trending"] = json!({ "src": "http://127.0.0.1:1/t.json" });
    for name in ["a.json", "b.json", "c.json"] {
        fs::write(folder.join(name), article.to_string()).expect("a file can be written");
    }
    let path = folder.to_str().expect("it is text");
    let output = render(&["--release", RELEASE, "--src-base", "https://news.example/a/", path]);
    let told = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<_> = told.lines().collect();
    let first = format!("{path}/a.json: left out trending: http://127.0.0.1:1/t.json: ");
    let [line, rest] = lines[..] else { panic!("{told}") };
    let why = line.strip_prefix(&first).expect("it is told of the first");
    assert_eq!(rest, format!("2 more: left out trending: http://127.0.0.1:1/t.json: {why}"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout).matches("</dateline-article>").count(), 3);
}

#[test]
fn no_list_is_asked_for_where_none_is_shown_or_wanted() {
    let mut article = brief();
    article["trending"] = json!({ "src": "http://127.0.0.1:1/t.json" });
    for arguments in [&["--variant", "card"][..], &["--sections", "headline body"], &["--no-lists"]] {
        let html = printed("unasked", &article, &[&["--release", RELEASE], arguments].concat(), 0);
        // What the script has to ask for, it asks for at once.
        let is_fresh = html.contains(r#"data-until="1700000300000""#);
        assert_eq!(is_fresh, arguments != ["--no-lists"], "{html}");
    }
}

#[test]
fn standard_input_needs_an_address() {
    let output = render(&["--release", RELEASE, "-"]);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "standard input: an element needs a source; say with --src-base at which address this is served\n"
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn json_ld_reads_as_the_story_that_it_was() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut count = 0;
    for entry in fs::read_dir(root.join("tests/fixtures")).expect("the fixtures are there") {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        // Of JSON-LD, titles lose their markup when they are read.
        if path.ends_with("hostile.json") {
            continue;
        }
        let before = decoded(&fs::read_to_string(&path).expect("the file can be read"));
        let src = "https://news.example/a/";
        let output = render(&["--json-ld", "--src-base", src, path.to_str().expect("it is text")]);
        let after = decoded(&String::from_utf8(output.stdout).expect("it is text"));
        let name = path.display();
        assert_eq!(after.headline, before.headline, "{name}");
        assert_eq!(after.url, before.url, "{name}");
        assert_eq!(after.byline, before.byline, "{name}");
        assert_eq!(after.place, before.place, "{name}");
        assert_eq!((after.created, after.updated), (before.created, before.later_update().copied()), "{name}");
        assert_eq!(after.expires, before.expires, "{name}");
        assert_eq!(after.corrections, before.corrections, "{name}");
        assert_eq!(after.countries, before.countries, "{name}");
        let image = |article: &Article| article.image.as_ref().map(|image| (image.url.clone(), image.caption.clone()));
        assert_eq!(image(&after), image(&before), "{name}");
        count += 1;
    }
    assert!(count > 10, "only {count} fixtures");
}

#[test]
fn wrong_arguments_are_told_with_a_remedy() {
    for (arguments, told) in [
        (&["a.json"][..], "dateline: no release is named; say with --release in which folder it is served\n"),
        (&["--text", "--lang", "no language", "a"], "it is no BCP 47 tag; take one such as de or pt-BR"),
        (
            &["--text", "--time-zone", "Mars", "a"],
            "there is no such zone; take a name such as Asia/Kolkata, or publisher",
        ),
        (&["--text", "--time-zone", "reader", "a"], "it isn't known who will read; name a zone such as Asia/Kolkata"),
        (&["--release", "/", "--variant", "big", "a"], "take full, compact or card"),
        (&["--release", "/", "--sections", "weather", "a"], "take some of menu, headline, summary"),
        (&["--release", "/", "--heading-level", "7", "a"], "take a number from 1 to 6"),
        (&["--text", "--variant", "card", "a"], "cannot be used with"),
    ] {
        let output = render(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(told), "{arguments:?}: {stderr}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

/// What others have written to break out of a page, in every field of an article.
#[test]
fn nothing_leaves_the_template_or_the_script() {
    let payloads = payloads();
    if payloads.is_empty() {
        return;
    }
    let folder = folder("payloads");
    for (at, payload) in payloads.iter().enumerate() {
        let article = json!({
            "headline": format!("H {payload}"), "summary": payload, "url": "https://news.example/1", "language": payload,
            "byline": [payload], "place": payload, "credit": payload, "rights": payload, "disclaimer": payload,
            "image": { "url": "https://news.example/i.png", "alt": payload, "caption": payload }, "tags": [payload],
            "corrections": [payload], "publisher": { "name": payload, "copyright": payload }, "body": payload,
            "trending": [{ "headline": payload, "region": payload }],
        });
        fs::write(folder.join(format!("{at:05}.json")), article.to_string()).expect("a file can be written");
    }
    let out = folder.join("out");
    let [out, inputs] = [&out, &folder].map(|path| path.to_str().expect("it is text"));
    let done = render(&["-o", out, "--release", RELEASE, inputs]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    for (at, payload) in payloads.iter().enumerate() {
        let html = fs::read_to_string(Path::new(out).join(format!("{at:05}.html"))).expect("it was written");
        assert_eq!(outline(&html), ["dateline-article", "script"], "{payload:?}");
        let json = html.rsplit_once("<script type=\"application/ld+json\">").expect("the script is there").1;
        let json: Value = serde_json::from_str(json.trim_end().trim_end_matches("</script>")).expect("it is JSON");
        assert!(json["headline"].as_str().is_some_and(|headline| headline.starts_with('H')), "{payload:?}");
    }
    println!("{} payloads", payloads.len());
}

/// The elements of a snapshot's page, once it is seen that each holds what it may.
#[track_caller]
fn outline(html: &str) -> Vec<String> {
    let page = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let body = elements(&elements(&page.document)[0])[1].clone();
    for element in elements(&body) {
        if name(&element) == "dateline-article" {
            let inside = elements(&element);
            let names: Vec<_> = inside.iter().map(name).collect();
            assert_eq!(names, ["template", "a"], "{html}");
            assert!(elements(&inside[1]).is_empty(), "{html}");
            let NodeData::Element { template_contents, .. } = &inside[0].data else { unreachable!("it is an element") };
            let shadow = template_contents.borrow().clone().expect("a template has contents");
            let [style, shown] = &elements(&shadow)[..] else { panic!("{html}") };
            assert_eq!((name(style), name(shown)), ("style".to_owned(), "div".to_owned()), "{html}");
            assert!(html.contains(&format!("<style>{STYLES}</style>")) && elements(style).is_empty(), "{html}");
            check_harmless(shown, html);
        }
    }
    elements(&body).iter().map(name).collect()
}

/// Nothing in what is shown can run or bring styles.
#[track_caller]
fn check_harmless(node: &Handle, html: &str) {
    for element in elements(node) {
        let NodeData::Element { attrs, .. } = &element.data else { unreachable!("it is an element") };
        let forbidden =
            ["script", "style", "link", "iframe", "object", "embed", "base", "meta", "template", "noscript"];
        assert!(!forbidden.contains(&&*name(&element)), "{html}");
        for attribute in attrs.borrow().iter() {
            let (key, value) = (&*attribute.name.local, &*attribute.value);
            assert!(!key.starts_with("on") && key != "style" && key != "srcdoc", "{html}");
            let is_link = ["href", "src", "action"].contains(&key);
            assert!(
                !is_link || ["https://", "http://", "mailto:", "tel:"].iter().any(|start| value.starts_with(start)),
                "{html}"
            );
        }
        check_harmless(&element, html);
    }
}

fn elements(node: &Handle) -> Vec<Handle> {
    node.children.borrow().iter().filter(|child| matches!(child.data, NodeData::Element { .. })).cloned().collect()
}

fn name(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } => name.local.to_string(),
        _ => String::new(),
    }
}

/// All payloads that are HTML; none where the corpora aren't there.
fn payloads() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpora");
    let Ok(entries) = fs::read_dir(&folder) else {
        assert!(std::env::var("DATELINE_REQUIRE_SHARED").is_err(), "{} is missing", folder.display());
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut payloads = Vec::new();
    for entry in entries {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".json") && !name.contains("url") && !name.starts_with("jsontest") {
            let text = fs::read_to_string(&path).expect("the corpus can be read");
            let cases: Vec<Value> = serde_json::from_str(&text).expect("a corpus is an array");
            payloads.extend(cases.iter().filter_map(|case| case["input"].as_str().map(str::to_owned)));
        }
    }
    payloads
}
