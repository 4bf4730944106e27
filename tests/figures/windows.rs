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
        trend.csv.trim_start_matches('\u{feff}').lines().collect::<Vec<_>>(),
        ["Period,Number of x", "2024 Q1,5", "2024 Q2,", "2024 Q3,", "2024 Q4,7", "2025 Q1,9"]
    );
    assert!(trend.subtitle.ends_with("by calendar quarter, 2024 Q1 to 2025 Q1"), "{}", trend.subtitle);
}

#[test]
fn years_that_are_counted_together_roll_on_and_are_never_tested_against_each_other() {
    let keys = "measure = \"rate\"\ndecimals = 2\nper = 1000\nbetter = \"lower\"\ntolerance = 0.5\nin_arrears = true";
    let town = Town::new().indicator("x", keys).series(
        "x",
        "pooled_years",
        "2007-09 = { n = 300, d = 30000 }; 2008-10 = { n = 100, d = 30000 }; 2010 to 2012 = { n = 90, d = 30000 }",
    );
    let rule = "changes of no more than 0.5 are called stable";
    town.says(&[
        ("{{ x.at(\"2008-10\").period.long }} {{ x.latest.period.short }}", "2008 to 2010 2010–12"),
        ("{{ x.at(\"2008-10\").previous.period.long }}", "2007 to 2009"),
        // They share two years, so that only the tolerance can say what counts.
        ("{{ x.at(\"2008-10\").verdict(\"previous\").rule }}", rule),
        ("{{ x.at(\"2010 to 2012\").verdict(\"2008-10\").rule }}", rule),
        // These two share none.
        ("{{ x.latest.verdict(\"2007-09\") }}", "has improved"),
    ]);
    assert!(
        !town.paper(&["{{ x.latest.verdict(\"2007-09\").rule }}"]).paragraphs[0].contains("no more than")
    );
    let trend = town.trend(&["x"]);
    assert_eq!(
        trend
            .csv
            .trim_start_matches('\u{feff}')
            .lines()
            .map(|line| line.split(',').next().unwrap_or(""))
            .collect::<Vec<_>>(),
        ["Period", "2007–09", "2008–10", "2009–11", "2010–12"]
    );
    assert!(trend.subtitle.ends_with("pooled years, 2007–09 to 2010–12"), "{}", trend.subtitle);
}

#[test]
fn years_together_that_follow_one_another_have_no_gaps_between_them() {
    let town = Town::new().indicator("x", "measure = \"score\"\nin_arrears = true").series(
        "x",
        "pooled_years",
        "2012/13 to 2014/15 = 1; 2015/16 to 2017/18 = 2; 2021/22 to 2023/24 = 4",
    );
    assert_eq!(
        town.trend(&["x"]).csv.trim_start_matches('\u{feff}').lines().collect::<Vec<_>>(),
        [
            "Period,Number of x",
            "2012/13–2014/15,1",
            "2015/16–2017/18,2",
            "2018/19–2020/21,",
            "2021/22–2023/24,4"
        ]
    );
}
