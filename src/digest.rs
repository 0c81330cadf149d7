//! Numbers by which texts are told apart (FNV-1a, 64 bits): whoever keeps one need not keep the text.
//! It knows nothing else.

/// The digest of `text`; 0 of none that anybody has.
pub(crate) fn of(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |digest, byte| (digest ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn digests_are_those_of_fnv() {
        // The test vectors of draft-eastlake-fnv.
        assert_eq!(["a", "foobar"].map(of), [0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8]);
    }
}
