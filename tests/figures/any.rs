//! Random series: for any polarity, measure, decimals and values, what the paper says agrees with
//! the numbers that it prints. Everything is worked out a second time here, in whole numbers.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::figures::town::Town;

/// All numbers here are whole numbers of this part of one.
const ONE: i128 = 1_000_000_000_000;

#[derive(Debug, Clone)]
struct Case {
    measure: &'static str,
    better: &'static str,
    decimals: Option<u32>,
    /// The year before, now, and the target: digits, and places after the point.
    values: [(i64, u32); 3],
    /// In per cent where it is a share, else in the indicator's own unit.
    tolerance: (u32, bool),
}

fn value() -> impl Strategy<Value = (i64, u32)> {
    let digits = prop_oneof![
        4 => -2_000i64..2_000,
        2 => 0i64..300,
        1 => Just(0i64),
        1 => -999_999_999_999_999i64..=999_999_999_999_999,
    ];
    (digits, 0u32..=6)
}

fn case() -> impl Strategy<Value = Case> {
    let near = (value(), -3i64..=3, value(), any::<bool>())
        .prop_map(|(a, step, b, close)| if close { [a, (a.0 + step, a.1), b] } else { [a, b, a] });
    (
        prop::sample::select(vec!["count", "rate", "percent", "money", "score"]),
        prop::sample::select(vec!["lower", "higher", "neither", ""]),
        prop::option::weighted(0.8, 0u32..=5),
        near,
        (0u32..40, any::<bool>()),
    )
        .prop_map(|(measure, better, decimals, values, tolerance)| Case {
            measure,
            better,
            decimals,
            values: values.map(|(n, places)| (n.clamp(-999_999_999_999_999, 999_999_999_999_999), places)),
            tolerance,
        })
}

fn typed((digits, places): (i64, u32)) -> String {
    let (sign, all) = (if digits < 0 { "-" } else { "" }, format!("{:07}", digits.unsigned_abs()));
    let (whole, part) = all.split_at(all.len() - places as usize);
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// What is typed, in parts of one.
fn exact((digits, places): (i64, u32)) -> i128 {
    i128::from(digits) * (ONE / 10i128.pow(places))
}

impl Case {
    /// Rounded half away from zero to what is printed.
    fn printed(&self, value: (i64, u32)) -> i128 {
        let places = self.decimals.unwrap_or(if self.measure == "money" { 2 } else { value.1 });
        let (unit, exact) = (ONE / 10i128.pow(places), exact(value));
        (exact.abs() + unit / 2) / unit * unit * exact.signum()
    }

    fn add(&self, town: Town, id: &str) -> Town {
        let per = if self.measure == "rate" { "per = 1000\n" } else { "" };
        let decimals = self.decimals.map(|d| format!("decimals = {d}\n")).unwrap_or_default();
        let better = match self.better {
            "" => String::new(),
            better => format!("better = \"{better}\"\n"),
        };
        let target =
            if self.judged() { format!("target = {}\n", typed(self.values[2])) } else { String::new() };
        let tolerance = match self.tolerance {
            (by, true) => format!("\"{by}%\""),
            (by, false) => by.to_string(),
        };
        let keys =
            format!("measure = \"{}\"\n{per}{decimals}{better}{target}tolerance = {tolerance}", self.measure);
        let values =
            format!("2023/24 Q4 = {}; 2024/25 Q4 = {}", typed(self.values[0]), typed(self.values[1]));
        let town = town.indicator(id, &keys);
        match self.measure {
            "percent" => town.percentages(id, "quarter", &values),
            _ => town.series(id, "quarter", &values),
        }
    }

    fn judged(&self) -> bool {
        matches!(self.better, "lower" | "higher")
    }

    fn text(&self, id: &str) -> String {
        let mut expressions = [
            "year_ago.bare",
            "now.bare",
            "moved('year_ago')",
            "vs('year_ago')",
            "change('year_ago')",
            "change('year_ago').size",
            "change('year_ago').words",
        ]
        .map(|ask| format!("{{{{ {id}.{ask} }}}}"))
        .to_vec();
        let more = [
            (self.printed(self.values[0]) != 0, "change('year_ago').percent"),
            (!self.better.is_empty(), "verdict('year_ago')"),
            (self.judged(), "status"),
            (self.judged(), "target.bare"),
        ];
        expressions.extend(
            more.map(|(is, ask)| if is { format!("{{{{ {id}.{ask} }}}}") } else { "none".to_owned() }),
        );
        expressions.join("; ").replace('\'', "\"")
    }

    /// Sets what was printed against what this case's numbers say.
    fn agrees(&self, printed: &str) -> Result<(), TestCaseError> {
        let parts: Vec<&str> = printed.split("; ").collect();
        let [old, new, moved, vs, change, size, words, percent, verdict, status, target] = parts[..] else {
            return Err(TestCaseError::fail(printed.to_owned()));
        };
        let (from, to) = (self.printed(self.values[0]), self.printed(self.values[1]));
        prop_assert_eq!((number(old), number(new)), (from, to));
        let by = to - from;
        let (verb, than, noun) = match by.signum() {
            1 => ("rose from ", "higher than", "a rise of "),
            -1 => ("fell from ", "lower than", "a fall of "),
            _ => ("stayed at ", "the same as", "no change"),
        };
        prop_assert!(moved.starts_with(verb) && vs.ends_with(than) && words.starts_with(noun));
        let ends: Vec<i128> = moved[verb.len()..].split(" to ").map(number).collect();
        prop_assert_eq!(ends, if by == 0 { vec![to] } else { vec![from, to] });
        prop_assert_eq!((number(change), number(size)), (by, by.abs()));
        if by != 0 {
            prop_assert_eq!(number(vs), by.abs());
            prop_assert_eq!(number(&words[noun.len()..]), by.abs());
        }
        if from != 0 {
            let (a, b) = (exact(self.values[0]), exact(self.values[1]));
            let expected = if by == 0 { 0.0 } else { (b - a) as f64 / a.abs() as f64 * 100.0 };
            let found = number(percent) as f64 / ONE as f64;
            prop_assert!((found - expected).abs() <= 0.051 + expected.abs() * 1e-12);
            prop_assert!(number(percent).signum() * by.signum() >= 0 && (by != 0 || percent == "0.0%"));
        }
        if !self.better.is_empty() {
            let (n, share) = (i128::from(self.tolerance.0), self.tolerance.1);
            let stable = if share { by.abs() * 100 <= from.abs() * n } else { by.abs() <= n * ONE };
            let expected = match (stable || by == 0, self.better, by > 0) {
                (true, ..) => "has remained stable",
                (_, "lower", true) | (_, "higher", false) => "has worsened",
                (_, "lower", false) | (_, "higher", true) => "has improved",
                (_, _, true) => "has risen",
                _ => "has fallen",
            };
            prop_assert_eq!(verdict, expected);
        }
        if self.judged() {
            let goal = self.printed(self.values[2]);
            prop_assert_eq!(number(target), goal);
            let miss = if self.better == "higher" { goal - to } else { to - goal };
            let (n, share) = (i128::from(self.tolerance.0), self.tolerance.1);
            let near = if share { miss * 100 <= goal.abs() * n } else { miss <= n * ONE };
            let expected = match (miss <= 0, near) {
                (true, _) => "green",
                (_, true) => "amber",
                _ => "red",
            };
            prop_assert_eq!(status, expected);
        }
        Ok(())
    }
}

/// A printed number, in parts of one: "−£1,200.50", "1 percentage point", "0.33 higher than".
fn number(text: &str) -> i128 {
    let first = text.split(' ').next().unwrap_or_default().replace([',', '£', '%'], "");
    let (sign, digits) = first.strip_prefix('−').map_or((1, first.as_str()), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let whole: i128 = whole.parse().unwrap_or_else(|_| panic!("{text} is no number"));
    let part: i128 = format!("{part:0<12}").parse().expect("digits");
    sign * (whole * ONE + part)
}

/// Anything that TOML takes as a number, and some that it does not.
fn wild() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?[1-9][0-9]{0,30}",
        "-?0\\.0{0,30}[0-9]{1,5}",
        "-?[1-9][0-9]{0,16}\\.[0-9]{1,28}",
        Just("79228162514264337593543950335".to_owned()),
        Just("-79228162514264337593543950335".to_owned()),
        Just("0.0000000000000000000000000001".to_owned()),
        Just("9223372036854775807".to_owned()),
        Just("nan".to_owned()),
        Just("-inf".to_owned()),
        Just("1e28".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_agree_with_numbers(cases in prop::collection::vec(case(), 1..40)) {
        let ids: Vec<String> = (0..cases.len()).map(|n| format!("x{n}")).collect();
        let town = cases.iter().zip(&ids).fold(Town::new(), |town, (case, id)| case.add(town, id));
        let texts: Vec<String> = cases.iter().zip(&ids).map(|(case, id)| case.text(id)).collect();
        let outcome = town.paper(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        prop_assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
        for (case, printed) in cases.iter().zip(&outcome.paragraphs) {
            let printed = printed.split_once(' ').map_or("", |(_, rest)| rest);
            case.agrees(printed).map_err(|e| TestCaseError::fail(format!("{e}\n{printed}\n{case:?}")))?;
        }
    }

    /// Whatever is typed, it is printed or it is a finding.
    #[test]
    fn no_number_makes_it_panic(
        values in prop::collection::vec(wild(), 7),
        measure in prop::sample::select(vec!["count", "rate", "percent", "money", "score"]),
        decimals in prop::option::of(0u32..=10),
        parts in any::<bool>(),
    ) {
        let [a, b, target, threshold, tolerance, n, d] = &values[..] else { unreachable!() };
        let per = if measure == "rate" { "per = 10000000\n" } else { "" };
        let decimals = decimals.map(|d| format!("decimals = {d}\n")).unwrap_or_default();
        let share = tolerance.trim_start_matches('-');
        let keys = format!("measure = \"{measure}\"\n{per}{decimals}better = \"lower\"\ntarget = {target}\nthreshold = {{ value = {threshold}, name = \"Ceiling\" }}\ntolerance = \"{share}%\"\nrag = \"any\"");
        let second = if parts { format!("{{ n = {n}, d = {d} }}") } else { b.clone() };
        let rag = format!("\n[[rag.any]]\nstatus = \"green\"\nwithin = \"{share}%\"\ndirection = \"improved\"\n[[rag.any]]\nstatus = \"red\"\n");
        let town = Town::new()
            .council(&rag)
            .indicator("x", &keys)
            .series("x", "rolling_12_months", &format!("2023/24 Q4 = {a}; 2024/25 Q3 = {a}; 2024/25 Q4 = {second}"))
            .report("[dashboard.all]\ncaption = \"All\"\n[chart.trend]\ntrend = \"x\"\ntitle = \"It moves\"\n");
        let expressions = ["now", "now.bare", "moved(\"year_ago\")", "vs(\"target\")", "vs(\"threshold\")", "change(\"previous\").percent", "change(\"target\").percent", "verdict(\"year_ago\")", "verdict(\"previous\").rule", "status", "status.rule", "target", "threshold", "peak", "low"];
        let texts: Vec<String> = expressions.iter().map(|h| format!("{{{{ x.{h} }}}}")).collect();
        let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        texts.push("here.\n\n{{ place(\"all\") }}\n\n{{ place(\"trend\") }}");
        let _ = town.paper(&texts);
    }
}
