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

/// A full article with everything that a publisher may put around it.
pub fn newspaper(site: &Site) -> Value {
    let mut article = full_article(site);
    let page =
        |path: &str| site.serve(Role::Publisher, path, Answer::html("<!doctype html><title>The publisher</title>"));
    let hours_ago = |hours: i64| {
        let seconds =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let seconds = i64::try_from(seconds).unwrap_or_default() - hours * 3600;
        timestamp(seconds)
    };
    let around = json!({
        "opinion": [
            { "kind": "opinion", "headline": "Leave the Lamps Lit", "url": page("/o/1") },
            { "kind": "interview", "headline": "The Pilot Speaks", "url": page("/o/2") }
        ],
        "videos": [
            { "headline": "The Ferry Turns", "url": site.url(Role::Stranger, "/turn.mp4"), "duration": 42,
              "poster": { "url": site.serve(Role::Publisher, "/pictures/turn.svg", Answer::picture(640, 360)), "width": 640, "height": 360 } },
            { "headline": "A Night on the Quay", "url": page("/v/night"), "duration": 3723 }
        ],
        "latest": [
            { "headline": "Older News", "url": page("/l/1"), "created": hours_ago(5) },
            { "headline": "Newer News", "url": page("/l/2"), "created": hours_ago(2) }
        ],
        "publisher": {
            "name": "Straitwatch", "url": page("/"),
            "email": "desk@straitwatch.example", "phones": ["+44-20-7946-0142", "+44-2079460813, 14, 15"],
            "menu": [{ "label": "Ports", "url": page("/ports") }, { "label": "Tides", "url": page("/tides") }],
            "social": [
                { "network": "linkedin", "url": "https://example.com/li" }, { "network": "quora", "url": "https://example.com/qu" },
                { "network": "youtube", "url": "https://example.com/yt" }, { "network": "rss", "url": "https://example.com/rss" },
                { "network": "Gull Post", "url": "https://example.com/gp" }
            ],
            "feedback": { "url": page("/feedback") },
            "newsletter": { "action": site.url(Role::Publisher, "/join"), "method": "post", "field": "mail", "consent": "One letter a week." },
            "links": [
                { "title": "Sectors", "items": [{ "label": "Shipping", "url": page("/shipping") }] },
                { "title": "Editions", "items": [{ "label": "Deutsch", "url": page("/de"), "language": "de" }] }
            ],
            "legal": [{ "label": "Privacy Policy", "url": page("/privacy") }],
            "copyright": "© Copyright 2025 Straitwatch"
        }
    });
    if let (Value::Object(article), Value::Object(around)) = (&mut article, around) {
        article.extend(around);
    }
    article
}

/// A moment in UTC as article JSON has it (Howard Hinnant’s `civil_from_days`).
fn timestamp(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", second % 60)
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
