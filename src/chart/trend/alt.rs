//! The alternative text of a trend, in words made from its data: from and to, peak, latest, against target. It says
//! nothing that the picture does not show.

use rust_decimal::Decimal;

use crate::chart::line_data;
use crate::figure::{Change, Figure};
use crate::model::{Level, TrendLine};
use crate::query::FigureQuery;
use crate::value::NumberForm;

/// The most periods that are named for one value.
const MOST_NAMED: usize = 3;

/// The alternative text of a trend.
pub(super) fn describe_trend(
    lines: &[TrendLine],
    levels: &[Level],
    histories: &[Vec<Figure>],
    form: NumberForm,
    exhibits: &FigureQuery<'_>,
) -> String {
    let names: Vec<String> = lines.iter().map(|l| l.name.clone()).collect();
    let mut out = vec![exhibits.filled("alt.trend", &[("names", &exhibits.context.wording.list(&names))])];
    for (line, history) in lines.iter().zip(histories) {
        let known: Vec<(&Figure, Decimal)> =
            history.iter().filter_map(|f| Some((f, f.printed().ok()?))).collect();
        let (Some(first), Some(last)) = (known.first(), known.last()) else {
            out.push(exhibits.filled("alt.nothing", &[("name", &line.name)]));
            continue;
        };
        // Years to date are told from the first that has as much of its year behind it.
        let first = known.iter().find(|(f, _)| last.0.is_comparable(f)).unwrap_or(first);
        if first.0.period == last.0.period {
            let values = [
                ("name", line.name.as_str()),
                ("value", &form.print(last.1)),
                ("period", &exhibits.period_words(last.0.period)),
            ];
            out.push(exhibits.filled("alt.one", &values));
            continue;
        }
        let moved = Change::between(first.0, last.0)
            .map(|change| exhibits.context.wording.moved(change, last.0.indicator()))
            .unwrap_or_default();
        let values = [
            ("name", line.name.as_str()),
            ("moved", &moved),
            ("from", &exhibits.period_words(first.0.period)),
            ("to", &exhibits.period_words(last.0.period)),
        ];
        out.push(exhibits.filled("alt.moved", &values));
        if line.breaks.is_empty() && known.len() > 2 {
            out.extend(extremes(&known, form, exhibits));
        }
        if lines.len() == 1 {
            out.extend(levels.iter().filter_map(|level| against(level, line, form, exhibits)));
        }
        let gaps = line.values.iter().filter(|v| v.is_none()).count();
        if gaps > 0 && lines.len() == 1 {
            out.push(exhibits.filled("alt.gaps", &[("count", &gaps.to_string())]));
        }
    }
    out.join(" ")
}

/// The highest and the lowest value in words, each with the periods in which it was; none where all are the same.
fn extremes(known: &[(&Figure, Decimal)], form: NumberForm, exhibits: &FigureQuery<'_>) -> Vec<String> {
    let values = || known.iter().map(|(_, value)| *value);
    let (Some(high), Some(low)) = (values().max(), values().min()) else { return Vec::new() };
    if high == low {
        return Vec::new();
    }
    let sentence = |token: &str, value: Decimal| {
        let periods = known.iter().filter(|(_, own)| *own == value);
        let periods: Vec<String> = periods.map(|(f, _)| exhibits.period_words(f.period)).collect();
        // Of many, the first says when it began.
        let shown = if periods.len() > MOST_NAMED { &periods[..1] } else { &periods[..] };
        let period = exhibits.context.wording.list(shown);
        exhibits.filled(token, &[("value", &form.print(value)), ("period", &period)])
    };
    vec![sentence("alt.peak", high), sentence("alt.low", low)]
}

/// Compares the newest value with a target or threshold in words; `None` where either is missing.
fn against(level: &Level, line: &TrendLine, form: NumberForm, exhibits: &FigureQuery<'_>) -> Option<String> {
    let (at, value) = line_data::known(line, form).pop()?;
    let limit = form.round(level.values.get(at).copied().flatten()?);
    let key = match value.cmp(&limit) {
        std::cmp::Ordering::Greater => "alt.above",
        std::cmp::Ordering::Equal => "alt.equal",
        std::cmp::Ordering::Less => "alt.below",
    };
    let name = if level.name.contains(&form.print(limit)) {
        level.name.clone()
    } else {
        format!("{} {}", level.name, form.print(limit))
    };
    Some(exhibits.filled(key, &[("value", &form.print(value)), ("level", &name)]))
}
