//! Check: from loaded tables to papers whose every field has the right shape. It collects every
//! problem and never stops at the first; it opens no file and evaluates no figure.

mod action;
mod appendix;
mod area;
mod board;
mod chart;
mod council;
mod derived;
mod fields;
mod indicator;
mod markup;
mod names;
mod pack;
mod person;
mod placed;
mod rag;
mod report;
mod row;
mod section;
mod table;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use appendix::{Appendix, Content};
pub use area::{Areas, Group};
pub use board::Board;
pub use chart::{Chart, ChartKind};
pub use council::Council;
pub use derived::{Derived, DerivedKind};
pub use indicator::{
    Better, Indicator, Late, Measure, Observation, Reading, Series, Survey, Targets, Threshold,
};
pub use markup::{Block, Hole, Inline, Kind, Line, Piece};
pub use pack::{Item, ItemPaper, Pack, Purpose, State};
pub use person::Person;
pub use placed::{Image, Note};
pub use rag::{Against, Amount, Direction, Rating, Rule, Rules, Within, standard as standard_rules};
pub use report::{Report, Status};
pub use row::{Body, Cell, Row};
pub use section::{Field, Numbering, Recommendations, Section};
pub use table::{Column, Format, Table};

use crate::finding::{Findings, Place, Sources};
use crate::load::Project;

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
    /// The selected packs.
    pub packs: Vec<Pack>,
}

/// Checks a whole project.
pub fn check(project: &Project, sources: &mut Sources, findings: &mut Findings) -> Checked {
    let council = council::read(&project.council, findings);
    let people = project.people.as_ref().map(|d| person::read(d, findings)).unwrap_or_default();
    let boards = board::read(project, &council, sources, findings);
    let indicators = indicator::read(project, &council, findings);
    board::check_indicators(&boards, &indicators, &council, findings);
    let context = report::Context {
        project,
        people: &people,
        boards: &boards,
        indicators: &indicators,
        council: &council,
    };
    let read: Vec<(Findings, Option<Report>)> = project
        .reports
        .par_iter()
        .map(|one| {
            let mut own = Findings::default();
            let report = report::read(one, &context, &mut own);
            (own, report)
        })
        .collect();
    let reports = findings.gather(read);
    let context = pack::Context { project, people: &people, boards: &boards, reports: &reports };
    let packs = project.packs.iter().filter_map(|p| pack::read(p, &context, findings)).collect();
    Checked { council, people, boards, indicators, reports, packs }
}
