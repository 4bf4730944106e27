//! `Facts`: what a PDF has and lacks, as its sender may want to know. It changes nothing, and judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Attachment;
use super::document::PdfDocument;
use super::field_dict::Form;
use super::fields::{FilledField, filled_fields};
use super::shown_fonts::shown_fonts;
use super::survey::PageSurvey;
use super::value::{Dict, PdfValue};

/// The facts that the sender of a PDF may want to know: what it has and what it lacks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// The size in bytes.
    pub bytes: usize,
    /// The version of PDF: 17 for 1.7.
    pub version: u8,
    /// Whether the file has tags that lead to what its pages show.
    pub tagged: bool,
    /// The pages, from 1, of a file with tags, to which none of them leads though they show something.
    pub untagged: Vec<usize>,
    /// Whether the file has a title.
    pub titled: bool,
    /// Whether the file says which language it is in.
    pub language: bool,
    /// Whether the file is encrypted, though it opens without a password.
    pub encrypted: bool,
    /// The sizes of pages as they are seen, in points, and the number of pages of each.
    pub sizes: Vec<((u32, u32), usize)>,
    /// The pages, from 1, that are a picture and hold no words.
    pub scanned: Vec<usize>,
    /// The fonts that are used and not in the file.
    pub fonts: Vec<String>,
    /// The size of the smallest words, in points once the page is printed on A4, and their page, from 1.
    pub smallest: Option<(f64, usize)>,
    /// The number of links that lead to addresses.
    pub links_out: usize,
    /// The parts that act by themselves or are not seen, in plain words.
    pub dangers: Vec<&'static str>,
    /// The pages, from 1, of whose content some cannot be unpacked.
    pub damaged: Vec<usize>,
    /// The pages, from 1, with comments of which the file has no picture: each program draws them as it likes.
    pub undrawn: Vec<usize>,
    /// The fields that somebody filled in and of which the file has no picture that shows their values.
    pub fields: Vec<FilledField>,
    /// The program that wrote the file.
    pub maker: Producer,
}

/// The programs whose ways of saving a tagged PDF differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Producer {
    /// Microsoft PowerPoint.
    PowerPoint,
    /// Microsoft Word, Excel and the like.
    Word,
    /// LibreOffice.
    LibreOffice,
    /// A browser.
    Browser,
    /// A driver that prints into a PDF, whatever the program.
    Printed,
    /// A scanner or copier.
    Scanner,
    /// Any other.
    #[default]
    Other,
}

/// The width and the height of A4, in points.
const A4: (f64, f64) = (595.28, 841.89);

impl Facts {
    /// Reads a file through, whose pages were read; of one that could not be, nothing is known but that it shows
    /// something.
    pub(super) fn of(attachment: &Attachment, surveys: &[Option<PageSurvey>]) -> Self {
        let file = &attachment.document;
        let catalog = file.catalog();
        let mut facts = Self {
            bytes: attachment.bytes.len(),
            version: file.version(),
            tagged: attachment.is_tagged(),
            titled: file.title().is_some_and(|t| !t.trim_ascii().is_empty()),
            language: file
                .entry(&catalog, "Lang")
                .is_some_and(|l| l.as_text().is_some_and(|t| !t.is_empty())),
            encrypted: file.is_encrypted(),
            maker: maker(&file.makers()),
            ..Self::default()
        };
        let mut sizes: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        let tagged = attachment.structure().pages();
        let form = Form::of(file);
        for (at, (_, page)) in file.pages().iter().enumerate() {
            let Some(sheet) = attachment.sheets.get(at) else { break };
            let (width, height) = sheet.size();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides of a page")]
            let size = (width.round() as u32, height.round() as u32);
            *sizes.entry(size).or_default() += 1;
            let survey = surveys.get(at).and_then(Option::as_ref);
            if attachment.work().get(at).is_some_and(|work| !work.intact) {
                facts.damaged.push(at + 1);
            }
            let notes = notes(file, page);
            let drawn = |note: &Dict| file.dict(note, "AP").is_some();
            let speaks = survey.is_none_or(|page| page.speaks) || notes.iter().any(drawn);
            if facts.tagged && speaks && !tagged.contains(&at) {
                facts.untagged.push(at + 1);
            }
            if survey.is_some_and(|page| page.letters == 0 && page.pictured > 0.5 * width * height) {
                facts.scanned.push(at + 1);
            }
            let (long, short) = (width.max(height), width.min(height));
            let printed =
                survey.and_then(|page| page.smallest).map(|s| s * (A4.1 / long).min(A4.0 / short).min(1.0));
            if let Some(printed) = printed
                && facts.smallest.is_none_or(|(before, _)| printed < before)
            {
                facts.smallest = Some((printed, at + 1));
            }
            facts.links_out += links_out(file, page);
            let is_field = |note: &Dict| note.get("Subtype").and_then(PdfValue::as_name) == Some(b"Widget");
            if !notes.iter().filter(|note| !is_field(note)).all(drawn) {
                facts.undrawn.push(at + 1);
            }
            facts.fields.extend(filled_fields(&form, page, at + 1));
        }
        facts.sizes = sizes.into_iter().collect();
        let fonts = shown_fonts(file).unwrap_or_default();
        let missing = fonts.iter().filter(|font| font.is_missing(file));
        facts.fonts = missing.map(|font| font.name(file)).collect::<BTreeSet<String>>().into_iter().collect();
        facts.dangers = dangers(file);
        facts
    }
}

/// The program that wrote a file, by the names that programs gave themselves in it. Only whole words count:
/// "Passwordless Print" is not Word.
fn maker(names: &str) -> Producer {
    let names = names.to_lowercase();
    let words: Vec<&str> =
        names.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let any = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let begins = |known: &[&str]| words.iter().any(|word| known.iter().any(|known| word.starts_with(known)));
    if any(&["powerpoint"]) {
        Producer::PowerPoint
    } else if any(&["word", "excel", "publisher", "visio", "onenote", "outlook"]) {
        Producer::Word
    } else if any(&[
        "print",
        "printer",
        "distiller",
        "ghostscript",
        "pdfcreator",
        "cutepdf",
        "bullzip",
        "dopdf",
        "novapdf",
    ]) {
        Producer::Printed
    } else if begins(&["libreoffice", "openoffice"]) {
        Producer::LibreOffice
    } else if begins(&["chrom", "headlesschrom", "skia", "firefox", "edge", "safari", "quartz"]) {
        Producer::Browser
    } else if begins(&["scan"]) || any(&["canon", "ricoh", "xerox", "konica", "kyocera", "epson", "brother"])
    {
        Producer::Scanner
    } else {
        Producer::Other
    }
}

/// The number of links of a page that lead to addresses.
fn links_out(file: &PdfDocument, page: &Dict) -> usize {
    let notes = file.array(page, "Annots").unwrap_or_default();
    let leads_out = |note: &PdfValue| {
        let PdfValue::Dict(note) = file.resolve(note) else { return false };
        let action = file.dict(&note, "A").and_then(|action| file.entry(&action, "S"));
        action.is_some_and(|kind| kind.as_name() == Some(b"URI"))
    };
    notes.iter().filter(|note| leads_out(note)).count()
}

/// The comments and fields of a page that show.
fn notes(file: &PdfDocument, page: &Dict) -> Vec<Dict> {
    let shows = |note: &PdfValue| {
        let PdfValue::Dict(note) = file.resolve(note) else { return None };
        let kind = note.get("Subtype").and_then(PdfValue::as_name).unwrap_or_default();
        let flags = note.get("F").and_then(PdfValue::as_integer).unwrap_or(0);
        // Windows of other comments, links, and what is hidden (ISO 32000-1, table 165).
        let shows = !matches!(kind, b"Link" | b"Popup") && flags & 0b10_0010 == 0;
        shows.then_some(note)
    };
    file.array(page, "Annots").unwrap_or_default().iter().filter_map(shows).collect()
}

/// The parts that act by themselves or hide something, wherever they stand in the file, in plain words.
fn dangers(file: &PdfDocument) -> Vec<&'static str> {
    let mut found = BTreeSet::new();
    file.visit(&mut |dict, stream| {
        let name = |key: &str| dict.get(key).and_then(PdfValue::as_name).unwrap_or_default();
        found.extend(match name("S") {
            b"JavaScript" => Some("scripts"),
            b"Launch" => Some("a command that starts a program"),
            b"SubmitForm" | b"ImportData" => Some("a form that sends or fetches data"),
            b"GoToR" | b"GoToE" => Some("links to other files"),
            b"Rendition" | b"Movie" | b"Sound" => Some("film or sound"),
            _ => None,
        });
        found.extend(match name("Subtype") {
            b"RichMedia" | b"3D" | b"Movie" | b"Sound" | b"Screen" => Some("film or sound"),
            b"FileAttachment" => Some("files inside it"),
            b"Widget" => Some("form fields"),
            b"Text" | b"FreeText" | b"Highlight" | b"Underline" | b"StrikeOut" | b"Squiggly" | b"Stamp"
            | b"Ink" | b"Caret" => (name("Type") == b"Annot").then_some("comments"),
            _ => None,
        });
        if name("Type") == b"EmbeddedFile" || dict.get("EmbeddedFiles").is_some() {
            found.insert("files inside it");
        }
        if dict.get("XFA").is_some() {
            found.insert("a form that only one program shows");
        }
        if stream && dict.get("F").is_some() {
            found.insert("data that stand in other files");
        }
    });
    let layers = file.dict(&file.catalog(), "OCProperties").and_then(|all| file.dict(&all, "D"));
    if let Some(first) = layers {
        let off = file.array(&first, "OFF").is_some_and(|off| !off.is_empty());
        let base = file.entry(&first, "BaseState").is_some_and(|base| base.as_name() == Some(b"OFF"));
        if off || base {
            found.insert("hidden layers");
        }
    }
    found.into_iter().collect()
}

/// The beginnings of addresses to which a link may lead.
pub(crate) const HARMLESS: [&str; 4] = ["http://", "https://", "mailto:", "tel:"];

/// Whether a link to an address does no more than show something.
pub(crate) fn is_harmless(address: &[u8]) -> bool {
    let address = String::from_utf8_lossy(address).trim().to_ascii_lowercase();
    HARMLESS.iter().any(|kind| address.starts_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_maker_is_known_by_whole_words() {
        let made = [
            ("Microsoft® Word for Microsoft 365, Microsoft® Word for Microsoft 365", Producer::Word),
            ("Acrobat PDFMaker 20 for Excel, Adobe PDF Library", Producer::Word),
            ("Microsoft® PowerPoint® 2019", Producer::PowerPoint),
            ("Microsoft: Print To PDF", Producer::Printed),
            ("Passwordless Print, Wordsworth Services", Producer::Printed),
            ("PScript5.dll Version 5.2.2, Acrobat Distiller 21.0", Producer::Printed),
            ("Writer, LibreOffice 7.6", Producer::LibreOffice),
            ("Mozilla/5.0 HeadlessChrome/120, Skia/PDF m120", Producer::Browser),
            ("ScanSnap Manager", Producer::Scanner),
            ("Swordfish", Producer::Other),
        ];
        for (names, producer) in made {
            assert_eq!(maker(names), producer, "{names}");
        }
    }
}
