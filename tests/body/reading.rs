//! What each kind of markup becomes.

use std::time::{Duration, Instant};

use crate::body;
use crate::written::{words, written};

/// Reads a body; `expected` is its blocks in the plainest HTML.
#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(written(&body(html)), expected, "{html}");
}

#[test]
fn text_alone_is_a_paragraph() {
    check("One", "<p>One</p>");
    check(" \n ", "");
}

#[test]
fn paragraphs_end_where_another_block_begins() {
    check("<p>One<p>Two</p>Three<div>Four</div>", "<p>One</p><p>Two</p><p>Three</p><p>Four</p>");
    check("<p></p><p> </p><p><b> </b></p></p>", "");
}

#[test]
fn white_space_is_collapsed() {
    check("<p>  One \n\t two<b> </b> three  </p>", "<p>One two<strong> </strong>three</p>");
    check("<p>no&nbsp;break&nbsp;</p>", "<p>no\u{a0}break\u{a0}</p>");
}

#[test]
fn line_ends_that_the_author_wants_stay() {
    check("<p><br>One<br> two<br/></p>", "<p>One<br>two</p>");
}

#[test]
fn subheads_keep_their_level() {
    check(
        "<h2>One</h2>text<h3>Two <em>x</em></h3><h6>Three",
        "<h2>One</h2><p>text</p><h3>Two <em>x</em></h3><h6>Three</h6>",
    );
}

#[test]
fn lists_nest() {
    check(
        "<ul><li>One<ol start=3><li>a</li><li>b</li></ol></li><li><p>Two</p></li></ul>",
        "<ul><li><p>One</p><ol start=3><li><p>a</p></li><li><p>b</p></li></ol></li><li><p>Two</p></li></ul>",
    );
}

#[test]
fn list_items_end_where_another_begins() {
    check(
        "<ul><li>One<li>Two<ul><li>a<li>b</ul><li>Three</ul>",
        "<ul><li><p>One</p></li><li><p>Two</p><ul><li><p>a</p></li><li><p>b</p></li></ul></li><li><p>Three</p></li></ul>",
    );
}

#[test]
fn text_between_list_items_is_an_item() {
    check("<ul>stray<li>One</li></ul>", "<ul><li><p>stray</p></li><li><p>One</p></li></ul>");
}

#[test]
fn item_without_a_list_is_a_paragraph() {
    check("<li>One</li>", "<p>One</p>");
}

#[test]
fn quotes_hold_blocks() {
    check("<blockquote>One<p>Two</p></blockquote>three", "<blockquote><p>One</p><p>Two</p></blockquote><p>three</p>");
}

#[test]
fn rules_stay() {
    check("One<hr>two", "<p>One</p><hr><p>two</p>");
}

#[test]
fn figures_bring_captions_and_keep_their_space() {
    check(
        "<figure><img src=/i.png alt='A \"B\"' width=640 height=360><figcaption>The <i>ship</i></figcaption></figure>",
        r#"<figure><img src="https://news.example/i.png" alt="A &quot;B&quot;" width=640 height=360><figcaption>The <em>ship</em></figcaption></figure>"#,
    );
    check(
        "One <img src=i.png> two",
        r#"<p>One</p><figure><img src="https://news.example/a/i.png"></figure><p>two</p>"#,
    );
}

#[test]
fn picture_without_a_safe_address_leaves_its_caption() {
    check("<figure><img src='data:image/png,x' alt=A><figcaption>C</figcaption></figure>", "<p>C</p>");
}

#[test]
fn every_caption_of_a_figure_is_kept() {
    assert_eq!(
        words(&body("<figure><img src=/i.png><figcaption>One</figcaption><figcaption>Two</figcaption></figure>")),
        "OneTwo"
    );
    assert_eq!(words(&body("<figure><img src=/i.png><figcaption>One<ul><li>Two</ul></figcaption></figure>")), "OneTwo");
}

#[test]
fn marks_nest() {
    check(
        "<p><b>a <i>b</i></b> <code>c</code> H<sub>2</sub>O x<sup>2</sup> <cite>d</cite></p>",
        "<p><strong>a <em>b</em></strong> <code>c</code> H<sub>2</sub>O x<sup>2</sup> <em>d</em></p>",
    );
}

#[test]
fn marks_go_on_until_they_end() {
    check("<b><p>One<p>Two</b>three", "<p><strong>One</strong></p><p><strong>Two</strong>three</p>");
    check("<p><b>1<i>2</b>3</i>4</p>", "<p><strong>1<em>2</em></strong><em>3</em>4</p>");
}

#[test]
fn links_are_absolute_and_do_not_nest() {
    check("<a href=/x title=t onclick=y>One</a>", r#"<p><a href="https://news.example/x">One</a></p>"#);
    check("<a href='mailto:a@b.example'>m</a>", r#"<p><a href="mailto:a@b.example">m</a></p>"#);
    check(
        "<a href=/x>One <a href=/y>two</a>",
        r#"<p><a href="https://news.example/x">One </a><a href="https://news.example/y">two</a></p>"#,
    );
    check(
        "<a href='?a=1&amp;b=2&copy=3'>q</a>",
        r#"<p><a href="https://news.example/a/1.json?a=1&amp;b=2&amp;copy=3">q</a></p>"#,
    );
}

#[test]
fn references_become_characters() {
    check(
        "Fish &amp; chips &#8212; &#x1F41F; &eacute;&nbsp;&unknown; &lt;b&gt; & x",
        "<p>Fish &amp; chips — 🐟 é\u{a0}&amp;unknown; &lt;b> &amp; x</p>",
    );
    check("&#0;&#xD800;&#99999999999;\0", "<p>\u{fffd}\u{fffd}\u{fffd}</p>");
}

#[test]
fn comments_and_their_like_vanish() {
    check("a<!-- <b>x</b> -->b<!doctype html><?xml x?></ x><![CDATA[y]]>c", "<p>abc</p>");
    check("a<!-->b<!--->c<!----!>d<!-- x", "<p>abcd</p>");
}

#[test]
fn what_acts_vanishes_with_its_content() {
    for element in [
        "script", "style", "svg", "math", "template", "noscript", "object", "textarea", "title", "button", "select",
        "canvas",
    ] {
        let name = element.to_ascii_uppercase();
        check(&format!("a<{element} x='>'>no <x>no</x></{name} >b"), "<p>ab</p>");
        check(&format!("a<{name}>no"), "<p>a</p>");
    }
    check("a<svg>no<svg>no</svg>no</svg>b", "<p>ab</p>");
    check("a<script>'</scripty>' no</script>b", "<p>ab</p>");
}

#[test]
fn unknown_elements_leave_their_text() {
    check("<custom-box onclick=x>a <font color=red>b</font> <marquee>c</marquee></custom-box>", "<p>a b c</p>");
}

#[test]
fn players_become_links() {
    check(
        "<iframe src=//video.example/1 title=Film>fallback</iframe>",
        r#"<p><a href="https://video.example/1">Film</a></p>"#,
    );
    check("<iframe srcdoc='<script>x</script>' src='javascript:x'></iframe>", "");
    check("<video src=/v.mp4></video>", r#"<p><a href="https://news.example/v.mp4">news.example</a></p>"#);
}

#[test]
fn what_is_no_markup_stays_text() {
    check("1 < 2 <3 a<", "<p>1 &lt; 2 &lt;3 a&lt;</p>");
    check("a <b", "<p>a</p>");
}

#[test]
fn whole_documents_give_their_body() {
    check("<!doctype html><html><head><title>T</title></head><body><p>One</body></html>", "<p>One</p>");
}

#[test]
fn long_bodies_end_quickly() {
    quickly(|| {
        let blocks = body(&"<p>One <a href=/x>two</a></p>".repeat(10_000));
        assert_eq!(blocks.len(), 10_000);
    });
}

#[test]
fn deep_bodies_end_quickly_and_stay_shallow() {
    for element in ["div", "blockquote", "ul><li", "b", "a href=/x", "svg", "figure", "x"] {
        quickly(|| {
            let blocks = body(&format!("{}text", format!("<{element}>").repeat(5_000)));
            let written = written(&blocks);
            assert!(written.len() < 2_000, "{element} nests: {} letters", written.len());
            assert_eq!(written.contains("text"), element != "svg", "{element}");
        });
    }
}

#[test]
fn pathological_markup_ends_quickly() {
    for (unit, end) in [
        ("<", ""),
        ("<!--", ""),
        ("<!-- - ", ""),
        ("<script>", ""),
        ("<script></scrip", ""),
        ("<a ", ""),
        ("<a b='", ""),
        ("&", ""),
        ("&#", ""),
        ("&ampamp", ""),
        ("</p>", ""),
        ("<p><b>", "text"),
        ("<b><i></b>", "text"),
        ("<a href=x>", "text"),
        ("<ul><li>", "</ul>"),
        ("<li></ul>", ""),
    ] {
        quickly(|| {
            body(&(unit.repeat(50_000) + end));
        });
    }
}

#[track_caller]
fn quickly(work: impl FnOnce()) {
    let begun = Instant::now();
    work();
    // Milliseconds in a release; unoptimized on a busy machine it is still nowhere near this.
    assert!(begun.elapsed() < Duration::from_secs(10), "it took {:?}", begun.elapsed());
}
