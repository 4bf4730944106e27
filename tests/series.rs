//! One series in every form in which a data file may hold it: the values that come of it are the
//! same. It builds no PDF.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::Council;
use boardpack::check::{Checked, Indicator, Reading, check};
use boardpack::finding::{FindingFormat, Findings, Sources, render};
use boardpack::load::{Folder, Selection, load};
use boardpack::value::Period;

const AREAS: &str = r#"
name  = "Sample County Council"
style = "county"

[areas]
whole = "Sampleshire"

[areas.districts]
north = "North Sample"
south = "South Sample"
"#;

const HEAD: &str = r#"
[burglary]
name     = "Burglary"
measure  = "rate"
per      = 1000
decimals = 2
"#;

fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/series")
}

/// Area, period, and the number or mark.
pub(crate) type Values = BTreeMap<(String, String), String>;

pub(crate) fn checked(council: &Council) -> Checked {
    let folder = Folder::open(council.path()).expect("a folder");
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let project = load(&folder, &Selection::default(), &mut sources, &mut findings).expect("a project");
    let checked = check(&project, &mut sources, &mut findings);
    assert!(findings.is_empty(), "{}", render(&findings, &sources, FindingFormat::Human.into()));
    checked
}

pub(crate) fn values(indicator: &Indicator) -> Values {
    let all = indicator.series.iter().flat_map(|s| {
        let area = s.area.clone().unwrap_or_else(|| "whole".to_owned());
        s.values.iter().map(move |(period, one)| {
            let text = match &one.reading {
                Reading::Number(number) => number.normalize().to_string(),
                Reading::Mark(mark) => mark.clone(),
            };
            ((area.clone(), Period::short(*period)), text)
        })
    });
    all.collect()
}

/// The values of `burglary`, whose series has `keys`, beside a file.
fn read(keys: &str, name: &str, bytes: impl AsRef<[u8]>) -> Values {
    let toml = format!("{HEAD}\n[[burglary.series]]\nwindow = \"quarter\"\nfile = \"{name}\"\n{keys}\n");
    let council = Council::new()
        .put("council.toml", AREAS)
        .put("indicators/crime.toml", toml)
        .put(&format!("indicators/{name}"), bytes)
        .narrative("Nothing is said of it.");
    values(&checked(&council).indicators["burglary"])
}

fn expected() -> Values {
    let of = |area: &str, period: &str, value: &str| ((area.into(), period.into()), value.into());
    BTreeMap::from([
        of("whole", "2023/24 Q4", "1261.5"),
        of("whole", "2024/25 Q4", "2.59"),
        of("north", "2023/24 Q4", "2.1"),
        of("north", "2024/25 Q4", "2.05"),
        of("south", "2024/25 Q4", "3.12"),
    ])
}

const LONG: &str = "Period,Area,Value\n\
    2023/24 Q4,Sampleshire,\"1,261.5\"\n\
    2024-25 quarter 4,Sampleshire,2.59\n\
    Q4 2023/24,North Sample,2.10\n\
    2024/25 Q4,north,2.05\n\
    2023/24 Q4,South Sample,\n\
    2024/25 Q4,South Sample,3.12\n";

#[test]
fn long_csv() {
    assert_eq!(read("", "burglary.csv", LONG), expected());
}

#[test]
fn long_csv_with_headings_of_its_own_rows_that_are_not_meant_and_columns_that_are_not_read() {
    let mut text = String::from("When,Where,Measure,Remarks,How many\n");
    for line in LONG.lines().skip(1) {
        let (period, rest) = line.split_once(',').expect("cells");
        let (area, value) = rest.split_once(',').expect("cells");
        text += &format!("{period},{area},Burglary,checked,{value}\n{period},{area},Robbery,,9.99\n");
    }
    let keys = "columns = { period = \"When\", area = \"where\", value = \"How many\" }\nwhere = { Measure = \"burglary\" }";
    assert_eq!(read(keys, "burglary.csv", text), expected());
}

#[test]
fn semicolons_tabs_and_byte_order_marks() {
    // Excel quotes a cell that holds its own separator; these hold neither.
    let cells =
        |separator: &str| LONG.replace("\"1,261.5\"", "1261.5").replace(',', separator).replace('\n', "\r\n");
    for separator in [";", "\t"] {
        assert_eq!(read("", "burglary.csv", cells(separator)), expected(), "{separator:?}");
    }
    assert_eq!(read("", "burglary.csv", format!("\u{FEFF}{}", cells(";"))), expected());
    assert_eq!(read("", "burglary.csv", format!("\u{FEFF}{LONG}\n\n")), expected());
}

#[test]
fn windows_text() {
    let mut bytes = b"Period,Area,Value,Remarks\n".to_vec();
    for line in LONG.lines().skip(1) {
        bytes.extend_from_slice(line.as_bytes());
        bytes.extend_from_slice(b",the council\x92s \xA31\n");
    }
    assert_eq!(read("", "burglary.csv", bytes), expected());
}

#[test]
fn wide_csv_with_areas_across() {
    let text =
        "Quarter,Sampleshire,North Sample,south\n2023/24 Q4,\"1,261.5\",2.1,\n2024/25 Q4,2.59,2.05,3.12\n";
    assert_eq!(read("", "burglary.csv", text), expected());
    let more =
        text.replace("south", "Remarks,South Sample").replace(",\n", ",,\n").replace(",3.12", ",late,3.12");
    assert_eq!(read("skip = [\"Remarks\"]", "burglary.csv", more), expected());
}

#[test]
fn wide_csv_with_periods_across() {
    let text =
        "District,2023/24 Q4,Q4 2024-25\nSampleshire,\"1,261.5\",2.59\nNorth Sample,2.1,2.05\nsouth,,3.12\n";
    assert_eq!(read("", "burglary.csv", text), expected());
}

#[test]
fn a_column_alone_is_of_the_area_that_it_names_else_of_the_series() {
    let whole = read("", "burglary.csv", "Quarter,Rate\n2024/25 Q4,2.59\n");
    assert_eq!(whole.keys().next().map(|k| k.0.as_str()), Some("whole"));
    let north = read("", "burglary.csv", "Quarter,North Sample\n2024/25 Q4,2.59\n");
    assert_eq!(north.keys().next().map(|k| k.0.as_str()), Some("north"));
    let south = read("area = \"south\"", "burglary.csv", "Quarter,Rate\n2024/25 Q4,2.59\n");
    assert_eq!(south.keys().next().map(|k| k.0.as_str()), Some("south"));
}

#[test]
fn workbooks_long_and_wide() {
    let files = files();
    for (name, keys) in [
        ("long.xlsx", "sheet = \"Long\""),
        (
            "long.xlsx",
            "sheet = \"Other headings\"\ncolumns = { period = \"When\", area = \"Where\", value = \"Rate\" }",
        ),
        ("wide.xlsx", "sheet = \"Areas across\""),
        ("wide.xlsx", "sheet = \"Periods across\""),
    ] {
        let bytes = std::fs::read(files.join(name)).expect("a workbook");
        assert_eq!(read(keys, name, bytes), expected(), "{name} {keys}");
    }
}

/// The values of a percentage from the sheet of a workbook.
fn percentages(sheet: &str, keys: &str) -> Vec<String> {
    let bytes = std::fs::read(files().join("percent.xlsx")).expect("a workbook");
    let council = Council::new()
        .put("indicators/repeat.toml", format!("[repeat]\nname = \"Repeat\"\nmeasure = \"percent\"\n[[repeat.series]]\nwindow = \"month\"\nfile = \"percent.xlsx\"\nsheet = \"{sheet}\"\n{keys}\n"))
        .put("indicators/percent.xlsx", bytes)
        .narrative("Nothing is said of it.");
    values(&checked(&council).indicators["repeat"]).into_values().collect()
}

#[test]
fn fractions_dates_and_sums_of_a_workbook() {
    // Months as dates, here in the order of their names; 7.1%, 0.1 + 0.2 and 36% as Excel stores them.
    assert_eq!(percentages("Fractions", "fraction = true"), ["7.1", "30", "36"]);
    assert_eq!(percentages("As printed", ""), ["7.1", "30", "36"]);
}

#[test]
fn signs_that_fit_and_marks_that_are_explained() {
    let toml = "[repairs]\nname = \"Repairs\"\nmeasure = \"money\"\nmarks = { \"*\" = \"fewer than five\", \"n/a\" = \"not collected\" }\n[[repairs.series]]\nwindow = \"financial_year\"\nfile = \"repairs.csv\"\n";
    let council = Council::new()
        .put("indicators/repairs.toml", toml)
        .put(
            "indicators/repairs.csv",
            "Year,Value\n2021/22,n/a\n2022/23,*\n2023-24,\"£1,234\"\n2024/2025,-£5.50\n",
        )
        .narrative("Nothing is said of it.");
    let found: Vec<String> = values(&checked(&council).indicators["repairs"]).into_values().collect();
    assert_eq!(found, ["n/a", "*", "1234", "-5.5"]);
}

/// The periods, in short, of a series of counts from a CSV file with these cells of periods.
fn periods(window: &str, column: &str) -> Vec<String> {
    let rows: Vec<String> =
        column.split('|').enumerate().map(|(n, period)| format!("{period},{n}|")).collect();
    periods_of(window, "", &format!("Period,Value|{}", rows.concat()))
}

/// The periods, in short, of a series of counts from a CSV file, whose lines end with "|".
fn periods_of(window: &str, keys: &str, file: &str) -> Vec<String> {
    let toml = format!(
        "[calls]\nname = \"Calls\"\nmeasure = \"count\"\n[[calls.series]]\nwindow = \"{window}\"\nfile = \"calls.csv\"\n{keys}\n"
    );
    let council = Council::new()
        .put("indicators/calls.toml", toml)
        .put("indicators/calls.csv", file.replace('|', "\n"))
        .narrative("Nothing is said of it.");
    values(&checked(&council).indicators["calls"]).into_keys().map(|(_, period)| period).collect()
}

#[test]
fn periods_are_read_as_people_write_them() {
    let quarters = ["2023/24 Q4", "2024/25 Q1", "2024/25 Q2", "2024/25 Q3"];
    assert_eq!(
        periods("quarter", "Qtr 4 2023-24|Apr-Jun 2024|Q2 24/25|October to December 2024 [Note 5]"),
        quarters
    );
    assert_eq!(periods("financial_year", "FY 22/23|23/24|2024-25"), ["2022/23", "2023/24", "2024/25"]);
    assert_eq!(periods("calendar_quarter", "2001 Q4|Jan-Mar 2002"), ["2001 Q4", "2002 Q1"]);
    assert_eq!(periods("pooled_years", "2008-10|2009 - 11|2010-2012"), ["2008–10", "2009–11", "2010–12"]);
    assert_eq!(periods("month", "2008-10|2008-11"), ["Nov 2008", "Oct 2008"]);
    assert_eq!(periods("rolling_3_months", "Apr-Jun 2024|May-Jul 2024"), ["Apr–Jun 2024", "May–Jul 2024"]);
    assert_eq!(
        periods("week", "w/e 05/07/2024|2024-07-06 to 2024-07-12"),
        ["w/e 12 Jul 2024", "w/e 5 Jul 2024"]
    );
    assert_eq!(periods("day", "2024-07-05|06/07/2024"), ["5 Jul 2024", "6 Jul 2024"]);
    assert_eq!(periods("month", "1993 01|1993 FEB|Mar-93"), ["Feb 1993", "Jan 1993", "Mar 1993"]);
}

#[test]
fn the_year_and_its_month_or_quarter_may_stand_in_two_columns() {
    let months = ["Dec 2024", "Jan 2025", "Oct 2008"];
    let file = "Year,Month,Calls|2024,December,1|2024/25,Jan,2|2008,10,3|";
    assert_eq!(periods_of("month", "", file), months);
    let named = file.replace("Year,Month", "Y,M");
    assert_eq!(
        periods_of("month", "columns = { year = \"Y\", month = \"m\", value = \"Calls\" }", &named),
        months
    );
    let file = "Value,Quarter,Year|1,Q1,2024/25|2,2,24/25|3,Oct-Dec,2024|4,Jan-Mar,2024/25|";
    let quarters = ["2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4"];
    assert_eq!(periods_of("quarter", "", file), quarters);
    assert_eq!(
        periods_of("calendar_quarter", "", "Year,Quarter,Value|2024,Q1,1|2024,4,2|"),
        ["2024 Q1", "2024 Q4"]
    );
    assert_eq!(
        periods_of("snapshot", "", "Year,Month,Value|2009,10,1|2010,Mar,2|"),
        ["Mar 2010", "Oct 2009"]
    );
    // Where the month says its year too, and where the figures are of years, the other column is only read past.
    assert_eq!(
        periods_of("month", "", "Year,Month,Value|2024/25,Apr-24,1|2024/25,2025-03-01,2|"),
        ["Apr 2024", "Mar 2025"]
    );
    assert_eq!(
        periods_of("financial_year", "", "Year,Month,Value|2023/24,March,1|2024/25,March,2|"),
        ["2023/24", "2024/25"]
    );
}

#[test]
fn days_across_stand_for_the_quarters_or_months_that_they_end() {
    let file = "30/06/2024,2024-09-30,31.12.24,2025-03-31|1,2,3,4|";
    let quarters = ["2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4"];
    for window in ["quarter", "snapshot"] {
        assert_eq!(periods_of(window, "", file), quarters, "{window}");
    }
    assert_eq!(periods_of("snapshot", "", "2024-06-30,2024-07-31|1,2|"), ["Jul 2024", "Jun 2024"]);
    assert_eq!(periods_of("month", "", "2025-03-01,Apr-25|1,2|"), ["Apr 2025", "Mar 2025"]);
    assert_eq!(periods_of("pooled_years", "", "2008-10,2009-11|1,2|"), ["2008–10", "2009–11"]);
    assert_eq!(
        periods_of("week", "", "w/e 05/07/2024,w/e 12/07/2024|1,2|"),
        ["w/e 12 Jul 2024", "w/e 5 Jul 2024"]
    );
    assert_eq!(periods_of("calendar_quarter", "", "2024 Q1,2024 Q2|1,2|"), ["2024 Q1", "2024 Q2"]);
}

#[test]
fn the_heading_of_a_column_says_whether_weeks_end_or_begin_with_its_days() {
    let weeks =
        |heading: &str| periods_of("week", "", &format!("{heading},Value|05/07/2024,1|2024-07-12,2|"));
    assert_eq!(weeks("Week ending"), ["w/e 12 Jul 2024", "w/e 5 Jul 2024"]);
    assert_eq!(weeks("Week commencing"), ["w/e 11 Jul 2024", "w/e 18 Jul 2024"]);
}

#[test]
fn days_that_end_quarters_stand_for_them_and_other_days_for_their_months() {
    let quarters = ["2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4"];
    for window in ["snapshot", "quarter", "rolling_12_months"] {
        assert_eq!(periods(window, "2024-06-30|30/09/2024|31.12.24|2025-03-31"), quarters, "{window}");
    }
    assert_eq!(periods("calendar_quarter", "2024-06-30|30/09/2024"), ["2024 Q2", "2024 Q3"]);
    assert_eq!(periods("snapshot", "2024-06-30|2024-07-31"), ["Jul 2024", "Jun 2024"]);
    assert_eq!(periods("month", "2024-06-30|2024-09-30"), ["Jun 2024", "Sep 2024"]);
}
