//! Where numbers are awkward: halves, values that only print alike, below zero, from zero, one point,
//! huge and tiny.

use crate::figures::town::Town;

fn two(keys: &str, from: &str, to: &str) -> Town {
    Town::new().indicator("x", keys).series(
        "x",
        "quarter",
        &format!("2023/24 Q4 = {from}; 2024/25 Q4 = {to}"),
    )
}

const TWO: &str = "measure = \"score\"\ndecimals = 2";
const NONE: &str = "measure = \"count\"\ndecimals = 0";

#[test]
fn halves_go_up_from_the_digits_that_were_typed() {
    two(TWO, "0.005", "2.675").says(&[
        ("{{ x.year_ago }}, {{ x.now }}", "0.01, 2.68"),
        ("{{ x.moved(\"year_ago\") }}", "rose from 0.01 to 2.68"),
        // 2.68 - 0.01, the difference of what is printed; 2.675 - 0.005 would be 2.67 too
        ("{{ x.change(\"year_ago\") }}", "2.67"),
    ]);
    // Away from zero: a loss of half a pound is not called nothing.
    two(NONE, "-0.5", "-0.4").says(&[
        ("{{ x.year_ago }}, {{ x.now }}", "−1, 0"),
        ("{{ x.moved(\"year_ago\") }}", "rose from −1 to 0"),
    ]);
}

/// 1.4 and 1.5 print 1 and 2: the words follow what is printed, a rise of 1.
#[test]
fn differences_are_of_what_is_printed() {
    two(NONE, "1.4", "1.5").says(&[
        ("{{ x.moved(\"year_ago\") }}, {{ x.change(\"year_ago\").words }}", "rose from 1 to 2, a rise of 1"),
        // The percentage is of the unrounded: 0.1 / 1.4 = 7.142…%
        ("{{ x.change(\"year_ago\").percent }}", "7.1%"),
    ]);
    two(NONE, "1.5", "2.49").says(&[
        ("{{ x.moved(\"year_ago\") }}, {{ x.vs(\"year_ago\") }}", "stayed at 2, the same as"),
        ("{{ x.change(\"year_ago\").words }}, {{ x.change(\"year_ago\").percent }}", "no change, 0.0%"),
    ]);
}

/// Pounds print with two places where the indicator says nothing: a fifth of a penny is no rise.
#[test]
fn pounds_are_compared_as_pounds_and_pence() {
    two("measure = \"money\"", "1.001", "1.004").says(&[
        ("{{ x.moved(\"year_ago\") }}, {{ x.vs(\"year_ago\") }}", "stayed at £1.00, the same as"),
        ("{{ x.now.bare }}, {{ x.change(\"year_ago\") }}", "1.00, £0.00"),
    ]);
    two("measure = \"money\"", "900", "1200.5").says(&[(
        "{{ x.moved(\"year_ago\") }}, {{ x.now.bare }}",
        "rose from £900.00 to £1,200.50, 1,200.50",
    )]);
}

#[test]
fn without_decimals_each_keeps_its_own_places() {
    two("measure = \"score\"", "17.97", "15.7").says(&[(
        "{{ x.moved(\"year_ago\") }}, {{ x.vs(\"year_ago\") }}",
        "fell from 17.97 to 15.7, 2.27 lower than",
    )]);
    two("measure = \"score\"", "2.5", "2.50").says(&[("{{ x.moved(\"year_ago\") }}", "stayed at 2.50")]);
}

#[test]
fn below_zero_less_is_still_a_fall() {
    two(NONE, "-5", "-12").says(&[
        ("{{ x.moved(\"year_ago\") }}, {{ x.vs(\"year_ago\") }}", "fell from −5 to −12, 7 lower than"),
        // -7 of 5: the sign is that of the movement
        ("{{ x.change(\"year_ago\").percent }}", "−140.0%"),
    ]);
    two("measure = \"money\"\ndecimals = 0", "-500", "250").says(&[
        ("{{ x.moved(\"year_ago\") }}, {{ x.change(\"year_ago\") }}", "rose from −£500 to £250, £750"),
        ("{{ x.change(\"year_ago\").percent }}", "150.0%"),
    ]);
}

#[test]
fn from_zero_there_is_no_percentage() {
    let refused = "a change of `x` from zero has no percentage";
    let hint = "write the change itself, or both figures";
    two(NONE, "0", "7")
        .says(&[("{{ x.moved(\"year_ago\") }}, {{ x.change(\"year_ago\") }}", "rose from 0 to 7, 7")]);
    for (from, to) in [("0", "7"), ("0", "0"), ("0.4", "7")] {
        two(NONE, from, to).refuses(&[
            ("{{ x.change(\"year_ago\").percent }}", "no-value", refused, hint),
            ("{{ x.change(\"year_ago\").percent_size }}", "no-value", refused, hint),
        ]);
    }
    two(NONE, "7", "0").says(&[("{{ x.change(\"year_ago\").percent }}", "−100.0%")]);
}

#[test]
fn one_point_is_its_own_peak() {
    Town::new().indicator("x", NONE).series("x", "quarter", "2024/25 Q4 = 3").says(&[
        ("{{ x.now }}, {{ x.latest }}, {{ x.peak }}, {{ x.low }}", "3, 3, 3, 3"),
        ("{{ x.vs(\"peak\") }} its peak", "the same as its peak"),
        ("{{ x.moved(\"peak\") }}", "stayed at 3"),
        ("{{ x.sparkline }}!", "!"),
    ]);
}

#[test]
fn huge_and_tiny_numbers_are_exact() {
    two("measure = \"score\"\ndecimals = 10", "-999999999999999.9999999999", "999999999999999.9999999999")
        .says(&[
            ("{{ x.now }}", "999,999,999,999,999.9999999999"),
            ("{{ x.change(\"year_ago\") }}", "1,999,999,999,999,999.9999999998"),
            ("{{ x.change(\"year_ago\").percent }}", "200.0%"),
        ]);
    two("measure = \"score\"\ndecimals = 10", "0.0000000001", "999999999999999").says(&[
        // 999,999,999,999,998.9999999999 / 0.0000000001, of a hundred
        ("{{ x.change(\"year_ago\").percent }}", "999,999,999,999,998,999,999,999,900.0%"),
    ]);
}

#[test]
fn what_is_too_large_is_said() {
    let town = two(NONE, "1", "1000000000000000");
    town.refuses(&[(
        "no figure",
        "wrong-value",
        "this number has more than 15 digits before its point",
        "give it in thousands or millions, and say so in `unit`",
    )]);
}

/// Each is said once.
#[test]
fn a_part_that_is_no_number_is_said_once() {
    for value in ["nan", "{ n = nan, d = 5 }", "{ n = -1, d = 5 }", "{ n = 1, d = 0 }"] {
        let outcome = two("measure = \"rate\"\nper = 10\ndecimals = 1", "1", value).paper(&["no figure"]);
        assert_eq!(outcome.findings.len(), 1, "{value}: {:#?}", outcome.findings);
    }
}
