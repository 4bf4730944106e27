//! Sparklines: the values of a line as small as a word, and its alternative text. It draws nothing.

use crate::figure::{Change, Figure, along, axis, breaks};
use crate::finding::Span;
use crate::model::{Inline, Spark};
use crate::query::FigureQuery;

/// Makes a sparkline of the values up to a figure.
pub(crate) fn spark(figure: &Figure, exhibits: &FigureQuery<'_>, span: Span) -> Inline {
    let history = vec![figure.history()];
    let periods = axis(&history);
    let all = along(&history[0], &periods);
    let values = all.iter().map(|f| f.and_then(|f| f.number().ok())).collect();
    let line = Spark { values, breaks: breaks(&history[0], &periods) };
    let known: Vec<&Figure> = all.into_iter().flatten().filter(|f| f.number().is_ok()).collect();
    let name = figure.indicator().short.text.trim();
    let alt = match known.as_slice() {
        [] => exhibits.filled("alt.nothing", &[("name", name)]),
        [one] => {
            let value = one.signed_text().unwrap_or_default();
            exhibits.filled("alt.spark_one", &[("name", name), ("value", &value)])
        }
        [.., last] if known.iter().all(|f| f.period == last.period || !last.is_comparable(f)) => {
            let value = last.signed_text().unwrap_or_default();
            exhibits.filled("alt.spark_one", &[("name", name), ("value", &value)])
        }
        [_, .., last] => {
            let first = known.iter().find(|f| last.is_comparable(f)).unwrap_or(last);
            let moved = Change::between(first, last)
                .map(|change| exhibits.context.wording.moved(change, figure.indicator()))
                .unwrap_or_default();
            let (from, to) = (exhibits.period_words(first.period), exhibits.period_words(last.period));
            exhibits.filled("alt.spark", &[("name", name), ("moved", &moved), ("from", &from), ("to", &to)])
        }
    };
    Inline::Spark { line, alt, span }
}
