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
        let filter = dict.as_ref().and_then(|dict| dict.get("Filter")?.as_name().map(<[u8]>::to_vec));
        match filter.as_deref() {
            Some(b"Standard") | None => Self::Password,
            Some(_) => Self::Certificate,
        }
    }
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

/// The dictionary of an object that stands by itself, which the encryption's own always does.
fn object(file: &[u8], table: &ReferenceTable, number: i32) -> Option<Dict> {
    let ObjectPosition::At(at) = table.positions.get(&u32::try_from(number).ok()?)? else { return None };
    let body = object_at(file, *at)?;
    entry(body, "Filter").map(|filter| Dict::of([("Filter", filter)]))
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
