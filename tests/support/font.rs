//! Fonts of a PDF, as far as text is read back: codes to Unicode by their ToUnicode maps. It
//! never guesses a character that the map does not have.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// The text that the codes of a font mean.
pub(crate) struct Font {
    /// The number of bytes of a code.
    width: usize,
    map: BTreeMap<u32, String>,
    /// The widths of codes in thousandths of the size; of composite fonts alone.
    widths: BTreeMap<u32, f64>,
}

impl Font {
    /// Reads the ToUnicode map of a font.
    pub(crate) fn read(font: &Dictionary, document: &Document) -> Self {
        let composite = font.get(b"Subtype").and_then(|s| s.as_name()).is_ok_and(|s| s == b"Type0");
        let stream =
            font.get(b"ToUnicode").and_then(|o| document.dereference(o)).and_then(|(_, o)| o.as_stream());
        let text = stream
            .ok()
            .map(|s| s.decompressed_content().unwrap_or_else(|_| s.content.clone()))
            .unwrap_or_default();
        Self {
            width: if composite { 2 } else { 1 },
            map: map(&String::from_utf8_lossy(&text)),
            widths: widths(font, document).unwrap_or_default(),
        }
    }

    /// Whether the font has a ToUnicode map, which says what its codes mean.
    pub(crate) fn is_mapped(&self) -> bool {
        !self.map.is_empty()
    }

    /// The width of a string operand in thousandths of the size of its letters.
    pub(crate) fn advance(&self, codes: &[u8]) -> f64 {
        let code = |bytes: &[u8]| bytes.iter().fold(0, |n, b| n << 8 | u32::from(*b));
        codes.chunks(self.width).map(|bytes| self.widths.get(&code(bytes)).copied().unwrap_or(500.0)).sum()
    }

    /// The text of a string operand; U+FFFD for a code without one.
    pub(crate) fn text(&self, codes: &[u8]) -> String {
        let code = |bytes: &[u8]| bytes.iter().fold(0, |n, b| n << 8 | u32::from(*b));
        let one = |bytes| self.map.get(&code(bytes)).map_or("\u{FFFD}", String::as_str);
        codes.chunks(self.width).map(one).collect()
    }
}

/// The widths of the codes of a composite font.
fn widths(font: &Dictionary, document: &Document) -> Option<BTreeMap<u32, f64>> {
    let array = |object| document.dereference(object).ok()?.1.as_array().ok();
    let below = array(font.get(b"DescendantFonts").ok()?)?.first()?;
    let below = document.dereference(below).ok()?.1.as_dict().ok()?;
    let list = array(below.get(b"W").ok()?)?;
    let number = |object: &Object| object.as_float().ok().map(f64::from);
    let mut out = BTreeMap::new();
    let mut at = 0;
    while let (Some(first), Some(next)) = (list.get(at), list.get(at + 1)) {
        let first = number(first)? as u32;
        if let Some(each) = array(next) {
            out.extend((first..).zip(each.iter().filter_map(number)));
            at += 2;
        } else {
            let width = number(list.get(at + 2)?)?;
            out.extend((first..=number(next)? as u32).map(|code| (code, width)));
            at += 3;
        }
    }
    Some(out)
}

/// The meanings of codes in `bfchar` and `bfrange` sections.
fn map(cmap: &str) -> BTreeMap<u32, String> {
    let mut map = BTreeMap::new();
    for section in sections(cmap, "bfchar") {
        let words: Vec<&str> = hex(section);
        for pair in words.chunks_exact(2) {
            map.insert(number(pair[0]), utf16(pair[1]));
        }
    }
    for section in sections(cmap, "bfrange") {
        for line in section.lines() {
            let words = hex(line);
            let [from, to, first, ..] = words[..] else { continue };
            for (n, code) in (number(from)..=number(to)).enumerate() {
                let text = if line.contains('[') {
                    words.get(n + 2).map_or(String::new(), |w| utf16(w))
                } else {
                    after(first, n)
                };
                map.insert(code, text);
            }
        }
    }
    map
}

fn sections<'a>(cmap: &'a str, kind: &str) -> Vec<&'a str> {
    let (begin, end) = (format!("begin{kind}"), format!("end{kind}"));
    cmap.split(begin.as_str()).skip(1).filter_map(|part| part.split(end.as_str()).next()).collect()
}

/// The hexadecimal words in `< >`.
fn hex(text: &str) -> Vec<&str> {
    text.split('<').skip(1).filter_map(|part| part.split('>').next()).collect()
}

fn number(hex: &str) -> u32 {
    u32::from_str_radix(hex.trim(), 16).expect("a code in hexadecimal")
}

fn utf16(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().filter(|c| !c.is_whitespace()).collect();
    let units: Vec<u16> = digits
        .chunks(4)
        .map(|unit| u16::from_str_radix(&unit.iter().collect::<String>(), 16).expect("UTF-16"))
        .collect();
    String::from_utf16_lossy(&units)
}

/// The text of the `n`th code after the first of a range, whose last character counts on.
fn after(first: &str, n: usize) -> String {
    let mut text = utf16(first);
    let last = text.pop().map_or(0, u32::from);
    text.extend(char::from_u32(last + u32::try_from(n).expect("a small range")));
    text
}
