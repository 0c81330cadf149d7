//! Pictures with their words. A generated picture never goes without its disclaimer.

use yew::prelude::*;

use super::Page;
use super::element::{Attribute, Element, element};
use crate::digits::digits;
use crate::model::{Image, SourceType};
use crate::settings::{Section, Variant};
use crate::wording::Label;

/// The width of the column of text, in CSS pixels at the reader's usual type size.
const COLUMN: u32 = 700;

/// What a picture is shown as.
#[derive(Clone, Copy, Default)]
pub(super) struct Looks<'a> {
    /// Further attributes.
    fixed: &'static str,
    disclaimer: Option<&'a str>,
    /// Its width in CSS pixels, where that is known.
    width: Option<u32>,
    is_first: bool,
}

/// The picture over the body.
pub(super) fn view_hero(page: &Page<'_>) -> Option<Element> {
    let image = page.article.image.as_ref().filter(|_| page.shows(Section::Image))?;
    let own = page.article.disclaimer.as_deref();
    let standard = standard_disclaimer(page, image);
    let disclaimer = own.or(standard.as_deref());
    let mut words = element("figcaption");
    if page.is_full() {
        let caption = image.caption.as_ref().map(|caption| element("span part=caption").text(caption));
        words = words.maybe(caption).maybe(view_credit(page, image));
    }
    let words = words.maybe(view_disclaimer(page, own, standard.as_ref()));
    let width = page.room.width.map(|width| match page.settings.variant {
        Variant::Full => width.min(COLUMN),
        Variant::Compact if width >= 416 => width.min(256),
        Variant::Compact | Variant::Card => width.min(480),
    });
    let looks = Looks { fixed: "part=image", disclaimer, width, is_first: page.room.is_on_screen };
    let figure = element("figure class=hero").child(view_image(page, image, looks));
    Some(figure.maybe(words.unless_empty()))
}

/// A picture in the body, with its caption.
pub(super) fn view_figure(page: &Page<'_>, image: &Image, caption: Option<Element>) -> Element {
    let standard = standard_disclaimer(page, image);
    let looks = Looks {
        disclaimer: standard.as_deref(),
        width: page.room.width.map(|width| width.min(COLUMN)),
        ..Looks::default()
    };
    let words = element("figcaption").maybe(caption).maybe(view_credit(page, image)).maybe(view_disclaimer(
        page,
        None,
        standard.as_ref(),
    ));
    element("figure").child(view_image(page, image, looks)).maybe(words.unless_empty())
}

/// A picture that stands for a story or a publisher, and says nothing that the words beside it don't.
pub(super) fn view_emblem(page: &Page<'_>, image: &Image, width: u32) -> Element {
    let mute = Image { alt: None, ..image.clone() };
    view_image(page, &mute, Looks { width: Some(width), ..Looks::default() })
}

/// The disclaimer under a picture: the article's own words, or else the standard ones.
pub(super) fn view_disclaimer(page: &Page<'_>, own: Option<&str>, standard: Option<&AttrValue>) -> Option<Element> {
    let small = element("small part=disclaimer");
    match (own, standard) {
        (Some(own), _) => Some(small.words(own.to_owned().into())),
        (None, Some(standard)) => Some(page.labelled(small).words(standard.clone())),
        (None, None) => None,
    }
}

/// What must be said of a picture that a program made.
pub(super) fn standard_disclaimer(page: &Page<'_>, image: &Image) -> Option<AttrValue> {
    let source_type = image.source_type.filter(|source_type| source_type.is_generated())?;
    Some(page.words(label_of(source_type)))
}

/// Who made the picture, and how, where no disclaimer says that.
fn view_credit(page: &Page<'_>, image: &Image) -> Option<Element> {
    let way = image.source_type.filter(|source_type| !source_type.is_generated()).map(label_of);
    let mut line = element("span class=image-credit");
    if let Some(credit) = &image.credit {
        let words = page.wording.labels.with(Label::ImageCredit, credit);
        line = line.child(page.labelled(element("span")).words(words));
    }
    line.maybe(way.map(|way| page.label(element("span"), way))).unless_empty()
}

/// The picture itself, its space kept while it loads.
fn view_image(page: &Page<'_>, image: &Image, looks: Looks<'_>) -> Element {
    // The headline is read already.
    let alt = image.alt.as_deref().filter(|alt| *alt != &**page.article.headline.text());
    // What is said of the picture belongs to its name: whoever hears the one hears the other.
    let alt = match (alt, looks.disclaimer) {
        (Some(alt), Some(disclaimer)) => [alt, " (", disclaimer, ")"].concat(),
        (alt, disclaimer) => alt.or(disclaimer).unwrap_or_default().to_owned(),
    };
    let mut img = element("img decoding=async").with(Attribute::Alt, alt.into());
    img = img.and(if looks.is_first { "fetchpriority=high" } else { "loading=lazy" }).and(looks.fixed);
    if let Some(srcset) = srcset(image) {
        let sizes = match looks.width {
            Some(width) => (digits(width) + "px").into(),
            None => AttrValue::Static("(min-width: 46em) 44em, 100vw"),
        };
        img = img.with(Attribute::Srcset, srcset.into()).with(Attribute::Sizes, sizes);
    }
    let mut frame = element("span class=picture");
    match image.size {
        Some((width, height)) => {
            img = img.with_number(Attribute::Width, width).with_number(Attribute::Height, height);
        }
        None => frame = frame.and("data-unsized"),
    }
    // The address comes last: by then the browser knows how the picture is to be loaded.
    frame.child(img.with_text(Attribute::Src, image.url.href()))
}

/// All widths of the picture, its main file among them where its width is known.
fn srcset(image: &Image) -> Option<String> {
    let mut srcset = String::new();
    let is_new = |width: &u32| image.sources.iter().all(|source| source.width != *width);
    let main = image.size.map(|(width, _)| width).filter(is_new).map(|width| (&image.url, width));
    for (url, width) in image.sources.iter().map(|source| (&source.url, source.width)).chain(main) {
        // A URL parser has encoded spaces; a comma at an address's end would part it from its width.
        if !url.href().ends_with(',') {
            let separator = if srcset.is_empty() { "" } else { ", " };
            srcset += &[separator, url.href(), " ", &digits(width), "w"].concat();
        }
    }
    (!image.sources.is_empty()).then_some(srcset)
}

fn label_of(source_type: SourceType) -> Label {
    match source_type {
        SourceType::TrainedAlgorithmicMedia => Label::TrainedAlgorithmicMedia,
        SourceType::CompositeWithTrainedAlgorithmicMedia => Label::CompositeWithTrainedAlgorithmicMedia,
        SourceType::AlgorithmicMedia => Label::AlgorithmicMedia,
        SourceType::CompositeSynthetic => Label::CompositeSynthetic,
        SourceType::DigitalCapture => Label::DigitalCapture,
        SourceType::ComputationalCapture => Label::ComputationalCapture,
        SourceType::NegativeFilm => Label::NegativeFilm,
        SourceType::PositiveFilm => Label::PositiveFilm,
        SourceType::Print => Label::Print,
        SourceType::HumanEdits => Label::HumanEdits,
        SourceType::AlgorithmicallyEnhanced => Label::AlgorithmicallyEnhanced,
        SourceType::CompositeCapture => Label::CompositeCapture,
        SourceType::Composite => Label::Composite,
        SourceType::DigitalCreation => Label::DigitalCreation,
        SourceType::DataDrivenMedia => Label::DataDrivenMedia,
        SourceType::ScreenCapture => Label::ScreenCapture,
        SourceType::VirtualRecording => Label::VirtualRecording,
    }
}
