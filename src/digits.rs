//! Numbers as text, by hand: the standard library's way brings all of its formatting into the wasm.
//! It knows nothing else.

/// A number in decimal digits.
pub(crate) fn digits(number: u32) -> String {
    let mut text = if number < 10 { String::new() } else { digits(number / 10) };
    text.push(char::from(b'0' + (number % 10) as u8));
    text
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn digits_are_those_of_the_number() {
        assert_eq!([0, 7, 10, 4_294_967_295].map(digits), ["0", "7", "10", "4294967295"]);
    }
}
