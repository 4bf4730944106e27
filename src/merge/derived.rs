//! Tables that follow from indicators: values by period, and areas in order. It draws nothing and numbers
//! nothing.

use super::text::TextMerger;
use crate::check::{DerivedKind, DerivedTable, Group, Indicator, PlainText};
use crate::figure::{Figure, MissingValue, along, axis, ranking};
use crate::model::{Inline, Table};
use crate::query::FigureQuery;
use crate::query::{Grid, GridValue};
use crate::value::Period;

/// Merges a derived table; `None` for a dashboard, or where a value is missing, with a finding.
pub(super) fn merge(
    name: &str,
    derived: &DerivedTable,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Option<Table> {
    let (grid, figures) = match &derived.kind {
        DerivedKind::Series { indicators, heading, from } => {
            let heading = heading.as_ref().map(|line| crate::model::plain(&words.line(line)));
            series(derived, indicators, heading, *from, exhibits, words)?
        }
        DerivedKind::Ranking { .. } => rank(derived, exhibits, words)?,
        DerivedKind::Dashboard { .. } => return None,
    };
    let typed = derived.origin.as_ref().map(|line| words.line(line));
    let origin = exhibits.origin(typed, &figures, derived.span);
    let caption: Vec<Inline> = words.line(&derived.caption);
    let mut table = grid.table(name, caption, origin);
    table.beside = derived.beside;
    table.landscape = derived.landscape;
    Some(table)
}

/// Fills a grid with a column for each indicator and a row for each period.
fn series(
    derived: &DerivedTable,
    ids: &[PlainText],
    heading: Option<String>,
    from: Option<Period>,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Option<(Grid, Vec<Figure>)> {
    let mut columns = Vec::new();
    let mut histories: Vec<Vec<Figure>> = Vec::new();
    for id in ids {
        let newest = exhibits.newest(&exhibits.view(id, None)?, derived.span, &mut words.findings)?;
        // Where the newest value stands alone in a series of its own, the longest one is meant.
        let view = &newest.view;
        let longest = view.longest().unwrap_or_else(|| newest.clone());
        let all = longest.history().into_iter();
        histories.push(all.filter(|f| from.is_none_or(|p| f.period.is_shown_from(p))).collect());
        columns.push(newest.indicator().short.text.trim().to_owned());
    }
    if let (Some(heading), [only]) = (heading, columns.as_mut_slice()) {
        *only = heading;
    }
    let periods = axis(&histories);
    let cells: Vec<_> = histories.iter().map(|h| along(h, &periods)).collect();
    let rows = periods.iter().enumerate().map(|(at, period)| {
        (exhibits.period_words(*period), cells.iter().map(|own| exhibits.value(own[at])).collect())
    });
    let rows = rows.collect();
    let corner = exhibits.tokens.text("words.period").to_owned();
    Some((Grid { corner, columns, rows, span: derived.span }, histories.into_iter().flatten().collect()))
}

/// Fills a grid with areas from the highest or the lowest, with their average.
fn rank(
    derived: &DerivedTable,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Option<(Grid, Vec<Figure>)> {
    let DerivedKind::Ranking { indicator: id, group, count, lowest, average, average_name, period } =
        &derived.kind
    else {
        return None;
    };
    let indicator = exhibits.indicators.get(&id.text)?.clone();
    let group = exhibits.group(&indicator, group.as_ref(), "areas", derived.span, &mut words.findings)?;
    let whole = exhibits.view(id, None)?;
    let ask = || {
        let of = |area: &String| {
            let view = whole.of_area(Some(area));
            period.map_or_else(|| view.newest().ok(), |p| view.find(p))
        };
        let areas = group.areas.iter().filter_map(|(area, _)| of(area));
        let own = period.map_or_else(|| whole.newest(), |p| whole.at(p));
        // Where the whole has no value, the newest of the areas says which period it is.
        let base = own.or_else(|missing| {
            areas
                .max_by_key(|f| f.period.last_day())
                .ok_or_else(|| no_areas(&indicator, &group, *period, missing))
        })?;
        let ranked = ranking(&base, &group)?;
        if let Some(count) = count.filter(|count| *count > ranked.len()) {
            return Err(MissingValue::value(
                format!(
                    "this table asks for {count} areas, and [areas.{}] has {} with a number for {}",
                    group.id,
                    ranked.len(),
                    base.period.short()
                ),
                format!("ask for {} or fewer, or for all of them, without `top` and `bottom`", ranked.len()),
            ));
        }
        let average = match average {
            Some(_) => Some(whole.at(base.period).map_err(|missing| MissingValue {
                message: format!(
                    "`{}` has no value of the whole for {}, and this table asks for the average",
                    indicator.id,
                    base.period.short()
                ),
                hint: "add a series without an area, or take `average` out of the ranking".to_owned(),
                ..missing
            })?),
            None => None,
        };
        Ok((ranked, average, base))
    };
    let (mut ranked, whole, base) = match ask() {
        Ok(found) => found,
        Err(missing) => {
            exhibits.missing(&missing, &indicator, derived.span, &mut words.findings);
            return None;
        }
    };
    if *lowest {
        ranked.reverse();
    }
    // Areas that are as high as the last one stand with it: which of them counts would be chance.
    let last = count.and_then(|n| ranked.get(n.checked_sub(1)?)).map(|r| r.value);
    let tied = |r: &crate::figure::Ranked| last == Some(r.value);
    let shown = ranked.iter().enumerate().filter(|(at, r)| count.is_none_or(|n| *at < n) || tied(r)).count();
    ranked.truncate(shown);
    let mut rows: Vec<(String, Vec<GridValue>)> =
        ranked.iter().map(|r| (r.name.clone(), vec![exhibits.value(Some(&r.figure))])).collect();
    let mut figures: Vec<Figure> = ranked.into_iter().map(|r| r.figure).collect();
    if let (Some(first), Some(whole)) = (average, whole) {
        let name = match average_name {
            Some(line) => crate::model::plain(&words.line(line)),
            None => exhibits.tokens.text("words.average").to_owned(),
        };
        let at = if *first { 0 } else { rows.len() };
        rows.insert(at, (name, vec![exhibits.value(Some(&whole))]));
        figures.push(whole);
    }
    let columns = vec![format!("{}, {}", indicator.short.text.trim(), exhibits.period_words(base.period))];
    let corner = exhibits.tokens.text("words.area").to_owned();
    Some((Grid { corner, columns, rows, span: derived.span }, figures))
}

/// The missing value for a group of which no area has a value for the period.
fn no_areas(
    indicator: &Indicator,
    group: &Group,
    period: Option<Period>,
    missing: MissingValue,
) -> MissingValue {
    let own = |s: &&crate::check::Series| group.areas.iter().any(|(id, _)| s.area.as_ref() == Some(id));
    let mut there: Vec<Period> =
        indicator.series.iter().filter(own).flat_map(|s| s.values.keys().copied()).collect();
    there.sort_by_key(|p| p.last_day());
    there.dedup();
    let when = period.map(|p| format!(" for {}", p.short())).unwrap_or_default();
    let message = format!("`{}` has no values by {}{when}", indicator.id, group.id);
    let hint = match (there.first(), there.last()) {
        (Some(first), Some(last)) if first == last => format!("it has them for {}", first.short()),
        (Some(first), Some(last)) => format!("it has them from {} to {}", first.short(), last.short()),
        _ => format!("add series with area = \"…\" for the areas of [areas.{}]", group.id),
    };
    MissingValue { message, hint, ..missing }
}
