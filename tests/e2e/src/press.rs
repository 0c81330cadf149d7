//! An invented publisher: its stories, with all that a story can have.

use serde_json::{Value, json};

use crate::{
    answer::Answer,
    site::{Role, Site},
};

/// The disclaimer of [`full_article`]'s picture.
pub const DISCLAIMER: &str = "This picture was made by a machine and shows no real place, person or event.";

/// An article with nothing but its headline.
pub fn brief(headline: &str) -> Value {
    json!({ "headline": headline })
}

/// A list of stories on the publisher's own pages.
pub fn stories(site: &Site, headlines: &[&str]) -> Value {
    let story = |(index, headline): (usize, &&str)| {
        let url = site.serve(
            Role::Publisher,
            &format!("/stories/{}", index + 1),
            Answer::html(format!("<!doctype html><title>{headline}</title>")),
        );
        json!({ "headline": headline, "url": url, "region": "Global" })
    };
    headlines.iter().enumerate().map(story).collect()
}

/// An article with everything a news page shows, its pictures and pages served.
pub fn full_article(site: &Site) -> Value {
    let picture = |name: &str, width, height| {
        site.serve(Role::Publisher, &format!("/pictures/{name}.svg"), Answer::picture(width, height))
    };
    let page =
        |path: &str| site.serve(Role::Publisher, path, Answer::html("<!doctype html><title>The publisher</title>"));
    json!({
        "headline": "Night Ferries Return to the Strait: Two Ports’ Careful Courtship",
        "summary": "Port Ansel has offered to reopen the night ferry to Vell after nine years. Talks in Marrow covered berths, customs and crews. Both ports agreed to look for further steps.",
        "url": page("/a/night-ferries"),
        "language": "en",
        "direction": "ltr",
        "byline": [{ "name": "Straitwatch News Desk", "url": page("/desk"), "kind": "organization" }],
        "place": "Port Ansel",
        "timeZone": "Asia/Kolkata",
        "created": "2025-02-28T18:22:00+05:30",
        "updated": "2025-02-28T18:22:00+05:30",
        "image": {
            "url": picture("ferry-1200", 1200, 675),
            "alt": "A ferry leaves a harbor at night",
            "caption": "The ferry Constance in the outer harbor.",
            "credit": "Straitwatch",
            "width": 1200,
            "height": 675,
            "sources": [{ "url": picture("ferry-640", 640, 360), "width": 640 }],
            "digitalSourceType": "trainedAlgorithmicMedia"
        },
        "disclaimer": DISCLAIMER,
        "countries": [{ "name": "Ansel Republic", "url": page("/countries/ansel") }],
        "tags": [{ "name": "Shipping", "url": page("/tags/shipping") }],
        "body": "<p>In a step meant to warm cool relations, <strong>Port Ansel</strong> has offered to restore the <a href=\"/tags/shipping\">night ferry</a> to Vell, the harbor office said on Friday.</p><p>The office called the talks “long and useful”. No timetable was named, and Vell has yet to answer.</p><h2>What comes next</h2><ul><li>Berths are measured in April.</li><li>Crews train in May.</li></ul><blockquote>A ferry is a promise that leaves on time.</blockquote><p>The Marrow meeting follows a winter of letters between the two harbor masters.</p>",
        "credit": "(With inputs from agencies.)",
        "trending": stories(site, &[
            "A Lighthouse Keeper’s Long Goodbye",
            "Vell’s Young Swimmer Breaks an Old Record",
            "Airport Plan: Green Light or Red Tape?",
            "Markets Steady After a Quiet Week",
        ]),
        "publisher": { "name": "Straitwatch", "url": page("/") }
    })
}

/// A full article in Arabic, set from right to left.
pub fn arabic_article(site: &Site) -> Value {
    let mut article = full_article(site);
    let arabic = json!({
        "headline": "العبّارات الليلية تعود إلى المضيق: تقارب حذر بين ميناءين",
        "summary": "عرض ميناء أنسل إعادة فتح خط العبّارة الليلية إلى فيل بعد تسع سنوات، وبحث الطرفان الأرصفة والجمارك والأطقم.",
        "language": "ar",
        "direction": "rtl",
        "byline": [{ "name": "مكتب أخبار المضيق", "kind": "organization" }],
        "place": "ميناء أنسل",
        "disclaimer": "هذه الصورة من صنع آلة ولا تُظهر مكانًا أو شخصًا أو حدثًا حقيقيًا.",
        "countries": [{ "name": "جمهورية أنسل" }],
        "tags": [{ "name": "الملاحة" }],
        "body": ["في خطوة تهدف إلى تدفئة العلاقات، عرض ميناء أنسل إعادة العبّارة الليلية إلى فيل، بحسب مكتب الميناء.", "ووصف المكتب المحادثات بأنها «طويلة ومفيدة». ولم يُذكر أي موعد."],
        "credit": "(بمساهمة من الوكالات.)"
    });
    if let (Value::Object(article), Value::Object(arabic)) = (&mut article, arabic) {
        article.extend(arabic);
    }
    article["image"]["alt"] = json!("عبّارة تغادر ميناءً ليلًا");
    article["image"]["caption"] = json!("العبّارة كونستانس في الميناء الخارجي.");
    article
}
