//! Keyboard, names and disclosure.

use dateline_e2e::{
    page::{FALLBACK, Page, element},
    press::{DISCLAIMER, full_article},
    stage::Stage,
};
use fantoccini::key::Key;
use serde_json::json;

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(every_link_is_reached_by_keyboard),
    scenario!(the_disclaimer_stands_wherever_the_picture_does),
    scenario!(a_made_picture_has_a_disclaimer_of_ours),
    scenario!(no_part_rule_hides_the_disclaimer),
    scenario!(no_rule_covers_the_disclaimer),
    scenario!(the_disclaimer_keeps_its_contrast),
    scenario!(the_disclaimer_is_in_the_pictures_name),
    scenario!(lists_and_pictures_have_names),
];

async fn every_link_is_reached_by_keyboard(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    stage.run("window.reached = new Set();").await;
    let all_reached = "(() => {
        const root = d.widget().shadowRoot;
        if (root.activeElement) reached.add(root.activeElement);
        return [...root.querySelectorAll('a[href], button')].filter(d.shown).every((node) => reached.has(node));
    })()";
    stage.press_until(Key::Tab, all_reached).await;
}

async fn the_disclaimer_stands_wherever_the_picture_does(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    let mut seen = 0;
    for (variant, sections) in [
        ("full", ""),
        ("compact", ""),
        ("card", ""),
        ("full", "image"),
        ("full", "headline image body"),
        ("compact", "headline image"),
        ("card", "headline image"),
    ] {
        let change = "const element = d.widget(); element.variant = args[0];
            if (args[1]) element.sections = args[1]; else element.removeAttribute('sections');";
        stage.run_with(change, vec![json!(variant), json!(sections)]).await;
        stage.settle().await;
        let picture = stage.run("return [...d.widget().shadowRoot.querySelectorAll('img')].some(d.shown);").await;
        if picture == true {
            seen += 1;
            assert_eq!(stage.text("disclaimer").await, DISCLAIMER, "{variant} {sections}");
            assert!(stage.shows("disclaimer").await, "{variant} {sections}");
        }
    }
    assert!(seen >= 3, "the picture was shown {seen} times");
}

async fn a_made_picture_has_a_disclaimer_of_ours(stage: Stage) {
    let mut article = full_article(&stage.site);
    article["disclaimer"] = json!(null);
    for source in [
        "trainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia",
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    ] {
        article["image"]["digitalSourceType"] = json!(source);
        stage.show(&article, "").await;
        assert!(stage.text("disclaimer").await.len() > 20, "{source}");
        assert!(stage.shows("disclaimer").await, "{source}");
    }
    article["image"]["digitalSourceType"] = json!("digitalCapture");
    stage.show(&article, "").await;
    assert!(!stage.shows("disclaimer").await);
}

async fn no_part_rule_hides_the_disclaimer(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let rules = [
        "display: none",
        "visibility: hidden",
        "opacity: 0",
        "font-size: 0",
        "color: transparent",
        "position: absolute; left: -9999px",
        "height: 0; overflow: hidden",
        "clip-path: inset(100%)",
        "transform: scale(0)",
        "text-indent: -9999px",
        "filter: opacity(0)",
        "content-visibility: hidden",
    ];
    let mut hidden = Vec::new();
    for rule in rules {
        let important = rule.replace(';', " !important;");
        let style = format!("<style>dateline-article::part(disclaimer) {{ {important} !important }}</style>");
        let body = element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("");
        stage.open(Page::new(body).head(style)).await;
        stage.wait_for_article().await;
        if stage.run_with(READABLE, vec![json!(DISCLAIMER)]).await != true {
            hidden.push(rule);
        }
    }
    assert!(hidden.is_empty(), "hidden by {hidden:?}");
}

/// Whether some element with these words can be read: it has a box in view, and words with a color.
const READABLE: &str = "const host = d.widget().getBoundingClientRect();
    return [...d.widget().shadowRoot.querySelectorAll('*')].some((node) => {
        const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.includes(args[0]));
        if (!own || !d.shown(node)) return false;
        const style = getComputedStyle(node), box = node.getBoundingClientRect();
        const alpha = Number(style.color.match(/[0-9.]+/g)[3] ?? 1);
        let clipped = false;
        for (let up = node; up instanceof Element; up = up.parentElement) {
            const own = getComputedStyle(up), edge = up.getBoundingClientRect();
            clipped ||= own.clipPath !== 'none' || own.filter !== 'none' || (own.overflow !== 'visible' && edge.height < 4)
                || own.contentVisibility === 'hidden';
        }
        return alpha > 0.5 && !clipped && parseFloat(style.fontSize) >= 9 && parseFloat(style.textIndent) > -100
            && box.height > 8 && box.width > 40 && box.left >= host.left - 1 && box.right <= host.right + 1;
    });";

async fn no_rule_covers_the_disclaimer(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let rules = [
        "dateline-article::part(image) { position: fixed; inset: 0; width: 100%; height: 100%; z-index: 2147483647 }",
        "dateline-article::part(image) { transform: scale(4); transform-origin: bottom }",
        "dateline-article::part(image) { margin-bottom: -900px }",
        "dateline-article::part(caption) { position: relative; top: -60px; background: red; z-index: 2147483647 }",
        "dateline-article::part(body) { margin-top: -900px; background: white; position: relative; z-index: 99 }",
        "dateline-article::part(article) { max-height: 40px; overflow: hidden }",
        "dateline-article::part(article) { clip-path: inset(0 0 90% 0) }",
        "dateline-article { --dateline-text: #fff; --dateline-muted: #fff; --dateline-background: #fff; --dateline-space: -900px }",
        "dateline-article { --dateline-max-width: 40px; --dateline-radius: 900px }",
    ];
    let mut covered = Vec::new();
    for rule in rules {
        let body = element(&format!(r#"src="{src}" variant="full""#), FALLBACK) + &stage.tag("");
        stage
            .open(
                Page::new(body).head(format!(
                    "<style>{}</style>",
                    rule.replace(';', " !important;").replace(" }", " !important }")
                )),
            )
            .await;
        stage.wait_for_article().await;
        let is_on_top = "const words = d.part('disclaimer'); words.scrollIntoView({ block: 'center' });
            const box = words.getBoundingClientRect();
            return d.shown(words) && box.height > 8
                && d.widget().shadowRoot.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === words;";
        if stage.run(is_on_top).await != true {
            covered.push(rule);
        }
    }
    assert!(covered.is_empty(), "covered by {covered:#?}");
}

async fn the_disclaimer_keeps_its_contrast(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let style = "<style>dateline-article { --dateline-text: #888; --dateline-background: #888; --dateline-muted: #888 }
        dateline-article::part(disclaimer) { color: #888 !important; background: #888 !important }</style>";
    for theme in ["light", "dark"] {
        let body = element(&format!(r#"src="{src}" theme="{theme}""#), FALLBACK) + &stage.tag("");
        stage.open(Page::new(body).head(style)).await;
        stage.wait_for_article().await;
        let contrast = "const style = getComputedStyle(d.part('disclaimer'));
            const luminance = (color) => color.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
                .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
                .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
            const [light, dark] = [style.color, style.backgroundColor].map(luminance).sort((a, b) => b - a);
            return (light + 0.05) / (dark + 0.05);";
        let contrast = stage.run(contrast).await.as_f64().unwrap_or_default();
        assert!(contrast >= 4.5, "{theme}: {contrast}");
    }
}

async fn the_disclaimer_is_in_the_pictures_name(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    let name = "const picture = d.widget().shadowRoot.querySelector('img'), root = picture.getRootNode();
        const words = (name) => (picture.getAttribute(name) ?? '').split(/\\s+/).map((id) => id && root.getElementById(id)?.textContent);
        return [picture.alt, picture.ariaLabel, ...words('aria-labelledby'), ...words('aria-describedby')].join(' ').includes(args[0]);";
    assert_eq!(stage.run_with(name, vec![json!(DISCLAIMER)]).await, true);
}

async fn lists_and_pictures_have_names(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    let picture = "return d.widget().shadowRoot.querySelector('img').alt;";
    let alt = stage.run(picture).await;
    assert!(alt.as_str().is_some_and(|alt| alt.contains("A ferry leaves a harbor at night")), "{alt}");
    let list = "return d.part('trending').querySelectorAll('ol > li, [role=listitem]').length;";
    assert_eq!(stage.run(list).await, 4);
    let headings = "return [...d.widget().shadowRoot.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((node) => Number(node.localName.slice(1)));";
    let levels: Vec<i64> = serde_json::from_value(stage.run(headings).await).expect("heading levels");
    assert_eq!(levels[0], 2, "{levels:?}");
    let steps_down_by_one = levels.windows(2).all(|pair| pair[1] - pair[0] <= 1 && pair[1] >= 2);
    assert!(steps_down_by_one, "{levels:?}");
}
