//! Trends: lines over time, with every number and word of them. It draws nothing.

use rust_decimal::Decimal;

use super::alt::describe_trend;
use crate::chart::line_data;
use crate::chart::merged::{MergedDrawing, find_nothing, history, subtitle};
use crate::check;
use crate::figure::{Figure, along, axis};
use crate::finding::{Finding, Findings, Rule};
use crate::model::{Drawing, Level, TrendLine};
use crate::query::{FigureQuery, Grid};
use crate::value::{NumberForm, Period};

/// The most values of a line each of which has its number at its point.
const SHORT: usize = 8;

/// Merges a chart of lines over time, with targets and thresholds. `None` where a value is missing, with a
/// finding.
pub(in crate::chart) fn merge(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<MergedDrawing> {
    let mut histories: Vec<(String, bool, Vec<Figure>)> = Vec::new();
    for id in &chart.indicators {
        let newest = exhibits.newest(&exhibits.view(id, None)?, chart.span, findings)?;
        let name = newest.indicator().short.text.trim().to_owned();
        histories.push((name, false, history(&newest, chart.from)));
        for area in &chart.comparators {
            let view = exhibits.view(id, Some(area))?;
            let newest = exhibits.newest(&view, chart.span, findings)?;
            histories.push((exhibits.area_name(Some(area)), true, history(&newest, chart.from)));
        }
    }
    let only: Vec<Vec<Figure>> = histories.iter().map(|(_, _, h)| h.clone()).collect();
    let periods = axis(&only);
    let main = only.first().and_then(|h| h.last()).cloned();
    let Some(main) = main else {
        find_nothing(chart, exhibits, findings);
        return None;
    };
    let indicator = main.indicator();
    let form = indicator.form();
    let single = chart.indicators.len() == 1;
    let lines = histories.iter().map(|(name, comparator, history)| {
        let line = line_data::line(name, *comparator, history, &periods);
        let points = points(&line, form, histories.len() == 1, exhibits);
        TrendLine { points, ..line }
    });
    let lines: Vec<TrendLine> = lines.collect();
    if lines.iter().all(|line| line_data::known(line, form).len() <= 2) {
        findings.push(two_points(chart, only.first().map_or(&[], Vec::as_slice)));
    }
    let levels = if single { levels(&main, &periods, exhibits) } else { Vec::new() };
    let names: Vec<String> = histories.iter().map(|(name, ..)| name.clone()).collect();
    let subtitle = subtitle(chart, &main, &periods, exhibits);
    let cells: Vec<_> = only.iter().map(|h| along(h, &periods)).collect();
    let grid = Grid {
        corner: exhibits.tokens.text("words.period").to_owned(),
        columns: names,
        rows: periods
            .iter()
            .enumerate()
            .map(|(at, period)| {
                let own = cells.iter().map(|own| exhibits.value(own[at]));
                (exhibits.period_words(*period), own.collect())
            })
            .collect(),
        span: chart.span,
    };
    let alt = describe_trend(&lines, &levels, &only, form, exhibits);
    let figures = only.into_iter().flatten().collect();
    let drawing = Drawing::Trend(line_data::trend(&periods, lines, levels, form, exhibits));
    Some(MergedDrawing { drawing, grid, alt, subtitle, figures })
}

/// The hint that two points are no trend; `history` is that of the first indicator.
fn two_points(chart: &check::ChartSpec, history: &[Figure]) -> Finding {
    let id = chart.indicators.first().map_or("", |id| id.text.as_str());
    let sentence = match history {
        [.., before, last] if last.period.year_ago() == Some(before.period) => {
            format!("{{{{ {id}.moved(\"year_ago\") }}}}")
        }
        [.., before, last] if last.period.previous() == before.period => {
            format!("{{{{ {id}.moved(\"previous\") }}}}")
        }
        _ => format!("{{{{ {id}.latest }}}}"),
    };
    let ids: Vec<String> = chart.indicators.iter().map(|id| format!("\"{}\"", id.text)).collect();
    let bars = match ids.len() {
        2..=4 => format!(", or compare them in bars: grouped = [{}]", ids.join(", ")),
        _ => String::new(),
    };
    let message = "this chart has no more than two points, and nobody can see a trend in them";
    Finding::note(Rule::ChartTwoPoints, chart.span, message)
        .hint(format!("say it in a sentence, as with {sentence}{bars}"))
}

/// The points of a line that get words: the newest, and of a line alone its peak and, where it is short, every
/// other.
fn points(
    line: &TrendLine,
    form: NumberForm,
    alone: bool,
    exhibits: &FigureQuery<'_>,
) -> Vec<(usize, String)> {
    let known = line_data::known(line, form);
    let Some(last) = known.last().copied() else { return Vec::new() };
    let mut points = Vec::new();
    // Of counts that begin anew, the highest says nothing. Of several that are as high, the first counts.
    let highest = known.iter().rev().max_by_key(|(_, v)| *v).copied().unwrap_or(last);
    if alone && line.breaks.is_empty() && known.len() > 2 && highest.1 > last.1 {
        points.push((highest.0, exhibits.filled("charts.peak", &[("value", &form.print(highest.1))])));
    }
    points.push((last.0, form.print(last.1)));
    if alone && known.len() <= SHORT {
        let others = known.iter().filter(|(at, _)| points.iter().all(|(own, _)| own != at));
        let others: Vec<(usize, String)> = others.map(|(at, v)| (*at, form.print(*v))).collect();
        points.extend(others);
    }
    points
}

fn levels(figure: &Figure, periods: &[Period], exhibits: &FigureQuery<'_>) -> Vec<Level> {
    let indicator = figure.indicator();
    let form = indicator.form();
    let mut levels = Vec::new();
    let targets: Vec<Option<Decimal>> = periods.iter().map(|p| indicator.target_at(*p)).collect();
    let mut known = targets.iter().flatten();
    if let Some(first) = known.next() {
        let one = known.all(|t| t == first);
        let text = if one { form.print(*first) } else { String::new() };
        let name = exhibits.filled("charts.target", &[("value", &text)]).trim().to_owned();
        levels.push(Level { name, values: targets });
    }
    if let Some(threshold) = &indicator.threshold {
        let name = threshold.name.text.trim();
        let name =
            exhibits.filled("charts.threshold", &[("name", name), ("value", &form.print(threshold.value))]);
        levels.push(Level { name, values: vec![Some(threshold.value); periods.len()] });
    }
    levels
}
