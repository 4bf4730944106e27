//! `PdfValue`: the values of a PDF (dictionaries, arrays, names and the rest), owned, easily changed, and
//! written. It knows no file.

use std::fmt::Write as _;

/// The id by which a file names an object: its number and its generation.
pub(crate) type ObjectId = (i32, i32);

/// A value of a PDF that is not a stream.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PdfValue {
    /// The null object.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, whole or not.
    Number(f64),
    /// A string, its bytes without escapes.
    Text(Vec<u8>),
    /// A name, without its `/` and escapes.
    Name(Vec<u8>),
    /// An array.
    Array(Vec<PdfValue>),
    /// A dictionary.
    Dict(Dict),
    /// A reference to another object.
    Ref(ObjectId),
}

impl PdfValue {
    /// Makes a text string of words (ISO 32000-1, 7.9.2.2).
    pub(crate) fn words(words: &str) -> Self {
        if words.is_ascii() {
            return Self::Text(words.as_bytes().to_vec());
        }
        Self::Text([0xFE, 0xFF].into_iter().chain(words.encode_utf16().flat_map(u16::to_be_bytes)).collect())
    }

    /// Makes a number that counts something: bytes, pages, marks.
    pub(crate) fn count(count: usize) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "files are smaller than 2^53 bytes")]
        Self::Number(count as f64)
    }

    /// Makes an array of numbers.
    pub(crate) fn numbers(values: &[f64]) -> Self {
        Self::Array(values.iter().copied().map(Self::Number).collect())
    }

    /// Makes a name.
    pub(crate) fn name(name: &str) -> Self {
        Self::Name(name.as_bytes().to_vec())
    }

    /// The number that the value is; `None` where it is none.
    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// The whole number that the value is; `None` where it is none.
    pub(crate) fn as_integer(&self) -> Option<i64> {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
        self.as_number().filter(|n| n.fract() == 0.0 && n.abs() < 9e15).map(|n| n as i64)
    }

    /// The name that the value is; `None` where it is none.
    pub(crate) fn as_name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The string that the value is; `None` where it is none.
    pub(crate) fn as_text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The dictionary that the value is; `None` where it is none.
    pub(crate) fn as_dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The array that the value is; `None` where it is none.
    pub(crate) fn as_array(&self) -> Option<&[PdfValue]> {
        match self {
            Self::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The object that the value refers to; `None` where it is no reference.
    pub(crate) fn as_ref(&self) -> Option<ObjectId> {
        match self {
            Self::Ref(id) => Some(*id),
            _ => None,
        }
    }
}

/// A dictionary, whose keys keep their order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Dict(Vec<(Vec<u8>, PdfValue)>);

impl Dict {
    /// Makes a dictionary of keys and values, in this order.
    pub(crate) fn of<const N: usize>(entries: [(&str, PdfValue); N]) -> Self {
        entries.into_iter().map(|(key, value)| (key.as_bytes().to_vec(), value)).collect()
    }

    /// The dictionary with one more key.
    pub(crate) fn with(mut self, key: &str, value: PdfValue) -> Self {
        self.set(key, value);
        self
    }

    /// Whether the dictionary has no key.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets the value of a key that may be no UTF-8.
    pub(crate) fn set_named(&mut self, key: &[u8], value: PdfValue) {
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_vec(), value)),
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&PdfValue> {
        self.0.iter().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    /// The value of a key that may be no UTF-8.
    pub(crate) fn named(&self, key: &[u8]) -> Option<&PdfValue> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Sets the value of a key.
    pub(crate) fn set(&mut self, key: &str, value: PdfValue) {
        self.set_named(key.as_bytes(), value);
    }

    /// Takes a key away, and gives its value.
    pub(crate) fn take(&mut self, key: &str) -> Option<PdfValue> {
        let at = self.0.iter().position(|(name, _)| name == key.as_bytes())?;
        Some(self.0.remove(at).1)
    }

    /// The keys and their values, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[u8], &PdfValue)> {
        self.0.iter().map(|(name, value)| (name.as_slice(), value))
    }
}

impl FromIterator<(Vec<u8>, PdfValue)> for Dict {
    fn from_iter<I: IntoIterator<Item = (Vec<u8>, PdfValue)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

/// Writes a value as it stands in a file.
pub(crate) fn write(value: &PdfValue, out: &mut Vec<u8>) {
    match value {
        PdfValue::Null => out.extend_from_slice(b"null"),
        PdfValue::Bool(yes) => out.extend_from_slice(if *yes { b"true" } else { b"false" }),
        PdfValue::Number(n) => out.extend_from_slice(printed(*n).as_bytes()),
        PdfValue::Text(bytes) => write_text(bytes, out),
        PdfValue::Name(name) => write_name(name, out),
        PdfValue::Array(values) => {
            out.push(b'[');
            for (at, value) in values.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                write(value, out);
            }
            out.push(b']');
        }
        PdfValue::Dict(dict) => write_dict(dict, out),
        PdfValue::Ref((number, generation)) => {
            out.extend_from_slice(format!("{number} {generation} R").as_bytes());
        }
    }
}

/// Writes a dictionary as it stands in a file.
pub(crate) fn write_dict(dict: &Dict, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict.iter() {
        write_name(key, out);
        // What begins with a delimiter needs no blank before it.
        if matches!(value, PdfValue::Null | PdfValue::Bool(_) | PdfValue::Number(_) | PdfValue::Ref(_)) {
            out.push(b' ');
        }
        write(value, out);
    }
    out.extend_from_slice(b">>");
}

/// Prints a number as short as it is exact enough: PDF knows no exponents, and readers keep some five
/// decimals.
pub(crate) fn printed(n: f64) -> String {
    if !n.is_finite() {
        return "0".to_owned();
    }
    if n.fract() == 0.0 {
        return format!("{n:.0}");
    }
    let text = format!("{n:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Writes a string, in hexadecimal digits where it has bytes that need escapes (ISO 32000-1, 7.3.4).
fn write_text(bytes: &[u8], out: &mut Vec<u8>) {
    let plain = |b: &u8| (b' '..=b'~').contains(b) && !matches!(b, b'(' | b')' | b'\\');
    if bytes.iter().all(plain) {
        out.push(b'(');
        out.extend_from_slice(bytes);
        out.push(b')');
    } else {
        out.push(b'<');
        let mut digits = String::with_capacity(bytes.len() * 2);
        for byte in bytes {
            let _ = write!(digits, "{byte:02X}");
        }
        out.extend_from_slice(digits.as_bytes());
        out.push(b'>');
    }
}

/// Writes a name with its escapes (ISO 32000-1, 7.3.5).
fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        let regular = (b'!'..=b'~').contains(byte)
            && !matches!(byte, b'#' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%');
        if regular {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_so_that_any_reader_reads_them() {
        let dict = Dict::of([
            ("A b", PdfValue::Number(-0.25)),
            ("K", PdfValue::Array(vec![PdfValue::Ref((12, 0)), PdfValue::Ref((8, 3)), PdfValue::Null])),
            ("T", PdfValue::Text(b"a(b".to_vec())),
            ("U", PdfValue::Text(b"plain".to_vec())),
        ]);
        let mut out = Vec::new();
        write_dict(&dict, &mut out);
        assert_eq!(
            String::from_utf8(out).expect("ASCII"),
            "<</A#20b -0.25/K[12 0 R 8 3 R null]/T<612862>/U(plain)>>"
        );
    }

    #[test]
    fn numbers_have_no_exponents() {
        let shown = [1.0, 0.5, -0.000_000_1, 1e10, f64::NAN, 12.345_678_9].map(printed);
        assert_eq!(shown, ["1", "0.5", "0", "10000000000", "0", "12.345679"]);
    }
}
