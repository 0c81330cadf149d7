//! Pictures, and how they came about.

use super::search::position;
use super::{Text, WebLink};

/// A picture and its own words.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// The picture's address, `http` or `https`.
    pub url: WebLink,
    /// What the picture shows, for those who don't see it.
    pub alt: Option<Text>,
    /// Text describing the picture.
    pub caption: Option<Text>,
    /// Who made or supplied it.
    pub credit: Option<Text>,
    /// Width and height in CSS pixels, 1 to 10,000 each.
    pub size: Option<(u32, u32)>,
    /// The same picture in other widths.
    pub sources: Vec<Source>,
    /// How it came about, where the publisher says so.
    pub source_type: Option<SourceType>,
}

impl Image {
    /// A picture of which nothing but its address is known.
    #[must_use]
    pub fn new(url: WebLink) -> Self {
        Self { url, alt: None, caption: None, credit: None, size: None, sources: Vec::new(), source_type: None }
    }

    /// Whether a program made it, wholly or in part, so that it must not go without a disclaimer.
    #[must_use]
    pub fn is_generated(&self) -> bool {
        self.source_type.is_some_and(SourceType::is_generated)
    }
}

/// One width of an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The file's address, `http` or `https`.
    pub url: WebLink,
    /// Its width in pixels, 1 to 10,000.
    pub width: u32,
}

/// How a picture came about: IPTC digital source type, <https://cv.iptc.org/newscodes/digitalsourcetype/>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are IPTC's, and each has a label for readers")]
pub enum SourceType {
    TrainedAlgorithmicMedia,
    CompositeWithTrainedAlgorithmicMedia,
    AlgorithmicMedia,
    CompositeSynthetic,
    DigitalCapture,
    ComputationalCapture,
    NegativeFilm,
    PositiveFilm,
    Print,
    HumanEdits,
    AlgorithmicallyEnhanced,
    CompositeCapture,
    Composite,
    DigitalCreation,
    DataDrivenMedia,
    ScreenCapture,
    VirtualRecording,
}

impl SourceType {
    /// Reads a code or its URI, in any letter case; retired codes count as those that took their place.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        /// In the order of the variants, then what they were called before.
        const CODES: &str = "trainedAlgorithmicMedia compositeWithTrainedAlgorithmicMedia algorithmicMedia \
            compositeSynthetic digitalCapture computationalCapture negativeFilm positiveFilm print humanEdits \
            algorithmicallyEnhanced compositeCapture composite digitalCreation dataDrivenMedia screenCapture \
            virtualRecording minorHumanEdits digitalArt softwareImage";
        const VARIANTS: [SourceType; 20] = {
            use SourceType::*;
            [
                TrainedAlgorithmicMedia,
                CompositeWithTrainedAlgorithmicMedia,
                AlgorithmicMedia,
                CompositeSynthetic,
                DigitalCapture,
                ComputationalCapture,
                NegativeFilm,
                PositiveFilm,
                Print,
                HumanEdits,
                AlgorithmicallyEnhanced,
                CompositeCapture,
                Composite,
                DigitalCreation,
                DataDrivenMedia,
                ScreenCapture,
                VirtualRecording,
                HumanEdits,
                DigitalCreation,
                DigitalCreation,
            ]
        };
        let start = code.bytes().rposition(|byte| matches!(byte, b'/' | b':')).map_or(0, |at| at + 1);
        let code = &code[start..];
        // As schema.org writes them.
        let code = code.strip_suffix("DigitalSource").unwrap_or(code);
        VARIANTS.get(position(CODES, code)?).copied()
    }

    /// Whether a program made the picture, wholly or in part.
    #[must_use]
    pub fn is_generated(self) -> bool {
        (self as u8) < Self::DigitalCapture as u8
    }
}

#[cfg(test)]
mod tests {
    use super::SourceType;

    #[test]
    fn codes_stand_in_the_order_of_the_variants() {
        let uri = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic";
        assert_eq!(SourceType::parse(uri), Some(SourceType::CompositeSynthetic));
        assert_eq!(SourceType::parse("digsrctype:virtualRecording"), Some(SourceType::VirtualRecording));
        assert_eq!(SourceType::parse("digitalart"), Some(SourceType::DigitalCreation));
        let schema = "https://schema.org/TrainedAlgorithmicMediaDigitalSource";
        assert_eq!(SourceType::parse(schema), Some(SourceType::TrainedAlgorithmicMedia));
        assert_eq!(SourceType::parse("crayon"), None);
    }

    #[test]
    fn generated_are_those_that_a_program_made() {
        for (code, is_generated) in [
            ("trainedAlgorithmicMedia", true),
            ("compositeWithTrainedAlgorithmicMedia", true),
            ("algorithmicMedia", true),
            ("compositeSynthetic", true),
            ("digitalCapture", false),
            ("algorithmicallyEnhanced", false),
        ] {
            assert_eq!(SourceType::parse(code).map(SourceType::is_generated), Some(is_generated), "{code}");
        }
    }
}
