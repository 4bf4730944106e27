//! Attachments, in packs and as appendices: how each is read out, and what its sender should correct. It
//! opens no file, and stops no build.
//!
//! A page without tags never stops a pack: what comes late must go out. With neither the clerk's words nor a
//! text that stands after it, the pack does not claim to be accessible, and says so on a page of its own
//! (`merge::accessibility`).

use super::PlainText;
use super::attachment_fields::undrawn_fields;
use super::fields::{Fields, blank, wrong};
use super::markup::{MarkupBlock, narrative};
use super::plain_text::plain;
use crate::finding::{Finding, Findings, Rule, Span, pages_in_words};
use crate::load::node::{Node, TypedText};
use crate::load::{Asset, Assets};
use crate::pdf::{Attachment, Producer};
use crate::style::builtin::FONTS;

/// An attachment as a paper or an item names it.
#[derive(Debug, Clone)]
pub(crate) struct AttachmentSpec {
    /// The file's name as it was typed.
    pub file: PlainText,
    /// The file; `None` where it could not be read.
    pub attachment: Option<Attachment>,
    /// The reason why it could not be read: "is not a PDF"; empty where it was.
    pub unread: String,
    /// The words for the pages without tags: one text for each in turn, the last for all that follow.
    pub alternatives: Vec<PlainText>,
    /// The words that the pages show, to be printed after them.
    pub transcript: Option<Vec<MarkupBlock>>,
}

/// The size in points below which words cannot be read in print.
const SMALLEST: f64 = 8.0;
/// The size in bytes above which files are slow to load for most readers.
const LARGEST: usize = 20 << 20;

/// Reads the keys `pdf`, `alt`, `transcript` and `password_file` of a table; `None` where it has no `pdf`.
pub(super) fn read(
    fields: &mut Fields<'_>,
    assets: &Assets,
    findings: &mut Findings,
) -> Option<AttachmentSpec> {
    let file = fields.text("pdf", findings);
    let alternatives = alternatives(fields, findings);
    let transcript = fields.text("transcript", findings);
    let transcript_named = transcript.is_some();
    // The loader has read it.
    let _ = fields.text("password_file", findings);
    let file = file?;
    // Where a file is not there the loader has said why.
    let (attachment, unread) = match assets.get(&file.span()) {
        Some(Asset::Pdf(attachment)) => (Some(attachment.clone()), String::new()),
        Some(Asset::UnreadPdf(reason)) => (None, reason.clone()),
        _ => (None, "is not there".to_owned()),
    };
    let words = transcript.and_then(|file| match assets.get(&file.span()) {
        Some(Asset::Words(text)) => Some(text),
        _ => None,
    });
    let transcript = words.map(|text: &TypedText| narrative(text, findings));
    let attached = AttachmentSpec { file: plain(file), attachment, unread, alternatives, transcript };
    // A transcript that could not be read was meant to describe it.
    judge(&attached, transcript_named, findings);
    Some(attached)
}

fn alternatives(fields: &mut Fields<'_>, findings: &mut Findings) -> Vec<PlainText> {
    let Some(node) = fields.node("alt") else { return Vec::new() };
    let example = "\"A map of the wards, each with its number of thefts\"";
    let one = |node: &Node, findings: &mut Findings| match node.text() {
        Some(text) if blank("alt", text, example, findings) => None,
        Some(text) => Some(plain(text)),
        None => {
            findings.push(wrong("alt", node, "a text, or a list of texts, one for each page"));
            None
        }
    };
    match node.array() {
        Some(several) => several.iter().filter_map(|node| one(node, findings)).collect(),
        None => one(node, findings).into_iter().collect(),
    }
}

/// Finds faults of an attachment, and says what its sender should do.
fn judge(attached: &AttachmentSpec, transcript: bool, findings: &mut Findings) {
    let Some(attachment) = &attached.attachment else { return };
    let facts = attachment.facts(FONTS[0]);
    let span = attached.file.span;
    let name = &attached.file.text;
    let mut warn = |rule, message: String, hints: &[&str]| {
        findings.push(hints.iter().fold(Finding::warning(rule, span, message), |f, hint| f.hint(*hint)));
    };
    let described = !attached.alternatives.is_empty() || transcript;
    let until = "until then say what its pages show: alt = \"…\", or transcript = \"words.txt\"";
    let untagged = attached.untagged();
    let scanned: Vec<usize> = facts.scanned.iter().copied().filter(|page| untagged.contains(page)).collect();
    if !untagged.is_empty() && !described {
        if facts.tagged {
            let of_them =
                if untagged.len() == 1 { "that page shows" } else { "those pages show, one text for each" };
            let pages = pages_in_words(&untagged);
            let message = format!(
                "`{name}` has tags, but none on {pages}: a screen reader passes over what stands there"
            );
            let until = format!("until then say what {of_them}: alt = \"…\", or transcript = \"words.txt\"");
            let joined =
                "if it was joined from several files, ask for each of them: joining loses their tags";
            let printed = "where it is scanned, ask for the file that was printed, saved as PDF";
            let hints =
                [Some(joined), (!scanned.is_empty()).then_some(printed), Some(tagged_by(facts.maker))];
            let hints: Vec<&str> = hints.into_iter().flatten().chain([until.as_str()]).collect();
            warn(Rule::AttachmentUntagged, message, &hints);
        } else if scanned.is_empty() {
            let message =
                format!("`{name}` has no tags: a screen reader finds no headings, lists or tables in it");
            warn(Rule::AttachmentUntagged, message, &[tagged_by(facts.maker), until]);
        } else {
            let pages = pages_in_words(&scanned);
            let message = format!(
                "`{name}` is scanned: what stands on {pages} is a picture of words, which nobody can search or hear"
            );
            warn(
                Rule::AttachmentScanned,
                message,
                &["ask its sender for the file that was printed, saved as PDF", until],
            );
        }
    }
    if untagged.is_empty() && !attached.alternatives.is_empty() {
        let message = format!("`{name}` has tags, which are read out; `alt` is not");
        warn(Rule::AttachmentAlt, message, &["take `alt` out"]);
    }
    if !untagged.is_empty() && attached.alternatives.len() > untagged.len() {
        let (without, texts) = (untagged.len(), attached.alternatives.len());
        let pages = if without == 1 { "page" } else { "pages" };
        let message = format!("`{name}` has {without} {pages} without tags, and `alt` has {texts} texts");
        warn(Rule::AttachmentAlt, message, &["write one text for each page, or one for all"]);
    }
    if facts.tagged && !facts.language {
        let message = format!("`{name}` does not say which language it is in: it is read out as English");
        warn(
            Rule::AttachmentLanguage,
            message,
            &["ask its sender to set the language of the document and to save it again"],
        );
    }
    if !facts.fonts.is_empty() {
        let fonts = facts.fonts.join(", ");
        let message = format!(
            "`{name}` does not hold the fonts that it uses: {fonts}. On another computer it looks otherwise"
        );
        warn(Rule::AttachmentFonts, message, &["ask its sender to save it as PDF with all fonts embedded"]);
    }
    if let Some((size, page)) = facts.smallest.filter(|(size, _)| *size < SMALLEST) {
        let message = format!("`{name}`, page {page}: words of {size:.1} points once it is printed on A4");
        warn(
            Rule::AttachmentSmall,
            message,
            &[
                "ask its sender for larger words, or for the page in two parts: 8 points are the least that can be read",
            ],
        );
    }
    if !facts.dangers.is_empty() {
        let dangers = facts.dangers.join(", ");
        let message =
            format!("`{name}` holds {dangers}: what can be seen of that is drawn, the rest is left out");
        warn(
            Rule::AttachmentActive,
            message,
            &["look at its pages in the pack; ask its sender for a plain file where something is missing"],
        );
    }
    if !facts.damaged.is_empty() {
        let pages = pages_in_words(&facts.damaged);
        let message =
            format!("`{name}`, {pages}: a part of it is damaged, and only what can be read is drawn");
        warn(
            Rule::AttachmentDamaged,
            message,
            &["look at it in the pack; ask its sender to save it as PDF again, and to send it again"],
        );
    }
    if !facts.undrawn.is_empty() {
        let pages = pages_in_words(&facts.undrawn);
        let message = format!("`{name}`, {pages}: comments of which the file holds no picture are not drawn");
        warn(
            Rule::AttachmentUndrawn,
            message,
            &["ask its sender to print the file to PDF with its comments"],
        );
    }
    for field in undrawn_fields(&facts.fields) {
        warn(Rule::AttachmentUndrawn, format!("`{name}`, {}", field.message), &field.hints);
    }
    if facts.encrypted {
        let message = format!("`{name}` is protected against changes");
        warn(
            Rule::AttachmentProtected,
            message,
            &["ask its sender whether it may be published, and for a file without protection"],
        );
    }
    if facts.bytes > LARGEST {
        let message = format!("`{name}` is large: {} MB", facts.bytes >> 20);
        warn(
            Rule::AttachmentLarge,
            message,
            &["ask its sender for a smaller one: in PowerPoint, Compress Pictures before it is saved as PDF"],
        );
    }
}

/// A hint on making the program that wrote a file write tags.
fn tagged_by(maker: Producer) -> &'static str {
    match maker {
        Producer::PowerPoint => {
            "ask its sender to save it again: in PowerPoint, File, Save As, PDF, Options, tick \"Document structure tags for accessibility\""
        }
        Producer::Word => {
            "ask its sender to save it again: in Word or Excel, File, Save As, PDF, Options, tick \"Document structure tags for accessibility\"; never Print to PDF"
        }
        Producer::LibreOffice => {
            "ask its sender to save it again: in LibreOffice, File, Export As, Export as PDF, tick \"Universal Accessibility (PDF/UA)\""
        }
        Producer::Browser => {
            "ask its sender for the page saved from Chrome or Edge, which write tags, or for its address"
        }
        Producer::Printed => {
            "ask its sender for the file saved as PDF in the program that made it: printing to PDF loses tags"
        }
        Producer::Scanner => "ask its sender for the file that was printed, saved as PDF",
        Producer::Other => "ask its sender to save it again as tagged or accessible PDF",
    }
}

impl AttachmentSpec {
    /// The span at which the file was named.
    pub(crate) fn span(&self) -> Span {
        self.file.span
    }

    /// The numbers of the pages without tags, from 1: all of them, some, or none.
    pub(crate) fn untagged(&self) -> Vec<usize> {
        match &self.attachment {
            Some(attachment) if !attachment.is_tagged() => (1..=attachment.sheets.len()).collect(),
            Some(attachment) => attachment.facts(FONTS[0]).untagged.clone(),
            None => Vec::new(),
        }
    }
}
