//! What is printed for a page: tags and policies, for stories on a server of our own.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::{Value, json};

/// Where the release is said to be.
const RELEASE: &str = "https://cdn.example/dateline/0.1.0/";

/// Runs the command with these arguments. Only this function does.
fn dateline(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    // Nothing that was built there says what the release's files are.
    command.current_dir(env!("CARGO_TARGET_TMPDIR")).args(arguments).stdin(Stdio::null());
    command.output().expect("the command starts")
}

/// Runs the command and compares what it prints, `{}` being the server's origin, and its exit status.
#[track_caller]
fn check(arguments: &[&str], origin: &str, status: i32, expected: &str) {
    let output = dateline(&[arguments, &["--release", RELEASE]].concat());
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected.replace("{}", origin));
    assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Serves one article at `/a.json`, and nothing else, until the test ends; returns the origin.
fn serve(article: Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let origin = format!("http://{}", listener.local_addr().expect("it has an address"));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut line = String::new();
            let _ = BufReader::new(&stream).read_line(&mut line);
            let (status, body) = if line.starts_with("GET /a.json ") {
                ("200 OK", article.to_string())
            } else {
                ("404 Gone", String::new())
            };
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let _ = stream.write_all((head + &body).as_bytes());
        }
    });
    origin
}

fn article() -> Value {
    json!({
        "headline": "H", "url": "https://news.example/1",
        "image": { "url": "https://pictures.example/i.png?a&b", "width": 4, "height": 3 },
        "body": "<p>P</p><blockquote><img src='https://more.example/j.png'></blockquote>",
        "trending": { "src": "https://lists.example/t.json" },
        "videos": [
            { "headline": "V", "url": "https://films.example/v.MP4?x", "poster": { "url": "https://posters.example/p.png" } },
            { "headline": "W", "url": "https://pages.example/w" },
        ],
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
    let manifest = Path::new(env!("CARGO_TARGET_TMPDIR")).join("embed-manifest.json");
    let files = json!({ "dateline.js": { "integrity": "sha384-JS" } });
    fs::write(&manifest, json!({ "files": files }).to_string()).expect("a file can be written");
    let manifest = manifest.to_str().expect("it is text");
    let expected = "<script async src=\"https://cdn.example/dateline/0.1.0/dateline.js\" integrity=\"sha384-JS\" crossorigin=\"anonymous\" data-src=\"https://news.example/a\"></script>\n";
    check(&["embed", "--manifest", manifest, "https://news.example/a"], "", 0, expected);
}

#[test]
fn hints_are_for_what_the_page_will_ask() {
    let origin = serve(article());
    let expected = r#"<!-- In the page's head: -->
<link rel="preload" as="script" href="https://cdn.example/dateline/0.1.0/dateline.js">
<link rel="preconnect" href="https://cdn.example" crossorigin>
<link rel="preconnect" href="{}" crossorigin>
<link rel="preconnect" href="https://lists.example" crossorigin>
<link rel="preload" as="image" href="https://pictures.example/i.png?a&amp;b" fetchpriority="high">
<!-- Where the stories are to stand: -->
<script async src="https://cdn.example/dateline/0.1.0/dateline.js" data-src="{}/a.json"></script>
<script async src="https://cdn.example/dateline/0.1.0/dateline.js" data-src="{}/a.json"></script>
"#;
    let src = format!("{origin}/a.json");
    check(&["embed", "--hinted", &src, &src], &origin, 0, expected);
}

#[test]
fn snapshots_come_with_the_script() {
    let origin = serve(article());
    let src = format!("{origin}/a.json");
    let output = dateline(&["embed", "--snapshot", "--release", RELEASE, &src]);
    let printed = String::from_utf8_lossy(&output.stdout);
    let start = format!(
        "<script async src=\"https://cdn.example/dateline/0.1.0/dateline.js\"></script>\n<dateline-article src=\"{src}\">\n<template shadowrootmode=\"open\">"
    );
    assert!(printed.starts_with(&start), "{printed}");
}

#[test]
fn policy_names_all_origins_that_a_story_needs() {
    let origin = serve(article());
    let src = format!("{origin}/a.json");
    let expected = |style| {
        format!(
            "Content-Security-Policy: script-src https://cdn.example/dateline/0.1.0/dateline.js 'wasm-unsafe-eval'; \
             connect-src https://cdn.example {origin} https://lists.example https://letters.example; {style}\
             img-src https://pictures.example https://logos.example https://posters.example https://more.example; \
             media-src https://films.example\n"
        )
    };
    check(&["csp", &src], &origin, 0, &expected(""));
    let style = "style-src https://cdn.example/dateline/0.1.0/dateline.css; ";
    check(&["csp", "--snapshot", &src], &origin, 0, &expected(style));
}

#[test]
fn what_cannot_be_read_is_told() {
    let origin = serve(article());
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
    let mut article = article();
    article["status"] = json!("withheld");
    let origin = serve(article);
    let src = format!("{origin}/a.json");
    let output = dateline(&["embed", "--hinted", "--release", RELEASE, &src]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), format!("{src}: not shown: its publisher has withdrawn it\n"));
    assert!(!String::from_utf8_lossy(&output.stdout).contains("s.example"));
}
