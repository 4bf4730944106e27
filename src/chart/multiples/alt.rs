//! The alternative text of small trends, in words made from their data. It says nothing that the picture does not
//! show.

use crate::check::Indicator;
use crate::figure::{Change, Figure};
use crate::query::FigureQuery;

/// The alternative text of small trends.
pub(super) fn describe_multiples(
    histories: &[(String, Vec<Figure>)],
    indicator: &Indicator,
    exhibits: &FigureQuery<'_>,
) -> String {
    let names: Vec<String> = histories.iter().map(|(name, _)| name.clone()).collect();
    let mut out = vec![exhibits.filled(
        "alt.multiples",
        &[("name", indicator.name.text.trim()), ("names", &exhibits.context.wording.list(&names))],
    )];
    for (name, history) in histories {
        let known: Vec<&Figure> = history.iter().filter(|f| f.number().is_ok()).collect();
        let Some(last) = known.last() else { continue };
        let Some(first) = known.iter().find(|f| last.is_comparable(f)) else { continue };
        let Ok(change) = Change::between(first, last) else { continue };
        let moved = exhibits.context.wording.moved(change, indicator);
        out.push(exhibits.filled("alt.each", &[("name", name), ("moved", &moved)]));
    }
    out.join(" ")
}
