//! Check: from loaded tables to papers whose every field has the right shape. It collects every
//! problem and never stops at the first; it opens no file and evaluates no figure.

mod action;
mod actions;
mod agenda;
mod appendix;
mod area;
mod attached;
mod attendance;
mod background;
mod board;
mod chart;
mod council;
mod data_rows;
mod derived;
mod fields;
mod indicator;
mod markup;
mod meeting;
mod minute;
mod minutes;
mod names;
mod pack;
mod percent;
mod person;
mod placed;
mod rag;
mod report;
mod row;
mod section;
mod table;
mod typed_numbers;
mod uncertain;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub(crate) use actions::LOG;
pub use actions::{Actions, State};
pub use agenda::Entry as AgendaEntry;
pub use agenda::{Agenda, agenda};
pub use appendix::{Appendix, Content};
pub use area::{Areas, Group};
pub use attached::{Attached, pages_in_words};
pub use attendance::{Attendance, Attender};
pub use background::Background;
pub use board::{Board, ClosedActions, closed_actions};
pub use chart::{Chart, ChartKind};
pub use council::Council;
pub use derived::{Derived, DerivedKind};
pub use indicator::{
    Better, Indicator, Late, Measure, Observation, Reading, Series, Survey, Targets, Threshold,
};
pub use markup::{Block, Hole, Inline, Kind, Line, Piece};
pub use minutes::{Minutes, last_number as last_minute};
pub use pack::{Item, ItemPaper, ItemState, Pack, Purpose, Standing};
pub use person::Person;
pub use placed::{Image, Note};
pub use rag::{Against, Amount, Direction, Rating, Rules, StatusRule, Within, standard as standard_rules};
pub use report::{Report, Status};
pub use row::{Body, Cell, Row};
pub use section::{Field, Numbering, Recommendations, Section};
pub use table::{Column, Format, Table};

use crate::finding::{Findings, Place, Sources};
use crate::load::{Asset, Project};

/// A string that is printed as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plain {
    /// The string.
    pub text: String,
    /// Where it was typed.
    pub place: Place,
}

/// Everything of a project that was checked. A report is here as far as it could be read, so that
/// `merge` can name its other mistakes in the same run.
#[derive(Debug)]
pub struct Checked {
    /// `council.toml`.
    pub council: Council,
    /// `people.toml` by id.
    pub people: BTreeMap<String, Person>,
    /// `boards/` by id.
    pub boards: BTreeMap<String, Board>,
    /// `indicators/` by id.
    pub indicators: BTreeMap<String, Indicator>,
    /// The selected reports, and those of selected packs.
    pub reports: Vec<Report>,
    /// The names of all reports that there are, read or not.
    pub report_names: Vec<String>,
    /// The selected packs.
    pub packs: Vec<Pack>,
    /// The selected minutes.
    pub minutes: Vec<Minutes>,
    /// The selected action logs.
    pub actions: Vec<Actions>,
}

/// Checks a whole project.
pub fn check(project: &Project, sources: &mut Sources, findings: &mut Findings) -> Checked {
    check_in(None, project, sources, findings)
}

/// Checks a whole project whose papers are all set in the house style `wear`, whatever their boards
/// say. What that style asks for and a paper of another lacks is a warning.
pub fn check_in(
    wear: Option<&str>,
    project: &Project,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Checked {
    // Attachments are read through side by side; who asks after them later need not wait.
    project.assets.par_iter().for_each(|(_, asset)| {
        if let Asset::Pdf(attachment) = asset {
            attachment.facts();
        }
    });
    let council = council::read(&project.council, findings);
    let people = project.people.as_ref().map(|d| person::read(d, findings)).unwrap_or_default();
    let boards = board::read(project, (&council, &people), wear, sources, findings);
    let indicators = indicator::read(project, &council, findings);
    board::check_indicators(&boards, &indicators, &council, findings);
    let context = report::Context {
        project,
        people: &people,
        boards: &boards,
        indicators: &indicators,
        council: &council,
    };
    let reports = each(&project.reports, |one, own| report::read(one, &context, own), findings);
    let minutes = each(&project.minutes, |one, own| minutes::read(one, &context, own), findings);
    let actions = each(&project.actions, |one, own| actions::read(one, &context, own), findings);
    let context = pack::Context { project, people: &people, boards: &boards, reports: &reports };
    let packs = project.packs.iter().filter_map(|p| pack::read(p, &context, findings)).collect();
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
