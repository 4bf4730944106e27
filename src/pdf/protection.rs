//! `Protection`: the way in which a file is encrypted. It opens nothing.

use super::parse::{dict_at_start, entry};
use super::value::{Dict, PdfValue};
use super::xref::{ObjectPosition, ReferenceTable, object_at};

/// The way in which a file is encrypted (ISO 32000-1, 7.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protection {
    /// The file is not encrypted.
    None,
    /// The file is encrypted by a password, which may be an empty one.
    Password,
    /// The file is encrypted for people with certificates (7.6.5).
    Certificate,
    /// The files that it holds are encrypted, and nothing of its pages (7.6.6, table 20, `EFF`).
    EmbeddedFiles,
}

impl Protection {
    /// Reads the protection of a file by its trailer; where its table of references cannot be read, by the
    /// last trailer that stands in it.
    pub(super) fn of(file: &[u8], table: &ReferenceTable) -> Self {
        let trailer = if table.trailer.is_empty() { last_trailer(file) } else { table.trailer.clone() };
        let dict = match trailer.get("Encrypt") {
            None | Some(PdfValue::Null) => return Self::None,
            Some(PdfValue::Dict(dict)) => Some(dict.clone()),
            Some(PdfValue::Ref((number, _))) => object(file, table, *number),
            Some(_) => None,
        };
        if dict.as_ref().is_some_and(is_of_embedded_files) {
            return Self::EmbeddedFiles;
        }
        let filter = dict.as_ref().and_then(|dict| dict.get("Filter")?.as_name().map(<[u8]>::to_vec));
        match filter.as_deref() {
            Some(b"Standard") | None => Self::Password,
            Some(_) => Self::Certificate,
        }
    }
}

/// The file without the word that says that it is encrypted: for one of which nothing but the files within is.
pub(super) fn without_word(file: &[u8]) -> Vec<u8> {
    let mut out = file.to_vec();
    let mut at = 0;
    while let Some(found) = out[at..].windows(WORD.len()).position(|word| word == WORD) {
        let end = at + found + WORD.len();
        // Every trailer of a file may name it; a word of the same length keeps all else where it is.
        if matches!(out.get(end), Some(b' ' | b'\r' | b'\n' | b'\t' | b'<')) {
            out[end - 1] = b'_';
        }
        at = end;
    }
    out
}

/// The key of a trailer that says that a file is encrypted.
const WORD: &[u8] = b"/Encrypt";

/// Whether a dictionary of encryption leaves streams and strings as they are, but for files within.
fn is_of_embedded_files(dict: &Dict) -> bool {
    // Without a filter of their own, both are as they stand (ISO 32000-1, table 20).
    let is_plain = |key: &str| dict.get(key).is_none_or(|name| name.as_name() == Some(b"Identity"));
    let files = dict.get("EFF").and_then(PdfValue::as_name).is_some_and(|name| name != b"Identity");
    files && is_plain("StmF") && is_plain("StrF")
}

/// The last trailer of a file that can be read; empty where there is none.
fn last_trailer(file: &[u8]) -> Dict {
    let mut found = Dict::default();
    let words = file.windows(7).enumerate().filter(|(_, w)| *w == b"trailer").map(|(at, _)| at + 7);
    for at in words {
        if let Some((dict, _)) = dict_at_start(&file[at..]).filter(|(dict, _)| dict.get("Root").is_some()) {
            found = dict;
        }
    }
    found
}

/// The keys that matter of the dictionary of an object that stands by itself, which the encryption's own always
/// does.
fn object(file: &[u8], table: &ReferenceTable, number: i32) -> Option<Dict> {
    let ObjectPosition::At(at) = table.positions.get(&u32::try_from(number).ok()?)? else { return None };
    let body = object_at(file, *at)?;
    let keys = ["Filter", "StmF", "StrF", "EFF"];
    let mut dict = Dict::default();
    for (key, value) in keys.iter().filter_map(|key| Some((key, entry(body, key)?))) {
        dict.set(key, value);
    }
    Some(dict)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protection(file: &str) -> Protection {
        Protection::of(file.as_bytes(), &ReferenceTable::read(file.as_bytes()).unwrap_or_default())
    }

    #[test]
    fn a_file_is_encrypted_where_its_trailer_says_so_and_not_where_its_words_do() {
        let file = |extra: &str, filter: &str| {
            let head = format!(
                "%PDF-1.7\n1 0 obj\n<</Filter/{filter}>>\nendobj\n2 0 obj\n(a word: /Encrypt)\nendobj\n"
            );
            let table = "xref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\n";
            format!("{head}{table}trailer\n<</Root 2 0 R{extra}>>\nstartxref\n{}\n%%EOF", head.len())
        };
        assert_eq!(protection(&file("", "Standard")), Protection::None);
        assert_eq!(protection(&file("/Encrypt 1 0 R", "Standard")), Protection::Password);
        assert_eq!(protection(&file("/Encrypt 1 0 R", "Adobe.PubSec")), Protection::Certificate);
        let broken = file("/Encrypt<</Filter/Adobe.PubSec>>", "x").replace("startxref", "startxxxx");
        assert_eq!(protection(&broken), Protection::Certificate);
    }
}
