//! The alternative text of bars by area, in words made from their data. It says nothing that the picture does not show.

use rust_decimal::Decimal;

use crate::check::Indicator;
use crate::model::AreaBar;
use crate::query::FigureQuery;
use crate::value::Period;

/// The alternative text of bars by area.
pub(super) fn describe_areas(
    bars: &[AreaBar],
    lines: &[(String, Decimal)],
    indicator: &Indicator,
    period: Period,
    exhibits: &FigureQuery<'_>,
) -> String {
    let known: Vec<&AreaBar> = bars.iter().filter(|b| b.value.is_some()).collect();
    let mut out = vec![exhibits.filled(
        "alt.areas",
        &[
            ("name", indicator.name.text.trim()),
            ("count", &bars.len().to_string()),
            ("period", &exhibits.period_words(period)),
        ],
    )];
    if let (Some(first), Some(last)) = (known.first(), known.last()) {
        let values = [
            ("high", first.name.as_str()),
            ("most", &first.text),
            ("low", last.name.as_str()),
            ("least", &last.text),
        ];
        out.push(exhibits.filled("alt.range", &values));
    }
    out.extend(lines.iter().map(|(words, _)| exhibits.filled("alt.line", &[("words", words)])));
    if known.len() < bars.len() {
        let missing: Vec<String> =
            bars.iter().filter(|b| b.value.is_none()).map(|b| b.name.clone()).collect();
        let list = exhibits.context.wording.list(&missing);
        out.push(exhibits.filled("alt.missing", &[("names", &list)]));
    }
    out.join(" ")
}
