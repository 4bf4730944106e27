//! The names in a data file that mean a place: an area that the council declares, or the whole that the indicator
//! has instead of the council's. It never decides which places are areas.

use super::series_file::SeriesFileReader;
use crate::finding::{Finding, Findings, Rule};
use crate::load::{WorksheetCell, look_alike};

/// The id of the area that a text of a data file names; `Some(None)` is the whole, and `None` a place that nobody has
/// declared.
///
/// An indicator of one district has that district as its whole: there, neither is the council's whole meant by the
/// figures without an area, nor the district a part of itself.
pub(super) fn find_area(reader: &SeriesFileReader<'_>, text: &str) -> Option<Option<String>> {
    let own =
        reader.indicator.whole.as_ref().map(|whole| whole.text.trim()).filter(|whole| !whole.is_empty());
    match reader.context.council.areas.find(text) {
        Some(None) if own.is_some_and(|own| !look_alike(own, text)) => None,
        Some(area) => Some(area.map(str::to_owned)),
        None => own.is_some_and(|own| look_alike(own, text)).then_some(None),
    }
}

/// Finds the council's whole in the file of an indicator with a whole of its own, and returns the cells that name
/// anything else.
pub(super) fn say_other_whole(
    reader: &SeriesFileReader<'_>,
    unknown: &[WorksheetCell],
    pass: impl Fn(&[&WorksheetCell]) -> String,
    findings: &mut Findings,
) -> Vec<WorksheetCell> {
    let areas = &reader.context.council.areas;
    let own = reader.indicator.whole.as_ref().map(|whole| whole.text.trim()).unwrap_or_default();
    let (others, rest): (Vec<&WorksheetCell>, Vec<&WorksheetCell>) =
        unknown.iter().partition(|cell| areas.find(&cell.text) == Some(None));
    if let Some(first) = others.first() {
        let message = format!(
            "`{}` is the whole of council.toml, and the whole of this indicator is `{own}`",
            first.text
        );
        findings.push(
            Finding::error(Rule::UnknownArea, first.span, message)
                .label(first.at.clone())
                .hint(pass(&[first]))
                .hint(
                    "where the figures without an area are the council's, take `whole` out of the indicator",
                ),
        );
    }
    rest.into_iter().cloned().collect()
}
