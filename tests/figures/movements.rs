//! What a figure did: `vs`, `moved`, `change` and its parts, for each measure, and as English.

use crate::figures::town::Town;

fn two(keys: &str, from: &str, to: &str) -> Town {
    Town::new().indicator("x", keys).series(
        "x",
        "quarter",
        &format!("2023/24 Q4 = {from}; 2024/25 Q4 = {to}"),
    )
}

const RATE: &str = "measure = \"rate\"\nper = 1000\ndecimals = 2\nunit = \"offences per 1,000 people\"";
const PERCENT: &str = "measure = \"percent\"\ndecimals = 0";
const POUNDS: &str = "measure = \"money\"\ndecimals = 0";

#[test]
fn a_rate_fell() {
    two(RATE, "17.97", "15.70").says(&[
        ("The rate {{ x.moved(\"year_ago\") }}.", "The rate fell from 17.97 to 15.70."),
        ("It is {{ x.vs(\"year_ago\") }} a year ago.", "It is 2.27 lower than a year ago."),
        ("{{ x.change(\"year_ago\") }}", "−2.27"),
        ("{{ x.change(\"year_ago\").size }}", "2.27"),
        // 2.27 / 17.97 = 12.632…%
        ("{{ x.change(\"year_ago\").percent }}", "−12.6%"),
        ("{{ x.change(\"year_ago\").percent_size }}", "12.6%"),
        ("This is {{ x.change(\"year_ago\").words }}.", "This is a fall of 2.27."),
    ]);
}

/// The rise that a district's report called 19.8%.
#[test]
fn a_count_rose() {
    two("measure = \"count\"\nunit = \"offences\"", "6846", "8534").says(&[
        ("All crime {{ x.moved(\"year_ago\") }}.", "All crime rose from 6,846 to 8,534."),
        ("{{ x.vs(\"year_ago\") }} last year", "1,688 higher than last year"),
        // 1688 / 6846 = 24.656…%
        ("{{ x.change(\"year_ago\") }} or {{ x.change(\"year_ago\").percent }}", "1,688 or 24.7%"),
        ("{{ x.change(\"year_ago\").words }}", "a rise of 1,688"),
    ]);
}

#[test]
fn percentages_differ_by_points() {
    two(PERCENT, "36", "37").says(&[
        ("{{ x.moved(\"year_ago\") }}", "rose from 36% to 37%"),
        ("It is {{ x.vs(\"year_ago\") }} last year.", "It is 1 percentage point higher than last year."),
        ("{{ x.change(\"year_ago\").words }}", "a rise of 1 percentage point"),
        // 1 / 36 = 2.777…%: of the earlier figure, not points
        ("{{ x.change(\"year_ago\").percent }}", "2.8%"),
    ]);
    two(PERCENT, "37", "36").says(&[
        ("{{ x.change(\"year_ago\") }}", "−1 percentage point"),
        ("{{ x.vs(\"year_ago\") }}", "1 percentage point lower than"),
    ]);
    two("measure = \"percent\"\ndecimals = 2", "88.4", "85.2").says(&[
        ("{{ x.vs(\"year_ago\") }} the year before", "3.20 percentage points lower than the year before"),
        ("{{ x.moved(\"year_ago\") }}", "fell from 88.40% to 85.20%"),
    ]);
}

#[test]
fn money_has_its_sign_before_the_pounds() {
    two(POUNDS, "1200", "900").says(&[
        ("It {{ x.moved(\"year_ago\") }}.", "It fell from £1,200 to £900."),
        ("{{ x.vs(\"year_ago\") }}", "£300 lower than"),
        ("{{ x.change(\"year_ago\") }}", "−£300"),
        ("{{ x.change(\"year_ago\").percent }}", "−25.0%"),
        ("{{ x.change(\"year_ago\").words }}", "a fall of £300"),
    ]);
}

#[test]
fn equal_figures_stay() {
    two("measure = \"score\"\ndecimals = 2", "2.77", "2.77").says(&[
        ("It {{ x.moved(\"year_ago\") }}.", "It stayed at 2.77."),
        ("It is {{ x.vs(\"year_ago\") }} last year.", "It is the same as last year."),
        ("{{ x.change(\"year_ago\") }}, {{ x.change(\"year_ago\").size }}", "0.00, 0.00"),
        ("{{ x.change(\"year_ago\").percent }}", "0.0%"),
        ("There was {{ x.change(\"year_ago\").words }}.", "There was no change."),
    ]);
}

#[test]
fn every_other_figure_can_be_compared_with() {
    Town::new()
        .indicator("x", "measure = \"count\"\nbetter = \"lower\"\ntarget = 40\nthreshold = { value = 60, name = \"Ceiling\" }")
        .series("x", "quarter", "2021/22 Q1 = 70; 2023/24 Q4 = 45; 2024/25 Q1 = 30; 2024/25 Q3 = 52; 2024/25 Q4 = 50; 2025/26 Q1 = 90")
        .says(&[
            ("{{ x.vs(\"previous\") }}, {{ x.vs(\"peak\") }}", "2 lower than, 20 lower than"),
            ("{{ x.vs(\"low\") }}, {{ x.vs(\"2021/22 Q1\") }}", "20 higher than, 20 lower than"),
            ("{{ x.vs(\"target\") }} target, {{ x.vs(\"threshold\") }} it", "10 higher than target, 10 lower than it"),
            ("{{ x.change(\"target\") }}, {{ x.change(\"target\").percent }}", "10, 25.0%"),
            ("{{ x.moved(\"peak\") }}; {{ x.moved(\"low\") }}", "fell from 70 to 50; rose from 30 to 50"),
            ("{{ x.year_ago.moved(\"2021/22 Q1\") }}", "fell from 70 to 45"),
            ("{{ x.previous.vs(\"2024/25 Q1\") }}", "22 higher than"),
            ("{{ x.at(\"2025/26 Q1\").moved(\"previous\") }}", "rose from 50 to 90"),
            // What is only compared has no direction of time.
            ("{{ x.vs(\"2025/26 Q1\") }}", "40 lower than"),
        ]);
}

/// The earlier figure stands first, or "rose" and "fell" would be the wrong way round.
#[test]
fn a_movement_goes_forward_in_time() {
    let town = two(PERCENT, "30", "40");
    let hint = "turn it round: x.at(\"2024/25 Q4\").moved(\"2023/24 Q4\"); or use vs, which only compares";
    let message = |method: &str| {
        format!("`{method}` goes from an earlier period to a later one, and 2024/25 Q4 is after 2023/24 Q4")
    };
    town.refuses(&[
        ("{{ x.year_ago.moved(\"2024/25 Q4\") }}", "no-value", &message("moved"), hint),
        (
            "{{ x.year_ago.change(\"2024/25 Q4\") }}",
            "no-value",
            &message("change"),
            &hint.replace("moved", "change"),
        ),
        (
            "{{ x.year_ago.verdict(\"peak\") }}",
            "no-value",
            &message("verdict"),
            &hint.replace("moved", "verdict"),
        ),
    ]);
}

#[test]
fn nothing_moves_from_a_target() {
    let town = two(&format!("{PERCENT}\nbetter = \"higher\"\ntarget = 50"), "30", "40");
    let (message, hint) = (
        "nothing moves from a target: it is no earlier figure",
        "use .vs(\"target\"), as in \"2.27 higher than\"",
    );
    town.refuses(&[
        ("{{ x.moved(\"target\") }}", "no-value", message, hint),
        ("{{ x.change(\"target\").words }}", "no-value", message, hint),
    ]);
    town.says(&[("{{ x.vs(\"target\") }} the target", "10 percentage points lower than the target")]);
}
