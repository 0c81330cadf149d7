//! Character references to characters: all numeric ones, and the named ones that news copy uses.

use super::step;
use crate::model::search::parts;

/// The names of U+00A0 to U+00FF, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
    ugrave uacute ucirc uuml yacute thorn yuml";

/// Other names that editors write, each with its character behind it; a reader can still read the rest.
const OTHERS: &str = "amp& lt< gt> quot\" apos' AMP& LT< GT> QUOT\" OElig\u{152} oelig\u{153} Scaron\u{160} \
    scaron\u{161} Yuml\u{178} circ\u{2c6} tilde\u{2dc} ensp\u{2002} emsp\u{2003} thinsp\u{2009} zwnj\u{200c} \
    zwj\u{200d} lrm\u{200e} rlm\u{200f} ndash\u{2013} mdash\u{2014} lsquo\u{2018} rsquo\u{2019} sbquo\u{201a} \
    ldquo\u{201c} rdquo\u{201d} bdquo\u{201e} dagger\u{2020} Dagger\u{2021} bull\u{2022} hellip\u{2026} \
    permil\u{2030} prime\u{2032} Prime\u{2033} lsaquo\u{2039} rsaquo\u{203a} euro\u{20ac} trade\u{2122} \
    larr\u{2190} rarr\u{2192} minus\u{2212} ne\u{2260} le\u{2264} ge\u{2265}";

/// The names that the standard also takes without their semicolon, of those that editors leave it off.
const WITHOUT_SEMICOLON: &str = "amp AMP lt LT gt GT quot QUOT nbsp copy";

/// Text with its references resolved; in an attribute, `?a=1&copy=2` stays an address.
pub(super) fn resolve(text: &str, is_attribute: bool) -> String {
    step(text.len());
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        resolved.push_str(before);
        let found = match after.strip_prefix("#") {
            Some(digits) => numeric(digits),
            None => named(after, is_attribute),
        };
        let (character, after) = found.unwrap_or(('&', after));
        resolved.push(character);
        rest = after;
    }
    resolved.push_str(rest);
    resolved
}

fn named(after: &str, is_attribute: bool) -> Option<(char, &str)> {
    let end = after.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(after.len());
    let (name, rest) = after.split_at(end);
    step(end);
    if let Some(rest) = rest.strip_prefix(";")
        && let Some(character) = character_of(name)
    {
        return Some((character, rest));
    }
    let bare = parts(WITHOUT_SEMICOLON, b' ').find(|bare| name.starts_with(bare))?;
    let rest = &after[bare.len()..];
    let goes_on = rest.bytes().next().is_some_and(|byte| byte == b'=' || byte.is_ascii_alphanumeric());
    if is_attribute && goes_on { None } else { Some((character_of(bare)?, rest)) }
}

fn character_of(name: &str) -> Option<char> {
    // No name is shorter or longer.
    if !(2..=8).contains(&name.len()) {
        return None;
    }
    let other = parts(OTHERS, b' ').find_map(|known| {
        step(1);
        known.strip_prefix(name)?.chars().next().filter(|c| !c.is_ascii_alphanumeric())
    });
    other.or_else(|| {
        let is_it = |known: &str| {
            step(1);
            known == name
        };
        char::from_u32(0xa0 + parts(LATIN, b' ').position(is_it)? as u32)
    })
}

/// Reads `39;` or `x27;`, the semicolon optional.
fn numeric(reference: &str) -> Option<(char, &str)> {
    let is_hexadecimal = matches!(reference.as_bytes(), [b'x' | b'X', ..]);
    let (radix, digits) = if is_hexadecimal { (16, &reference[1..]) } else { (10, reference) };
    let mut code: u32 = 0;
    let mut end = 0;
    for byte in digits.bytes() {
        let Some(digit) = char::from(byte).to_digit(radix) else { break };
        // Too many digits are beyond Unicode, as is anything that doesn't fit.
        code = code.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    if end == 0 {
        return None;
    }
    let rest = &digits[end..];
    Some((character(code), rest.strip_prefix(";").unwrap_or(rest)))
}

/// The character of a code, Windows-1252 for the codes that old editors meant so (HTML standard, 13.2.5.80).
fn character(code: u32) -> char {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => WINDOWS[code as usize - 0x80],
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn names_stand_in_the_order_of_their_characters() {
        assert_eq!(resolve("&nbsp;&sect;&iquest;&times;&szlig;&yuml;&mdash;&le;&lt;", false), "\u{a0}§¿×ßÿ—≤<");
    }

    #[test]
    fn references_are_resolved_once() {
        assert_eq!(
            resolve("Fish &amp; chips &#8217;&#x2019;&#146; &amp;lt; &unknown; &", false),
            "Fish & chips ’’’ &lt; &unknown; &"
        );
        assert_eq!(resolve("a&ampb &copy2025", false), "a&b ©2025");
        assert_eq!(resolve("?a=1&copy=2&amp;b=3", true), "?a=1&copy=2&b=3");
    }
}
