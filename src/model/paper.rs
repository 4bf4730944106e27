//! A whole paper of the model. It holds nothing that is not printed, spoken or written to the PDF's metadata.

use std::sync::Arc;

use chrono::NaiveDate;

use super::AttachmentPages;
use super::block::{Block, Inline};
use crate::finding::Span;
use crate::style::Style;

/// What kind of paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PaperKind {
    /// A report.
    Report,
    /// An agenda.
    Agenda,
    /// Pages that are kept for an attachment.
    Reserved,
    /// The minutes of a meeting.
    Minutes,
    /// The action log that goes to a meeting.
    Actions,
    /// What in a pack is not accessible.
    Accessibility,
}

impl PaperKind {
    /// The template that sets it.
    pub(crate) fn template(self) -> &'static str {
        match self {
            Self::Report => "report.typ.j2",
            Self::Agenda => "agenda.typ.j2",
            Self::Reserved => "reserved.typ.j2",
            Self::Minutes => "minutes.typ.j2",
            Self::Actions => "actions.typ.j2",
            Self::Accessibility => "accessibility.typ.j2",
        }
    }
}

/// A paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// What kind it is.
    pub(crate) kind: PaperKind,
    /// Its file below the folder of what is built, without the kind: "reports/x/report".
    pub(crate) id: String,
    /// Its file.
    pub(crate) span: Span,
    /// Its title.
    pub(crate) title: Vec<Inline>,
    /// Its title in agenda and minutes.
    pub(crate) short_title: String,
    /// The board that it goes to.
    pub(crate) board: Board,
    /// The council that publishes it.
    pub(crate) council: String,
    /// When it is considered; the first date is the paper's.
    pub(crate) meetings: Vec<NaiveDate>,
    /// What its figures are for, in short.
    pub(crate) period: String,
    /// Whether every page is marked as a draft.
    pub(crate) draft: bool,
    /// Whose report it is.
    pub(crate) report_of: Option<Contact>,
    /// Whom to ask.
    pub(crate) contacts: Vec<Contact>,
    /// Background papers; `None` where nothing is said of them.
    pub(crate) background_papers: Option<Vec<Vec<Inline>>>,
    /// Fields before the sections.
    pub(crate) front: Vec<Field>,
    /// The sections.
    pub sections: Vec<Section>,
    /// What the board is asked to do.
    pub(crate) recommendations: Option<Recommendations>,
    /// Fields after them.
    pub(crate) closing: Vec<Field>,
    /// The appendices.
    pub(crate) appendices: Vec<Appendix>,
    /// Tables of the charts' data, where the style prints them at the back.
    pub(crate) data: Vec<Block>,
    /// Notes, to be put under the blocks that first mark them by `number`.
    pub(crate) notes: Vec<super::Note>,
    /// Image files by the name that `Image::file` has.
    pub(crate) pictures: Vec<PictureFile>,
    /// Whether it stands in a pack, where every paper has an even number of pages.
    pub(crate) in_pack: bool,
    /// What an agenda has.
    pub(crate) agenda: Option<Box<super::Agenda>>,
    /// What minutes are signed with.
    pub(crate) signing: Option<Signing>,
    /// The style to set it with.
    pub(crate) style: Arc<Style>,
}

/// What stands below minutes.
#[derive(Debug, Clone)]
pub(crate) struct Signing {
    /// "10.00 am to 11.10 am".
    pub times: String,
    /// The day of the meeting.
    pub day: Vec<Inline>,
    /// That they were confirmed, and when.
    pub confirmed: Option<Vec<Inline>>,
}

/// The board as it is printed.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    /// Its full name.
    pub name: (String, Span),
    /// Its short name.
    pub short: String,
    /// A line under its name.
    pub strapline: Option<(String, Span)>,
    /// Its own logo's file, and the words for it.
    pub logo: Option<(String, String, Span)>,
}

/// A file that the pages show.
#[derive(Debug, Clone)]
pub(crate) struct PictureFile {
    /// Its name in the Typst project.
    pub file: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Somebody to ask.
#[derive(Debug, Clone)]
pub(crate) struct Contact {
    /// Lines as they are printed: name, role, team, organisation.
    pub lines: Vec<(String, Span)>,
    /// A telephone number.
    pub phone: Option<(String, Span)>,
    /// An address.
    pub email: Option<(String, Span)>,
}

/// A front or closing field.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// What is printed above it.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Who signed it, and when.
    pub signed: Option<(String, Option<NaiveDate>)>,
    /// Who is to sign it; empty where nobody is.
    pub signer: String,
    /// The whole field.
    pub span: Span,
}

/// How a section takes part in the numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionNumbering {
    /// Each paragraph takes the next number.
    Paragraphs,
    /// The heading takes the next number.
    Heading,
    /// The heading has this number, whatever stands before it: that of a minute.
    Given(u32),
    /// Nothing takes a number.
    None,
}

/// A section.
#[derive(Debug, Clone)]
pub struct Section {
    /// 1 or deeper.
    pub(crate) level: usize,
    /// The number of its heading, by `number`.
    pub(crate) number: String,
    /// Its heading.
    pub(crate) heading: Vec<Inline>,
    /// Its name for references.
    pub(crate) name: Option<String>,
    /// The anchor that references lead to, by `number`.
    pub(crate) anchor: String,
    /// Its numbering.
    pub(crate) numbering: SectionNumbering,
    /// Its text.
    pub blocks: Vec<Block>,
    /// The style in its language, where that is not the paper's.
    pub(crate) speaks: Option<Arc<Style>>,
    /// Its heading.
    pub(crate) span: Span,
}

impl Section {
    /// One that no author wrote: its heading is the style's, and nothing in it has a number.
    pub fn of_style(heading: String, blocks: Vec<Block>, span: Span) -> Self {
        Self {
            level: 1,
            number: String::new(),
            heading: vec![Inline::Text(heading, span)],
            name: None,
            anchor: String::new(),
            numbering: SectionNumbering::None,
            blocks,
            speaks: None,
            span,
        }
    }
}

/// What the board is asked to do.
#[derive(Debug, Clone)]
pub(crate) struct Recommendations {
    /// The number of its heading, by `number`.
    pub number: String,
    /// How they take part in the numbering.
    pub numbering: SectionNumbering,
    /// Their text.
    pub blocks: Vec<Block>,
}

/// An appendix.
#[derive(Debug, Clone)]
pub(crate) struct Appendix {
    /// "Appendix A", by `number`.
    pub label: String,
    /// The label its author gave, such as "A".
    pub own_label: Option<String>,
    /// Its name for references.
    pub name: Option<String>,
    /// The anchor that references lead to, by `number`.
    pub anchor: String,
    /// Its title.
    pub title: Vec<Inline>,
    /// Whether its pages are marked as a draft.
    pub draft: bool,
    /// What it holds.
    pub content: AppendixContent,
    /// The style in its language, where that is not the paper's.
    pub speaks: Option<Arc<Style>>,
    /// Its title.
    pub span: Span,
}

/// What an appendix holds.
#[derive(Debug, Clone)]
pub(crate) enum AppendixContent {
    /// Pages of its own.
    Pages(Vec<Block>),
    /// An address, and words about it.
    Link(String, Span, Vec<Block>),
    /// An attachment, and the words that it shows, which stand after it.
    Attached(Box<AttachmentPages>, Vec<Block>),
    /// It is only listed.
    Listed,
}
