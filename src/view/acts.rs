//! What the reader has done with the page so far, as plain data.
//! It knows neither events nor the browser.

/// What a reader does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens or closes the menu.
    ToggleMenu,
    /// Closes the menu.
    CloseMenu,
    /// Opens the film at this place of the list, from 1.
    Play(u32),
    /// Has got something on the clipboard, or hasn't.
    Copied(Copied),
    /// Has come this far with the newsletter.
    Newsletter(Subscription),
    /// Wants another try at loading.
    Retry,
}

/// What a reader has wanted on the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copied {
    /// Nothing yet.
    #[default]
    Nothing,
    /// The story's address.
    Link,
    /// The address, but the browser forbids it: it is shown instead.
    Refused,
    /// The code that embeds the story.
    Code,
}

/// How far a reader has come with subscribing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subscription {
    /// Nothing has been sent.
    #[default]
    Idle,
    /// What was entered is no mail address.
    Invalid,
    /// It is being sent.
    Sending,
    /// It has been taken.
    Sent,
    /// The address was on the list before.
    Known,
    /// It hasn't been taken; trying again may help.
    Failed,
    /// The publisher doesn't take it from here: the next try opens a tab.
    ByTab,
    /// A tab has been opened.
    InTab,
}

/// All of it together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acts {
    /// Whether the menu is open.
    pub(crate) menu_is_open: bool,
    /// The films that have been opened, by their places from 1.
    pub(crate) films: Vec<u32>,
    /// What was last copied.
    pub(crate) copied: Copied,
    /// How far the newsletter is.
    pub(crate) subscription: Subscription,
}

impl Acts {
    /// Adds what the reader does now.
    pub(crate) fn add(&mut self, act: Act) {
        match act {
            Act::ToggleMenu => self.menu_is_open = !self.menu_is_open,
            Act::CloseMenu => self.menu_is_open = false,
            Act::Play(rank) => self.films.push(rank),
            Act::Copied(copied) => self.copied = copied,
            Act::Newsletter(subscription) => self.subscription = subscription,
            Act::Retry => {}
        }
    }
}
