//! Control charts: an indicator's values with mean, limits, special causes and assurance, and every word of them.
//! It draws nothing.

use rust_decimal::Decimal;

use super::alt::describe_process;
use crate::chart::line_data;
use crate::chart::merged::{MergedDrawing, find_nothing, history, subtitle};
use crate::check;
use crate::figure::{Assurance, FIRM, Figure, FigureProcess, Variation};
use crate::finding::{Finding, Findings, Rule};
use crate::model::{Cause, Drawing, Level, ProcessChart, ProcessSign, ProcessStretch, TrendLine};
use crate::query::{FigureQuery, Grid, GridValue};
use crate::value::statistics::SpecialCause;
use crate::value::{NumberForm, Period};

/// Merges a control chart. `None` where a value is missing, or its values have no limits, with a finding.
pub(in crate::chart) fn merge(
    chart: &check::ChartSpec,
    exhibits: &FigureQuery<'_>,
    findings: &mut Findings,
) -> Option<MergedDrawing> {
    let id = chart.indicators.first()?;
    let newest = exhibits.newest(&exhibits.view(id, None)?, chart.span, findings)?;
    let figures = history(&newest, chart.from);
    if figures.is_empty() {
        find_nothing(chart, exhibits, findings);
        return None;
    }
    let found = match newest.process() {
        Ok(found) => found,
        Err(missing) => {
            exhibits.missing(&missing, newest.indicator(), chart.span, findings);
            return None;
        }
    };
    let last = found.process.stretches.last()?;
    if last.count < FIRM {
        findings.push(few_points(chart, last.count));
    }
    let process = ShownProcess::of(&found, chart.from);
    let indicator = newest.indicator();
    let form = process_form(&found, indicator.form());
    let short = indicator.short.text.trim();
    let line = line_data::line(short, false, &figures, &process.periods);
    let known = line_data::known(&line, indicator.form());
    let points = known.last().map(|(at, value)| (*at, indicator.form().print(*value))).into_iter().collect();
    // Mean and limits begin anew, and so does the line.
    let steps = process.stretches.iter().skip(1).map(|stretch| stretch.from);
    let breaks = line.breaks.iter().copied().chain(steps).collect();
    let line = TrendLine { points, breaks, ..line };
    let signs = signs(&found, &newest, exhibits);
    let mut key: Vec<(Cause, String)> = Vec::new();
    for cause in process.causes.iter().flatten().map(|cause| kind(cause, &newest)) {
        if key.iter().all(|(own, _)| *own != cause) {
            key.push((cause, exhibits.tokens.text(&format!("spc.{}", name(cause))).to_owned()));
        }
    }
    let limits = last.limits?;
    let labels = [("spc.mean", last.mean), ("spc.upper", limits.1), ("spc.lower", limits.0)]
        .map(|(token, value)| exhibits.filled(token, &[("value", &form.print(value))]));
    let alt = describe_process(&found, &newest, &signs, form, exhibits);
    let subtitle = subtitle(chart, &newest, &process.periods, exhibits);
    let grid = grid(chart, &process, (&newest, form), exhibits);
    let trend = line_data::trend(
        &process.periods,
        vec![line],
        target(&newest, &process.periods, exhibits),
        indicator.form(),
        exhibits,
    );
    let causes =
        process.causes.iter().map(|cause| cause.as_ref().map(|cause| kind(cause, &newest))).collect();
    let drawing = ProcessChart { trend, stretches: process.stretches, causes, signs, key, labels };
    Some(MergedDrawing { drawing: Drawing::Process(Box::new(drawing)), grid, alt, subtitle, figures })
}

/// The form of means and limits: that of the values, or one decimal more than these have.
fn process_form(found: &FigureProcess, form: NumberForm) -> NumberForm {
    let places =
        || found.figures.iter().flatten().filter_map(|f| Some(f.number().ok()?.normalize().scale())).max();
    NumberForm { decimals: form.decimals.or_else(|| Some(places().unwrap_or_default() + 1)), ..form }
}

/// The part of a process that a chart shows.
struct ShownProcess {
    periods: Vec<Period>,
    figures: Vec<Option<Figure>>,
    stretches: Vec<ProcessStretch>,
    causes: Vec<Option<SpecialCause>>,
}

impl ShownProcess {
    /// The part from a period on; all of it for `None`.
    fn of(found: &FigureProcess, from: Option<Period>) -> Self {
        let first = found.periods.iter().position(|p| from.is_none_or(|from| p.is_shown_from(from)));
        let first = first.unwrap_or_default();
        let stretches = found.process.stretches.iter().filter(|stretch| stretch.to > first);
        let stretches = stretches.map(|stretch| ProcessStretch {
            from: stretch.from.saturating_sub(first),
            to: stretch.to - first,
            mean: stretch.mean,
            limits: stretch.limits,
        });
        Self {
            periods: found.periods.iter().skip(first).copied().collect(),
            figures: found.figures.iter().skip(first).cloned().collect(),
            stretches: stretches.collect(),
            causes: found.process.causes.iter().skip(first).cloned().collect(),
        }
    }
}

/// The hint that limits rest on few values.
fn few_points(chart: &check::ChartSpec, count: usize) -> Finding {
    let message =
        format!("the newest control limits of this chart rest on {count} values, and {FIRM} make them firm");
    Finding::note(Rule::ChartFewPoints, chart.span, message)
        .hint("say in the paper that they are provisional, or show the values as trend = \"…\" until there are more")
}

/// What a special cause of an indicator means.
fn kind(cause: &SpecialCause, figure: &Figure) -> Cause {
    match Variation::of(cause.high, figure.indicator()) {
        Variation::Improving => Cause::Improving,
        Variation::Concerning => Cause::Concerning,
        Variation::Neither => Cause::Neither,
    }
}

/// The part of a token's name for a special cause.
fn name(cause: Cause) -> &'static str {
    match cause {
        Cause::Improving => "improving",
        Cause::Concerning => "concerning",
        Cause::Neither => "neither",
    }
}

/// The signs for the newest value, and for the target where there is one.
fn signs(found: &FigureProcess, newest: &Figure, exhibits: &FigureQuery<'_>) -> Vec<ProcessSign> {
    let letters = exhibits.tokens.list("spc.letters");
    let sign = |cause: Option<Cause>, letter: usize, token: &str| ProcessSign {
        cause,
        letter: letters.get(letter).copied().unwrap_or_default().to_owned(),
        words: exhibits.tokens.text(token).to_owned(),
    };
    let variation = match found.process.causes.last().and_then(Option::as_ref) {
        None => sign(None, 0, "spc.usual"),
        Some(cause) => {
            let own = kind(cause, newest);
            let (letter, side) = if cause.high { (1, "high") } else { (2, "low") };
            sign(Some(own), letter, &format!("spc.{}_{side}", name(own)))
        }
    };
    let limits = found.process.stretches.last().and_then(|stretch| stretch.limits);
    let target = newest.indicator().target_at(newest.period);
    let assurance = target.zip(limits).and_then(|(target, limits)| {
        Some(match Assurance::of(target, limits, newest.indicator())? {
            Assurance::Met => sign(Some(Cause::Improving), 3, "spc.met"),
            Assurance::Missed => sign(Some(Cause::Concerning), 4, "spc.missed"),
            Assurance::HitAndMiss => sign(None, 5, "spc.hit_and_miss"),
        })
    });
    std::iter::once(variation).chain(assurance).collect()
}

/// The target of each period, as a line.
fn target(figure: &Figure, periods: &[Period], exhibits: &FigureQuery<'_>) -> Vec<Level> {
    let indicator = figure.indicator();
    let values: Vec<Option<Decimal>> = periods.iter().map(|p| indicator.target_at(*p)).collect();
    let Some(last) = values.iter().rev().flatten().next() else { return Vec::new() };
    let name = exhibits.filled("charts.target", &[("value", &indicator.form().print(*last))]);
    vec![Level { name, values }]
}

/// The values with their mean, limits and special causes, as a table.
fn grid(
    chart: &check::ChartSpec,
    process: &ShownProcess,
    (newest, form): (&Figure, NumberForm),
    exhibits: &FigureQuery<'_>,
) -> Grid {
    let word = |path: &str| exhibits.tokens.text(path).to_owned();
    let number = |value: Option<Decimal>| match value {
        Some(value) => GridValue {
            text: form.print(value),
            raw: form.round(value).normalize().to_string(),
            numeric: true,
            missing: false,
        },
        None => GridValue { text: word("words.no_value"), raw: String::new(), numeric: true, missing: true },
    };
    let row = |(at, period): (usize, &Period)| {
        let figure = process.figures.get(at).and_then(Option::as_ref);
        let stretch = process.stretches.iter().find(|stretch| (stretch.from..stretch.to).contains(&at));
        let stretch = stretch.filter(|_| figure.is_some());
        let limits = stretch.and_then(|stretch| stretch.limits);
        let cause = process.causes.get(at).and_then(Option::as_ref).map(|cause| name(kind(cause, newest)));
        let cause = match (figure, cause) {
            (None, _) => String::new(),
            (Some(_), Some(name)) => word(&format!("spc.{name}")),
            (Some(_), None) => word("spc.no_cause"),
        };
        let cells = vec![
            exhibits.value(figure),
            number(stretch.map(|stretch| stretch.mean)),
            number(limits.map(|limits| limits.0)),
            number(limits.map(|limits| limits.1)),
            GridValue { raw: cause.clone(), text: cause, numeric: false, missing: false },
        ];
        (exhibits.period_words(*period), cells)
    };
    let columns = ["spc.column_mean", "spc.column_lower", "spc.column_upper", "spc.column_cause"].map(word);
    Grid {
        corner: word("words.period"),
        columns: std::iter::once(newest.indicator().short.text.trim().to_owned()).chain(columns).collect(),
        rows: process.periods.iter().enumerate().map(row).collect(),
        span: chart.span,
    }
}
