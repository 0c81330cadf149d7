//! An element that is removed, moved, copied and changed in haste.

use dateline_e2e::{
    answer::{Answer, Gate},
    neighbor,
    page::{FALLBACK, element},
    press::{brief, full_article},
    site::Role,
    stage::Stage,
};
use serde_json::{Value, json};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] = &[
    scenario!(an_element_removed_in_time_says_nothing),
    scenario!(an_element_that_comes_back_shows_its_article),
    scenario!(a_moved_element_keeps_its_article),
    scenario!(an_element_moved_while_loading_loads_once),
    scenario!(a_clone_lives_its_own_life),
    scenario!(an_element_in_a_template_waits),
    scenario!(markup_inserted_late_comes_alive),
    scenario!(an_element_adopted_by_a_frame_throws_nothing),
    scenario!(quick_changes_make_one_paint_of_the_last),
    scenario!(an_old_answer_is_dropped),
    scenario!(there_and_back_again_shows_where_it_came_from),
    scenario!(an_element_adopted_while_loading_throws_nothing),
    scenario!(a_clone_of_a_loading_element_shares_its_request),
    scenario!(what_stood_in_a_template_may_move_out),
    scenario!(the_same_src_again_is_quiet),
    scenario!(translated_words_cost_nothing),
];

const HEADLINE: &str = "d.text(d.part('headline'))";

async fn an_element_removed_in_time_says_nothing(stage: Stage) {
    let gate = Gate::closed();
    let answer = Answer::json(&brief("Too late")).behind(&gate);
    let src = stage.site.serve(Role::Publisher, "/a.json", answer);
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    stage.run("d.widget().remove();").await;
    gate.open();
    stage.settle().await;
    assert_eq!(stage.run("return d.events;").await, json!([]));
}

async fn an_element_that_comes_back_shows_its_article(stage: Stage) {
    stage.show(&brief("Back again"), "").await;
    stage.run("window.kept = d.widget(); kept.remove();").await;
    stage.settle().await;
    stage.run("document.body.append(kept);").await;
    stage.wait_until(&format!("{HEADLINE} === 'Back again' && d.shown(d.part('headline'))")).await;
    stage.wait_until("d.state() === 'ready'").await;
}

async fn a_moved_element_keeps_its_article(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    stage.run("const section = document.createElement('section'); document.body.prepend(section); section.append(d.widget());").await;
    stage.wait_until("d.shown(d.part('headline')) && d.state() === 'ready'").await;
    stage.settle().await;
    assert!(stage.shows("trending").await);
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
}

async fn an_element_moved_while_loading_loads_once(stage: Stage) {
    let gate = Gate::closed();
    let answer = Answer::json(&brief("On the move")).behind(&gate);
    let src = stage.site.serve(Role::Publisher, "/a.json", answer);
    stage.open(element(&format!(r#"src="{src}""#), FALLBACK) + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    stage.run("const section = document.createElement('section'); document.body.append(section); section.append(d.widget());").await;
    stage.settle().await;
    gate.open();
    stage.wait_for_article().await;
    stage.settle().await;
    assert_eq!(stage.events("dateline-load").await.len(), 1);
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
}

async fn a_clone_lives_its_own_life(stage: Stage) {
    stage.show(&brief("Original"), r#"heading-level="3""#).await;
    stage.run("document.body.append(d.widget().cloneNode(true));").await;
    stage.wait_for_events("dateline-load", 2).await;
    assert_eq!(stage.headlines().await, ["Original", "Original"]);
    let other = stage.site.publish("/b.json", &brief("Another"));
    let change = "document.querySelectorAll('dateline-article')[1].src = args[0];";
    stage.run_with(change, vec![json!(other)]).await;
    stage.wait_for_events("dateline-load", 3).await;
    assert_eq!(stage.headlines().await, ["Original", "Another"]);
}

async fn an_element_in_a_template_waits(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("From a template"));
    let inert = element(&format!(r#"src="{src}" loading="eager""#), FALLBACK);
    stage.open(format!("<template>{inert}</template>{}", stage.tag(""))).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    stage.settle().await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 0);
    stage.run("document.body.append(document.querySelector('template').content.cloneNode(true));").await;
    stage.wait_for_article().await;
}

async fn markup_inserted_late_comes_alive(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Routed"));
    let markup = element(&format!(r#"src="{src}""#), FALLBACK);
    stage.open(format!(r#"<div id="outlet"></div>{}"#, stage.tag(""))).await;
    stage.wait_until("customElements.get('dateline-article')").await;
    let insert = "document.getElementById('outlet').innerHTML = args[0];";
    stage.run_with(insert, vec![json!(markup)]).await;
    stage.wait_for_article().await;
    assert_eq!(stage.headlines().await, ["Routed"]);
}

async fn an_element_adopted_by_a_frame_throws_nothing(stage: Stage) {
    stage.show(&brief("Well traveled"), "").await;
    let adopt = "const frame = document.createElement('iframe');
        document.body.append(frame);
        window.kept = d.widget();
        frame.contentDocument.body.append(kept);";
    stage.run(adopt).await;
    stage.settle().await;
    stage.run("document.body.append(kept);").await;
    stage.wait_until(&format!("{HEADLINE} === 'Well traveled'")).await;
}

async fn quick_changes_make_one_paint_of_the_last(stage: Stage) {
    stage.show(&brief("Zero"), "").await;
    let sources: Vec<Value> = ["One", "Two", "Three"]
        .iter()
        .map(|headline| json!(stage.site.publish(&format!("/{headline}.json"), &brief(headline))))
        .collect();
    stage.run_with("d.inTask(() => { for (const src of args) d.widget().src = src; });", sources).await;
    stage.wait_until(&format!("{HEADLINE} === 'Three'")).await;
    stage.wait_for_events("dateline-load", 2).await;
    stage.settle().await;
    let headlines: Vec<_> =
        stage.events("dateline-load").await.iter().map(|event| event["detail"]["headline"].clone()).collect();
    assert_eq!(headlines, ["Zero", "Three"]);
    assert_eq!(stage.site.count(Role::Publisher, "/One.json"), 0);
    assert_eq!(stage.site.count(Role::Publisher, "/Two.json"), 0);
}

async fn an_old_answer_is_dropped(stage: Stage) {
    let gate = Gate::closed();
    let slow = stage.site.serve(Role::Publisher, "/slow.json", Answer::json(&brief("Old")).behind(&gate));
    let quick = stage.site.publish("/quick.json", &brief("New"));
    stage.open(element(&format!(r#"src="{slow}""#), FALLBACK) + &stage.tag("")).await;
    stage.site.wait_for_count(Role::Publisher, "/slow.json", 1).await;
    stage.run_with("d.widget().src = args[0];", vec![json!(quick)]).await;
    stage.wait_for_article().await;
    gate.open();
    stage.settle().await;
    assert_eq!(stage.headlines().await, ["New"]);
    assert_eq!(stage.events("dateline-load").await.len(), 1);
    assert_eq!(stage.events("dateline-error").await.len(), 0);
}

/// A, then B, then A, and the answers come in the order B, second A, first A.
async fn there_and_back_again_shows_where_it_came_from(stage: Stage) {
    let gates = [Gate::closed(), Gate::closed(), Gate::closed()];
    let held = |headline: &str, gate: &Gate| Answer::json(&brief(headline)).behind(gate);
    let there = vec![held("A, first", &gates[0]), held("A, second", &gates[1])];
    let a = stage.site.serve_each(Role::Publisher, "/a.json", there);
    let b = stage.site.serve(Role::Publisher, "/b.json", held("B", &gates[2]));
    neighbor::open_beside(&stage, String::new(), &element(&format!(r#"id="it" src="{a}" loading="eager""#), FALLBACK))
        .await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    for (src, path, count) in [(&b, "/b.json", 1), (&a, "/a.json", 2)] {
        stage.run_with("d.widget('#it').src = args[0];", vec![json!(src)]).await;
        stage.site.wait_for_count(Role::Publisher, path, count).await;
    }
    assert_eq!(stage.run("return [d.state('#it'), d.fallbackShown('#it')];").await, json!(["loading", true]));
    for gate in [2, 1, 0] {
        gates[gate].open();
        stage.settle().await;
    }
    stage.wait_for_event_on("it", "dateline-load").await;
    stage.settle().await;
    assert_eq!(stage.text_in("#it", "headline").await, "A, second");
    let told =
        "return d.events.filter(({ target }) => target === 'it').map(({ type, detail }) => [type, detail.headline]);";
    assert_eq!(stage.run(told).await, json!([["dateline-load", "A, second"]]));
    neighbor::assert_untouched(&stage).await;
}

async fn an_element_adopted_while_loading_throws_nothing(stage: Stage) {
    let gate = Gate::closed();
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::json(&brief("In transit")).behind(&gate));
    neighbor::open_beside(
        &stage,
        String::new(),
        &element(&format!(r#"id="it" src="{src}" loading="eager""#), FALLBACK),
    )
    .await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    let adopt = "const frame = document.createElement('iframe');
        document.body.append(frame);
        window.kept = d.widget('#it');
        frame.contentDocument.body.append(kept);";
    stage.run(adopt).await;
    gate.open();
    stage.settle().await;
    // Neither does one in a document without a window.
    stage.run("document.implementation.createHTMLDocument().body.append(kept);").await;
    stage.settle().await;
    assert_eq!(stage.run("return d.events.filter(({ target }) => target === 'it').length;").await, 0);
    stage.run("document.body.append(kept);").await;
    stage.wait_for_event_on("it", "dateline-load").await;
    assert_eq!(stage.text_in("#it", "headline").await, "In transit");
    neighbor::assert_untouched(&stage).await;
}

async fn a_clone_of_a_loading_element_shares_its_request(stage: Stage) {
    let gate = Gate::closed();
    let src = stage.site.serve(Role::Publisher, "/a.json", Answer::json(&brief("Twice")).behind(&gate));
    neighbor::open_beside(
        &stage,
        String::new(),
        &element(&format!(r#"class="it" src="{src}" loading="eager""#), FALLBACK),
    )
    .await;
    stage.site.wait_for_count(Role::Publisher, "/a.json", 1).await;
    stage.run("document.body.append(d.widget('.it').cloneNode(true));").await;
    stage.settle().await;
    stage.run("d.widget('.it').remove();").await;
    stage.settle().await;
    gate.open();
    stage.wait_until("d.text(d.part('headline', '.it')) === 'Twice'").await;
    stage.settle().await;
    assert_eq!(stage.run("return document.querySelectorAll('.it').length;").await, 1);
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
    neighbor::assert_untouched(&stage).await;
}

async fn what_stood_in_a_template_may_move_out(stage: Stage) {
    let src = stage.site.publish("/a.json", &brief("Moved out"));
    let inert = element(&format!(r#"id="it" src="{src}" loading="eager""#), FALLBACK);
    neighbor::open_beside(&stage, String::new(), &format!("<template>{inert}</template>")).await;
    stage.run("document.body.append(document.querySelector('template').content);").await;
    stage.wait_for_event_on("it", "dateline-load").await;
    // And back in, and out again.
    stage.run("document.querySelector('template').content.append(d.widget('#it'));").await;
    stage.settle().await;
    stage.run("document.body.append(document.querySelector('template').content);").await;
    stage.wait_until("d.text(d.part('headline', '#it')) === 'Moved out' && d.state('#it') === 'ready'").await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
    neighbor::assert_untouched(&stage).await;
}

async fn the_same_src_again_is_quiet(stage: Stage) {
    stage.show(&brief("Same"), "").await;
    stage.run("const element = d.widget(); element.variant = 'compact'; element.variant = 'full';").await;
    stage.settle().await;
    assert_eq!(stage.site.count(Role::Publisher, "/a.json"), 1);
    assert_eq!(stage.headlines().await, ["Same"]);
}

/// Page translators wrap and replace the text that they find, also in shadow roots.
async fn translated_words_cost_nothing(stage: Stage) {
    stage.show(&full_article(&stage.site), "").await;
    let translate = "const walker = document.createTreeWalker(d.widget().shadowRoot, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode);
        for (const text of texts) {
            const font = document.createElement('font');
            font.textContent = text.data.toUpperCase();
            text.replaceWith(font);
        }
        d.part('summary').remove();";
    stage.run(translate).await;
    stage.run("d.widget().lang = 'de'; d.widget().variant = 'compact';").await;
    stage.settle().await;
    let next = stage.site.publish("/b.json", &brief("After the translator"));
    stage.run_with("d.widget().src = args[0];", vec![json!(next)]).await;
    stage.wait_until(&format!("{HEADLINE}?.toLowerCase() === 'after the translator'")).await;
}
