//! Figure: what follows from an indicator's values, seen from a report's period: values, changes,
//! verdicts, status and ranks, and the words for them. It never opens a file, and never looks
//! beyond the report's period unless it is asked to.

mod axis;
mod change;
mod rank;
mod status;
mod view;
mod wording;

pub use axis::{along, axis, breaks};
pub use change::{Basis, Change, ChangeVerdict};
pub use rank::{Ranked, ranking};
pub use status::{Status, capital, rule_words, status};
pub use view::{Figure, IndicatorView, MissingValue};
pub use wording::Wording;
