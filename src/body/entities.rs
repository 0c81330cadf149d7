//! Character references to characters: all numeric ones, and the named ones that news copy uses.

use super::step;

/// The names that editors write; a reader can still read the rest.
/// First those that the standard also takes without their semicolon and that editors leave it off, then others with
/// [`CHARACTERS`] of their own, then U+00A0 to U+00FF in their order.
const LIST: &str = "amp AMP lt LT gt GT quot QUOT nbsp copy \
    apos OElig oelig Scaron scaron Yuml circ tilde ensp emsp thinsp zwnj zwj lrm rlm ndash mdash lsquo rsquo sbquo \
    ldquo rdquo bdquo dagger Dagger bull hellip permil prime Prime lsaquo rsaquo euro trade larr rarr minus ne le ge \
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
    ugrave uacute ucirc uuml yacute thorn yuml";

/// How many names of the list need no semicolon.
const BARE: usize = 10;

/// The characters of the first names.
const CHARACTERS: [char; 50] = [
    '&', '&', '<', '<', '>', '>', '"', '"', '\u{a0}', '©', '\'', 'Œ', 'œ', 'Š', 'š', 'Ÿ', 'ˆ', '˜', '\u{2002}',
    '\u{2003}', '\u{2009}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '–', '—', '‘', '’', '‚', '“', '”', '„',
    '†', '‡', '•', '…', '‰', '′', '″', '‹', '›', '€', '™', '←', '→', '−', '≠', '≤', '≥',
];

/// The names as numbers: one comparison for each, for a body may be all references.
static NAMES: [u64; 146] = numbers(LIST);

const fn numbers<const N: usize>(list: &str) -> [u64; N] {
    let mut numbers = [0; N];
    let (mut name, mut at) = (0, 0);
    while at < list.len() {
        match list.as_bytes()[at] {
            b' ' => name += 1,
            letter => numbers[name] = with(numbers[name], letter),
        }
        at += 1;
    }
    assert!(name + 1 == N, "every name has a number");
    numbers
}

/// The number of a name that goes on with a letter.
const fn with(name: u64, letter: u8) -> u64 {
    name << 8 | letter as u64
}

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
    if bytes.get(end) == Some(&b';')
        && let Some(character) = character_of(&bytes[..end], NAMES.len())
    {
        return Some((character, &after[end + 1..]));
    }
    // Those names have two letters to four.
    let bare = |length| Some((character_of(&bytes[..length], BARE)?, length));
    let (character, length) = (2..=end.min(4)).find_map(bare)?;
    let goes_on = bytes.get(length).is_some_and(|byte| *byte == b'=' || byte.is_ascii_alphanumeric());
    if is_attribute && goes_on { None } else { Some((character, &after[length..])) }
}

/// The character of a name, if it is among so many first ones.
#[inline(never)]
fn character_of(name: &[u8], among: usize) -> Option<char> {
    // No name is shorter or longer.
    if !(2..=6).contains(&name.len()) {
        return None;
    }
    step(among);
    let number = name.iter().fold(0, |number, letter| with(number, *letter));
    let at = NAMES[..among].iter().position(|known| *known == number)?;
    match CHARACTERS.get(at) {
        Some(character) => Some(*character),
        None => char::from_u32((0xa0 + at - CHARACTERS.len()) as u32),
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
    fn every_name_has_its_own_character() {
        assert_eq!(
            resolve("&GT;&quot;&copy;&apos;&OElig;&lrm;&rdquo;&Prime;&euro;&ge;&iexcl;", false),
            ">\"©'Œ\u{200e}”″€≥¡"
        );
        assert_eq!(resolve("&ampere; &AMP1 &lt&GT&quot;&nbsp&copy", false), "&ere; &1 <>\"\u{a0}©");
        assert_eq!(resolve("&; &a; &zzzzzzz; &Amp; &ampersands;", true), "&; &a; &zzzzzzz; &Amp; &ampersands;");
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
