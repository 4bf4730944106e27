//! The alternative text of bars by area, in words made from their data. It says nothing that the picture does not show.

use rust_decimal::Decimal;

use crate::check::Indicator;
use crate::model::AreaBar;
use crate::query::FigureQuery;
use crate::value::Period;

/// The most areas that are named for one value.
const MOST_NAMED: usize = 3;

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
    out.extend(range(&known, exhibits));
    out.extend(lines.iter().map(|(words, _)| exhibits.filled("alt.line", &[("words", words)])));
    if known.len() < bars.len() {
        let missing: Vec<String> =
            bars.iter().filter(|b| b.value.is_none()).map(|b| b.name.clone()).collect();
        let list = exhibits.context.wording.list(&missing);
        out.push(exhibits.filled("alt.missing", &[("names", &list)]));
    }
    out.join(" ")
}

/// The highest and the lowest value in words, each with the areas that have it; `None` where there is no value.
fn range(known: &[&AreaBar], exhibits: &FigureQuery<'_>) -> Option<String> {
    let (first, last) = (known.first()?, known.last()?);
    if first.text == last.text {
        let count = exhibits.context.wording.count(known.len());
        return Some(match known {
            [one] => exhibits.filled("alt.one_area", &[("name", &one.name), ("value", &one.text)]),
            _ => exhibits.filled("alt.all_areas", &[("count", &count), ("value", &first.text)]),
        });
    }
    let of = |text: &str| {
        let names: Vec<String> = known.iter().filter(|b| b.text == text).map(|b| b.name.clone()).collect();
        if names.len() <= MOST_NAMED {
            return exhibits.context.wording.list(&names);
        }
        exhibits.filled("alt.areas_count", &[("count", &exhibits.context.wording.count(names.len()))])
    };
    let (high, low) = (of(&first.text), of(&last.text));
    let values = [("high", high.as_str()), ("most", &first.text), ("low", &low), ("least", &last.text)];
    Some(exhibits.filled("alt.range", &values))
}
