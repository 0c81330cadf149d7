//! Lists of stories that an article names by their address: asked for once, however many articles name them.
//! It knows no article.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use dateline::decode::{self, Json};
use dateline::model::Story;

use crate::input;

/// How many answers are kept; thousands of articles share one list, or a few.
const MAX_KEPT: usize = 64;

/// What an address has answered, once it has.
type Answer = Arc<OnceLock<Result<Vec<u8>, String>>>;

static ANSWERS: Mutex<BTreeMap<String, Answer>> = Mutex::new(BTreeMap::new());

/// The stories of the list at an absolute address; the error is a sentence.
pub(crate) fn stories_at(address: &str) -> Result<Rc<[Story]>, String> {
    if !input::is_address(address) {
        return Err("it is no address that begins with https:// or http://".to_owned());
    }
    let answer = answer(address);
    // Whoever comes while it is on its way waits for the same answer.
    let bytes = answer.get_or_init(|| input::get(address)).as_ref().map_err(Clone::clone)?;
    stories_of(&input::parse(bytes)?, address)
}

/// The stories of a list that is served at an address; the error is a sentence.
pub(crate) fn stories_of(json: &Json, address: &str) -> Result<Rc<[Story]>, String> {
    decode::decode_stories(json, address).map_err(|error| error.to_string())
}

fn answer(address: &str) -> Answer {
    let mut answers = ANSWERS.lock().unwrap_or_else(PoisonError::into_inner);
    if answers.len() >= MAX_KEPT && !answers.contains_key(address) {
        answers.clear();
    }
    answers.entry(address.to_owned()).or_default().clone()
}
