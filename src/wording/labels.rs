//! The words of the page that are ours.
//! A `{}` stands for the name that belongs there.

/// All labels in one language.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after where it stands; the English text below says the rest")]
pub struct Labels {
    /// BCP 47 language of these labels.
    pub language: &'static str,
    pub published: &'static str,
    pub updated: &'static str,
    pub country: &'static str,
    pub countries: &'static str,
    pub topics: &'static str,
    pub image_credit: &'static str,
    /// Stands under a generated image whose publisher says nothing of it.
    pub generated_image: &'static str,
    pub correction: &'static str,
    pub trending: &'static str,
    /// The link to the story's own page; `{}` is the publisher or the host.
    pub read_at: &'static str,
    /// The same where the body is missing.
    pub read_full_story_at: &'static str,
    pub loading: &'static str,
    pub try_again: &'static str,
    pub unreachable: &'static str,
    pub gone: &'static str,
    pub unreadable: &'static str,
    pub withdrawn: &'static str,
    pub embargoed: &'static str,
    /// The link to the publisher of a story that isn't shown; `{}` is the host.
    pub visit: &'static str,
}

impl Labels {
    /// The labels that are always there.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }
}

/// The labels that are always there.
static ENGLISH: Labels = Labels {
    language: "en",
    published: "Published",
    updated: "Updated",
    country: "Country:",
    countries: "Countries:",
    topics: "Topics:",
    image_credit: "Image: {}",
    generated_image: "This image was made with AI. It doesn’t show a real event.",
    correction: "Correction",
    trending: "Trending",
    read_at: "Read this story at {}",
    read_full_story_at: "Read the full story at {}",
    loading: "Loading the article …",
    try_again: "Try again",
    unreachable: "This article can’t be reached right now.",
    gone: "This article is no longer available.",
    unreadable: "This article can’t be shown here.",
    withdrawn: "The publisher has withdrawn this article.",
    embargoed: "This article hasn’t been published yet.",
    visit: "Visit {}",
};
