//! Character references to characters: all numeric ones, and the named ones that news copy uses.

/// The references that newsrooms' editors write; others stay as they are, for a reader can still read them.
const NAMED: &[(&str, &str)] = &[
    ("AMP", "&"), ("Aacute", "Á"), ("Agrave", "À"), ("Auml", "Ä"), ("COPY", "©"), ("Ccedil", "Ç"),
    ("Eacute", "É"), ("Egrave", "È"), ("GT", ">"), ("LT", "<"), ("Ntilde", "Ñ"), ("Oacute", "Ó"), ("Ouml", "Ö"),
    ("QUOT", "\""), ("REG", "®"), ("Uuml", "Ü"), ("aacute", "á"), ("acirc", "â"), ("acute", "´"),
    ("aelig", "æ"), ("agrave", "à"), ("amp", "&"), ("apos", "'"), ("aring", "å"), ("atilde", "ã"),
    ("auml", "ä"), ("bdquo", "„"), ("brvbar", "¦"), ("bull", "•"), ("ccedil", "ç"), ("cent", "¢"),
    ("copy", "©"), ("dagger", "†"), ("deg", "°"), ("divide", "÷"), ("eacute", "é"), ("ecirc", "ê"),
    ("egrave", "è"), ("emsp", "\u{2003}"), ("ensp", "\u{2002}"), ("euml", "ë"), ("euro", "€"), ("frac12", "½"),
    ("frac14", "¼"), ("frac34", "¾"), ("ge", "≥"), ("gt", ">"), ("hellip", "…"), ("iacute", "í"),
    ("icirc", "î"), ("iexcl", "¡"), ("igrave", "ì"), ("iquest", "¿"), ("iuml", "ï"), ("laquo", "«"),
    ("larr", "←"), ("ldquo", "“"), ("le", "≤"), ("lrm", "\u{200e}"), ("lsaquo", "‹"), ("lsquo", "‘"),
    ("lt", "<"), ("mdash", "—"), ("micro", "µ"), ("middot", "·"), ("minus", "−"), ("nbsp", "\u{a0}"),
    ("ndash", "–"), ("ne", "≠"), ("not", "¬"), ("ntilde", "ñ"), ("oacute", "ó"), ("ocirc", "ô"), ("oelig", "œ"),
    ("ograve", "ò"), ("ordf", "ª"), ("ordm", "º"), ("oslash", "ø"), ("otilde", "õ"), ("ouml", "ö"),
    ("para", "¶"), ("permil", "‰"), ("plusmn", "±"), ("pound", "£"), ("prime", "′"), ("quot", "\""),
    ("raquo", "»"), ("rarr", "→"), ("rdquo", "”"), ("reg", "®"), ("rlm", "\u{200f}"), ("rsaquo", "›"),
    ("rsquo", "’"), ("sbquo", "‚"), ("sect", "§"), ("shy", "\u{ad}"), ("sup2", "²"), ("sup3", "³"),
    ("szlig", "ß"), ("thinsp", "\u{2009}"), ("times", "×"), ("trade", "™"), ("uacute", "ú"), ("ucirc", "û"),
    ("ugrave", "ù"), ("uml", "¨"), ("uuml", "ü"), ("yen", "¥"), ("zwj", "\u{200d}"), ("zwnj", "\u{200c}"),
];

/// The named references that the standard also takes without their semicolon.
const WITHOUT_SEMICOLON: [&str; 12] =
    ["AMP", "GT", "LT", "QUOT", "COPY", "REG", "amp", "copy", "gt", "lt", "nbsp", "quot"];

/// Text with its references resolved; in an attribute, `?a=1&copy=2` stays an address.
pub(super) fn resolve(text: &str, is_attribute: bool) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        resolved.push_str(before);
        let found = match after.strip_prefix('#') {
            Some(digits) => numeric(digits).map(|(c, rest)| (resolved.push(c), rest)),
            None => named(after, is_attribute).map(|(text, rest)| (resolved.push_str(text), rest)),
        };
        rest = match found {
            Some(((), rest)) => rest,
            None => {
                resolved.push('&');
                after
            }
        };
    }
    resolved.push_str(rest);
    resolved
}

fn named(after: &str, is_attribute: bool) -> Option<(&'static str, &str)> {
    let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
    let (name, rest) = after.split_at(end);
    let text_of = |name: &str| Some(NAMED[NAMED.binary_search_by_key(&name, |(known, _)| known).ok()?].1);
    if let (Some(rest), Some(text)) = (rest.strip_prefix(';'), text_of(name)) {
        return Some((text, rest));
    }
    let bare = WITHOUT_SEMICOLON.into_iter().find(|bare| name.starts_with(bare))?;
    let rest = &after[bare.len()..];
    let goes_on = rest.starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
    if is_attribute && goes_on { None } else { Some((text_of(bare)?, rest)) }
}

/// Reads `39;` or `x27;`, the semicolon optional.
fn numeric(digits: &str) -> Option<(char, &str)> {
    let (radix, digits) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, digits),
    };
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let (number, rest) = digits.split_at(end);
    if number.is_empty() {
        return None;
    }
    // Too many digits are beyond Unicode, as is anything that does not fit.
    let code = u32::from_str_radix(number, radix).unwrap_or(u32::MAX);
    Some((character(code), rest.strip_prefix(';').unwrap_or(rest)))
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
    use super::{NAMED, resolve};

    #[test]
    fn names_are_sorted_for_the_search() {
        assert!(NAMED.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn references_are_resolved_once() {
        assert_eq!(resolve("Fish &amp; chips &#8217;&#x2019;&#146; &amp;lt; &unknown; &", false), "Fish & chips ’’’ &lt; &unknown; &");
        assert_eq!(resolve("a&ampb &copy2025", false), "a&b ©2025");
        assert_eq!(resolve("?a=1&copy=2&amp;b=3", true), "?a=1&copy=2&b=3");
    }
}
