//! The keys of a form and of its fields, which fields have from those above them. It knows no kind of field.

use super::content::operations;
use super::document::PdfDocument;
use super::layers::Layers;
use super::text_string::words_of;
use super::value::{Dict, PdfValue, printed};

/// The most nodes from a field up to the root of its form.
const DEEPEST: usize = 32;

/// The form of a file (ISO 32000-1, 12.7.2).
pub(super) struct Form<'a> {
    pub file: &'a PdfDocument,
    dict: Dict,
    layers: Layers,
    /// Whether whoever opens the form is to draw its values anew.
    pub draws_anew: bool,
}

impl<'a> Form<'a> {
    /// Reads the form of a file; an empty one where it has none.
    pub(super) fn of(file: &'a PdfDocument) -> Self {
        let dict = file.dict(&file.catalog(), "AcroForm").unwrap_or_default();
        let draws_anew = file.entry(&dict, "NeedAppearances") == Some(PdfValue::Bool(true));
        Self { file, dict, layers: Layers::of(file), draws_anew }
    }

    /// Whether an annotation is seen: it is neither hidden, nor shown in print alone (ISO 32000-1, table 165), nor
    /// on a layer that is hidden.
    pub(super) fn is_seen(&self, note: &Dict) -> bool {
        let flags = self.file.entry(note, "F").and_then(|flags| flags.as_integer()).unwrap_or(0);
        let hidden = note.get("OC").and_then(|layer| self.layers.shows(self.file, layer)) == Some(false);
        flags & 0b10_0010 == 0 && !hidden
    }

    /// A key that all fields have where they have none of their own.
    pub(super) fn default(&self, key: &str) -> Option<PdfValue> {
        self.file.entry(&self.dict, key)
    }
}

/// The look of a field's words, as its form says it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct DefaultLook {
    /// The size of the letters; `None` where it is to follow from the field.
    pub letters: Option<f64>,
}

impl DefaultLook {
    /// Reads the operators of a look (ISO 32000-1, 12.7.3.3).
    pub(super) fn read(operators: &[u8]) -> Self {
        let chosen = operations(operators).filter(|one| one.operator == b"Tf").last();
        let letters = chosen.and_then(|one| one.number(1)).map(f64::abs);
        Self { letters: letters.filter(|size| *size > 0.0 && size.is_finite()) }
    }
}

/// A key of a field, its own or that of a node above it (ISO 32000-1, 12.7.3.2).
pub(super) fn inherited(file: &PdfDocument, field: &Dict, key: &str) -> Option<PdfValue> {
    holder(file, field, key).and_then(|node| file.entry(&node, key))
}

/// The field, or the node above it, that has a key.
fn holder(file: &PdfDocument, field: &Dict, key: &str) -> Option<Dict> {
    let mut node = field.clone();
    for _ in 0..DEEPEST {
        if file.entry(&node, key).is_some() {
            return Some(node);
        }
        node = file.dict(&node, "Parent")?;
    }
    None
}

/// The words of a key, its own or inherited, which may stand in a stream of their own (ISO 32000-1, table 222).
pub(super) fn text_of(file: &PdfDocument, field: &Dict, key: &str) -> Option<String> {
    let node = holder(file, field, key)?;
    let value = node.get(key)?;
    if let Some(stream) = value.as_ref().filter(|id| file.head(*id).is_some_and(|(_, stream)| stream)) {
        return Some(without_languages(&words_of(&file.unpacked(stream).bytes)));
    }
    match file.resolve(value) {
        PdfValue::Text(words) => Some(without_languages(&words_of(&words))),
        // Both are wrong, and written.
        PdfValue::Name(name) => Some(String::from_utf8_lossy(&name).into_owned()),
        PdfValue::Number(number) => Some(printed(number)),
        _ => None,
    }
}

/// Words without the marks of their language, which stand between two signs of their own (ISO 32000-1,
/// 7.9.2.2), and without zeros at their end.
fn without_languages(words: &str) -> String {
    const MARK: char = '\u{1B}';
    let words = words.trim_end_matches('\0');
    if words.matches(MARK).count() % 2 == 1 {
        return words.to_owned();
    }
    words.split(MARK).step_by(2).collect()
}

/// The names of a field and of the nodes above it, joined by points (ISO 32000-1, 12.7.3.2).
pub(super) fn full_name(file: &PdfDocument, field: &Dict) -> String {
    let mut names = Vec::new();
    let mut node = Some(field.clone());
    while let Some(dict) = node.filter(|_| names.len() < DEEPEST) {
        if let Some(PdfValue::Text(name)) = file.entry(&dict, "T") {
            names.push(words_of(&name));
        }
        node = file.dict(&dict, "Parent");
    }
    names.reverse();
    names.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_letters_is_that_of_the_last_font() {
        let size = |look: &[u8]| DefaultLook::read(look).letters;
        assert_eq!(size(b"/Helv 12 Tf 0 g"), Some(12.0));
        assert_eq!(size(b"0 0 1 rg /He#20lv 8.5 Tf"), Some(8.5));
        assert_eq!(size(b"/Helv 9 Tf /Bold 7 Tf"), Some(7.0));
        assert_eq!([size(b"/Helv 0 Tf 0 g"), size(b"0 g"), size(b"/Helv Tf")], [None; 3]);
    }

    #[test]
    fn marks_of_languages_are_no_words() {
        assert_eq!(without_languages("\u{1B}enGB\u{1B}Hall \u{1B}cy\u{1B}Neuadd\0"), "Hall Neuadd");
        assert_eq!(without_languages("one \u{1B} alone"), "one \u{1B} alone");
    }
}
