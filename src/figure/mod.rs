//! Figure: what follows from an indicator's values, seen from a report's period: values, changes, verdicts,
//! status and ranks, and the words for them. It never opens a file, and never looks beyond the report's
//! period unless the author names a later one.
//!
//! A report sees what was known at its period. `.latest`, `.peak`, charts and dashboards stop there, so that
//! an old paper built again says what it said; `.at("…")` alone goes beyond.

mod axis;
mod change;
mod period_wording;
mod phrases;
mod process;
mod rank;
mod run;
mod status;
mod view;
mod wording;

pub(crate) use axis::{along, axis, breaks};
pub(crate) use change::{Basis, Change, ChangeVerdict};
pub(crate) use process::{Assurance, FIRM, FigureProcess, Variation};
pub(crate) use rank::{Ranked, ranking};
pub(crate) use run::FigureRun;
pub(crate) use status::{Status, rule_words, status};
pub(crate) use view::{Figure, IndicatorView, MissingValue};
pub(crate) use wording::Wording;
