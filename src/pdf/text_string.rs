//! Text strings of a PDF (ISO 32000-1, 7.9.2.2) as words: in UTF-16, in UTF-8, or in the encoding of PDF
//! documents. It is for what people read, and never for names by which programs find things.

/// The signs of PDFDocEncoding from 0x18 to 0x1F (annex D.2).
const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
/// The signs of PDFDocEncoding from 0x80 to 0x9E.
const SIGNS: [char; 31] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
];

/// The words of a text string.
pub(crate) fn words_of(text: &[u8]) -> String {
    let sixteen = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match text {
        [0xFE, 0xFF, rest @ ..] => sixteen(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => sixteen(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        plain => plain.iter().map(|byte| sign(*byte)).collect(),
    }
}

fn sign(byte: u8) -> char {
    match byte {
        0x18..=0x1F => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0x9E => SIGNS[usize::from(byte - 0x80)],
        0xA0 => '€',
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_each_encoding() {
        assert_eq!(words_of(b"\xFE\xFF\0G\0B\0P\x20\xAC"), "GBP€");
        assert_eq!(words_of(b"\xFF\xFEa\0b\0"), "ab");
        assert_eq!(words_of("\u{FEFF}Llŷn".as_bytes()), "Llŷn");
        assert_eq!(words_of(b"\xA05 \x85 caf\xE9"), "€5 – café");
    }
}
