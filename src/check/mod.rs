//! Check: from loaded tables to papers whose every field has the right shape. It collects every problem and
//! never stops at the first; it opens no file and evaluates no figure.

mod action;
mod action_cells;
mod actions;
mod address;
mod agenda;
mod appendix;
mod area;
mod attachment;
mod attachment_fields;
mod attendance;
mod background;
mod board;
mod board_copies;
mod cell_value;
mod chart;
mod chart_kind;
mod column;
mod column_figures;
mod columns;
mod contacts;
mod council;
mod data_rows;
mod derived;
mod expression;
mod field_corrections;
mod fields;
mod indicator;
mod key_advice;
mod markup;
mod meeting;
mod minute;
mod minutes;
mod minutes_words;
mod names;
mod other_keys;
mod pack;
mod paper_status;
mod percent;
mod period;
mod period_values;
mod person;
mod placed;
mod plain_text;
mod rag;
mod read_report;
mod report;
mod report_copies;
mod required_parts;
mod row;
mod row_slips;
mod section;
mod section_content;
mod source;
mod table;
mod title_words;
mod totals;
mod typed_capitals;
mod typed_dates;
mod typed_headings;
mod typed_labels;
mod typed_numbers;
mod typed_votes;
mod uncertain;
mod unknown_name;
mod wording;
mod wrong_type;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub(crate) use action_cells::ActionState;
pub(crate) use actions::ActionLog;
pub(crate) use actions::LOG;
pub(crate) use agenda::AgendaEntry;
pub(crate) use agenda::{AgendaOutline, agenda};
pub(crate) use appendix::{AppendixContentSpec, AppendixSpec};
pub(crate) use area::{AreaGroups, Group};
pub(crate) use attachment::AttachmentSpec;
pub(crate) use attendance::{Attendance, Attender};
pub(crate) use background::Background;
pub(crate) use board::{BoardSpec, ClosedActions, closed_actions};
pub(crate) use chart::ChartSpec;
pub(crate) use chart_kind::ChartKind;
pub(crate) use column::{ColumnAlignment, ColumnFormat, ColumnSpec, ColumnTotal};
pub(crate) use council::Council;
pub(crate) use derived::{DerivedKind, DerivedTable};
pub(crate) use expression::{
    AmountForm, BoardForm, ChangeForm, ComparisonPoint, Expression, ExpressionKind, ExpressionNames,
    FigureAccessor, FigureChoice, FigureExpression, FigureStep, IndicatorAccessor, NextMeetingForm, PartForm,
    PeriodForm, PrintedExpression, RuledForm, RunClaim,
};
pub(crate) use indicator::{BetterDirection, LateReason, Measure};
pub use indicator::{Indicator, Observation, Reading, Series};
pub(crate) use markup::{MarkupBlock, MarkupInline, MarkupLine, MarkupPiece};
pub(crate) use minutes::{Minutes, last_number as last_minute};
pub(crate) use minutes_words::held;
pub(crate) use pack::{ItemPaper, ItemSpec, ItemState, PackSpec, Purpose, Standing};
pub(crate) use paper_status::PaperStatus;
pub(crate) use person::Person;
pub(crate) use placed::ImageSpec;
pub(crate) use plain_text::{PlainText, capital};
pub(crate) use rag::{
    Amount, Baseline, Direction, Rating, StatusRule, StatusRules, Tolerance, standard as standard_rules,
};
pub(crate) use report::Report;
pub(crate) use row::{CellContentSpec, CellSpec, RowSpec};
pub(crate) use section::{FieldSpec, SectionNumberingSpec, SectionSpec};
pub(crate) use table::TableSpec;

use crate::finding::{Findings, Sources};
use crate::load::{Asset, Project};
use crate::style::builtin::FONTS;

/// The checked papers, boards and indicators of a project. A report is here as far as it could be read, so
/// that `merge` can name its other mistakes in the same run.
#[derive(Debug)]
pub struct Checked {
    /// The council, from `council.toml`.
    pub(crate) council: Council,
    /// The people of `people.toml` by id.
    pub(crate) people: BTreeMap<String, Person>,
    /// The boards of `boards/` by id.
    pub(crate) boards: BTreeMap<String, BoardSpec>,
    /// The indicators of `indicators/` by id.
    pub indicators: BTreeMap<String, Indicator>,
    /// The selected reports, and those of selected packs.
    pub(crate) reports: Vec<Report>,
    /// The names of all reports of the project, read or not.
    pub(crate) report_names: Vec<String>,
    pub(crate) packs: Vec<PackSpec>,
    pub(crate) minutes: Vec<Minutes>,
    pub(crate) actions: Vec<ActionLog>,
}

/// Checks a whole project and adds its mistakes to `findings`.
pub fn check(project: &Project, sources: &mut Sources, findings: &mut Findings) -> Checked {
    check_in(None, project, sources, findings)
}

/// Checks a whole project whose papers are all set in the house style `style_override`, whatever their boards
/// say. A field that this style asks for and a paper of another style lacks is a warning.
pub(crate) fn check_in(
    style_override: Option<&str>,
    project: &Project,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Checked {
    // Attachments are read through side by side; who asks after them later need not wait.
    project.assets.par_iter().for_each(|(_, asset)| {
        if let Asset::Pdf(attachment) = asset {
            attachment.facts(FONTS[0]);
        }
    });
    let council = council::read(&project.council, findings);
    let people = project.people.as_ref().map(|d| person::read(d, findings)).unwrap_or_default();
    let boards = board::read(project, (&council, &people), style_override, sources, findings);
    board_copies::find(&boards, findings);
    let data_sources = source::DataSources::of_indicators(project, findings);
    let indicators = indicator::read(project, &council, &data_sources, findings);
    board::check_indicators(&boards, &indicators, &council, findings);
    let context = report::ReportContext {
        project,
        people: &people,
        boards: &boards,
        indicators: &indicators,
        council: &council,
        sources: &data_sources,
    };
    let reports = each(&project.reports, |one, own| read_report::read(one, &context, own), findings);
    report_copies::find(&reports, findings);
    let minutes = each(&project.minutes, |one, own| minutes::read(one, &context, own), findings);
    let actions = each(&project.actions, |one, own| actions::read(one, &context, own), findings);
    let context = pack::PackContext {
        project,
        people: &people,
        boards: &boards,
        reports: &reports,
        indicators: &indicators,
        council: &council,
    };
    let mut packs: Vec<PackSpec> =
        project.packs.iter().filter_map(|p| pack::read(p, &context, findings)).collect();
    pack::leave_out_listed(&mut packs);
    wording::find(project, &boards, &reports, &minutes, findings);
    section_content::find(&project.reports, sources, findings);
    findings.settle_misplaced_keys(sources);
    let report_names = project.report_names.clone();
    Checked { council, people, boards, indicators, reports, report_names, packs, minutes, actions }
}

/// Reads documents side by side; findings keep the order of the documents.
fn each<D: Sync, P: Send>(
    documents: &[D],
    read: impl Fn(&D, &mut Findings) -> Option<P> + Sync,
    findings: &mut Findings,
) -> Vec<P> {
    let one = |document: &D| {
        let mut own = Findings::default();
        let paper = read(document, &mut own);
        (own, paper)
    };
    let all: Vec<(Findings, Option<P>)> = documents.par_iter().map(one).collect();
    findings.gather(all)
}
