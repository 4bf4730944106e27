//! Years to date, which begin anew each April: what may be compared, and how they are shown. And outcomes
//! in a dashboard.

use crate::figures::town::Town;
use crate::support::{Council, assert_accessible};

#[test]
fn a_year_to_date_is_compared_with_as_much_of_another_year() {
    Town::new()
        .period("2024-05")
        .indicator("x", "measure = \"count\"\nbetter = \"lower\"\ntolerance = \"5%\"")
        .series("x", "year_to_date", "2023-05 = 20; 2024-03 = 120; 2024-04 = 8; 2024-05 = 15")
        .says(&[
            ("{{ x.now }}", "15"),
            // 20 to 15 in a year; 8 to 15 within one.
            ("It {{ x.moved(\"year_ago\") }}.", "It fell from 20 to 15."),
            ("It {{ x.moved(\"previous\") }}.", "It rose from 8 to 15."),
            // A value by itself is what it is.
            ("{{ x.at(\"2024-03\") }}", "120"),
        ]);
}

/// A paper with a dashboard and a trend of these indicators, by their TOML; the report is for `period`.
fn paper(indicators: &str, ids: &str, trend: &str, period: &str) -> String {
    let council = Council::new()
        .put("indicators/crime.toml", indicators)
        .put(
            "reports/paper/report.toml",
            format!("title = \"A report\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"{period}\"\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[[section]]\nheading = \"Introduction\"\ntext = '''\nWords.\n\n{{{{ place(\"all\") }}}}\n\n{{{{ place(\"trend\") }}}}\n'''\n\n[recommendations]\ntext = \"That it be noted.\"\n\n[dashboard.all]\ncaption = \"All\"\nindicators = [{ids}]\n\n[chart.trend]\ntrend = \"{trend}\"\ntitle = \"It moves\"\n"),
        );
    let ran = council.run(&["build"]);
    assert_eq!(ran.exit.code(), 0, "{}", ran.err);
    assert_accessible(&ran.pdfs[0]);
    council.built().reading()
}

#[test]
fn pictures_of_a_year_to_date_say_nothing_of_a_fall_in_april() {
    let months =
        "\"2023-04\" = 10\n\"2023-05\" = 20\n\"2024-02\" = 110\n\"2024-03\" = 120\n\"2024-04\" = 12\n";
    let fires = format!(
        "[fires]\nname = \"Fires\"\nmeasure = \"count\"\nbetter = \"lower\"\ntolerance = \"5%\"\n\n[[fires.series]]\nwindow = \"year_to_date\"\n[fires.series.values]\n{months}"
    );
    let read = paper(&fires, "\"fires\"", "fires", "2024-04");
    assert!(!read.contains("fell from") && !read.contains("120 in Mar"), "{read}");
    assert!(read.contains("Fires rose from 10 to 12, Apr 2023 to Apr 2024."), "{read}");
    let row = read.lines().find(|line| line.starts_with("Fires | ")).expect("its row");
    assert!(row.contains("| not known |") && row.contains("worsened"), "{row}");
}

#[test]
fn an_indicator_without_an_outcome_stands_under_no_heading() {
    let one = |id: &str, outcome: &str| {
        format!(
            "[{id}]\nname = \"{id}\"\nmeasure = \"count\"\nbetter = \"higher\"\ntolerance = 1\n{outcome}\n[[{id}.series]]\nwindow = \"financial_year\"\n[{id}.series.values]\n\"2023/24\" = 10\n\"2024/25\" = 20\n\n"
        )
    };
    let all = [
        one("homes", "outcome = \"Housing\""),
        one("calls", ""),
        one("bins", "outcome = \"Streets\""),
        one("leave", ""),
    ];
    let read = paper(&all.concat(), "\"homes\", \"calls\", \"bins\", \"leave\"", "homes", "2024/25");
    let rows: Vec<&str> = read
        .lines()
        .map(|line| line.split(" | ").next().unwrap_or_default())
        .filter(|row| ["homes", "calls", "bins", "leave", "Housing", "Streets"].contains(row))
        .collect();
    assert_eq!(rows[..6], ["calls", "leave", "Housing", "homes", "Streets", "bins"], "{read}");
}
