//! Verdicts: which way is better, and when a change counts. Where numerators and denominators are
//! known and two windows share no time a test decides; otherwise the tolerance does.

use crate::figures::town::Town;

fn two(keys: &str, window: &str, from: &str, to: &str) -> Town {
    Town::new().indicator("x", keys).series("x", window, &format!("2023/24 Q4 = {from}; 2024/25 Q4 = {to}"))
}

const VERDICT: &str = "{{ x.verdict(\"year_ago\") }}";
const RULE: &str = "{{ x.verdict(\"year_ago\").rule }}";
const RATES: &str = "a change is reported where the 95% confidence interval of the ratio of the two rates leaves out 1; otherwise the figures are called stable";
const SHARES: &str = "a change is reported where the 95% confidence interval of the difference between the two proportions leaves out 0; otherwise the figures are called stable";
const EQUAL: &str = "both figures print as the same number";

#[test]
fn better_is_what_the_indicator_says() {
    for (better, up, down) in [
        ("lower", "has worsened", "has improved"),
        ("higher", "has improved", "has worsened"),
        ("neither", "has risen", "has fallen"),
    ] {
        let keys = format!("measure = \"count\"\nbetter = \"{better}\"\ntolerance = 0");
        two(&keys, "quarter", "5", "6").says(&[(VERDICT, up)]);
        two(&keys, "quarter", "6", "5").says(&[(VERDICT, down)]);
        two(&keys, "quarter", "6", "6").says(&[(VERDICT, "has remained stable"), (RULE, EQUAL)]);
        two(&keys, "quarter", "-5", "-6").says(&[(VERDICT, down)]);
    }
}

#[test]
fn without_polarity_a_change_is_not_judged() {
    let keys = "measure = \"count\"\ntolerance = 0";
    two(keys, "quarter", "5", "6").refuses(&[(
        VERDICT,
        "no-polarity",
        "`x` does not say whether lower or higher is better",
        "add to the indicator: better = \"lower\" (or \"higher\", or \"neither\")",
    )]);
    two(keys, "quarter", "5", "5").says(&[(VERDICT, "has remained stable")]);
}

#[test]
fn without_a_rule_stable_is_not_claimed() {
    let keys = "measure = \"count\"\nbetter = \"lower\"";
    two(keys, "quarter", "5", "6").refuses(&[(
        VERDICT,
        "no-tolerance",
        "nothing says which changes of `x` are too small to count",
        "add to the indicator: tolerance = 0.5 in its own unit, or tolerance = \"5%\"; or give numerators and denominators, from which a test is worked out",
    )]);
}

/// A change of exactly the tolerance is stable; a share is of the earlier figure.
#[test]
fn the_tolerance_decides() {
    let share =
        |from, to| two("measure = \"count\"\nbetter = \"lower\"\ntolerance = \"5%\"", "quarter", from, to);
    share("200", "210")
        .says(&[(VERDICT, "has remained stable"), (RULE, "changes of no more than 5% are called stable")]);
    share("200", "211").says(&[(VERDICT, "has worsened")]);
    share("200", "190").says(&[(VERDICT, "has remained stable")]);
    share("200", "189").says(&[(VERDICT, "has improved")]);
    // Of no offences 5% are none.
    share("0", "1").says(&[(VERDICT, "has worsened")]);
    let points = "measure = \"percent\"\ndecimals = 1\nbetter = \"higher\"";
    two(&format!("{points}\ntolerance = 0.5"), "quarter", "30.0", "30.5").says(&[
        (VERDICT, "has remained stable"),
        (RULE, "changes of no more than 0.5 percentage points are called stable"),
    ]);
    // 30.04 and 30.55 print 30.0 and 30.6: what is judged is what is printed.
    two(&format!("{points}\ntolerance = 0.5"), "quarter", "30.04", "30.55")
        .says(&[(VERDICT, "has improved")]);
    two(&format!("{points}\ntolerance = 1.0"), "quarter", "30", "31")
        .says(&[(RULE, "changes of no more than 1 percentage point are called stable")]);
    let money = "measure = \"money\"\nbetter = \"lower\"";
    two(&format!("{money}\ntolerance = 500"), "quarter", "1000", "1500")
        .says(&[(RULE, "changes of no more than £500 are called stable")]);
    two(&format!("{money}\ntolerance = 0.5"), "quarter", "1", "1.50")
        .says(&[(RULE, "changes of no more than £0.50 are called stable")]);
}

const RATE: &str = "measure = \"rate\"\nper = 1000\ndecimals = 1\nbetter = \"lower\"";

#[test]
fn rates_are_tested_by_their_ratio() {
    // ln(150/100) = 0.405, 1.96 × √(1/100 + 1/150) = 0.253: the interval leaves out 1.
    two(RATE, "quarter", "{ n = 100, d = 1000 }", "{ n = 150, d = 1000 }")
        .says(&[(VERDICT, "has worsened"), (RULE, RATES)]);
    // ln(120/100) = 0.182, 1.96 × √(1/100 + 1/120) = 0.265: it holds 1. No tolerance is needed.
    two(RATE, "quarter", "{ n = 100, d = 1000 }", "{ n = 120, d = 1000 }").says(&[
        (VERDICT, "has remained stable"),
        (RULE, RATES),
        ("{{ x.moved(\"year_ago\") }}", "rose from 100.0 to 120.0"),
    ]);
    // The test goes before a tolerance that would say otherwise.
    two(&format!("{RATE}\ntolerance = \"90%\""), "quarter", "{ n = 150, d = 1000 }", "{ n = 100, d = 1000 }")
        .says(&[(VERDICT, "has improved")]);
    // 4 and 9 events: exactly, 4 of 13 leave a half of each inside their interval.
    two(RATE, "quarter", "{ n = 4, d = 1000 }", "{ n = 9, d = 1000 }")
        .says(&[(VERDICT, "has remained stable")]);
    // Without denominators there is no test.
    two(&format!("{RATE}\ntolerance = 1"), "quarter", "100", "150")
        .says(&[(VERDICT, "has worsened"), (RULE, "changes of no more than 1 are called stable")]);
}

#[test]
fn proportions_are_tested_by_their_difference() {
    let keys = "measure = \"percent\"\ndecimals = 1\nbetter = \"higher\"";
    // 4 points; 1.96 × √((0.09 + 0.1204) / 1000) = 2.8 points
    two(keys, "quarter", "{ n = 100, d = 1000 }", "{ n = 140, d = 1000 }")
        .says(&[(VERDICT, "has improved"), (RULE, SHARES)]);
    // 2 points; 1.96 × √((0.09 + 0.1056) / 1000) = 2.7 points
    two(keys, "quarter", "{ n = 100, d = 1000 }", "{ n = 120, d = 1000 }")
        .says(&[(VERDICT, "has remained stable")]);
}

/// 50% and 54% of 1,600: 1.96 × √(0.25/1600 + 0.2484/1600) = 3.5 points; times √2 with an effect of
/// 2, 4.9 points.
#[test]
fn surveys_are_tested_by_their_effective_size() {
    let keys =
        |survey: &str| format!("measure = \"percent\"\ndecimals = 0\nbetter = \"higher\"\nsurvey = {survey}");
    two(&keys("{ n = 1600 }"), "quarter", "50", "54").says(&[(VERDICT, "has improved"), (RULE, SHARES)]);
    two(&keys("{ n = 1600, design_effect = 2 }"), "quarter", "50", "54")
        .says(&[(VERDICT, "has remained stable"), (RULE, SHARES)]);
    // A value's own number of people goes before the survey's.
    two(&keys("{ n = 1600 }"), "quarter", "{ value = 50, d = 400 }", "{ value = 54, d = 400 }")
        .says(&[(VERDICT, "has remained stable")]);
}

/// Rolling years a quarter apart share nine months: a test of the same counts would find a change.
#[test]
fn windows_that_overlap_are_never_tested() {
    let values = "2023/24 Q4 = { n = 100000, d = 1000000 }; 2024/25 Q3 = { n = 100000, d = 1000000 }; 2024/25 Q4 = { n = 104000, d = 1000000 }";
    let town = |keys: &str, window: &str| Town::new().indicator("x", keys).series("x", window, values);
    let previous = "{{ x.verdict(\"previous\") }}";
    let with = format!("{RATE}\ntolerance = \"5%\"");
    for window in ["rolling_12_months", "year_to_date"] {
        town(&with, window).says(&[
            (previous, "has remained stable"),
            ("{{ x.verdict(\"previous\").rule }}", "changes of no more than 5% are called stable"),
            (VERDICT, "has worsened"),
            (RULE, RATES),
        ]);
    }
    town(&with, "quarter").says(&[(previous, "has worsened"), ("{{ x.verdict(\"previous\").rule }}", RATES)]);
    let outcome = town(RATE, "rolling_12_months").paper(&[previous]);
    assert_eq!(outcome.findings[0].0, "no-tolerance");
}

/// 1,000,000 and 1,004,999 of 10,000,000 differ by any test, and print alike.
#[test]
fn what_prints_alike_is_stable() {
    two(
        "measure = \"rate\"\nper = 10\ndecimals = 1\nbetter = \"lower\"",
        "quarter",
        "{ n = 1000000, d = 10000000 }",
        "{ n = 1049999, d = 10000000 }",
    )
    .says(&[
        (VERDICT, "has remained stable"),
        (RULE, EQUAL),
        ("{{ x.moved(\"year_ago\") }}", "stayed at 1.0"),
    ]);
}

#[test]
fn a_verdict_is_of_two_periods() {
    two("measure = \"count\"\nbetter = \"lower\"\ntarget = 4\ntolerance = 0", "quarter", "5", "6").refuses(
        &[(
            "{{ x.verdict(\"target\") }}",
            "no-value",
            "a verdict compares two periods, and `target` is none",
            "use .vs(\"target\") for the difference, or .status for the status",
        )],
    );
}

/// Fourteen quarters of calls, of which the last seven are below the mean of all, and a year before the newest
/// was as high as it is.
fn calls(keys: &str, newest: &str) -> Town {
    let quarters = (0..14).map(|n| format!("{}/{} Q{}", 2021 + n / 4, 22 + n / 4, n % 4 + 1));
    let values = ["40", "41", "40", "41", "40", "41", "40", "36", "36", "35", "36", "35", "36", newest];
    let values: Vec<String> =
        quarters.zip(values).map(|(quarter, value)| format!("{quarter} = {value}")).collect();
    let keys = format!("measure = \"count\"\nbetter = \"lower\"\nstable = \"spc\"\n{keys}");
    Town::new().period("2024/25 Q2").indicator("x", &keys).series("x", "quarter", &values.join("; "))
}

#[test]
fn control_limits_decide_where_the_indicator_says_so() {
    const LIMITS: &str = "control limits (an XmR chart) decide: a newest figure within them that is no part of a run, a trend or a pair near a limit is called stable";
    // Seven in a row below the mean, although it is as it was a year before.
    calls("", "35").says(&[(VERDICT, "has improved"), (RULE, LIMITS)]);
    // Since the step all are of one kind.
    calls("steps = [\"2022/23 Q4\"]", "35").says(&[(VERDICT, "has remained stable"), (RULE, LIMITS)]);
    calls("steps = [\"2022/23 Q4\"]", "45").says(&[(VERDICT, "has worsened")]);
    // A tolerance of the indicator has no say.
    calls("tolerance = 99", "60").says(&[(VERDICT, "has worsened")]);
}

/// The newest of a run of low figures is higher than a year before: no one word is true of both.
#[test]
fn a_special_cause_that_is_not_the_change_asked_for_has_no_verdict() {
    calls("", "36").refuses(&[(
        VERDICT,
        "spc-direction",
        "`x` for 2024/25 Q2 is a special cause by its control limits, since it is low, but it is higher than for 2023/24 Q2",
        "say both in your own words beside a control chart (spc = \"x\"), or compare it with an earlier period",
    )]);
}

#[test]
fn values_that_share_time_have_no_control_limits() {
    let keys = "measure = \"count\"\nbetter = \"lower\"\nstable = \"spc\"";
    two(keys, "rolling_12_months", "5", "6").refuses(&[(
        VERDICT,
        "spc-window",
        "`x` has no control limits: each of its values shares time with the one before",
        "use a series whose values share none, as of window = \"month\" or \"quarter\"",
    )]);
}
