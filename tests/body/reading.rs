//! What each kind of markup becomes.

use std::time::{Duration, Instant};

use crate::written::{words, written};
use crate::{article, body};

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
fn tables_keep_their_cells() {
    check(
        "<table><caption>Of <i>x</i></caption><tr><th>a<td colspan=2>b<tr><td rowspan=3>c<td><ul><li>d</table>e",
        "<table><caption>Of <em>x</em></caption><tbody><tr><th><p>a</p></th><td colspan=2><p>b</p></td></tr>\
         <tr><td rowspan=3><p>c</p></td><td><ul><li><p>d</p></li></ul></td></tr></tbody></table><p>e</p>",
    );
    check(
        "<table><thead><tr><th>a<th><tbody><tr><td>b<td><tfoot><tr><td>c<td>d</table>",
        "<table><thead><tr><th><p>a</p></th><th></th></tr></thead><tbody><tr><td><p>b</p></td><td></td></tr>\
         <tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>",
    );
}

#[test]
fn spans_have_bounds() {
    check(
        "<table><td colspan=0 rowspan=-1>a<td colspan=65000 rowspan=x>b</table>",
        "<table><tbody><tr><td><p>a</p></td><td colspan=100><p>b</p></td></tr></tbody></table>",
    );
}

#[test]
fn tables_nest() {
    check(
        "<table><td>a<td><table><td>b<td>c</table></table>",
        "<table><tbody><tr><td><p>a</p></td><td><table><tbody><tr><td><p>b</p></td><td><p>c</p></td></tr></tbody></table></td></tr></tbody></table>",
    );
}

#[test]
fn table_of_one_cell_is_a_layout() {
    check("<table><tr><td><h2>a</h2><p>b</table>", "<h2>a</h2><p>b</p>");
}

#[test]
fn text_beside_the_cells_stands_before_the_table() {
    check(
        "<table>x<tr>y<td>a<td>b</tr><p>z</table>",
        "<p>x</p><p>y</p><p>z</p><table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr></tbody></table>",
    );
    check("<tr><td>a</td></tr>", "<p>a</p>");
}

#[test]
fn quotes_say_whose_they_are() {
    let expected = "<blockquote><p>One</p><footer>Somebody</footer></blockquote>";
    check("<blockquote><p>One</p><cite>Somebody</cite></blockquote>", expected);
    check("<blockquote><p>One</p><footer>Somebody</footer></blockquote>", expected);
    check("<figure><blockquote><p>One</p></blockquote><figcaption>Somebody</figcaption></figure>", expected);
    check("<blockquote>As <cite>He</cite> said</blockquote>", "<blockquote><p>As <em>He</em> said</p></blockquote>");
    check("<p>One<footer>Two</footer>", "<p>One</p><p>Two</p>");
}

#[test]
fn preformatted_text_keeps_its_space() {
    check("<pre>\n  a\n\tb <b>c</b>  \n</pre>d", "<pre>\n  a\n\tb <strong>c</strong></pre><p>d</p>");
    check("<pre>a&#13;b</pre>", "<pre>\na\nb</pre>");
    check("<pre><code>a\r\n  b</code></pre>", "<pre>\n<code>a\n  b</code></pre>");
}

#[test]
fn languages_and_directions_are_kept() {
    check("<p lang=fr>a</p>b", "<div lang=fr><p>a</p></div><p>b</p>");
    check("<div dir=RTL>a<p dir=rtl>b</p></div>", "<div dir=rtl><p>a</p><p>b</p></div>");
    check("<ul lang=fr><li dir=ltr>a</ul>", "<div lang=fr><ul><li><div dir=ltr><p>a</p></div></li></ul></div>");
    check(
        "a <i lang=la>b</i> <span lang=zh-Hant dir=ltr>c</span> <span>d</span>",
        "<p>a <em><span lang=la>b</span></em> <span lang=zh-Hant dir=ltr>c</span> d</p>",
    );
    check(
        "<i lang=fr>a<b dir=rtl>b<q lang=fr>c</i>d<b dir=rtl>e",
        "<p><em><span lang=fr>a<strong><span dir=rtl>b<q><span lang=fr>c</span></q></span></strong></span></em>\
         <strong><span dir=rtl>de</span></strong></p>",
    );
    check("<span lang=fr>a<span>b</span>c</span>d", "<p><span lang=fr>abc</span>d</p>");
    check("<p lang='x\" y' dir=up>a<b lang=''>b</b>", "<p>a<strong>b</strong></p>");
}

#[test]
fn marks_cross_blocks() {
    check("<em><p>a</p><p>b</p></em>c", "<p><em>a</em></p><p><em>b</em></p><p>c</p>");
    check(
        "<a href=/x><h3>a</h3><p>b</p></a>",
        r#"<h3><a href="https://news.example/x">a</a></h3><p><a href="https://news.example/x">b</a></p>"#,
    );
    check("<p><sup>a</p><p>b</sup>", "<p><sup>a</sup></p><p>b</p>");
    check(
        "<table><td><b>a<td>b</table>c",
        "<table><tbody><tr><td><p><strong>a</strong></p></td><td><p>b</p></td></tr></tbody></table><p>c</p>",
    );
}

#[test]
fn every_mark_has_its_meaning() {
    check(
        "<s>a</s><del>b</del><ins>c</ins><small>d</small><mark>e</mark><q>f<q>g</q></q><kbd>h</kbd><b>i<strong>j</strong></b>",
        "<p><del>a</del><del>b</del><ins>c</ins><small>d</small><mark>e</mark><q>f<q>g</q></q><code>h</code><strong>ij</strong></p>",
    );
}

#[test]
fn places_in_the_text_have_no_address() {
    check(
        "a<sup><a href=#n1 id=r1>1</a></sup><ol><li id=n1>b <a href='#r1'>back</a></ol>",
        "<p>a<sup>1</sup></p><ol><li><p>b back</p></li></ol>",
    );
}

#[test]
fn figures_hold_several_pictures() {
    check(
        "<figure><img src=/1.png><img src=/2.png><figcaption><p>a<p>b</figcaption></figure>",
        "<figure><img src=\"https://news.example/1.png\"></figure>\
         <figure><img src=\"https://news.example/2.png\"><figcaption>a<br>b</figcaption></figure>",
    );
    check(
        "<figure><table><td>1<td>2</table><figcaption>a</figcaption></figure>",
        "<table><caption>a</caption><tbody><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>",
    );
}

/// One picture, and its address as the body gives it.
#[track_caller]
fn check_picture(html: &str, expected: &str) {
    let image = format!("<img src=\"https://news.example/{expected}>");
    check(html, &format!("<figure>{image}</figure>"));
}

#[test]
fn pictures_that_load_late_are_found() {
    check_picture("<img src='data:image/gif;base64,x' data-src=/1.png>", "1.png\"");
    check_picture("<img data-lazy-src=/1.png>", "1.png\"");
    check_picture("<img src=/1.png data-src=/2.png>", "1.png\"");
    check_picture("<img src='data:,'><noscript>Needs scripts! <img src=/1.png></noscript>", "1.png\"");
    check_picture("<img src='data:,' data-src=/1.png><noscript><img src=/1.png></noscript>", "1.png\"");
    check_picture("<noscript><img src=/1.png></noscript><img src='data:,' data-src=/1.png>", "1.png\"");
    check_picture("<picture><source srcset=/2.webp><img src=/1.png></picture>", "1.png\"");
}

#[test]
fn pictures_come_in_widths() {
    check_picture(
        "<img src=/1.png srcset='/a,b.png 100w , javascript:x 200w,/c.png, /d.png 2x,/e.png 99999w, /f.png 300w'>",
        "1.png\" srcset=\"https://news.example/a,b.png 100w, https://news.example/f.png 300w\"",
    );
    check_picture("<img srcset='/1.png 100w'>", "1.png\" srcset=\"https://news.example/1.png 100w\"");
    check_picture("<img src=/1.png width=640px height=360>", "1.png\" width=640 height=360");
    check_picture("<img src=/1.png width=100% height=0>", "1.png\"");
}

#[test]
fn counters_and_letters_are_no_pictures() {
    check("a<img src=/1.gif width=1 height=1>b", "<p>ab</p>");
    check("a <img class=wp-smiley src=/1.png alt=\u{1f642}> b", "<p>a \u{1f642} b</p>");
}

#[test]
fn films_and_sounds_become_links() {
    let film = r#"<p>a</p><p><a href="https://news.example/1.mp4">Film</a></p><p>b</p>"#;
    check("a<video title=Film src=/1.mp4>Your browser is <p>old</p></video>b", film);
    check("a<video title=Film><source src='data:,x'><source src=/1.mp4><source src=/2.mp4>old</video>b", film);
    check("a<object title=Film data=/1.mp4><embed src=/2.mp4></object>b", film);
    check("<div><video>old</div>b", "<p>b</p>");
    check("<source src=/1.mp4>", "");
}

#[test]
fn embedded_posts_stay_quotes() {
    check(
        "<blockquote class=twitter-tweet><p lang=en dir=ltr>Words <a href=https://t.example/1>#x</a></p>&mdash; Name \
         <a href=https://x.example/1>May 4</a></blockquote><script async src=https://x.example/w.js></script>",
        "<blockquote><div lang=en dir=ltr><p>Words <a href=\"https://t.example/1\">#x</a></p></div>\
         <p>\u{2014} Name <a href=\"https://x.example/1\">May 4</a></p></blockquote>",
    );
}

#[test]
fn unclosed_elements_keep_what_follows() {
    check("<div><button>no</div>a", "<p>a</p>");
    check("<div><svg><g>no</div>a", "<p>a</p>");
    check("<head><title>no</title><p>a", "<p>a</p>");
    check("<svg/>a", "<p>a</p>");
}

#[test]
fn long_texts_are_cut() {
    let article = article(&format!("<p>{}</p><p>end</p>", "a".repeat(1_000_000)));
    assert!(article.is_cut);
    assert_eq!(words(&article.body).len(), 1_000_000);
    assert!(!crate::article("<p>a</p>").is_cut);
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
