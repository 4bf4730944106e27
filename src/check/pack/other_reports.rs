//! The reports that an item may have meant: those for the pack's own meeting that stand under no item of it. It
//! never puts one in.

use chrono::NaiveDate;

use super::{ItemPaper, ItemSpec, PackContext};
use crate::check::board::BoardSpec;
use crate::finding::some_in_words;

/// The most reports that a hint names.
const MOST_NAMED: usize = 4;

/// The hint on the reports for a meeting of a board on a day that no item has; `None` where there are none.
pub(super) fn hint(
    items: &[ItemSpec],
    board: &BoardSpec,
    day: NaiveDate,
    context: &PackContext<'_>,
) -> Option<String> {
    let papers = || items.iter().flat_map(|item| &item.papers);
    let is_named =
        |id: &str| papers().any(|paper| matches!(paper, ItemPaper::Report(named) if named.text == id));
    let for_meeting =
        context.reports.iter().filter(|report| report.board.id == board.id && report.meetings.contains(&day));
    let waiting: Vec<&str> =
        for_meeting.map(|report| report.id.as_str()).filter(|id| !is_named(id)).collect();
    match waiting.as_slice() {
        [] => None,
        [one] => {
            Some(format!("did you mean report = \"{one}\"? It is for this meeting, and stands under no item"))
        }
        several => {
            let names: Vec<String> = several.iter().map(|id| format!("\"{id}\"")).collect();
            Some(format!(
                "for this meeting there are also {}, which stand under no item",
                some_in_words(&names, MOST_NAMED)
            ))
        }
    }
}
