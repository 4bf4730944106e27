//! `Report`: a report as far as it could be read, and what it may refer to. It reads nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::appendix::AppendixSpec;
use super::background::Background;
use super::board::BoardSpec;
use super::chart::ChartSpec;
use super::council::Council;
use super::derived::DerivedTable;
use super::indicator::Indicator;
use super::markup::MarkupLine;
use super::paper_status::PaperStatus;
use super::person::Person;
use super::placed::{ImageSpec, NoteSpec};
use super::section::{FieldSpec, RecommendationsSpec, SectionSpec};
use super::source::DataSources;
use super::table::TableSpec;
use crate::finding::Span;
use crate::load::Project;
use crate::value::Period;

/// A report, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Report {
    /// The name of the report's folder.
    pub id: String,
    /// The span of the report's file as a whole.
    pub span: Span,
    /// Whether the report is built by itself, and not only in a pack.
    pub alone: bool,
    pub title: MarkupLine,
    /// The title in agenda and minutes.
    pub short_title: Option<MarkupLine>,
    /// The board, with the style that the report is set in.
    pub board: BoardSpec,
    /// The days on which the report is considered; the first is the paper's date.
    pub meetings: Vec<NaiveDate>,
    /// The span of the day or the days, or of the file where it has none.
    pub meeting_span: Span,
    /// The period of the report's figures.
    pub period: Option<Period>,
    /// The span of the period, or of the file where it has none.
    pub period_span: Span,
    /// The ids of the indicators of which an expression in its texts has a figure.
    pub figures_of: BTreeSet<String>,
    pub status: PaperStatus,
    /// The person whose report it is.
    pub report_of: Option<Person>,
    /// The people to ask about the report, in order.
    pub contacts: Vec<Person>,
    /// The background papers; `None` where the key is missing.
    pub background_papers: Option<Vec<Background>>,
    /// Fields before the sections.
    pub front: Vec<FieldSpec>,
    pub sections: Vec<SectionSpec>,
    pub recommendations: Option<RecommendationsSpec>,
    /// Fields after the recommendations.
    pub closing: Vec<FieldSpec>,
    pub appendices: Vec<AppendixSpec>,
    /// The tables by name.
    pub tables: BTreeMap<String, TableSpec>,
    /// The tables that follow from indicators, and the dashboards, by name.
    pub derived: BTreeMap<String, DerivedTable>,
    /// The charts by name.
    pub charts: BTreeMap<String, ChartSpec>,
    /// The corrective action for each indicator that is red, by its id.
    pub corrective_action: BTreeMap<String, (MarkupLine, Span)>,
    /// The images by name.
    pub images: BTreeMap<String, ImageSpec>,
    /// The notes by name.
    pub notes: BTreeMap<String, NoteSpec>,
    /// Whether nothing in the report was wrong.
    pub is_valid: bool,
}

/// The parts of a project that a report may refer to.
pub(super) struct ReportContext<'a> {
    pub project: &'a Project,
    pub people: &'a BTreeMap<String, Person>,
    pub boards: &'a BTreeMap<String, BoardSpec>,
    pub indicators: &'a BTreeMap<String, Indicator>,
    pub council: &'a Council,
    /// The data files that files of indicators declare.
    pub sources: &'a DataSources<'a>,
}
