//! What is asked for and is not there: each finding says what there is.

use crate::figures::town::Town;

fn quarters() -> Town {
    Town::new()
        .council("\n[areas.districts]\nashby = \"Ashby\"\nblaby = \"Blaby\"\n")
        .indicator("x", "measure = \"count\"\nbetter = \"lower\"\nmarks = { \"*\" = \"fewer than five\" }\ntargets = { \"2022/23\" = 4 }")
        .series("x", "quarter", "2023/24 Q1 = 5; 2024/25 Q2 = \"*\"; 2024/25 Q4 = 6")
        .area("x", "ashby", "quarter", "2024/25 Q2 = 3")
}

const THERE: &str = "it has: 2023/24 Q1, 2024/25 Q2, 2024/25 Q4";

#[test]
fn a_period_that_is_not_there_lists_those_that_are() {
    let none = |period: &str| format!("`x` has no value for {period}");
    quarters().refuses(&[
        ("{{ x.at(\"2022/23 Q1\") }}", "no-value", &none("2022/23 Q1"), THERE),
        ("{{ x.previous }}", "no-value", &none("2024/25 Q3"), THERE),
        ("{{ x.year_ago.bare }}", "no-value", &none("2023/24 Q4"), THERE),
        ("{{ x.moved(\"previous\") }}", "no-value", &none("2024/25 Q3"), THERE),
        ("{{ x.vs(\"2021/22 Q3\") }}", "no-value", &none("2021/22 Q3"), THERE),
        ("{{ x.change(\"year_ago\").percent }}", "no-value", &none("2023/24 Q4"), THERE),
        ("{{ x.verdict(\"year_ago\") }}", "no-value", &none("2023/24 Q4"), THERE),
        ("{{ x.latest.previous }}", "no-value", &none("2024/25 Q3"), THERE),
        ("{{ x.at(\"2022/23 Q1\").moved(\"previous\") }}", "no-value", &none("2022/23 Q1"), THERE),
    ]);
    // None of the areas is not a list of areas.
    let outcome = quarters().paper(&["{{ x.at(\"2024/25 Q2\").top(0) }}"]);
    let message = "`top` needs a number, and a group of areas in quotes where there are several, as in top(5, \"wards\")";
    assert_eq!(outcome.findings.iter().map(|f| f.1.as_str()).collect::<Vec<_>>(), [message]);
}

#[test]
fn long_series_are_listed_by_their_ends() {
    let values: Vec<String> = (2010..2024).map(|year| format!("{year} = 1")).collect();
    Town::new()
        .indicator("x", "measure = \"count\"")
        .series("x", "calendar_year", &values.join(";"))
        .refuses(&[(
            "{{ x.at(\"2009\") }}",
            "no-value",
            "`x` has no value for 2009",
            "it has 14 values, from 2010 to 2023",
        )]);
}

#[test]
fn data_that_stop_earlier_say_what_to_write() {
    let late = |keys: &str| {
        Town::new().indicator("x", &format!("measure = \"count\"\n{keys}")).series(
            "x",
            "quarter",
            "2024/25 Q2 = 5; 2024/25 Q3 = 6",
        )
    };
    let message = "`x` has no value for 2024/25 Q4";
    let tail = "it has: 2024/25 Q2, 2024/25 Q3";
    for (keys, why, or) in [
        ("", "the data stop at", ", or add the new figure to its file"),
        ("in_arrears = true", "it comes in arrears, and its newest value is of", ""),
        ("stopped = true", "it has stopped, and its last value is of", ""),
    ] {
        let hint =
            format!("{why} 2024/25 Q3: write x.latest, and x.latest.period for when it was{or}; {tail}");
        for expression in
            ["{{ x.now }}", "{{ x.now.period.long }}", "{{ x.moved(\"previous\") }}", "{{ x.status }}"]
        {
            late(keys).refuses(&[(expression, "no-value", message, &hint)]);
        }
    }
}

#[test]
fn areas_that_are_not_there_list_those_that_are() {
    quarters().refuses(&[
        (
            "{{ x.area(\"ashbi\").now }}",
            "unknown-area",
            "council.toml has no area `ashbi`",
            "did you mean `ashby`? / there are: ashby, blaby",
        ),
        (
            "{{ x.compare(\"wales\") }}",
            "unknown-area",
            "council.toml has no area `wales`",
            "there are: ashby, blaby",
        ),
        (
            "{{ x.area(\"blaby\").at(\"2024/25 Q2\") }}",
            "no-value",
            "`x` for `blaby` has no value for 2024/25 Q2",
            "it has values for: the whole (without .area), ashby",
        ),
        (
            "{{ x.area(\"ashby\").at(\"2024/25 Q4\") }}",
            "no-value",
            "`x` for `ashby` has no value for 2024/25 Q4",
            "it has: 2024/25 Q2",
        ),
        (
            "{{ x.top(1) }}",
            "no-value",
            "`x` has no numbers by districts for 2024/25 Q4",
            "its districts have: 2024/25 Q2",
        ),
        (
            "{{ x.rank(\"ashby\") }}",
            "no-value",
            "`x` has no numbers by districts for 2024/25 Q4",
            "its districts have: 2024/25 Q2",
        ),
        (
            "{{ x.at(\"2024/25 Q2\").rank(\"blaby\") }}",
            "no-value",
            "`x` for `blaby` has no value for 2024/25 Q2",
            "it has values for: the whole (without .area), ashby",
        ),
        (
            "{{ x.at(\"2024/25 Q2\").top(2) }}",
            "no-value",
            "only 1 area of [areas.districts] has a number for 2024/25 Q2",
            "ask for 1",
        ),
        (
            "{{ x.top(1, \"wards\") }}",
            "unknown-area",
            "council.toml has no group of areas `wards`",
            "there are: districts",
        ),
    ]);
}

#[test]
fn marks_say_what_they_mean() {
    let message = "`x` has `*` for 2024/25 Q2 (fewer than five), which is not a number";
    let hint = "say in words why there is no figure, or ask for another period";
    quarters().refuses(&[
        ("{{ x.at(\"2024/25 Q2\") }}", "suppressed", message, hint),
        ("{{ x.at(\"2024/25 Q2\").bare }}", "suppressed", message, hint),
        ("{{ x.vs(\"2024/25 Q2\") }}", "suppressed", message, hint),
        ("{{ x.at(\"2024/25 Q2\").status }}", "suppressed", message, hint),
    ]);
    quarters().period("2024/25 Q3").refuses(&[("{{ x.latest }}", "suppressed", message, hint)]);
}

#[test]
fn targets_and_thresholds_that_are_not_there() {
    quarters().refuses(&[
        ("{{ x.target }}", "no-value", "`x` has no target for 2024/25 Q4", "it has targets for: 2022/23"),
        (
            "{{ x.vs(\"target\") }}",
            "no-value",
            "`x` has no target for 2024/25 Q4",
            "it has targets for: 2022/23",
        ),
        (
            "{{ x.threshold }}",
            "no-value",
            "`x` has no threshold",
            "add to the indicator: threshold = { value = 40, name = \"SafeLives maximum\" }",
        ),
    ]);
    Town::new().indicator("x", "measure = \"count\"").series("x", "quarter", "2024/25 Q4 = 1").refuses(&[(
        "{{ x.target }}",
        "no-value",
        "`x` has no target for 2024/25 Q4",
        "add the target that has been agreed below [x] in its file in indicators/: target = …, or [x.targets] with a line for each period, and better = \"lower\" (or \"higher\"); where there is none, take it out of the sentence",
    )]);
}

#[test]
fn what_is_no_period_is_said() {
    let forms = "write a quarter as \"2024/25 Q1\", a financial year as \"2024/25\", a year as \"2024\"";
    quarters().refuses(&[
        ("{{ x.at(\"last year\") }}", "period", "`last year` is not a period", forms),
        (
            "{{ x.vs(\"last_year\") }}",
            "period",
            "`last_year` is not a period",
            &format!("{forms}; or year_ago, previous, peak, low, target, threshold"),
        ),
    ]);
    let hint = "add to a report, at the top, above the first [: period = \"2024/25 Q4\"; in any other paper write x.latest, or x.at(\"2024/25 Q4\")";
    quarters().period("").refuses(&[
        ("{{ x.now }}", "no-period", "this figure is of the paper's period, and the paper has none", hint),
        (
            "{{ x.year_ago }}",
            "no-period",
            "this figure is of the paper's period, and the paper has none",
            hint,
        ),
    ]);
}

#[test]
fn other_windows_are_not_compared() {
    Town::new()
        .indicator("x", "measure = \"count\"")
        .series("x", "financial_year", "2022/23 = 120")
        .series("x", "quarter", "2024/25 Q4 = 40")
        .refuses(&[(
            "{{ x.moved(\"2022/23\") }}",
            "no-value",
            "`x` has its values for 2024/25 Q4 and 2022/23 in series of different windows, which cannot be compared",
            "compare figures of one window",
        )]);
}

#[test]
fn a_series_without_numbers_has_no_peak() {
    Town::new()
        .indicator("x", "measure = \"count\"\nmarks = { \"-\" = \"not collected\" }")
        .series("x", "quarter", "2024/25 Q4 = \"-\"")
        .refuses(&[("{{ x.peak }}", "no-value", "`x` has no number in its series", "it has: 2024/25 Q4")]);
    Town::new().indicator("x", "measure = \"count\"").refuses(&[(
        "{{ x.latest }}",
        "no-value",
        "`x` has no values yet",
        "add them to its file",
    )]);
}
