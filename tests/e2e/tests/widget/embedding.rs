//! One tag, anywhere in a page, also more than once.

use dateline_e2e::{press::full_article, stage::Stage};

use crate::{Scenario, scenario};

pub(crate) const SCENARIOS: &[Scenario] =
    &[scenario!(a_script_tag_puts_the_article_in_its_own_place)];

async fn a_script_tag_puts_the_article_in_its_own_place(stage: Stage) {
    let src = stage.site.publish("/a.json", &full_article(&stage.site));
    let tag = stage.tag(&format!(r#"data-src="{src}""#));
    stage
        .open(format!(r#"<p id="before"></p>{tag}<p id="after"></p>"#))
        .await;
    stage.wait_for_article().await;
    let order = "const nodes = [...document.querySelectorAll('#before, dateline-article, #after')];
        return nodes.map((node) => node.id || node.localName).join(' ');";
    assert_eq!(stage.run(order).await, "before dateline-article after");
}
