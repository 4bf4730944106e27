//! The alternative text of a chart, in words made from its data: what it shows, from and to, peak, latest,
//! against target. It says nothing that the picture does not show.

use rust_decimal::Decimal;

use crate::check::Indicator;
use crate::figure::{Change, Figure};
use crate::merge::figure_query::FigureQuery;
use crate::model::{AreaBar, Bars, Level, TrendLine};
use crate::value::{NumberForm, Period};

/// The alternative text of a trend.
pub(super) fn trend(
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
        let highest = known.iter().rev().max_by_key(|(_, v)| *v).copied().unwrap_or(*last);
        if line.breaks.is_empty() && highest.1 > first.1 && highest.1 > last.1 {
            let values =
                [("value", form.print(highest.1)), ("period", exhibits.period_words(highest.0.period))];
            let values = [("value", values[0].1.as_str()), ("period", values[1].1.as_str())];
            out.push(exhibits.filled("alt.peak", &values));
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

/// Compares the newest value with a target or threshold in words; `None` where either is missing.
fn against(level: &Level, line: &TrendLine, form: NumberForm, exhibits: &FigureQuery<'_>) -> Option<String> {
    let (at, value) = line.values.iter().enumerate().rev().find_map(|(at, v)| Some((at, (*v)?)))?;
    let limit = level.values.get(at).copied().flatten()?;
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

/// The alternative text of bars by area.
pub(super) fn areas(
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

/// The alternative text of small trends.
pub(super) fn multiples(
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

/// The alternative text of bars of several categories.
pub(super) fn bars(bars: &Bars, exhibits: &FigureQuery<'_>) -> String {
    let names: Vec<String> = bars.categories.iter().map(|(name, _)| name.clone()).collect();
    let groups = match bars.groups.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => format!("{first} {} {last}", exhibits.tokens.text("words.to")),
    };
    let mut out = vec![
        exhibits
            .filled("alt.bars", &[("names", &exhibits.context.wording.list(&names)), ("groups", &groups)]),
    ];
    for (name, values) in &bars.categories {
        let mut known = values.iter().zip(&bars.groups).filter_map(|(v, g)| Some(((*v)?, g)));
        let Some(first) = known.next() else {
            out.push(exhibits.filled("alt.nothing", &[("name", name)]));
            continue;
        };
        let mut highest = first;
        for one in known {
            if one.0 > highest.0 {
                highest = one;
            }
        }
        let value = bars.form.print(highest.0);
        out.push(exhibits.filled("alt.highest", &[("name", name), ("value", &value), ("group", highest.1)]));
    }
    out.join(" ")
}
