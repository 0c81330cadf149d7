//! Pictures with their words. A generated picture never goes without its disclaimer.

use yew::prelude::*;

use super::{Page, attribute, filled, text};
use crate::model::{Image, Text};
use crate::settings::{Section, Variant};

/// The picture over the body.
pub(super) fn view_hero(page: &Page<'_>) -> Html {
    let Some(image) = page.article.image.as_ref().filter(|_| page.shows(Section::Image)) else {
        return Html::default();
    };
    let disclaimer = page.article.disclaimer.clone().or_else(|| {
        image.is_generated.then(|| Text::from(page.wording.labels.generated_image))
    });
    let is_ours = page.article.disclaimer.is_none();
    let is_full = page.settings.variant == Variant::Full;
    let caption = image.caption.as_ref().filter(|_| is_full);
    let credit = image.credit.as_ref().filter(|_| is_full);
    html! {
        <figure class="hero">
            { view_image(image, Some("image"), disclaimer.as_deref()) }
            if disclaimer.is_some() || caption.is_some() || credit.is_some() {
                <figcaption>
                    if let Some(caption) = caption { <span part="caption">{ text(caption) }</span> }
                    if let Some(credit) = credit {
                        <span class="image-credit">{ page.label(filled(page.wording.labels.image_credit, credit)) }</span>
                    }
                    if let Some(disclaimer) = &disclaimer {
                        <small part="disclaimer">
                            if is_ours { { page.label(attribute(disclaimer)) } } else { { text(disclaimer) } }
                        </small>
                    }
                </figcaption>
            }
        </figure>
    }
}

/// The picture itself, its space kept while it loads.
pub(super) fn view_image(image: &Image, part: Option<&'static str>, disclaimer: Option<&str>) -> Html {
    // What is said of the picture belongs to its name: whoever hears the one hears the other.
    let alt = match (image.alt.as_deref(), disclaimer) {
        (Some(alt), Some(disclaimer)) => format!("{alt} ({disclaimer})"),
        (alt, disclaimer) => alt.or(disclaimer).unwrap_or_default().to_owned(),
    };
    let (width, height) = image.size.unzip();
    html! {
        <span class={if image.size.is_some() { "picture" } else { "picture unsized" }}>
            <img {part} src={attribute(image.url.href())} srcset={srcset(image)} {alt} decoding="async"
                sizes={(!image.sources.is_empty()).then_some("(min-width: 46em) 44em, 100vw")}
                width={width.map(|width| width.to_string())} height={height.map(|height| height.to_string())} />
        </span>
    }
}

/// All widths of the picture, its main file among them where its width is known.
fn srcset(image: &Image) -> Option<String> {
    if image.sources.is_empty() {
        return None;
    }
    let main = image.size.map(|(width, _)| (&image.url, width));
    let sources = image.sources.iter().map(|source| (&source.url, source.width));
    // A URL parser has encoded spaces; a comma at an address's end would part it from its width.
    let candidates = sources.chain(main).filter(|(url, _)| !url.href().ends_with(','));
    let candidates: Vec<String> = candidates.map(|(url, width)| format!("{} {width}w", url.href())).collect();
    Some(candidates.join(", "))
}
