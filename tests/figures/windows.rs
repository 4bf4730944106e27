//! Windows of every kind: what their periods are called in text, tables and charts, and what comes before
//! them.

use boardpack::model::Drawing;

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

#[test]
fn three_months_roll_on_by_one() {
    let keys = "measure = \"rate\"\nper = 100\ndecimals = 1\nbetter = \"lower\"\ntolerance = 0.5";
    let town = Town::new().indicator("x", keys).series(
        "x",
        "rolling_3_months",
        "Jan-Mar 2024 = { n = 50, d = 1000 }; Nov 2024 - Jan 2025 = { n = 40, d = 1000 }; three months to February 2025 = 4.2; Jan-Mar 2025 = { n = 42, d = 1000 }",
    );
    // The report is for January to March 2025.
    town.says(&[
        ("{{ x.now.period.long }}, {{ x.now.period.short }}", "three months to March 2025, Jan–Mar 2025"),
        ("{{ x.at(\"three months to January 2025\").period }}", "Nov 2024–Jan 2025"),
        ("{{ x.now.previous }} {{ x.now.year_ago }}", "4.2 5.0"),
        (
            "{{ x.now.verdict(\"three months to January 2025\").rule }}",
            "changes of no more than 0.5 are called stable",
        ),
        ("{{ x.now.period.year }}", "2025"),
    ]);
    let tested = town.paper(&["{{ x.now.verdict(\"year_ago\").rule }}"]).paragraphs[0].clone();
    assert!(tested.contains("95% confidence interval"), "{tested}");
    let trend = town.trend(&["x"]);
    let rows: Vec<&str> = trend.csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!((rows.len(), rows[1], rows[11]), (14, "Jan–Mar 2024,5", "Nov 2024–Jan 2025,4"));
    assert!(
        trend.subtitle.ends_with("rolling three months, Jan–Mar 2024 to Jan–Mar 2025"),
        "{}",
        trend.subtitle
    );
}

#[test]
fn a_week_is_named_by_its_last_day() {
    let town = Town::new().indicator("x", "measure = \"count\"\nbetter = \"lower\"\ntolerance = 1").series(
        "x",
        "week",
        "w/e 29/03/2024 = 9; w/e 14/03/2025 = 5; w/c 22/03/2025 = 4; w/e 04/04/2025 = 3",
    );
    // The report is for the quarter up to 31 March 2025, in which the week of 4 April does not end.
    town.says(&[
        ("{{ x.latest }} {{ x.latest.period.long }}", "4 week ending 28 March 2025"),
        ("{{ x.latest.period.short }} {{ x.latest.period.year }}", "w/e 28 Mar 2025 2025"),
        ("{{ x.latest.year_ago }} {{ x.at(\"w/e 14 March 2025\") }}", "9 5"),
        ("{{ x.latest.vs(\"w/e 14/03/2025\") }}", "1 lower than"),
    ]);
}

#[test]
fn weeks_and_days_without_a_value_are_gaps() {
    let weeks = "w/e 14/03/2025 = 5; w/e 28/03/2025 = 4";
    let town = Town::new().indicator("x", "measure = \"count\"").series("x", "week", weeks);
    let trend = town.trend(&["x"]);
    assert_eq!(
        trend.csv.lines().collect::<Vec<_>>(),
        ["Period,Number of x", "w/e 14 Mar 2025,5", "w/e 21 Mar 2025,", "w/e 28 Mar 2025,4"]
    );
    assert!(trend.subtitle.ends_with("by week, w/e 14 Mar 2025 to w/e 28 Mar 2025"), "{}", trend.subtitle);
    let Drawing::Trend(drawn) = trend.drawing else { panic!("no trend") };
    assert_eq!(drawn.periods, ["14 Mar 2025", "21 Mar 2025", "28 Mar 2025"]);
    let days = "2025-02-27 = 5; 28/02/2025 = 6; 2 March 2025 = 4";
    let town = Town::new().indicator("x", "measure = \"count\"").series("x", "day", days);
    assert_eq!(
        town.trend(&["x"]).csv.lines().collect::<Vec<_>>(),
        ["Period,Number of x", "27 Feb 2025,5", "28 Feb 2025,6", "1 Mar 2025,", "2 Mar 2025,4"]
    );
}

#[test]
fn the_29th_of_february_has_no_day_a_year_before() {
    let town = Town::new().period("2024-02-29").indicator("x", "measure = \"count\"").series(
        "x",
        "day",
        "2023-02-28 = 4; 2024-02-28 = 5; 2024-02-29 = 6",
    );
    town.says(&[("{{ x.now }} {{ x.previous }} {{ x.previous.year_ago }}", "6 5 4")]);
    for text in ["{{ x.year_ago }}", "{{ x.now.year_ago }}", "{{ x.vs(\"year_ago\") }}"] {
        town.refuses(&[(
            text,
            "no-value",
            "the year before 29 February 2024 does not have that day",
            "name the day that is meant, as in .at(\"2023-02-28\")",
        )]);
    }
}

/// A chart of weeks and months: each period stands at its own end.
#[test]
fn weeks_and_months_stand_by_their_ends() {
    let town = Town::new()
        .indicator("x", "measure = \"count\"")
        .series("x", "week", "w/e 22/02/2025 = 5; w/e 08/03/2025 = 4")
        .indicator("y", "measure = \"count\"\nin_arrears = true")
        .series("y", "month", "2025-02 = 20");
    let rows: Vec<String> = town.trend(&["x", "y"]).csv.lines().map(str::to_owned).collect();
    assert_eq!(rows[1..], ["w/e 22 Feb 2025,5,", "Feb 2025,,20", "w/e 1 Mar 2025,,", "w/e 8 Mar 2025,4,"]);
}

/// A year's target holds for the weeks and months that lie in it, and for none that lies in two years.
#[test]
fn a_years_target_is_not_that_of_a_week_in_two_years() {
    let keys = "measure = \"score\"\nbetter = \"lower\"\n[x.targets]\n\"2024/25\" = 4";
    let town = Town::new().indicator("x", keys).series("x", "week", "w/e 07/03/2025 = 5; w/e 04/04/2025 = 4");
    town.says(&[("{{ x.at(\"w/e 7 March 2025\").target }}", "4")]);
    assert_eq!(town.paper(&["{{ x.at(\"w/e 4 April 2025\").target }}"]).findings.len(), 1);
}

/// What a paper prints of a period leads back to its figure, in every window.
#[test]
fn a_period_is_found_by_the_names_that_a_paper_prints() {
    for (window, text) in [
        ("day", "2024-02-29"),
        ("week", "2024-W09"),
        ("month", "2008-10"),
        ("quarter", "2024/25 Q4"),
        ("calendar_quarter", "2001 Q4"),
        ("rolling_3_months", "Nov 2023 - Jan 2024"),
        ("calendar_year", "2024"),
        ("financial_year", "2011-12"),
        ("academic_year", "2011-12"),
        ("pooled_years", "2008-10"),
        ("pooled_years", "2020 to 2021"),
        ("pooled_years", "1998-2000"),
        ("pooled_years", "2018/19 to 2020/21"),
        ("year_to_date", "2024-06"),
        ("rolling_12_months", "2024-06"),
        ("snapshot", "w/e 05/07/2024"),
    ] {
        let town =
            Town::new().indicator("x", "measure = \"count\"").series("x", window, &format!("{text} = 7"));
        let named = format!("{{{{ x.at(\"{text}\").period.long }}}}|{{{{ x.at(\"{text}\").period.short }}}}");
        let names = town.paper(&[named.as_str()]).paragraphs.remove(0);
        let (long, short) = names.trim_start_matches("p0 ").split_once('|').expect("two names");
        let both = format!("{{{{ x.at(\"{long}\") }}}} {{{{ x.at(\"{short}\") }}}}");
        town.says(&[(both.as_str(), "7 7")]);
    }
}

/// A period that is named by its end is found by any of its names.
#[test]
fn periods_that_are_named_by_their_ends_are_found_by_each_name() {
    let keys = "measure = \"score\"\nbetter = \"lower\"\n[x.targets]\n\"12 months to March 2025\" = 4";
    let town = Town::new().indicator("x", keys).series(
        "x",
        "rolling_12_months",
        "Year ending March 2024 = 9; Year ending December 2024 = 8; Year ending March 2025 = 7",
    );
    // The report is for January to March 2025.
    town.says(&[
        ("{{ x.now }} {{ x.previous }} {{ x.year_ago }} {{ x.now.target }}", "7 8 9 4"),
        ("{{ x.now.period.long }}", "2024/25 quarter 4"),
        ("{{ x.at(\"12 months to December 2024\") }} {{ x.at(\"Dec 2024\") }} {{ x.at(\"Year ending Mar 2024\") }}", "8 8 9"),
        ("{{ x.now.vs(\"Year to December 2024\") }}", "1 lower than"),
    ]);
    let town = Town::new().indicator("x", "measure = \"count\"").series(
        "x",
        "year_to_date",
        "Apr-Nov 2024 = 5; Apr-Dec 2024 = 6",
    );
    town.says(&[(
        "{{ x.at(\"Apr-Dec 2024\") }} {{ x.at(\"2024/25 Q3\") }} {{ x.at(\"Nov 2024\") }}",
        "6 6 5",
    )]);
    // Years that are written in one form are years, also as the period of a report.
    let town = Town::new().period("Year ending March 2025").indicator("x", "measure = \"count\"").series(
        "x",
        "financial_year",
        "YE Mar 2024 = 5; 12 months ending March 2025 = 6",
    );
    town.says(&[(
        "{{ x.now }} {{ x.now.period }} {{ x.previous }} {{ period.long }}",
        "6 2024/25 5 2024/25",
    )]);
}

/// A target is of a period as the series of its indicator have it.
#[test]
fn the_period_of_a_target_is_read_as_its_series_has_it() {
    for (window, text) in [
        ("calendar_quarter", "2024 Q1"),
        ("pooled_years", "2008-10"),
        ("month", "2008-10"),
        ("day", "2024-06-30"),
    ] {
        let keys = format!("measure = \"count\"\nbetter = \"lower\"\n[x.targets]\n\"{text}\" = 4");
        let town = Town::new().indicator("x", &keys).series("x", window, &format!("{text} = 7"));
        town.says(&[(format!("{{{{ x.at(\"{text}\").target }}}}").as_str(), "4")]);
    }
    let keys = "measure = \"count\"\nbetter = \"lower\"\n[x.targets]\n\"2024-06-30\" = 4";
    let town = Town::new().indicator("x", keys).series("x", "quarter", "2024/25 Q1 = 7");
    let found = town.paper(&["{{ x.at(\"2024/25 Q1\") }}"]).findings;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("period", "`2024-06-30` is not a period"));
}
