//! A whole paper of the model. It holds nothing that is not printed, spoken or written to the PDF's metadata.

use std::sync::Arc;

use chrono::NaiveDate;

use super::AttachmentPages;
use super::block::Block;
use super::inline::Inline;
use crate::finding::Span;
use crate::style::Style;

/// The kind of a paper, which decides its template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PaperKind {
    Report,
    Agenda,
    /// The pages that are kept for an attachment.
    Reserved,
    Minutes,
    /// The action log that goes to a meeting.
    Actions,
    /// The page that says what in a pack is not accessible.
    Accessibility,
}

impl PaperKind {
    /// The file name of the template that sets papers of this kind.
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

/// A paper with every word as it will be printed.
#[derive(Debug, Clone)]
pub struct Paper {
    pub(crate) kind: PaperKind,
    /// The path of the paper's file below the output folder, without its ending: "reports/x/report".
    pub(crate) id: String,
    /// The stretch of source that findings about the whole paper name.
    pub(crate) span: Span,
    pub(crate) title: Vec<Inline>,
    /// The title that agendas and minutes use.
    pub(crate) short_title: String,
    pub(crate) board: Board,
    /// The name of the council that publishes the paper.
    pub(crate) council: String,
    /// The days on which the paper is considered; the first is the paper's date.
    pub(crate) meetings: Vec<NaiveDate>,
    /// The period of the figures, in its short form.
    pub(crate) period: String,
    /// Whether every page is marked as a draft.
    pub(crate) draft: bool,
    /// The officer whose report it is.
    pub(crate) report_of: Option<Contact>,
    /// The people to ask.
    pub(crate) contacts: Vec<Contact>,
    /// The background papers; `None` where nothing is said of them.
    pub(crate) background_papers: Option<Vec<Vec<Inline>>>,
    /// The fields that the style declares for the front of the paper.
    pub(crate) front: Vec<Field>,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// The recommendations; `None` where the board is asked for nothing.
    pub(crate) recommendations: Option<Recommendations>,
    /// The fields that the style declares for the close of the paper.
    pub(crate) closing: Vec<Field>,
    pub(crate) appendices: Vec<Appendix>,
    /// The tables of the charts' data, where the style prints them at the back.
    pub(crate) data: Vec<Block>,
    /// The notes, which `number` puts under the blocks that first mark them.
    pub(crate) notes: Vec<super::Note>,
    /// The picture files, by the names that `Image::file` has.
    pub(crate) pictures: Vec<PictureFile>,
    /// The agenda's own parts; `None` in every other kind of paper.
    pub(crate) agenda: Option<Box<super::Agenda>>,
    /// The closing lines of minutes; `None` in every other kind of paper.
    pub(crate) signing: Option<Signing>,
    /// The places that links from elsewhere can lead to; empty until `number` has run.
    pub(crate) named: Vec<NamedAnchor>,
    /// The house style that the paper is set with.
    pub(crate) style: Arc<Style>,
}

/// A place of a paper that links from elsewhere can lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedAnchor {
    /// The name that such a link uses: "table-reports".
    pub name: String,
    /// The anchor of the place.
    pub anchor: String,
}

/// The closing lines of minutes: the times and the place to sign.
#[derive(Debug, Clone)]
pub(crate) struct Signing {
    /// The times of beginning and end: "10.00 am to 11.10 am".
    pub times: String,
    pub day: Vec<Inline>,
    /// The sentence that the minutes were confirmed, and when.
    pub confirmed: Option<Vec<Inline>>,
}

/// A board as its papers print it.
#[derive(Debug, Clone)]
pub(crate) struct Board {
    pub name: (String, Span),
    pub short: String,
    /// The line under the board's name.
    pub strapline: Option<(String, Span)>,
    /// The file of the board's own logo, its alternative text, and where that is said.
    pub logo: Option<(String, String, Span)>,
}

/// A picture file that the pages show.
#[derive(Debug, Clone)]
pub(crate) struct PictureFile {
    /// The name of the file in the Typst project.
    pub file: String,
    pub bytes: Arc<[u8]>,
    /// The name of the file as its author typed it, and where.
    pub typed: (String, Span),
}

/// A person to ask, as the paper prints their details.
#[derive(Debug, Clone)]
pub(crate) struct Contact {
    /// The lines as they are printed: name, role, team, organisation.
    pub lines: Vec<(String, Span)>,
    /// The telephone number.
    pub phone: Option<(String, Span)>,
    /// The address for e-mail.
    pub email: Option<(String, Span)>,
}

/// A field of the front or the close of a paper.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// The heading printed above the field.
    pub label: String,
    pub blocks: Vec<Block>,
    /// The person who signed the field, and the day.
    pub signed: Option<(String, Option<NaiveDate>)>,
    /// The person who is to sign the field; empty where nobody is.
    pub signer: String,
    /// The stretch of source of the whole field.
    pub span: Span,
}

/// The part that a section takes in the numbering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionNumbering {
    /// Each paragraph of the section takes the next number.
    Paragraphs,
    /// The heading takes the next number.
    Heading,
    /// The heading has this number, whatever stands before it: that of a minute.
    Given(u32),
    /// Nothing in the section takes a number.
    None,
}

/// A section of a paper.
#[derive(Debug, Clone)]
pub struct Section {
    /// The level of the heading: 1 or deeper.
    pub(crate) level: usize,
    /// The printed number of the heading; empty until `number` has run, and where it has none.
    pub(crate) number: String,
    pub(crate) heading: Vec<Inline>,
    /// The name that references use.
    pub(crate) name: Option<String>,
    /// The anchor that references lead to; empty until `number` has run.
    pub(crate) anchor: String,
    pub(crate) numbering: SectionNumbering,
    /// The text below the heading.
    pub blocks: Vec<Block>,
    /// The style in the section's own language, where that is not the paper's.
    pub(crate) speaks: Option<Arc<Style>>,
    /// The stretch of source of the heading.
    pub(crate) span: Span,
}

impl Section {
    /// A section that no author wrote: its heading is the style's, and nothing in it has a number.
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

/// The recommendations of a report to its board.
#[derive(Debug, Clone)]
pub(crate) struct Recommendations {
    /// The printed number of the heading; empty until `number` has run, and where it has none.
    pub number: String,
    /// The part that the recommendations take in the numbering.
    pub numbering: SectionNumbering,
    pub blocks: Vec<Block>,
}

/// An appendix of a paper, with its pages, its link or its attachment.
#[derive(Debug, Clone)]
pub(crate) struct Appendix {
    /// The printed label, such as "Appendix A"; empty until `number` has run.
    pub label: String,
    /// The letter or number that the author gave, such as "A"; `None` where it is counted.
    pub own_label: Option<String>,
    /// The name that references use.
    pub name: Option<String>,
    /// The anchor that references lead to; empty until `number` has run.
    pub anchor: String,
    pub title: Vec<Inline>,
    /// Whether the appendix's pages are marked as a draft.
    pub draft: bool,
    pub content: AppendixContent,
    /// The style in the appendix's own language, where that is not the paper's.
    pub speaks: Option<Arc<Style>>,
    /// The stretch of source of the title.
    pub span: Span,
}

/// The content of an appendix.
#[derive(Debug, Clone)]
pub(crate) enum AppendixContent {
    /// Text on pages of the paper.
    Pages(Vec<Block>),
    /// An address, where it was typed, and text about it.
    Link(String, Span, Vec<Block>),
    /// An attachment, and the words that it shows, which stand after it.
    Attached(Box<AttachmentPages>, Vec<Block>),
    /// Nothing: the appendix is only listed.
    Listed,
}
