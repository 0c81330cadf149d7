//! Pictures with their words. A generated picture never goes without its disclaimer.

use yew::prelude::*;

use super::element::{Attribute, element};
use super::{Page, filled};
use crate::model::Image;
use crate::settings::{Section, Variant};

/// The picture over the body.
pub(super) fn view_hero(page: &Page<'_>) -> Option<Html> {
    let image = page.article.image.as_ref().filter(|_| page.shows(Section::Image))?;
    let own = page.article.disclaimer.as_deref();
    let disclaimer = own.or_else(|| image.is_generated().then_some(page.wording.labels.generated_image));
    let is_full = page.settings.variant == Variant::Full;
    let mut words = Vec::new();
    if let Some(caption) = image.caption.as_ref().filter(|_| is_full) {
        words.push(element("span").part("caption").text(caption).html());
    }
    if let Some(credit) = image.credit.as_ref().filter(|_| is_full) {
        let credit = filled(page.wording.labels.image_credit, credit);
        words.push(page.label(element("span").class("image-credit"), credit));
    }
    if let Some(disclaimer) = disclaimer {
        let small = element("small").part("disclaimer");
        let words_of_it = AttrValue::from(disclaimer.to_owned());
        words.push(match own {
            Some(_) => small.words(words_of_it).html(),
            None => page.label(small, words_of_it),
        });
    }
    let figure = element("figure").class("hero").child(view_image(image, Some("image"), disclaimer));
    let caption = (!words.is_empty()).then(|| element("figcaption").children(words).html());
    Some(figure.maybe(caption).html())
}

/// The picture itself, its space kept while it loads.
pub(super) fn view_image(image: &Image, part: Option<&'static str>, disclaimer: Option<&str>) -> Html {
    // What is said of the picture belongs to its name: whoever hears the one hears the other.
    let alt = match (image.alt.as_deref(), disclaimer) {
        (Some(alt), Some(disclaimer)) => [alt, " (", disclaimer, ")"].concat(),
        (alt, disclaimer) => alt.or(disclaimer).unwrap_or_default().to_owned(),
    };
    let mut img = element("img")
        .with_text(Attribute::Src, image.url.href())
        .with(Attribute::Alt, alt.into())
        .with_static(Attribute::Decoding, "async");
    if let Some(part) = part {
        img = img.part(part);
    }
    if let Some(srcset) = srcset(image) {
        img = img.with(Attribute::Srcset, srcset.into()).with_static(Attribute::Sizes, "(min-width: 46em) 44em, 100vw");
    }
    let mut frame = element("span").class("picture");
    match image.size {
        Some((width, height)) => {
            img = img.with_number(Attribute::Width, width).with_number(Attribute::Height, height);
        }
        None => frame = frame.with_static(Attribute::DataUnsized, ""),
    }
    frame.child(img.html()).html()
}

/// All widths of the picture, its main file among them where its width is known.
fn srcset(image: &Image) -> Option<String> {
    let mut srcset = String::new();
    let main = image.size.map(|(width, _)| (&image.url, width));
    for (url, width) in image.sources.iter().map(|source| (&source.url, source.width)).chain(main) {
        // A URL parser has encoded spaces; a comma at an address's end would part it from its width.
        if !url.href().ends_with(',') {
            let separator = if srcset.is_empty() { "" } else { ", " };
            srcset += &[separator, url.href(), " ", &width.to_string(), "w"].concat();
        }
    }
    (!image.sources.is_empty()).then_some(srcset)
}
