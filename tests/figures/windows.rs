//! Windows of every kind: what their periods are called in text, tables and charts, and what comes before
//! them.

use crate::figures::town::Town;

#[test]
fn quarters_of_the_calendar_year_keep_their_own_names() {
    let town = Town::new().indicator("x", "measure = \"count\"\ntolerance = 0\nbetter = \"higher\"").series(
        "x",
        "calendar_quarter",
        "2024 Q1 = 5; 2024 Q4 = 7; Jan-Mar 2025 = 9",
    );
    // The report is for January to March 2025: the last of its financial year, the first of the calendar year.
    town.says(&[
        ("{{ x.now }} {{ x.now.period.short }} {{ x.now.period.long }}", "9 2025 Q1 2025 quarter 1"),
        ("{{ x.now.period.quarter }} {{ x.now.period.year }}", "Q1 2025"),
        ("{{ x.previous }} {{ x.year_ago }} {{ x.at(\"2024 Q4\") }}", "7 5 7"),
        ("{{ x.vs(\"2024 Q4\") }} {{ x.verdict(\"year_ago\") }}", "2 higher than has improved"),
    ]);
    let trend = town.trend(&["x"]);
    assert_eq!(
        trend.csv.lines().collect::<Vec<_>>(),
        ["Period,Number of x", "2024 Q1,5", "2024 Q2,", "2024 Q3,", "2024 Q4,7", "2025 Q1,9"]
    );
    assert!(trend.subtitle.ends_with("by calendar quarter, 2024 Q1 to 2025 Q1"), "{}", trend.subtitle);
}
