//! Looking for short things in text.
//! One function each, for all who look: what the standard library makes of its patterns weighs more than their callers.

/// Where `word` stands in `text`.
#[inline(never)]
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    text.as_bytes().windows(word.len().max(1)).position(|window| window == word.as_bytes())
}

/// Where the first of the ASCII characters `ends` stands in `text`; its length where none does.
#[inline(never)]
pub(crate) fn until(text: &str, ends: &str) -> usize {
    text.bytes().position(|byte| ends.as_bytes().contains(&byte)).unwrap_or(text.len())
}

/// What stands between the ASCII characters `separator` of a text; a space goes for any white space.
pub(crate) fn parts(text: &str, separator: u8) -> Parts<'_> {
    Parts { rest: Some(text), separator }
}

/// The parts that are still to come.
pub(crate) struct Parts<'t> {
    rest: Option<&'t str>,
    separator: u8,
}

impl<'t> Iterator for Parts<'t> {
    type Item = &'t str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest?;
        let is_end = |byte: u8| byte == self.separator || (self.separator == b' ' && byte.is_ascii_whitespace());
        let end = rest.bytes().position(is_end).unwrap_or(rest.len());
        self.rest = rest.get(end + 1..);
        Some(&rest[..end])
    }
}

/// The word at a place of `list`, which has spaces between its words: a table of texts would be dearer.
#[inline(never)]
pub(crate) fn word(list: &'static str, at: usize) -> &'static str {
    parts(list, b' ').nth(at).unwrap_or_default()
}

/// Which word of `list` is exactly `word`.
#[inline(never)]
pub(crate) fn place(list: &str, word: &str) -> Option<usize> {
    parts(list, b' ').position(|known| known == word)
}

/// Which word of `list` is `word`, in any letter case; the list has spaces between its words.
#[inline(never)]
pub(crate) fn position(list: &str, word: &str) -> Option<usize> {
    parts(list, b' ').position(|known| known.eq_ignore_ascii_case(word))
}

/// Whether `word` is in `list`, as [`position`] has it.
pub(crate) fn is_listed(list: &str, word: &str) -> bool {
    position(list, word).is_some()
}

/// What stands before and behind the first ASCII character `separator` of a text, if it is there.
#[inline(never)]
pub(crate) fn parted(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == separator)?;
    Some((&text[..at], &text[at + 1..]))
}

/// The start of a text, of at most so many bytes.
#[inline(never)]
pub(crate) fn start(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The whole number that `digits` are, if they are digits alone.
#[inline(never)]
pub(crate) fn whole(digits: &str) -> Option<u32> {
    let mut number: u32 = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
    }
    if digits.is_empty() { None } else { Some(number) }
}
