//! Charts of any data: none fails, no words overlap, nothing leaves the picture.

use boardpack::model::{
    AreaBar, AreaBars, Bars, Cause, Drawing, Level, ProcessChart, ProcessSign, ProcessStretch, Spark, Trend,
    TrendLine,
};
use boardpack::value::NumberForm;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::charts::make::{self, parts, quarters};
use crate::charts::read::read;
use crate::charts::rules::faults;

/// Digits with a power of ten, so that one chart has values of about one size.
fn value(scale: u32) -> impl Strategy<Value = Decimal> {
    (-300_i64..1000).prop_map(move |digits| Decimal::new(digits, scale))
}

/// The power of ten of all values: 1e9 down to 0.0001.
fn sized(values: Vec<Option<Decimal>>, large: bool) -> Vec<Option<Decimal>> {
    let factor = if large { Decimal::from(1_000_000) } else { Decimal::ONE };
    values.into_iter().map(|value| value.map(|value| value * factor)).collect()
}

fn name() -> impl Strategy<Value = String> {
    vec("[A-Z]?[a-z’&<]{1,12}", 0..6).prop_map(|words| words.join(" ").chars().take(40).collect())
}

fn form() -> impl Strategy<Value = NumberForm> {
    let kinds = prop_oneof![Just((false, false)), Just((true, false)), Just((false, true))];
    (weighted(0.7, 0_u32..3), kinds).prop_map(|(decimals, (percent, money))| NumberForm {
        decimals,
        percent,
        money,
    })
}

fn trend() -> impl Strategy<Value = Trend> {
    let shape = (1_usize..61, 0_u32..5, any::<bool>());
    shape.prop_flat_map(|(count, scale, large)| {
        let values = move || vec(weighted(0.85, value(scale)), count).prop_map(move |v| sized(v, large));
        let points = vec((0..count, name()), 0..4);
        let line =
            (name(), any::<bool>(), values(), points).prop_map(|(name, comparator, values, points)| {
                TrendLine { name, comparator, values, points, breaks: Vec::new(), marked: Vec::new() }
            });
        let level = (name(), value(scale))
            .prop_map(move |(name, value)| Level { name, values: sized(vec![Some(value); count], large) });
        (vec(line, 1..5), vec(level, 0..3), form(), any::<bool>()).prop_map(
            move |(lines, levels, form, of_years)| Trend {
                periods: quarters(count),
                parts: if of_years { parts(count) } else { Vec::new() },
                lines,
                levels,
                form,
                ..make::trend(Vec::new(), Vec::new())
            },
        )
    })
}

fn areas() -> impl Strategy<Value = AreaBars> {
    (0_u32..5, form()).prop_flat_map(|(scale, form)| {
        let bar = (name(), weighted(0.9, value(scale)), weighted(0.3, (value(scale), value(scale))))
            .prop_map(move |(name, value, interval)| AreaBar {
                name,
                value,
                text: value.map_or("Not published: fewer than five".to_owned(), |v| form.print(v)),
                interval: interval.map(|(a, b)| (a.min(b), a.max(b))),
            });
        let lines = vec((name(), value(scale)), 0..4);
        (vec(bar, 0..30), lines).prop_map(move |(bars, lines)| AreaBars { bars, lines, form })
    })
}

/// A control chart of any line, with limits, causes and signs that need not follow from it.
fn process() -> impl Strategy<Value = ProcessChart> {
    let cause = prop_oneof![Just(Cause::Improving), Just(Cause::Concerning), Just(Cause::Neither)];
    let causes = vec(weighted(0.3, cause.clone()), 60);
    let limits = weighted(0.8, (value(1), value(1)));
    let sign = (weighted(0.5, cause.clone()), "[A-Z?~]", name());
    let sign = sign.prop_map(|(cause, letter, words)| ProcessSign { cause, letter, words });
    let parts = (trend(), causes, 0_usize..60, value(1), limits);
    let words = (vec(sign, 0..3), vec((cause, name()), 0..4), [name(), name(), name()]);
    (parts, words).prop_map(|((trend, causes, step, mean, limits), (signs, key, labels))| {
        let count = trend.periods.len();
        let lines = trend.lines.into_iter().take(1).collect();
        let stretch = |from, to| ProcessStretch { from, to, mean, limits };
        let step = step.min(count);
        ProcessChart {
            trend: Trend { lines, ..trend },
            stretches: [(0, step), (step, count)].map(|(from, to)| stretch(from, to)).to_vec(),
            causes: causes.into_iter().take(count).collect(),
            signs,
            key,
            labels,
        }
    })
}

fn bars() -> impl Strategy<Value = Bars> {
    (1_usize..16, 0_u32..4).prop_flat_map(|(count, scale)| {
        let category = (name(), vec(weighted(0.9, value(scale)), count));
        (vec(name(), count), vec(category, 1..5), form()).prop_map(|(groups, categories, form)| Bars {
            groups,
            categories,
            form,
        })
    })
}

fn drawing() -> impl Strategy<Value = Drawing> {
    prop_oneof![
        3 => trend().prop_map(Drawing::Trend),
        2 => areas().prop_map(Drawing::Areas),
        2 => process().prop_map(|chart| Drawing::Process(Box::new(chart))),
        1 => vec((name(), trend()), 0..9).prop_map(Drawing::Multiples),
        2 => bars().prop_map(Drawing::Grouped),
        2 => bars().prop_map(Drawing::Stacked),
        1 => (vec(weighted(0.8, value(2)), 0..40), vec(0_usize..40, 0..3))
            .prop_map(|(values, breaks)| Drawing::Spark(Spark { values, breaks })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn any_chart_is_sound(drawing in drawing(), width in 210.0..500.0_f64) {
        let picture = read(&drawing, width);
        let faults = faults(&picture);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
        prop_assert_eq!(&picture.svg, &read(&drawing, width).svg);
    }
}
