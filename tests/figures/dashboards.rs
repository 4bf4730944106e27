//! Dashboards and the tables of charts' data on the page: what every row would say is said once, and narrow tables
//! stand side by side.

use std::fs;

use crate::support::{Council, assert_accessible};

const YEARS: [&str; 3] = ["2022/23", "2023/24", "2024/25"];

/// An indicator with a figure for each of the last years.
fn indicator(id: &str, keys: &str, values: [&str; 3]) -> String {
    let values = YEARS.iter().zip(values).map(|(year, value)| format!("\"{year}\" = {value}\n"));
    let values: String = values.collect();
    format!(
        "[{id}]\nname = \"Crime {id}\"\nmeasure = \"count\"\nbetter = \"lower\"\ntolerance = 1\n{keys}\n\n[[{id}.series]]\nwindow = \"financial_year\"\n[{id}.series.values]\n{values}\n"
    )
}

fn council(indicators: &str, rest: &str) -> Council {
    Council::new().put("indicators/crime.toml", indicators).put(
        "reports/paper/report.toml",
        format!("title = \"A report\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"2024/25\"\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[recommendations]\ntext = \"That it be noted.\"\n\n{rest}"),
    )
}

const DASHBOARD: &str = "[[section]]\nheading = \"Figures\"\ntext = '''\nWords.\n\n{{ place(\"all\") }}\n'''\n\n[dashboard.all]\ncaption = \"All\"\nby = \"none\"\nindicators = [\"a\", \"b\"]\n";

#[test]
fn what_every_row_would_say_is_said_once_above() {
    let both = indicator("a", "", ["5", "6", "9"]) + &indicator("b", "", ["5", "9", "4"]);
    let council = council(&both, DASHBOARD);
    let pdf = council.built();
    let read = pdf.reading();
    let said = "The same for every indicator: Period: 2024/25; Target: none; Status: no target.";
    assert!(read.contains(said), "{read}");
    let head = read.lines().find(|line| line.starts_with("Indicator | ")).expect("headings");
    assert_eq!(head, "Indicator | Value | Trend | Since the period before | Since a year before", "{read}");
    let row = read.lines().find(|line| line.starts_with("Crime a | ")).expect("a row");
    assert!(row.contains("9") && row.contains("worsened") && !row.contains("no target"), "{row}");
}

#[test]
fn what_differs_stays_in_its_column() {
    let both = indicator("a", "target = 3", ["5", "6", "9"]) + &indicator("b", "", ["5", "9", "4"]);
    let read = council(&both, DASHBOARD).built().reading();
    let head = read.lines().find(|line| line.starts_with("Indicator | ")).expect("headings");
    assert!(head.ends_with("| Target | Status") && !head.contains("Period"), "{head}");
    assert!(read.contains("The same for every indicator: Period: 2024/25."), "{read}");
    // One row alone keeps all of its columns.
    let one = DASHBOARD.replace(", \"b\"", "");
    let read = council(&both, &one).built().reading();
    assert!(!read.contains("The same for every indicator") && read.contains("Period"), "{read}");
}

#[test]
fn narrow_tables_of_data_are_named_after_their_charts_and_stand_side_by_side() {
    let three = ["a", "b", "c"].map(|id| indicator(id, "", ["5", "6", "9"])).concat();
    let chart =
        |id: &str| format!("[chart.{id}_chart]\ntrend = \"{id}\"\ntitle = \"It moves\"\ndata = \"back\"\n\n");
    let places = ["a", "b", "c"].map(|id| format!("{{{{ place(\"{id}_chart\") }}}}\n\n")).concat();
    let charts = ["a", "b", "c"].map(chart).concat();
    let rest = format!("[[section]]\nheading = \"Figures\"\ntext = '''\nWords.\n\n{places}'''\n\n{charts}");
    let council = council(&three, &rest);
    let ran = council.run(&["build", "--emit-typst", "typst"]);
    assert_eq!(ran.exit.code(), 0, "{}", ran.err);
    assert_accessible(&ran.pdfs[0]);
    let read = council.built().reading();
    for n in 1..=3 {
        assert!(read.contains(&format!("Table {n}: Data for Figure {n}")), "{read}");
    }
    let source = crate::support::everything(&council.path().join("typst"));
    let source: Vec<String> =
        source.iter().map(|(path, _)| fs::read_to_string(path).unwrap_or_default()).collect();
    let calls: usize = source.iter().map(|text| text.matches("pt, {data-table(").count()).sum();
    assert_eq!(calls, 1, "two of the three stand side by side");
}
