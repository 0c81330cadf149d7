//! Character references to characters: all numeric ones, and the named ones that news copy uses.

use super::step;

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

/// Text with its references resolved, its null characters gone and its line ends those of Unix (HTML standard, 13.2.3.5).
/// In an attribute, `?a=1&copy=2` stays an address.
#[inline(never)]
pub(super) fn resolve(text: &str, is_attribute: bool) -> String {
    step(text.len());
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'\0' | b'\r')) {
        resolved.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let next = after.as_bytes().first();
        let found = match (rest.as_bytes()[at], next) {
            (b'\0', _) | (b'\r', Some(b'\n')) => None,
            (b'\r', _) => Some(('\n', after)),
            (_, Some(b'#')) => Some(numeric(&after[1..]).unwrap_or(('&', after))),
            _ => Some(named(after, is_attribute).unwrap_or(('&', after))),
        };
        rest = after;
        if let Some((character, after)) = found {
            resolved.push(character);
            rest = after;
        }
    }
    resolved.push_str(rest);
    resolved
}

fn named(after: &str, is_attribute: bool) -> Option<(char, &str)> {
    let bytes = after.as_bytes();
    let end = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    step(end);
    let name = &after[..end];
    if bytes.get(end) == Some(&b';')
        && let Some(character) = character_of(name)
    {
        return Some((character, &after[end + 1..]));
    }
    let (_, bare) = find(WITHOUT_SEMICOLON, &|bare| name.as_bytes().starts_with(bare.as_bytes()))?;
    let goes_on = bytes.get(bare.len()).is_some_and(|byte| *byte == b'=' || byte.is_ascii_alphanumeric());
    if is_attribute && goes_on { None } else { Some((character_of(bare)?, &after[bare.len()..])) }
}

fn character_of(name: &str) -> Option<char> {
    // No name is shorter or longer.
    if !(2..=8).contains(&name.len()) {
        return None;
    }
    // The character behind the name is no letter that the name could go on with.
    let is_it = |known: &str| {
        let rest = known.as_bytes().strip_prefix(name.as_bytes());
        rest.is_some_and(|rest| rest.first().is_some_and(|byte| !byte.is_ascii_alphanumeric()))
    };
    if let Some((_, known)) = find(OTHERS, &is_it) {
        return known[name.len()..].chars().next();
    }
    let (at, _) = find(LATIN, &|known| known == name)?;
    char::from_u32(0xa0 + at as u32)
}

/// The first word of a list that is meant, and how many stand before it.
#[inline(never)]
fn find(list: &'static str, is_meant: &dyn Fn(&str) -> bool) -> Option<(usize, &'static str)> {
    let mut rest = list;
    let mut at = 0;
    loop {
        step(1);
        let end = rest.bytes().position(|byte| byte == b' ');
        let word = &rest[..end.unwrap_or(rest.len())];
        if is_meant(word) {
            return Some((at, word));
        }
        at += 1;
        rest = &rest[end? + 1..];
    }
}

/// Reads `39;` or `x27;`, the semicolon optional.
fn numeric(digits: &str) -> Option<(char, &str)> {
    let bytes = digits.as_bytes();
    let is_hexadecimal = matches!(bytes.first(), Some(b'x' | b'X'));
    let radix = if is_hexadecimal { 16 } else { 10 };
    let start = usize::from(is_hexadecimal);
    let mut code = 0_u32;
    let mut end = start;
    while let Some(digit) = bytes.get(end).and_then(|byte| char::from(*byte).to_digit(radix)) {
        // Too many digits are beyond Unicode, as is anything that does not fit.
        code = code.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    step(end);
    if end == start {
        return None;
    }
    let is_ended = bytes.get(end) == Some(&b';');
    Some((character(code), &digits[end + usize::from(is_ended)..]))
}

/// The character of a code, Windows-1252 for the codes that old editors meant so (HTML standard, 13.2.5.80).
fn character(code: u32) -> char {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        // The line end that it once was; written again, it would be read so.
        0xd => '\n',
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
