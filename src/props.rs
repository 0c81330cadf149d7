//! What a page or a Yew app asks of the widget.

use std::rc::Rc;

use yew::prelude::*;

use crate::decode::Json;
use crate::news::News;
use crate::release::Release;
use crate::settings::{HeadingLevel, LinkTarget, Refresh, Sections, Settings, Theme, TimeZone, Variant};
use crate::view::Room;
use crate::wording::SharedLabels;

/// What [`DatelineArticle`](crate::widget::DatelineArticle) shows, how, and whom it tells.
#[derive(Clone, Properties)]
pub struct DatelineArticleProps {
    /// URL of the article's JSON, relative to the page; nothing is loaded without one.
    #[prop_or_default]
    pub src: Option<AttrValue>,
    /// Article JSON already in hand; it is read in the place of `src`, without a request.
    #[prop_or_default]
    pub json: Option<Rc<Json>>,
    /// URL of a story list that takes the place of the article's own trending stories.
    #[prop_or_default]
    pub trending: Option<AttrValue>,
    /// Which sections are shown.
    #[prop_or_default]
    pub sections: Sections,
    /// How much of the article is shown.
    #[prop_or_default]
    pub variant: Variant,
    /// Dark on light, or light on dark.
    #[prop_or_default]
    pub theme: Theme,
    /// BCP 47 language of labels, dates and numerals; the article's, else the browser's, where absent.
    #[prop_or_default]
    pub lang: Option<AttrValue>,
    /// The zone in which times are told.
    #[prop_or_default]
    pub time_zone: TimeZone,
    /// The level of the headline.
    #[prop_or_default]
    pub heading_level: HeadingLevel,
    /// Where followed links open.
    #[prop_or_default]
    pub link_target: LinkTarget,
    /// How often the article is asked for again while somebody looks at the page.
    #[prop_or_default]
    pub refresh: Refresh,
    /// A number that, when it changes, has the article fetched again.
    #[prop_or_default]
    pub revision: u32,
    /// Whether a skeleton keeps the space while loading; it does, where absent, when there are no children.
    #[prop_or_default]
    pub skeleton: Option<bool>,
    /// Whether something readable stands where this is mounted, which stays until there is something better.
    #[prop_or_default]
    pub remains: bool,
    /// Where it stands at first; measured where absent.
    #[prop_or_default]
    pub room: Option<Room>,
    /// Whether the page is known to say nothing of color schemes, so that `theme` follows the reader.
    #[prop_or_default]
    pub follows_reader: bool,
    /// Labels already in hand; those of `release`, or else English ones, where absent.
    #[prop_or_default]
    pub labels: Option<SharedLabels>,
    /// Where the release's language files are, and the script that embeds a story elsewhere.
    #[prop_or_default]
    pub release: Option<Rc<Release>>,
    /// The number by which whoever mounts several widgets knows this one.
    #[prop_or_default]
    pub id: u32,
    /// Told what happens.
    #[prop_or_default]
    pub onnews: Callback<News>,
    /// The fallback: shown until the article is in place, and again if it can't be.
    #[prop_or_default]
    pub children: Html,
}

impl PartialEq for DatelineArticleProps {
    /// Only itself: the component looks for the changes that matter to it.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl DatelineArticleProps {
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            variant: self.variant,
            theme: self.theme,
            sections: self.sections,
            heading_level: self.heading_level,
            link_target: self.link_target,
        }
    }
}
