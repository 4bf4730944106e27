//! The reports that an item may have meant: those for the pack's own meeting that stand under no item of it. It
//! never puts one in.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{ItemPaper, ItemSpec, PackContext, PackSpec};
use crate::check::board::BoardSpec;
use crate::finding::some_in_words;

/// The most reports that a hint names.
const MOST_NAMED: usize = 4;

/// The ids of the reports for a meeting of a board on a day that no item has.
pub(super) fn waiting<'a>(
    items: &[ItemSpec],
    board: &BoardSpec,
    day: NaiveDate,
    context: &PackContext<'a>,
) -> Vec<&'a str> {
    let papers = || items.iter().flat_map(|item| &item.papers);
    let is_named =
        |id: &str| papers().any(|paper| matches!(paper, ItemPaper::Report(named) if named.text == id));
    let for_meeting =
        context.reports.iter().filter(|report| report.board.id == board.id && report.meetings.contains(&day));
    for_meeting.map(|report| report.id.as_str()).filter(|id| !is_named(id)).collect()
}

/// Takes the reports that another pack has from those that a pack seems to lack: a meeting may have two packs.
pub(in crate::check) fn leave_out_listed(packs: &mut [PackSpec]) {
    let papers = packs.iter().flat_map(|pack| &pack.items).flat_map(|item| &item.papers);
    let ids = papers.filter_map(|paper| match paper {
        ItemPaper::Report(id) => Some(id.text.clone()),
        _ => None,
    });
    let listed: BTreeSet<String> = ids.collect();
    packs.iter_mut().for_each(|pack| pack.unlisted.retain(|id| !listed.contains(id)));
}

/// The hint on the reports for a meeting that no item has; `None` where there are none.
pub(super) fn hint(waiting: &[&str]) -> Option<String> {
    match waiting {
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
