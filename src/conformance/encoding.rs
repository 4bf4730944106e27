//! The encodings of fonts with one byte to a letter (ISO 32000-1, 9.6.6): the name and the text of each code. It
//! reads no program of a font.

use std::collections::BTreeMap;

use encoding_rs::{Encoding as Charset, MACINTOSH, WINDOWS_1252};
use read_fonts::ps::encoding::PredefinedEncoding;

use crate::pdf::PdfDocument;
use crate::pdf::value::{Dict, PdfValue};

/// The encoding of a font with one byte to a letter.
pub(super) struct SimpleEncoding {
    /// The encoding that all codes without a name of their own have; `None` for the program's own.
    pub base: Option<BaseEncoding>,
    pub names: BTreeMap<u16, String>,
}

impl SimpleEncoding {
    /// `None` where it is not sure which it is.
    pub(super) fn of(font: &Dict, file: &PdfDocument) -> Option<Self> {
        let Some(encoding) = file.entry(font, "Encoding") else {
            return Some(Self { base: None, names: BTreeMap::new() });
        };
        let dict = match encoding {
            PdfValue::Name(name) => {
                return Some(Self { base: Some(BaseEncoding::named(&name)?), names: BTreeMap::new() });
            }
            PdfValue::Dict(dict) => dict,
            _ => return None,
        };
        let base = match file.entry(&dict, "BaseEncoding") {
            Some(PdfValue::Name(name)) => Some(BaseEncoding::named(&name)?),
            _ => None,
        };
        let mut names = BTreeMap::new();
        let mut code = 0_u16;
        for value in file.array(&dict, "Differences").unwrap_or_default() {
            match file.resolve(&value) {
                PdfValue::Name(name) => {
                    names.insert(code, String::from_utf8_lossy(&name).into_owned());
                    code = code.saturating_add(1);
                }
                number => code = u16::try_from(number.as_integer()?).ok()?,
            }
        }
        Some(Self { base, names })
    }
}

/// An encoding that has a name (ISO 32000-1, annex D).
#[derive(Clone, Copy)]
pub(super) enum BaseEncoding {
    Standard,
    Other(&'static Charset),
}

impl BaseEncoding {
    fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" => Some(Self::Other(WINDOWS_1252)),
            b"MacRomanEncoding" => Some(Self::Other(MACINTOSH)),
            _ => None,
        }
    }

    /// The text of a code; `None` where there is none, or no table here has it.
    pub(super) fn text(self, code: u8) -> Option<char> {
        match self {
            Self::Standard => None,
            Self::Other(charset) => {
                let byte = [code];
                let text = charset.decode_without_bom_handling_and_without_replacement(&byte)?;
                text.chars().next()
            }
        }
    }

    /// The name of the letter that a code stands for; `None` where there is none, or no table here has it.
    pub(super) fn name(self, code: u8) -> Option<&'static str> {
        let name = match self {
            Self::Standard => PredefinedEncoding::Standard.name(code),
            Self::Other(_) => name_of(self.text(code)?)?,
        };
        (name != ".notdef").then_some(name)
    }
}

/// The names of letters that stand elsewhere in the standard encoding, or not at all, and are not of Latin-1.
const NAMES: [(char, &str); 29] = [
    ('\'', "quotesingle"),
    ('`', "grave"),
    ('€', "Euro"),
    ('‚', "quotesinglbase"),
    ('ƒ', "florin"),
    ('„', "quotedblbase"),
    ('…', "ellipsis"),
    ('†', "dagger"),
    ('‡', "daggerdbl"),
    ('ˆ', "circumflex"),
    ('‰', "perthousand"),
    ('Š', "Scaron"),
    ('‹', "guilsinglleft"),
    ('Œ', "OE"),
    ('Ž', "Zcaron"),
    ('‘', "quoteleft"),
    ('’', "quoteright"),
    ('“', "quotedblleft"),
    ('”', "quotedblright"),
    ('•', "bullet"),
    ('–', "endash"),
    ('—', "emdash"),
    ('˜', "tilde"),
    ('™', "trademark"),
    ('š', "scaron"),
    ('›', "guilsinglright"),
    ('œ', "oe"),
    ('ž', "zcaron"),
    ('Ÿ', "Ydieresis"),
];

/// The names of the letters of Latin-1 from U+00A1 on.
#[rustfmt::skip]
const LATIN_1: [&str; 95] = [
    "exclamdown", "cent", "sterling", "currency", "yen", "brokenbar", "section", "dieresis", "copyright",
    "ordfeminine", "guillemotleft", "logicalnot", "hyphen", "registered", "macron", "degree", "plusminus",
    "twosuperior", "threesuperior", "acute", "mu", "paragraph", "periodcentered", "cedilla", "onesuperior",
    "ordmasculine", "guillemotright", "onequarter", "onehalf", "threequarters", "questiondown", "Agrave",
    "Aacute", "Acircumflex", "Atilde", "Adieresis", "Aring", "AE", "Ccedilla", "Egrave", "Eacute",
    "Ecircumflex", "Edieresis", "Igrave", "Iacute", "Icircumflex", "Idieresis", "Eth", "Ntilde", "Ograve",
    "Oacute", "Ocircumflex", "Otilde", "Odieresis", "multiply", "Oslash", "Ugrave", "Uacute",
    "Ucircumflex", "Udieresis", "Yacute", "Thorn", "germandbls", "agrave", "aacute", "acircumflex",
    "atilde", "adieresis", "aring", "ae", "ccedilla", "egrave", "eacute", "ecircumflex", "edieresis",
    "igrave", "iacute", "icircumflex", "idieresis", "eth", "ntilde", "ograve", "oacute", "ocircumflex",
    "otilde", "odieresis", "divide", "oslash", "ugrave", "uacute", "ucircumflex", "udieresis", "yacute",
    "thorn", "ydieresis",
];

/// The name of a letter (ISO 32000-1, annex D.2).
fn name_of(letter: char) -> Option<&'static str> {
    let known = NAMES.iter().find(|(known, _)| *known == letter).map(|(_, name)| *name);
    let others = || match u32::from(letter) {
        code @ 0x20..=0x7e => Some(PredefinedEncoding::Standard.name(u8::try_from(code).ok()?)),
        0xa0 => Some("space"),
        code => LATIN_1.get(usize::try_from(code.checked_sub(0xa1)?).ok()?).copied(),
    };
    known.or_else(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_the_names_that_the_standard_gives_them() {
        let windows = BaseEncoding::named(b"WinAnsiEncoding").expect("known");
        let mac = BaseEncoding::named(b"MacRomanEncoding").expect("known");
        let standard = BaseEncoding::named(b"StandardEncoding").expect("known");
        // ISO 32000-1, annex D.2, in octal as it stands there.
        let cases = [
            (windows, 0o047, Some("quotesingle")),
            (standard, 0o047, Some("quoteright")),
            (windows, 0o140, Some("grave")),
            (windows, 0o055, Some("hyphen")),
            (windows, 0o200, Some("Euro")),
            (windows, 0o222, Some("quoteright")),
            (windows, 0o243, Some("sterling")),
            (mac, 0o243, Some("sterling")),
            (standard, 0o243, Some("sterling")),
            (windows, 0o351, Some("eacute")),
            (mac, 0o216, Some("eacute")),
            (windows, 0o240, Some("space")),
            (windows, 0o101, Some("A")),
            (windows, 0o001, None),
            (standard, 0o200, None),
        ];
        for (encoding, code, expected) in cases {
            assert_eq!(encoding.name(code), expected, "{code:o}");
        }
        assert_eq!(windows.text(0o200), Some('€'));
        assert_eq!(mac.text(0o216), Some('é'));
    }
}
