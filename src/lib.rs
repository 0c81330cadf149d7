//! Dateline puts a publisher's article on anybody's page, set in type.
//!
//! Everything follows one line, and the modules stand in its order:
//!
//! ```text
//! src attribute ─▶ fetch ─▶ decode ─▶ model ─▶ view ─▶ host element
//! ```
//!
//! A page uses it by script tag, as `<dateline-article>`. A Yew app uses its components:
//!
//! ```
//! use dateline::prelude::*;
//! use yew::prelude::*;
//!
//! #[component]
//! fn Reader() -> Html {
//!     let onnews = Callback::from(|news| {
//!         if let News::Failed(failed) = news {
//!             web_sys::console::error_1(&failed.message.into());
//!         }
//!     });
//!     html! {
//!         <DatelineArticle src="/stories/harbor.json" variant={Variant::Compact} {onnews}>
//!             <a href="/stories/harbor">{ "The harbor story" }</a>
//!         </DatelineArticle>
//!     }
//! }
//! ```
//!
//! Native code uses [`decode`](decode::decode) and the [model] without a browser.

pub mod settings;

mod digest;
mod digits;
mod fetch;
pub mod decode;
mod body;
pub mod model;
pub mod wording;
pub mod view;

pub mod error;
pub mod release;
mod page;
mod busy;
mod faults;
mod patience;
mod place;
mod witness;
pub mod news;
mod reader;
pub mod article_view;
#[cfg(not(target_arch = "wasm32"))]
pub mod notice_view;
pub mod props;
pub mod widget;
#[cfg(feature = "embed")]
pub mod host;

/// What a Yew app needs.
pub mod prelude {
    pub use crate::article_view::{ArticleView, ArticleViewProps};
    pub use crate::news::{Failed, Loaded, News, Selected, Submitted};
    pub use crate::props::DatelineArticleProps;
    pub use crate::settings::{
        HeadingLevel, LinkTarget, Refresh, Section, Sections, Settings, Theme, TimeZone, Variant,
    };
    pub use crate::widget::DatelineArticle;
}
