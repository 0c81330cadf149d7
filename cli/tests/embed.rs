//! What is printed for a page: tags and policies, for stories on a server of our own.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};

/// Where the release is said to be.
const RELEASE: &str = "https://cdn.example/dateline/0.1.0/";

/// Runs the command with these arguments.
fn dateline(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the command starts")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // Nothing that was built there says what the release's files are.
    command.current_dir(env!("CARGO_TARGET_TMPDIR")).args(arguments).stdin(Stdio::null());
    command
}

/// Runs the command and compares what it prints, `{}` being the server's origin, and its exit status.
#[track_caller]
fn check(arguments: &[&str], origin: &str, status: i32, expected: &str) {
    let output = dateline(&[arguments, &["--release", RELEASE]].concat());
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected.replace("{}", origin));
    assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Serves these documents, and nothing else, until the test ends; returns the origin, and how often each was asked for.
fn serve(documents: impl FnOnce(&str) -> Vec<(&'static str, Value)>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let origin = format!("http://{}", listener.local_addr().expect("it has an address"));
    let documents = documents(&origin);
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = asked.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut line = String::new();
            let _ = BufReader::new(&stream).read_line(&mut line);
            let path = line.split(' ').nth(1).unwrap_or_default();
            heard.lock().expect("nobody panics").push(path.to_owned());
            let (status, body) = match documents.iter().find(|(known, _)| *known == path) {
                Some((_, document)) => ("200 OK", document.to_string()),
                None => ("404 Gone", String::new()),
            };
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let _ = stream.write_all((head + &body).as_bytes());
        }
    });
    (origin, asked)
}

/// Serves an article at `/a.json` and its lists; returns the origin.
fn serve_article(change: impl FnOnce(&mut Value)) -> String {
    let documents = |origin: &str| {
        let mut article = article();
        article["trending"] = json!({ "src": format!("{origin}/t.json") });
        article["videos"] = json!({ "src": format!("{origin}/v.json") });
        change(&mut article);
        vec![("/a.json", article), ("/t.json", trending()), ("/v.json", videos())]
    };
    serve(documents).0
}

fn trending() -> Value {
    json!({ "items": [{ "headline": "First of the list", "url": "https://news.example/2" }] })
}

fn videos() -> Value {
    json!([
        { "headline": "V", "url": "https://films.example/v.MP4?x", "poster": { "url": "https://posters.example/p.png" } },
        { "headline": "W", "url": "https://pages.example/w" },
    ])
}

fn article() -> Value {
    json!({
        "headline": "H", "url": "https://news.example/1",
        "image": { "url": "https://pictures.example/i.png?a&b", "width": 4, "height": 3 },
        "body": "<p>P</p><blockquote><img src='https://more.example/j.png'></blockquote>",
        "publisher": {
            "name": "P", "logo": { "url": "https://logos.example/l.svg" },
            "newsletter": { "action": "https://letters.example/join" },
        },
    })
}

#[test]
fn tag_is_all_that_a_page_needs() {
    let expected = "<script async src=\"https://cdn.example/dateline/0.1.0/dateline.js\" data-src=\"https://news.example/a?b&amp;c\"></script>\n";
    check(&["embed", "https://news.example/a?b&c"], "", 0, expected);
}

#[test]
fn tags_say_what_the_manifest_says() {
    let manifest = manifest("embed.json", &["dateline.js"]);
    let expected = "<script async src=\"https://cdn.example/dateline/0.1.0/dateline.js\" integrity=\"sha384-X+/=\" crossorigin=\"anonymous\" data-src=\"https://news.example/a\"></script>\n";
    check(&["embed", "--manifest", &manifest, "https://news.example/a"], "", 0, expected);
}

/// A manifest with these files, each with an integrity.
fn manifest(name: &str, files: &[&str]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let files: Value = files.iter().map(|file| (file.to_string(), json!({ "integrity": "sha384-X+/=" }))).collect();
    fs::write(&path, json!({ "files": files }).to_string()).expect("a file can be written");
    path.to_str().expect("it is text").to_owned()
}

#[test]
fn hints_are_for_all_that_the_page_will_ask() {
    let origin = serve_article(|_| {});
    let expected = r#"<!-- In the page's head: -->
<link rel="preload" as="script" href="https://cdn.example/dateline/0.1.0/dateline.js">
<link rel="preload" as="fetch" href="https://cdn.example/dateline/0.1.0/dateline.wasm" crossorigin="anonymous">
<link rel="preload" as="fetch" href="https://cdn.example/dateline/0.1.0/dateline.css" crossorigin="anonymous">
<link rel="preload" as="fetch" href="{}/a.json" crossorigin="anonymous">
<link rel="preload" as="fetch" href="{}/t.json" crossorigin="anonymous">
<link rel="preload" as="fetch" href="{}/v.json" crossorigin="anonymous">
<link rel="preload" as="image" href="https://pictures.example/i.png?a&amp;b" fetchpriority="high">
<!-- Where the stories are to stand: -->
<script async src="https://cdn.example/dateline/0.1.0/dateline.js" data-src="{}/a.json"></script>
<script async src="https://cdn.example/dateline/0.1.0/dateline.js" data-src="{}/a.json"></script>
"#;
    let src = format!("{origin}/a.json");
    check(&["embed", "--hinted", &src, &src], &origin, 0, expected);
}

#[test]
fn hints_are_said_in_headers_as_well() {
    let origin = serve_article(|article| {
        article["language"] = json!("de");
        article["image"]["sources"] = json!([{ "url": "https://pictures.example/s.png", "width": 2 }]);
        article["trending"] = json!([]);
        article["videos"] = json!([]);
    });
    let manifest = manifest("headers.json", &["dateline.js", "dateline.css", "dateline.de.json"]);
    let expected = r#"Link: <https://cdn.example/dateline/0.1.0/dateline.js>; rel=preload; as=script; integrity="sha384-X+/="; crossorigin=anonymous
Link: <https://cdn.example/dateline/0.1.0/dateline.wasm>; rel=preload; as=fetch; crossorigin=anonymous
Link: <https://cdn.example/dateline/0.1.0/dateline.css>; rel=preload; as=fetch; crossorigin=anonymous
Link: <https://cdn.example/dateline/0.1.0/dateline.de.json>; rel=preload; as=fetch; crossorigin=anonymous
Link: <https://pictures.example/i.png?a&b>; rel=preload; as=image; fetchpriority=high; imagesrcset="https://pictures.example/s.png 2w, https://pictures.example/i.png?a&b 4w"; imagesizes=300px
"#;
    let src = format!("{origin}/a.json");
    // What the page's own server has goes without cookies, which no hint can say.
    let more = ["--manifest", &manifest, "--image-sizes", "300px", "--site", &src, &src];
    check(&[&["embed", "--headers"][..], &more].concat(), &origin, 0, expected);
    let of_snapshot = r#"Link: <https://cdn.example/dateline/0.1.0/dateline.css>; rel=preload; as=style; integrity="sha384-X+/="; crossorigin=anonymous
Link: <https://pictures.example/i.png?a&b>; rel=preload; as=image; fetchpriority=high; imagesrcset="https://pictures.example/s.png 2w, https://pictures.example/i.png?a&b 4w"; imagesizes="(min-width: 46em) 44em, 100vw"
"#;
    let arguments = ["embed", "--headers", "--snapshot", "--manifest", &manifest, "--styles", "link", &src];
    check(&arguments, &origin, 0, of_snapshot);
    let (_, without_styles) = of_snapshot.split_once('\n').expect("it has two lines");
    check(&["embed", "--headers", "--snapshot", "--manifest", &manifest, &src], &origin, 0, without_styles);
}

#[test]
fn snapshots_have_the_lists_that_stand_elsewhere() {
    let origin = serve_article(|article| article["latest"] = json!({ "src": "https://127.0.0.1:1/l.json" }));
    let src = format!("{origin}/a.json");
    let mut command = command(&["embed", "--snapshot", "--release", RELEASE, &src]);
    let output = command.env("SOURCE_DATE_EPOCH", "1700000000").output().expect("the command starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.starts_with(&format!("{src}: left out latest: https://127.0.0.1:1/l.json: ")), "{told}");
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8_lossy(&output.stdout);
    // What is missing is asked for at once, however fresh the rest is.
    for part in ["First of the list", "https://posters.example/p.png", r#" data-until="1700000000000""#] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
}

#[test]
fn list_of_the_page_takes_the_place_of_the_story_s_own() {
    let own = |origin: &str| {
        let mut article = article();
        article["trending"] = json!([{ "headline": "Its own" }]);
        vec![("/a.json", article), ("/mine.json", json!([{ "headline": format!("Of {origin}") }]))]
    };
    let (origin, asked) = serve(own);
    let (src, list) = (format!("{origin}/a.json"), format!("{origin}/mine.json"));
    let expected = "<script async src=\"https://cdn.example/dateline/0.1.0/dateline.js\" data-src=\"{}/a.json\" data-trending=\"{}/mine.json\"></script>\n";
    check(&["embed", "--trending", &list, &src], &origin, 0, expected);
    let output = dateline(&["embed", "--snapshot", "--release", RELEASE, "--trending", &list, &src, &src]);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.contains(&format!(r#"<dateline-article src="{src}" trending="{list}" lang="en">"#)), "{printed}");
    assert!(printed.contains(&format!("Of {origin}")) && !printed.contains("Its own"), "{printed}");
    // However many name it, one request serves them all.
    let asked = asked.lock().expect("nobody panics");
    assert_eq!(asked.iter().filter(|path| *path == "/mine.json").count(), 1, "{asked:?}");
}

#[test]
fn snapshots_come_with_the_script() {
    let origin = serve_article(|_| {});
    let src = format!("{origin}/a.json");
    let output = dateline(&["embed", "--snapshot", "--release", RELEASE, &src]);
    let printed = String::from_utf8_lossy(&output.stdout);
    let start = format!(
        "<script async src=\"https://cdn.example/dateline/0.1.0/dateline.js\"></script>\n<dateline-article src=\"{src}\" lang=\"en\">\n<template shadowrootmode=\"open\">"
    );
    assert!(printed.starts_with(&start), "{printed}");
}

#[test]
fn policy_names_all_origins_that_a_story_needs() {
    let origin = serve_article(|_| {});
    let src = format!("{origin}/a.json");
    let expected = |style| {
        format!(
            "Content-Security-Policy: script-src https://cdn.example/dateline/0.1.0/dateline.js 'wasm-unsafe-eval'; \
             connect-src https://cdn.example {origin} https://letters.example; {style}\
             img-src https://pictures.example https://logos.example https://posters.example https://more.example; \
             media-src https://films.example\n"
        )
    };
    check(&["csp", &src], &origin, 0, &expected(""));
    let style = "style-src https://cdn.example/dateline/0.1.0/dateline.css; ";
    check(&["csp", "--snapshot", "--styles", "link", &src], &origin, 0, &expected(style));
    let output = dateline(&["csp", "--snapshot", "--release", RELEASE, &src]);
    let policy = String::from_utf8_lossy(&output.stdout).into_owned();
    // What the hash is of is seen in browsers.
    assert!(policy.contains("; style-src 'sha256-") && !policy.contains("dateline.css"), "{policy}");
}

#[test]
fn what_cannot_be_read_is_told() {
    let origin = serve_article(|_| {});
    let output = dateline(&["csp", "--release", RELEASE, &format!("{origin}/b.json")]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), format!("{origin}/b.json: http status: 404\n"));
    assert_eq!(output.status.code(), Some(2));
    for (arguments, told) in [
        (["embed", "a.json"], "give an address that begins with https:// or http://"),
        (["csp", "https://a.example/"], "no release is named; say with --release in which folder it is served"),
    ] {
        let output = dateline(&arguments);
        assert!(String::from_utf8_lossy(&output.stderr).contains(told), "{arguments:?}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn withheld_story_gives_nothing_away() {
    let origin = serve_article(|article| article["status"] = json!("withheld"));
    let src = format!("{origin}/a.json");
    let output = dateline(&["embed", "--hinted", "--release", RELEASE, &src]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), format!("{src}: not shown: its publisher has withdrawn it\n"));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("s.example"));
}
