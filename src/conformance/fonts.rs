//! The rules of PDF/UA-1 about fonts (ISO 14289-1, 7.21), as our own readers of what pages draw see them: they
//! decide where the independent check is known to be wrong. It changes no file.
//!
//! Held against veraPDF on 1,108 PDFs of other projects' tests, the independent check had found a fault in the
//! map to text of 193 files that have none, missed 25 files with fonts that they do not hold, and refused the
//! encoding of each font that macOS writes.

use ttf_parser::{Face, RawFace, Tag, cff};

use super::widths::{Widths, widths_of};
use crate::pdf::value::{Dict, PdfValue};
use crate::pdf::{Attachment, DrawnKind, FontProgram, PdfDocument, ShownFont, shown_fonts};
use crate::style::builtin::FONTS;

/// The beginning of the names of the standard's clauses.
pub(super) const STANDARD: &str = "ISO 14289-1:2014:";
/// Each font whose words are seen is in the file.
const EMBEDDED: &str = "7.21.4.1:1";
/// Each letter that is seen has a form in the font.
const FORMS: &str = "7.21.4.1:2";
/// A TrueType font of letters has one of two encodings.
const ENCODING: &str = "7.21.6:2";
/// Each letter has a text.
const TEXT: &str = "7.21.7:1";
/// The widths of letters are those that the font itself has.
const WIDTHS: &str = "7.21.5:1";
/// No text of a letter is a sign that means nothing.
const NO_SIGN: &str = "7.21.7:2";
/// No letter is the one for what a font does not have.
const UNDEFINED: &str = "7.21.8:1";

/// The word before the private part of a Type 1 font.
const EEXEC: &[u8] = b"eexec";

/// The words of the independent check for a font without a map to text.
const NO_MAP: &str = "does not define a ToUnicode";

/// The signs that no text may have (ISO 14289-1, 7.21.7).
const MEANINGLESS: [char; 3] = ['\0', '\u{feff}', '\u{fffe}'];

/// The bit of the flags of a font of signs that are no letters (ISO 32000-1, table 123).
const SYMBOLIC: i64 = 4;

/// Puts right what an independent check says of the fonts of a file.
pub(super) fn correct(faults: &mut Vec<String>, attachment: &Attachment) {
    let file = &*attachment.document;
    let fonts = shown_fonts(file);
    if let Some(fonts) = &fonts {
        replace(faults, EMBEDDED, missing(fonts, file));
        if encodings_are_right(fonts, file) {
            replace(faults, ENCODING, None);
        }
        match widths_of(fonts, file) {
            Widths::Right => replace(faults, WIDTHS, None),
            Widths::Wrong(fault) => replace(faults, WIDTHS, Some(fault)),
            Widths::Unknown => {}
        }
    }
    let Some(letters) = LettersOfFile::read(attachment) else { return };
    let at = |page: Option<usize>, what: &str| page.map(|page| format!("page {page}: {what}"));
    // Where letters have texts by their names or numbers alone, readers know more of them than the standard, or
    // fewer.
    let is_any = |holds: fn(&ShownFont, &PdfDocument) -> bool| {
        fonts.as_ref().is_none_or(|fonts| fonts.iter().any(|font| holds(font, file)))
    };
    if is_any(ShownFont::is_of_collection) {
        // The independent check knows those.
    } else if letters.without_text.is_some() || !(letters.unsure || is_any(ShownFont::has_rare_names)) {
        replace(faults, TEXT, at(letters.without_text, "a letter has no text by which it could be read out"));
    } else {
        faults.retain(|fault| !is_of(fault, TEXT) || fault.contains(NO_MAP));
    }
    replace(faults, NO_SIGN, at(letters.meaningless, "the text of a letter is a sign that means nothing"));
    if letters.undefined.is_none() {
        replace(faults, FORMS, None);
    }
    replace(faults, UNDEFINED, at(letters.undefined, "the font has no form for a letter"));
}

/// Whether a fault is of a clause.
pub(super) fn is_of(fault: &str, clause: &str) -> bool {
    let rest = fault.strip_prefix(STANDARD).and_then(|rest| rest.strip_prefix(clause));
    rest.is_some_and(|rest| rest.starts_with(':'))
}

/// Takes all faults of a clause out, and puts one in their place.
fn replace(faults: &mut Vec<String>, clause: &str, fault: Option<String>) {
    faults.retain(|fault| !is_of(fault, clause));
    faults.extend(fault.map(|fault| format!("{STANDARD}{clause}: {fault}")));
}

/// The first font that the file does not hold, or only damaged, though its words are seen, in words.
fn missing(fonts: &[ShownFont], file: &PdfDocument) -> Option<String> {
    let seen = fonts.iter().filter(|font| font.is_seen && font.kind(file).as_deref() != Some("Type3"));
    seen.filter_map(|font| {
        let fault = match font.program(file) {
            None => "is not in the file",
            Some(program) if !can_be_read(&program) => "is in the file, but damaged",
            Some(_) => return None,
        };
        Some(format!("page {}: the font {} {fault}", font.page, font.name(file)))
    })
    .next()
}

/// Whether a program reads a font to its end.
fn can_be_read(program: &FontProgram) -> bool {
    match program {
        // The private part begins after that word (Adobe Type 1 Font Format, 7.2).
        FontProgram::Type1(bytes) => bytes.windows(EEXEC.len()).any(|word| word == EEXEC),
        FontProgram::TrueType(bytes) => {
            Face::parse(bytes, 0).is_ok() || cff::Table::parse(bytes).is_some() || is_cff_in_open_type(bytes)
        }
        FontProgram::Cff(bytes) => cff::Table::parse(bytes).is_some() || Face::parse(bytes, 0).is_ok(),
    }
}

/// Whether a font of letters by curves lies in an OpenType file without the tables that only programs that
/// show texts of their own need.
fn is_cff_in_open_type(bytes: &[u8]) -> bool {
    RawFace::parse(bytes, 0)
        .ok()
        .and_then(|face| face.table(Tag::from_bytes(b"CFF ")))
        .is_some_and(|table| cff::Table::parse(table).is_some())
}

/// Whether each TrueType font of letters has one of the two encodings that it may have, whole. Of one with
/// letters of its own in place of some, the independent check knows more.
fn encodings_are_right(fonts: &[ShownFont], file: &PdfDocument) -> bool {
    let is_right = |font: &ShownFont| {
        let flags = font.descriptor(file).get("Flags").and_then(PdfValue::as_integer).unwrap_or(0);
        font.kind(file).as_deref() != Some("TrueType")
            || flags & SYMBOLIC != 0
            || is_whole_encoding(file.entry(&font.dict, "Encoding"), file)
    };
    fonts.iter().all(is_right)
}

fn is_whole_encoding(encoding: Option<PdfValue>, file: &PdfDocument) -> bool {
    let is_known = |name: Option<&[u8]>| matches!(name, Some(b"MacRomanEncoding" | b"WinAnsiEncoding"));
    match encoding {
        Some(PdfValue::Name(name)) => is_known(Some(&name)),
        Some(PdfValue::Dict(dict)) => {
            let differs = |dict: &Dict| file.array(dict, "Differences").is_some_and(|all| !all.is_empty());
            is_known(dict.get("BaseEncoding").and_then(PdfValue::as_name)) && !differs(&dict)
        }
        _ => false,
    }
}

/// The pages, from 1, on which letters stand that break a rule.
#[derive(Default)]
struct LettersOfFile {
    without_text: Option<usize>,
    meaningless: Option<usize>,
    undefined: Option<usize>,
    /// Whether letters that are drawings have no text: of them the independent check knows more.
    unsure: bool,
}

impl LettersOfFile {
    /// Reads all pages; `None` where one cannot be read.
    fn read(attachment: &Attachment) -> Option<Self> {
        let mut found = Self::default();
        for (at, page) in attachment.drawn(0..attachment.sheets.len(), FONTS[0]).enumerate() {
            for drawn in &page?.all {
                let DrawnKind::Letter(letter) = &drawn.kind else { continue };
                let note = |place: &mut Option<usize>| {
                    place.get_or_insert(at + 1);
                };
                match &letter.text {
                    None if letter.is_drawing => found.unsure = true,
                    None => note(&mut found.without_text),
                    Some(text) if text.contains(MEANINGLESS) => note(&mut found.meaningless),
                    Some(_) => {}
                }
                if letter.is_undefined {
                    note(&mut found.undefined);
                }
            }
        }
        Some(found)
    }
}
