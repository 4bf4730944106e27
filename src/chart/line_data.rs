//! Lines over time from the histories of figures: their values, gaps and breaks along an axis, and the words of a
//! trend. It draws nothing.

use rust_decimal::Decimal;

use crate::check::Reading;
use crate::figure::{Figure, along, breaks};
use crate::model::{Level, Trend, TrendLine, TrendWords};
use crate::query::FigureQuery;
use crate::value::{NumberForm, Period};

/// The line of a history along an axis, with the numbers as they are in the data and no words at points.
pub(super) fn line(name: &str, comparator: bool, history: &[Figure], periods: &[Period]) -> TrendLine {
    let figures = along(history, periods);
    let is_mark = |f: &&Figure| matches!(f.observation.reading, Reading::Mark(_));
    let marked = figures.iter().enumerate().filter(|(_, f)| f.as_ref().is_some_and(is_mark));
    TrendLine {
        name: name.to_owned(),
        comparator,
        values: figures.iter().map(|f| f.and_then(|f| f.number().ok())).collect(),
        points: Vec::new(),
        breaks: breaks(history, periods),
        marked: marked.map(|(at, _)| at).collect(),
    }
}

/// The trend of lines along an axis.
pub(super) fn trend(
    periods: &[Period],
    lines: Vec<TrendLine>,
    levels: Vec<Level>,
    form: NumberForm,
    exhibits: &FigureQuery<'_>,
) -> Trend {
    let word = |path: &str| exhibits.tokens.text(path).to_owned();
    Trend {
        periods: periods.iter().map(|p| exhibits.axis_words(*p)).collect(),
        parts: parts_of_years(periods, exhibits),
        lines,
        levels,
        form,
        words: TrendWords { gap: word("charts.gap"), axis_begins: word("charts.axis_begins") },
    }
}

/// The values of a line that are there, as they are printed, each with its index.
pub(super) fn known(line: &TrendLine, form: NumberForm) -> Vec<(usize, Decimal)> {
    line.values.iter().enumerate().filter_map(|(at, v)| Some((at, form.round((*v)?)))).collect()
}

/// Each period's name within its year, and the year; empty where they are no quarters and no months, or the
/// same part of every year.
fn parts_of_years(periods: &[Period], exhibits: &FigureQuery<'_>) -> Vec<(String, String)> {
    let parts: Option<Vec<(String, String)>> =
        periods.iter().map(|p| exhibits.context.wording.part_of_year(*p)).collect();
    let parts = parts.unwrap_or_default();
    let several = parts.iter().any(|(part, _)| Some(part) != parts.first().map(|(first, _)| first));
    if several { parts } else { Vec::new() }
}
