//! Stories as `dateline render` writes them, one at a time.
//! It knows neither where they go nor how many there are.

use dateline::settings::{HeadingLevel, Sections, Settings, TimeZone, Variant};

use crate::hints::Hints;
use crate::input::{Input, NOWHERE};
use crate::release::Release;
use crate::render::Arguments;
use crate::snapshot::{Attributes, Snapshot};
use crate::story::{Reading, Story};
use crate::{json_ld, plain};

/// What is written of each story.
#[derive(Clone, Copy)]
enum Kind {
    Snippet,
    Page,
    Text,
    JsonLd,
    Headers,
}

/// What each story is written with.
pub(crate) struct Press<'a> {
    arguments: &'a Arguments,
    kind: Kind,
    release: Option<Release>,
    settings: Settings,
    zone: TimeZone,
    attributes: Attributes,
}

/// A story as it is written, and what is to be said of it.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) remarks: Vec<String>,
    /// What it lacks.
    pub(crate) missing: Vec<String>,
}

impl<'a> Press<'a> {
    pub(crate) fn new(arguments: &'a Arguments) -> std::io::Result<Self> {
        let kind = match arguments {
            Arguments { page: true, .. } => Kind::Page,
            Arguments { text: true, .. } => Kind::Text,
            Arguments { json_ld: true, .. } => Kind::JsonLd,
            Arguments { headers: true, .. } => Kind::Headers,
            _ => Kind::Snippet,
        };
        let release = Release::read(&arguments.release)?;
        if release.is_none() && matches!(kind, Kind::Snippet | Kind::Page | Kind::Headers) {
            return Err(Release::missing());
        }
        let level = arguments.heading_level.clone().or_else(|| matches!(kind, Kind::Page).then(|| "1".to_owned()));
        let attributes = [
            ("lang", &arguments.lang),
            ("time-zone", &arguments.time_zone),
            ("variant", &arguments.variant),
            ("sections", &arguments.sections),
            ("heading-level", &level),
            ("trending", &arguments.trending),
        ];
        let settings = Settings {
            variant: arguments.variant.as_deref().and_then(Variant::parse).unwrap_or_default(),
            sections: arguments.sections.as_deref().and_then(Sections::parse).unwrap_or_default(),
            heading_level: level.as_deref().and_then(HeadingLevel::parse).unwrap_or_default(),
            ..Settings::default()
        };
        Ok(Self {
            arguments,
            kind,
            release,
            settings,
            zone: arguments.time_zone.as_deref().and_then(TimeZone::parse).unwrap_or_default(),
            attributes: attributes.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect(),
        })
    }

    /// Reads a story and writes it down; the error is a sentence.
    pub(crate) fn written(&self, input: &Input) -> Result<Written, String> {
        let base = &self.arguments.src_base;
        let src = match input {
            Input::Address(address) => Some(address.clone()),
            Input::File(path) => path.file_name().map(|name| base.clone() + &name.to_string_lossy()),
            Input::Standard => Some(base.clone()).filter(|base| !base.is_empty()),
        };
        if src.is_none() && matches!(self.kind, Kind::Page | Kind::Snippet) {
            return Err("an element needs a source; say with --src-base at which address this is served".to_owned());
        }
        let story = Story::read(input, src, &self.reading())?;
        let mut remarks: Vec<_> = story.why_withheld().into_iter().collect();
        let snapshot = self.release.as_ref().map(|release| Snapshot {
            story: &story,
            release,
            settings: self.settings,
            attributes: &self.attributes,
            fresh: self.arguments.fresh,
        });
        let text = match (self.kind, snapshot) {
            (Kind::Page, Some(snapshot)) => snapshot.page(),
            (Kind::Snippet, Some(snapshot)) => snapshot.snippet(),
            (Kind::Headers, Some(snapshot)) => Hints::of_snapshot(snapshot.release, [&story]).headers(),
            (Kind::JsonLd, _) if story.withheld.is_some() => "{}\n".to_owned(),
            (Kind::JsonLd, _) => json_ld::script(&story) + "\n",
            _ => plain::of(&story),
        };
        if remarks.is_empty() && text.contains(NOWHERE) {
            let lost = "its relative addresses lead nowhere; say with --src-base where it is served, as https://…";
            remarks.push(lost.to_owned());
        }
        Ok(Written { text, remarks, missing: story.missing })
    }

    fn reading(&self) -> Reading<'_> {
        Reading {
            lang: self.arguments.lang.as_deref(),
            zone: &self.zone,
            trending: self.arguments.trending.as_deref(),
            settings: &self.settings,
            has_lists: matches!(self.kind, Kind::Snippet | Kind::Page) && !self.arguments.no_lists,
        }
    }

    /// How the names of files with it end.
    pub(crate) fn extension(&self) -> &'static str {
        match self.kind {
            Kind::Snippet | Kind::Page => "html",
            Kind::Text => "txt",
            Kind::JsonLd => "json",
            Kind::Headers => "headers",
        }
    }
}
