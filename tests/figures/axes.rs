//! The periods along a chart or down a table: every one from the first to the last, so that what is missing
//! shows as a gap.

use boardpack::model::Drawing;

use crate::figures::town::Town;

fn town(series: &[(&str, &str, &str)]) -> Town {
    series.iter().fold(Town::new(), |town, (id, window, values)| {
        town.indicator(id, "measure = \"score\"\nin_arrears = true").series(id, window, values)
    })
}

/// The rows of the data of a trend, with their headings.
fn rows(town: &Town, ids: &[&str]) -> Vec<String> {
    town.trend(ids).csv.lines().map(str::to_owned).collect()
}

#[test]
fn a_period_without_a_value_is_a_gap() {
    let town = town(&[("x", "quarter", "2023/24 Q3 = 1; 2024/25 Q2 = 4")]);
    assert_eq!(
        rows(&town, &["x"]),
        ["Period,Number of x", "2023/24 Q3,1", "2023/24 Q4,", "2024/25 Q1,", "2024/25 Q2,4"]
    );
}

/// Values that come once a year, whatever their periods are called.
#[test]
fn years_are_followed_by_years() {
    let quarters = town(&[("x", "rolling_12_months", "2021/22 Q4 = 1; 2023/24 Q4 = 3")]);
    assert_eq!(
        rows(&quarters, &["x"]),
        ["Period,Number of x", "2021/22 Q4,1", "2022/23 Q4,", "2023/24 Q4,3"]
    );
    let years = town(&[("x", "financial_year", "2020/21 = 1; 2022/23 = 3; 2023/24 = 4")]);
    assert_eq!(
        rows(&years, &["x"]),
        ["Period,Number of x", "2020/21,1", "2021/22,", "2022/23,3", "2023/24,4"]
    );
    let schools = town(&[("x", "academic_year", "2020/21 = 1; 2022/23 = 3")]);
    assert_eq!(rows(&schools, &["x"]), ["Period,Number of x", "2020/21,1", "2021/22,", "2022/23,3"]);
    let one = town(&[("x", "calendar_year", "2023 = 1")]);
    assert_eq!(rows(&one, &["x"]), ["Period,Number of x", "2023,1"]);
}

/// Years that end inside no quarter have their place between quarters.
#[test]
fn periods_of_unlike_length_stand_by_their_ends() {
    let both = town(&[
        ("x", "quarter", "2023/24 Q1 = 1; 2023/24 Q3 = 3"),
        ("y", "financial_year", "2021/22 = 10; 2022/23 = 11"),
        ("z", "academic_year", "2022/23 = 20"),
    ]);
    assert_eq!(
        rows(&both, &["x", "y", "z"]),
        [
            "Period,Number of x,Number of y,Number of z",
            "2021/22,,10,",
            "2022/23 Q1,,,",
            "2022/23 Q2,,,",
            "2022/23 Q3,,,",
            "2022/23,,11,",
            "2023/24 Q1,1,,",
            "2022/23,,,20",
            "2023/24 Q2,,,",
            "2023/24 Q3,3,,"
        ]
    );
    let months = town(&[
        ("x", "month", "2024-01 = 1; 2024-03 = 3"),
        ("y", "quarter", "2023/24 Q3 = 9; 2023/24 Q4 = 10"),
    ]);
    assert_eq!(
        rows(&months, &["x", "y"]),
        ["Period,Number of x,Number of y", "2023/24 Q3,,9", "Jan 2024,1,", "Feb 2024,,", "Mar 2024,3,10"]
    );
}

#[test]
fn a_year_to_date_is_broken_before_each_april() {
    let town = town(&[(
        "x",
        "year_to_date",
        "2024-02 = 80; 2024-03 = 90; 2024-04 = 10; 2024-05 = 20; 2024-07 = 40",
    )]);
    let Drawing::Trend(trend) = town.trend(&["x"]).drawing else { panic!("no trend") };
    assert_eq!(trend.lines[0].breaks, [2]);
    let values: Vec<_> = trend.lines[0].values.iter().map(|value| value.map(|v| v.to_string())).collect();
    let given = ["80", "90", "10", "20", "", "40"].map(|v| (!v.is_empty()).then(|| v.to_owned()));
    assert_eq!(values, given);
}

/// The newest value stands alone: the table is of the series that has most values up to the report's period.
#[test]
fn a_table_over_time_is_of_the_longest_series() {
    let town = Town::new()
        .indicator("x", "measure = \"score\"")
        .series("x", "snapshot", "2024/25 Q4 = 9")
        .series("x", "rolling_12_months", "2023/24 Q3 = 1; 2023/24 Q4 = 2")
        .series("x", "quarter", "2024/25 Q3 = 6; 2025/26 Q1 = 7; 2025/26 Q2 = 8");
    assert_eq!(town.rows("series = \"x\""), ["2023/24 Q3 | 1", "2023/24 Q4 | 2"]);
}

#[test]
fn a_chart_says_what_its_values_cover() {
    for (window, values, words) in [
        ("month", "2025-02 = 1; 2025-03 = 2", "by month"),
        ("quarter", "2024/25 Q3 = 1; 2024/25 Q4 = 2", "by quarter"),
        ("calendar_quarter", "2024 Q4 = 1; 2025 Q1 = 2", "by calendar quarter"),
        ("pooled_years", "2020-22 = 1; 2021-23 = 2", "pooled years"),
        ("day", "2025-03-30 = 1; 2025-03-31 = 2", "by day"),
        ("week", "w/e 21/03/2025 = 1; w/e 28/03/2025 = 2", "by week"),
        ("rolling_3_months", "Dec 2024 - Feb 2025 = 1; Jan-Mar 2025 = 2", "rolling three months"),
        ("calendar_year", "2023 = 1; 2024 = 2", "by calendar year"),
        ("financial_year", "2023/24 = 1; 2024/25 = 2", "by financial year"),
        ("academic_year", "2022/23 = 1; 2023/24 = 2", "by academic year"),
        ("year_to_date", "2025-02 = 1; 2025-03 = 2", "financial year to date"),
        ("rolling_12_months", "2024/25 Q3 = 1; 2024/25 Q4 = 2", "rolling 12 months"),
        ("snapshot", "2024/25 Q3 = 1; 2024/25 Q4 = 2", "at the end of each period"),
    ] {
        let subtitle = town(&[("x", window, values)]).trend(&["x"]).subtitle;
        assert!(subtitle.contains(&format!(", {words}, ")), "{window}: {subtitle}");
    }
}
