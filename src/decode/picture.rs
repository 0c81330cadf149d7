//! Pictures of all formats, and the choice among the sizes they come in.
//! It knows no format: where names differ, all of them are read.

use super::Fault;
use super::json::Json;
use super::reader::Reader;
use super::words::{first_picture, has_markup, some};
use crate::model::search::{is_listed, until};
use crate::model::{Image, Source, SourceType, Text, WebLink};

/// The widest file that is the picture's own, in pixels; twice what a column of text is wide.
const MAIN_WIDTH: u32 = 1_600;
/// The widest file that a browser may choose.
const MAX_WIDTH: u32 = 3_000;
/// The longest side of a picture, in pixels.
const MAX_SIDE: u32 = 10_000;

const ADDRESSES: &str = "url contentUrl source_url href file src";
const FILES: &str = "renditions.* media_details.sizes.* assets";
const TYPES: &str = "mimetype contentType contenttype mime_type mimeType encodingFormat";
const CAPTIONS: &str = "caption.rendered caption description_text descriptions description_caption typeData.caption \
    feature_image_caption";
const CREDITS: &str = "credit creditText creditline byline by typeData.credit author.name creator credits.by \
    copyrightholder copyrightHolder photographer author";

/// A file of a picture.
struct File<'a> {
    json: &'a Json,
    url: WebLink,
    /// Width and height in pixels; 0 where they aren't told.
    width: u32,
    height: u32,
}

impl File<'_> {
    /// Whether this file serves better as the picture's own than `other` does.
    fn is_better_than(&self, other: &Self) -> bool {
        let is_wide = self.width > MAIN_WIDTH;
        let is_known = self.width > 0 && other.width > 0;
        is_known
            && if is_wide { self.width < other.width } else { other.width > MAIN_WIDTH || self.width > other.width }
    }

    /// Whether both show the same part of the picture, by the ratio of their sides.
    fn is_like(&self, other: &Self) -> bool {
        let (this, other) = (self.width * other.height, other.width * self.height);
        this > 0 && this.abs_diff(other) <= this / 50
    }
}

impl<'a> Reader<'a> {
    /// The first picture at `paths` that browsers show: its address, HTML that has it, or an object about it.
    pub(super) fn image(&mut self, json: &'a Json, paths: &str) -> Option<Image> {
        let (path, found) = self.all(json, paths);
        for picture in found {
            if has_markup(picture.as_str()) && !self.is_native() {
                return first_picture(&self.html(picture.as_str()).blocks);
            }
            // Ghost's words stand beside the picture.
            let image = self.picture(path, picture, if path == "feature_image" { json } else { picture });
            if image.is_some() {
                return image;
            }
        }
        None
    }

    /// A picture in the best of its files, with the others as its sources.
    fn picture(&mut self, path: &str, json: &'a Json, words: &'a Json) -> Option<Image> {
        let is_native = self.is_native();
        let mut found = vec![json];
        found.append(&mut self.all(json, if is_native { "sources" } else { FILES }).1);
        let mut files = Vec::new();
        for json in found {
            match self.file(path, json) {
                Some(file) => files.push(file),
                None if is_native && files.is_empty() => return None,
                None => {}
            }
        }
        let mut best = files.first()?;
        let mut sources: Vec<Source> = Vec::new();
        for file in &files {
            if !is_native && file.is_better_than(best) {
                best = file;
            }
        }
        for file in &files[usize::from(is_native)..] {
            let is_fit = is_native || (file.width <= MAX_WIDTH && file.width != best.width && file.is_like(best));
            if file.width > 0 && is_fit && !sources.iter().any(|source| source.width == file.width) {
                sources.push(Source { url: file.url.clone(), width: file.width });
            }
        }
        let file = best.json;
        let credit = self.said(words, file, CREDITS);
        let mut caption = self.said(words, file, CAPTIONS);
        if let (Some(credit), false) = (&credit, self.is_native()) {
            caption = caption.and_then(|caption| without_credit(caption, credit));
        }
        Some(Image {
            url: best.url.clone(),
            alt: self.said(words, file, "alt alt_text typeData.altText feature_image_alt"),
            caption,
            credit,
            size: (best.width > 0 && best.height > 0).then_some((best.width, best.height)),
            sources,
            source_type: self.source_type(json),
        })
    }

    /// What is said of a picture, else of its file.
    #[inline(never)]
    fn said(&self, picture: &'a Json, file: &'a Json, paths: &str) -> Option<Text> {
        self.text_at(picture, paths).or_else(|| self.text_at(file, paths))
    }

    #[inline(never)]
    fn file(&mut self, path: &str, json: &'a Json) -> Option<File<'a>> {
        let raw = if json.is_object() { self.one(json, ADDRESSES).1.as_str() } else { json.as_str() }.trim_ascii();
        if raw.is_empty() {
            return None;
        }
        let url = self.link(raw).filter(WebLink::is_page);
        let kind = self.one(json, TYPES).1.as_str();
        let Some(url) = url else {
            self.warn(path, Fault::Image, raw);
            return None;
        };
        if !self.is_native() && !is_displayed(raw, kind) {
            self.warn(path, Fault::ImageType, raw);
            return None;
        }
        let side = |paths| {
            let side = self.one(json, paths).1.as_whole().unwrap_or_default();
            if side > MAX_SIDE { 0 } else { side }
        };
        let width = side("width.value width typeData.width media_details.width");
        Some(File { json, url, width, height: side("height.value height typeData.height media_details.height") })
    }

    fn source_type(&mut self, json: &'a Json) -> Option<SourceType> {
        let (path, json) = self.one(json, "digitalSourceType digitalsourcetype");
        let code = json.as_str();
        let source_type = SourceType::parse(code);
        if source_type.is_none() && !json.is_blank() {
            self.warn(path, Fault::SourceType, code);
        }
        source_type
    }
}

/// Whether browsers show such a file, by its type and by the end of its address.
fn is_displayed(address: &str, kind: &str) -> bool {
    const OTHERS: &str = "tif tiff psd eps ai raw pdf mp4 mov m4v mp3 xml ico";
    if !kind.is_empty() && (!kind.starts_with("image/") || kind.starts_with("image/tif")) {
        return false;
    }
    let path = &address[..until(address, "?#")];
    let ending = path.bytes().rposition(|byte| byte == b'.').map_or("", |dot| &path[dot + 1..]);
    !is_listed(OTHERS, ending)
}

/// A caption whose end doesn't repeat the credit.
fn without_credit(caption: Text, credit: &str) -> Option<Text> {
    let Some(before) = caption.strip_suffix(credit) else { return Some(caption) };
    let before = before.trim_ascii();
    let before = before.strip_suffix("Photograph:").unwrap_or(before).trim_ascii();
    some(before)
}
