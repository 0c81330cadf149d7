//! What is untidy about an article that can be shown: each finding with its place and its remedy.

use dateline::decode::{self, Decoded, Json};
use dateline::model::{Article, Timestamp, WebLink};
use serde::Serialize;

/// Something that a publisher can do better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// Where it stands in the JSON.
    pub(crate) path: String,
    /// What is wrong.
    pub(crate) text: String,
    /// What to do about it.
    pub(crate) remedy: &'static str,
}

/// All findings of an article: what reading it left out first, then what its readers may miss.
pub(crate) fn findings(json: &Json, decoded: &Decoded) -> Vec<Finding> {
    let mut findings = Vec::new();
    for warning in &decoded.warnings {
        let text = warning.to_string();
        let text = text.strip_prefix(&*warning.path).unwrap_or(&text).trim_start_matches(": ").to_owned();
        findings.push(Finding { path: warning.path.clone(), text, remedy: warning.fault.remedy() });
    }
    let mut lint = Lint { json, findings };
    lint.dates(&decoded.article);
    lint.image(&decoded.article);
    lint.addresses(&decoded.article);
    lint.findings
}

struct Lint<'a> {
    json: &'a Json,
    findings: Vec<Finding>,
}

impl Lint<'_> {
    fn find(&mut self, field: &'static str, text: impl Into<String>, remedy: &'static str) {
        let path = decode::origin(self.json, field).unwrap_or_else(|| field.to_owned());
        self.findings.push(Finding { path, text: text.into(), remedy });
    }

    fn dates(&mut self, article: &Article) {
        for (field, moment) in [("created", &article.created), ("updated", &article.updated)] {
            let is_vague = |moment: &Timestamp| moment.has_time() && moment.offset_minutes().is_none();
            if let Some(moment) = moment.as_ref().filter(|moment| is_vague(moment)) {
                self.find(field, format!("no zone: {moment}"), "add the offset from UTC: +05:30, or Z");
            }
        }
        if article.created.is_none() {
            self.find("created", "no date of publication", "say when it was first published");
        }
        if let (Some(created), Some(updated)) = (&article.created, &article.updated)
            && created.is_after(updated)
        {
            let text = format!("updated before it was published: {updated}, {created}");
            self.find("updated", text, "leave it out until the story changes; readers aren't shown it");
        }
    }

    fn image(&mut self, article: &Article) {
        let Some(image) = &article.image else { return };
        if image.is_generated() && article.disclaimer.is_none() {
            let remedy = "say so in your own words in `disclaimer`; readers get a standard sentence";
            self.find("image", "a generated picture without a disclaimer", remedy);
        }
        if image.alt.is_none() {
            self.find("image", "no words for those who don't see it", "describe the picture in `alt`");
        }
        if image.size.is_none() {
            self.find("image", "no size", "give width and height, so that nothing moves when it comes");
        }
    }

    fn addresses(&mut self, article: &Article) {
        let image = article.image.as_ref().map(|image| &image.url);
        for (field, link) in [("url", article.url.as_ref()), ("image", image)] {
            if let Some(link) = link.filter(|link| is_insecure(link)) {
                self.find(field, format!("not secure: {}", link.href()), "serve it over https");
            }
        }
        if article.url.is_none() {
            self.find("url", "no canonical page", "give the story's own address; readers are led there");
        }
    }
}

fn is_insecure(link: &WebLink) -> bool {
    link.href().starts_with("http:")
}
