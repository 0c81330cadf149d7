//! What stands in the place of a story that isn't to be shown, as a component: for snapshots, where no widget is.
//! It knows neither the story nor the network.

use std::rc::Rc;

use yew::prelude::*;

use crate::error::LoadError;
use crate::settings::Theme;
use crate::view::{Frame, Notice, view_frame, view_notice};
use crate::wording::SharedLabels;

/// What [`NoticeView`] says, and how.
#[derive(Clone, PartialEq, Properties)]
pub struct NoticeViewProps {
    /// Why the story isn't shown.
    pub error: Rc<LoadError>,
    /// The labels in the reader's language.
    pub labels: SharedLabels,
    /// Dark on light, or light on dark.
    #[prop_or_default]
    pub theme: Theme,
}

/// Says why a story isn't shown, and leads to its publisher.
#[component]
pub fn NoticeView(props: &NoticeViewProps) -> Html {
    let NoticeViewProps { error, labels, theme } = props;
    let frame = Frame { theme: *theme, direction: labels.direction(), follows_reader: false };
    let notice = view_notice(Notice { error, labels, is_busy: false });
    view_frame(&frame, &NodeRef::default()).child(notice).html()
}
