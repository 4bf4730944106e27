//! Periods as people write them, each in a CSV file, in a workbook and typed: the same period comes of all three,
//! or a finding that says why not.

use boardpack::check::check;
use boardpack::finding::{Findings, Sources};
use boardpack::load::{Folder, Selection, load};

use crate::series::{checked, values};
use crate::support::{Council, Value, Workbook, number, shown, text};

const FORMS: [&str; 3] = ["csv", "xlsx", "toml"];

/// A council with a series of these periods, in one of the forms.
fn council(form: &str, window: &str, heading: &str, texts: &[&str]) -> Council {
    let head =
        format!("[calls]\nname = \"Calls\"\nmeasure = \"count\"\n[[calls.series]]\nwindow = \"{window}\"\n");
    let rows = texts.iter().enumerate();
    let council = Council::new().narrative("Nothing is said of it.");
    match form {
        "csv" => {
            let rows: String = rows.map(|(n, text)| format!("\"{text}\",{}\n", n + 1)).collect();
            council
                .put("indicators/calls.toml", format!("{head}file = \"calls.csv\"\n"))
                .put("indicators/calls.csv", format!("{heading},Value\n{rows}"))
        }
        "xlsx" => {
            let book = Workbook::new().texts(&[heading, "Value"]);
            let book = rows.fold(book, |book, (n, period)| book.row("", &[text(period), number(n + 1)]));
            council
                .put("indicators/calls.toml", format!("{head}file = \"calls.xlsx\"\n"))
                .put("indicators/calls.xlsx", book.bytes())
        }
        _ => {
            let rows: String = rows.map(|(n, text)| format!("\"{text}\" = {}\n", n + 1)).collect();
            council.put("indicators/calls.toml", format!("{head}[calls.series.values]\n{rows}"))
        }
    }
}

/// The periods of a series, in short, in the order of their values.
fn periods(council: &Council) -> Vec<String> {
    let mut all: Vec<(String, String)> = values(&checked(council).indicators["calls"])
        .into_iter()
        .map(|((_, period), value)| (value, period))
        .collect();
    all.sort();
    all.into_iter().map(|(_, period)| period).collect()
}

/// The rules and messages of a council's findings, with their hints.
fn findings(council: &Council) -> Vec<String> {
    let folder = Folder::open(council.path()).expect("a folder");
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let project = load(&folder, &Selection::default(), &mut sources, &mut findings).expect("a project");
    check(&project, &mut sources, &mut findings);
    let sorted = findings.sorted(&sources);
    sorted.iter().map(|f| format!("{}: {} / {}", f.rule.name(), f.message, f.hints.join(" / "))).collect()
}

#[test]
fn each_spelling_is_one_period_in_every_form() {
    for (window, texts, read) in [
        (
            "financial_year",
            "Year ending March 2025|Year to 31 March 2024|YE Mar 2023",
            "2024/25|2023/24|2022/23",
        ),
        ("calendar_year", "Year ending December 2024|12 months to Dec 2023", "2024|2023"),
        ("academic_year", "Sep 2024 - Aug 2025|12 months to August 2024", "2024/25|2023/24"),
        (
            "rolling_12_months",
            "12 months to June 2025|12 months ending May 2025|May 2024 - Apr 2025|April 2024 to March 2025",
            "Jun 2025|May 2025|Apr 2025|Mar 2025",
        ),
        (
            "rolling_12_months",
            "Year to March 2025|Jul 2024 - Jun 2025|YE Sept 2025",
            "2024/25 Q4|2025/26 Q1|2025/26 Q2",
        ),
        ("rolling_12_months", "Year to March 2025|Year to March 2024", "2024/25|2023/24"),
        ("rolling_3_months", "3 months to June 2025|3m to Jul 25", "Apr–Jun 2025|May–Jul 2025"),
        (
            "quarter",
            "3 months to June 2025|3m to Sep 25|Quarter ending 31/12/2025",
            "2025/26 Q1|2025/26 Q2|2025/26 Q3",
        ),
        ("calendar_quarter", "Quarter ending March 2025|3m to Jun 25", "2025 Q1|2025 Q2"),
        (
            "quarter",
            "Q3 (2025/26)|Q2 of 2025/26|Q1 '25/26|Quarter 4 of 2024-25",
            "2025/26 Q3|2025/26 Q2|2025/26 Q1|2024/25 Q4",
        ),
        ("year_to_date", "Apr-Jun 2025|Apr-Sep 2025|Apr 2025 - Dec 2025", "2025/26 Q1|2025/26 Q2|2025/26 Q3"),
        ("year_to_date", "Apr-Jul 2025|Apr 2025 - Sep 2025", "Jul 2025|Sep 2025"),
        (
            "month",
            "06/2025|2025/07|202508|Nov '25|Oct’25|Sep-25",
            "Jun 2025|Jul 2025|Aug 2025|Nov 2025|Oct 2025|Sep 2025",
        ),
        // A number beside a year is a month where all are months.
        ("month", "2010/11|2011/12|10/2011", "Nov 2010|Dec 2011|Oct 2011"),
        ("financial_year", "2010/11|2011/12|2024/25", "2010/11|2011/12|2024/25"),
        (
            "snapshot",
            "as at 31 March 2025|At 30 June 2025|30/09/2025 (snapshot)",
            "2024/25 Q4|2025/26 Q1|2025/26 Q2",
        ),
        ("snapshot", "as at 31 March 2025|as at 30 April 2025", "Mar 2025|Apr 2025"),
        ("day", "as at 31 March 2025|1 April 2025", "31 Mar 2025|1 Apr 2025"),
        ("pooled_years", "Jan 2022 - Dec 2024|36 months to Dec 2023", "2022–24|2021–23"),
    ] {
        let (texts, read): (Vec<&str>, Vec<&str>) = (texts.split('|').collect(), read.split('|').collect());
        for form in FORMS {
            let found = periods(&council(form, window, "Period", &texts));
            assert_eq!(found, read, "{form} {window} {texts:?}");
        }
    }
}

#[test]
fn a_number_may_be_a_month_in_a_workbook() {
    let book = Workbook::new()
        .texts(&["Month", "Value"])
        .row("", &[number(202_506), number(1)])
        .row("", &[shown(45_962, "mmm-yy"), number(2)]);
    let council = council("xlsx", "month", "Month", &[]).put("indicators/calls.xlsx", book.bytes());
    assert_eq!(periods(&council), ["Jun 2025", "Nov 2025"]);
}

#[test]
fn what_could_be_two_periods_or_is_none_of_the_series_is_said() {
    for (window, period, said) in [
        (
            "quarter",
            "Apr-Sep 2025",
            "period-window: `Apr-Sep 2025` covers 6 months, April to September 2025, and is not a period of this series (by quarter) / figures of as many months belong in a series of their own, with window = \"year_to_date\"",
        ),
        (
            "month",
            "Oct 2025 - Mar 2026",
            "period-window: `Oct 2025 - Mar 2026` covers 6 months, October 2025 to March 2026, and is not a period of this series (by month) / no window has such periods: write the figure of each month, quarter or year in it, here as \"2024-06\" or \"June 2024\"",
        ),
        (
            "financial_year",
            "Year ending June 2025",
            "period-window: `Year ending June 2025` covers 12 months, July 2024 to June 2025, and is not a period of this series (by financial year) / figures of as many months belong in a series of their own, with window = \"rolling_12_months\"",
        ),
        (
            "rolling_12_months",
            "Jul-Jun 2025",
            "period: `Jul-Jun 2025` could be July 2024 to June 2025 or July 2025 to June 2026 / write \"July 2024 to June 2025\" or \"July 2025 to June 2026\", as it is meant",
        ),
        (
            "quarter",
            "Q3 (2025)",
            "period: `Q3 (2025)` could be 2025/26 Q2 or 2025/26 Q3 / write \"2025/26 Q2\" or \"2025/26 Q3\", as it is meant / where all of the series are quarters of the calendar year: window = \"calendar_quarter\"",
        ),
        (
            "quarter",
            "as at 31 March 2025",
            "period: `as at 31 March 2025` says how things stood on a day, and this series is of what happened over a time (by quarter) / figures of how things stood belong in a series of their own, with window = \"snapshot\" / where the figure is of the whole time up to that day, write its period: \"2024/25 Q4\"",
        ),
        (
            "snapshot",
            "as at 15 March 2025",
            "period: `as at 15 March 2025` is not the last day of a month, and no period ends with it / where the figure stands for the end of that month, write \"March 2025\"; for figures of single days: window = \"day\"",
        ),
        (
            "snapshot",
            "202506",
            "period: `202506` is not a period / write it as \"2024/25 Q1\" or \"2024-06\" / where it is the month June 2025, write \"June 2025\"",
        ),
    ] {
        for form in FORMS {
            assert_eq!(findings(&council(form, window, "Period", &[period])), [said], "{form} {period}");
        }
    }
}

#[test]
fn headings_that_say_periods_are_known() {
    for (window, heading, cell, read) in [
        ("week", "W/E", "02/11/2025", "w/e 2 Nov 2025"),
        ("week", "W/C", "27/10/2025", "w/e 2 Nov 2025"),
        ("week", "Week ending (Sunday)", "02/11/2025", "w/e 2 Nov 2025"),
        ("week", "Week commencing", "27/10/2025", "w/e 2 Nov 2025"),
        ("financial_year", "Financial year", "2024/25", "2024/25"),
        ("financial_year", "Fin year", "2024/25", "2024/25"),
        ("financial_year", "FY", "24/25", "2024/25"),
        ("quarter", "Reporting period", "2024/25 Q4", "2024/25 Q4"),
        ("quarter", "Quarter ending", "June 2025", "2025/26 Q1"),
        ("quarter", "Quarter ending", "30/06/2025", "2025/26 Q1"),
        ("month", "Month ending", "30/11/2025", "Nov 2025"),
        ("financial_year", "Year ending", "Mar 2025", "2024/25"),
        ("snapshot", "Period ending", "31/03/2025", "2024/25 Q4"),
    ] {
        for form in ["csv", "xlsx"] {
            let found = periods(&council(form, window, heading, &[cell]));
            assert_eq!(found, [read], "{form} {heading} {cell}");
        }
    }
    // Of several the one of the window's own periods is meant.
    let file = "Year,Week ending,Value\n2025,02/11/2025,1\n";
    let weeks = council("csv", "week", "", &[]).put("indicators/calls.csv", file);
    assert_eq!(periods(&weeks), ["w/e 2 Nov 2025"]);
    let file = "Financial year,Quarter,Value\n2024/25,Q4,1\n25/26,Q1,2\n";
    let quarters = council("csv", "quarter", "", &[]).put("indicators/calls.csv", file);
    assert_eq!(periods(&quarters), ["2024/25 Q4", "2025/26 Q1"]);
}

#[test]
fn a_month_with_its_own_year_does_not_overrule_the_year_beside_it() {
    let rows = |year: Value, month: Value| {
        let book = Workbook::new().texts(&["Year", "Month", "Value"]).row("", &[year, month, number(1)]);
        council("xlsx", "month", "", &[]).put("indicators/calls.xlsx", book.bytes())
    };
    let november = || shown(45_962, "d mmm yyyy");
    for year in ["2025", "2025/26", "FY 2026"] {
        assert_eq!(periods(&rows(text(year), november())), ["Nov 2025"], "{year}");
    }
    let hints = "correct the one of the two that is wrong / where the column says the year by itself, and the other is not meant, name it alone: columns = { period = \"Month\", value = \"…\" } with the headings of the file";
    for (year, name) in [(number(2024), "2024"), (text("2024/25"), "2024/25"), (text("FY 2024"), "FY 2024")] {
        let said = findings(&rows(year, november()));
        let message = format!("period: `1 Nov 2025` is November 2025, and the year beside it is `{name}`");
        assert_eq!(said, [format!("{message} / {hints}")]);
    }
    let file = "Financial year,Month,Value\n2024,May,1\n";
    let unclear = council("csv", "month", "", &[]).put("indicators/calls.csv", file);
    assert_eq!(
        findings(&unclear),
        ["period: `FY 2024` could be 2023/24 or 2024/25 / write \"2023/24\" or \"2024/25\", as it is meant"]
    );
}
