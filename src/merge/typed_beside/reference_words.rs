//! The kinds of what references lead to, by which they print a word before a number. It numbers nothing: what takes
//! no number for certain is left out.

use std::collections::BTreeMap;

use crate::check::{ExpressionKind, MarkupBlock, MarkupInline, Report, SectionNumberingSpec};
use crate::style::Tokens;

/// A kind of what references lead to, with a number of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::merge) enum ReferenceKind {
    Figure,
    Table,
    Appendix,
    Paragraph,
    Section,
    Minute,
}

impl ReferenceKind {
    /// The words that people type before a number of this kind, in English and Welsh, in small letters.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Figure => &["figure", "figures", "fig", "fig.", "ffigur", "ffigurau"],
            Self::Table => &["table", "tables", "tabl", "tablau"],
            Self::Appendix => &["appendix", "appendices", "atodiad"],
            Self::Paragraph => &["paragraph", "paragraphs", "para", "para.", "paras", "paragraff"],
            Self::Section => &["section", "sections", "adran"],
            Self::Minute => &["minute", "minutes", "cofnod"],
        }
    }
}

/// The kind of each name of a paper that a reference prints with a number.
pub(in crate::merge) fn reference_kinds(report: &Report, tokens: &Tokens) -> BTreeMap<String, ReferenceKind> {
    let mut kinds = BTreeMap::new();
    let mut add = |name: &str, kind| kinds.insert(name.to_owned(), kind);
    for section in &report.sections {
        let kind = match section.numbering {
            SectionNumberingSpec::Heading => Some(ReferenceKind::Section),
            SectionNumberingSpec::Given(_) => Some(ReferenceKind::Minute),
            SectionNumberingSpec::Paragraphs | SectionNumberingSpec::None => None,
        };
        if let (Some(name), Some(kind)) = (&section.name, kind) {
            add(&name.text, kind);
        }
        let are_numbered = section.numbering == SectionNumberingSpec::Paragraphs
            && !tokens.text("numbering.paragraph").is_empty()
            && tokens.text("numbering.scheme") != "section";
        if are_numbered {
            section.blocks.iter().filter_map(numbered_name).for_each(|name| {
                add(name, ReferenceKind::Paragraph);
            });
        }
    }
    let appendices = report.appendices.iter().filter_map(|appendix| appendix.name.as_ref());
    appendices.for_each(|name| {
        add(&name.text, ReferenceKind::Appendix);
    });
    // A table may share its name with the appendix that holds it, and is what the reference then leads to.
    let tables = report.tables.keys().chain(report.derived.keys());
    tables.for_each(|name| {
        add(name, ReferenceKind::Table);
    });
    report.charts.keys().for_each(|name| {
        add(name, ReferenceKind::Figure);
    });
    let images = report.images.iter().filter(|(_, image)| !image.caption.is_empty());
    images.for_each(|(name, _)| {
        add(name, ReferenceKind::Figure);
    });
    kinds
}

/// The name of a paragraph that takes a number.
fn numbered_name(block: &MarkupBlock) -> Option<&str> {
    let MarkupBlock::Paragraph { body, .. } = block else { return None };
    let kinds = || {
        body.iter().filter_map(|inline| match inline {
            MarkupInline::Expression(expression) => Some(&expression.kind),
            _ => None,
        })
    };
    let is_unnumbered = kinds().any(|kind| *kind == ExpressionKind::Unnumbered);
    let name = kinds()
        .find_map(|kind| if let ExpressionKind::Name(name) = kind { Some(name.as_str()) } else { None });
    name.filter(|_| !is_unnumbered)
}
