//! The figures themselves: which value is printed, with which unit, and when it was.

use crate::figures::town::Town;

/// Quarters with a gap, and two after the report's.
fn crime() -> Town {
    Town::new()
        .indicator("crime", "measure = \"count\"\nunit = \"offences\"\nbetter = \"lower\"\ntargets = { \"2024/25\" = 1200, \"2023/24 Q4\" = 1300 }\nthreshold = { value = 1400, name = \"Ceiling\" }")
        .series("crime", "rolling_12_months", "2022/23 Q4 = 1200; 2023/24 Q1 = 1250; 2023/24 Q2 = 1310; 2023/24 Q3 = 1290; 2023/24 Q4 = 1275; 2024/25 Q3 = 1180; 2024/25 Q4 = 1195; 2025/26 Q1 = 5000; 2025/26 Q2 = 10")
}

#[test]
fn each_accessor_gives_its_figure() {
    crime().says(&[
        ("{{ crime.now }}", "1,195 offences"),
        ("{{ crime.now.bare }}", "1,195"),
        ("{{ crime.latest }}", "1,195 offences"),
        ("{{ crime.latest.period }}", "2024/25 Q4"),
        ("{{ crime.at(\"2022/23 Q4\") }}", "1,200 offences"),
        ("{{ crime.at(\"2022-23 quarter 4\").bare }}", "1,200"),
        ("{{ crime.previous }}", "1,180 offences"),
        ("{{ crime.year_ago }}", "1,275 offences"),
        ("{{ crime.peak }}", "1,310 offences"),
        ("{{ crime.low }}", "1,180 offences"),
        ("{{ crime.name }}", "Number of crime"),
        ("{{ crime.year_ago.previous.bare }}", "1,290"),
        ("{{ crime.latest.year_ago.year_ago.bare }}", "1,200"),
    ]);
}

#[test]
fn a_figure_says_when_it_was() {
    crime().says(&[
        ("{{ crime.now.period.long }}", "2024/25 quarter 4"),
        ("{{ crime.previous.period.short }}", "2024/25 Q3"),
        ("{{ crime.peak.period.quarter }}", "Q2"),
        ("{{ crime.low.period.year }}", "2024/25"),
        ("{{ period }}, {{ period.long }}, {{ period.quarter }}", "2024/25 Q4, 2024/25 quarter 4, Q4"),
    ]);
}

/// Values after the report's period are printed only where they are asked for by name.
#[test]
fn a_paper_does_not_see_beyond_its_period() {
    crime().says(&[
        ("{{ crime.latest.bare }}, {{ crime.peak.bare }}, {{ crime.low.bare }}", "1,195, 1,310, 1,180"),
        ("{{ crime.at(\"2025/26 Q1\") }}", "5,000 offences"),
        // Of a later figure the history goes up to its own period, and no further.
        ("{{ crime.at(\"2025/26 Q1\").peak.bare }}", "5,000"),
        ("{{ crime.at(\"2025/26 Q1\").low.bare }}", "1,180"),
        // Of an earlier figure it goes up to the report's.
        ("{{ crime.at(\"2023/24 Q1\").low.bare }}", "1,180"),
    ]);
    crime().period("2023/24 Q1").says(&[
        ("{{ crime.latest.bare }}, {{ crime.peak.bare }}, {{ crime.low.bare }}", "1,250, 1,250, 1,200"),
        ("{{ crime.previous.bare }}", "1,200"),
    ]);
    crime().period("").says(&[("{{ crime.latest.bare }}, {{ crime.peak.bare }}", "10, 5,000")]);
}

#[test]
fn a_year_s_target_holds_for_its_parts() {
    crime().says(&[
        ("{{ crime.target }}", "1,200 offences"),
        ("{{ crime.target.bare }}", "1,200"),
        ("{{ crime.previous.target.bare }}", "1,200"),
        ("{{ crime.year_ago.target.bare }}", "1,300"),
        ("{{ crime.threshold }}, {{ crime.threshold.bare }}", "1,400 offences, 1,400"),
    ]);
    let keys = "measure = \"score\"\nbetter = \"lower\"\ntarget = 9\n";
    Town::new()
        .period("2024-05")
        .indicator("months", &format!("{keys}targets = {{ \"2024\" = 7, \"2024/25\" = 8, \"2024-06\" = 6 }}"))
        .series("months", "month", "2024-03 = 1; 2024-05 = 2; 2024-06 = 3; 2023-03 = 4")
        .indicator("school", &format!("{keys}targets = {{ \"2022/23\" = 5 }}"))
        .series("school", "academic_year", "2021/22 = 1; 2022/23 = 2")
        .says(&[
            // May 2024 is of 2024/25; March 2024 is of 2023/24, which has none, but of 2024 too.
            ("{{ months.target }}, {{ months.at(\"2024-03\").target }}", "8, 7"),
            ("{{ months.at(\"2024-06\").target }}, {{ months.at(\"2023-03\").target }}", "6, 9"),
            ("{{ school.latest.target }}, {{ school.at(\"2021/22\").target }}", "5, 9"),
        ]);
}

#[test]
fn a_year_s_target_is_none_of_a_quarter_s_count() {
    // Four quarters add up to a year: 300 of 1,200 in one of them is no target met.
    Town::new()
        .indicator("calls", "measure = \"count\"\nbetter = \"lower\"\ntargets = { \"2024/25\" = 1200 }")
        .series("calls", "quarter", "2024/25 Q4 = 300")
        .says(&[("{{ calls.status }}", "no target")]);
}

#[test]
fn each_measure_prints_in_its_own_way() {
    Town::new()
        .indicator("rate", "measure = \"rate\"\nper = 1000\ndecimals = 2\nunit = \"per 1,000 people\"")
        .series("rate", "rolling_12_months", "2024/25 Q4 = { n = 1234, d = 78600 }")
        .indicator("share", "measure = \"percent\"\ndecimals = 1")
        .series("share", "quarter", "2024/25 Q4 = 36")
        .indicator("part", "measure = \"percent\"\ndecimals = 0\nunit = \"of residents\"")
        .series("part", "snapshot", "2024/25 Q4 = { n = 2, d = 3 }")
        .indicator("cost", "measure = \"money\"\ndecimals = 0")
        .series("cost", "year_to_date", "2024/25 Q4 = 1200.49; 2023/24 Q4 = -3")
        .indicator("fee", "measure = \"money\"")
        .series("fee", "quarter", "2024/25 Q4 = 53776.1")
        .indicator("mark", "measure = \"score\"")
        .series("mark", "quarter", "2024/25 Q4 = 7.50")
        .says(&[
            // 1234 × 1000 / 78600 = 15.6997…
            ("{{ rate.now }}", "15.70 per 1,000 people"),
            ("{{ share.now }}, {{ share.now.bare }}", "36.0%, 36.0"),
            ("{{ part.now }}, {{ part.now.bare }}", "67% of residents, 67"),
            ("{{ cost.now }}, {{ cost.now.bare }}, {{ cost.year_ago }}", "£1,200, 1,200, −£3"),
            ("{{ fee.now }}, {{ fee.now.bare }}", "£53,776.10, 53,776.10"),
            ("{{ mark.now }}", "7.50"),
        ]);
}

#[test]
fn months_and_years_are_found_by_what_their_window_means() {
    Town::new()
        .period("2024-05")
        .indicator("calls", "measure = \"count\"")
        .series("calls", "month", "2011-12 = 3; 2023-05 = 8; 2024-04 = 5; 2024-05 = 6; 2024-06 = 99")
        .indicator("pupils", "measure = \"count\"")
        .series("pupils", "academic_year", "2021/22 = 20; 2022/23 = 30")
        .indicator("visits", "measure = \"count\"")
        .series("visits", "calendar_year", "2022 = 200; 2023 = 300")
        .says(&[
            ("{{ calls.now }}, {{ calls.previous }}, {{ calls.year_ago }}", "6, 5, 8"),
            ("{{ calls.now.period.long }}, {{ calls.now.period.year }}", "May 2024, 2024"),
            // In a series of months "2011-12" is December 2011.
            ("{{ calls.at(\"2011-12\").period.long }}", "December 2011"),
            ("{{ calls.at(\"April 2024\") }}", "5"),
            ("{{ pupils.latest }} in {{ pupils.latest.period }}", "30 in 2022/23"),
            ("{{ pupils.at(\"2021/22\") }}, {{ pupils.latest.previous }}", "20, 20"),
            ("{{ pupils.latest.moved(\"2021/22\") }}", "rose from 20 to 30"),
            (
                "{{ visits.latest.period }}: {{ visits.latest.moved(\"previous\") }}",
                "2023: rose from 200 to 300",
            ),
        ]);
    Town::new()
        .period("2022/23")
        .indicator("pupils", "measure = \"count\"")
        .series("pupils", "academic_year", "2021/22 = 20; 2022/23 = 30")
        .says(&[("{{ pupils.now }}, {{ pupils.previous }}, {{ pupils.year_ago }}", "30, 20, 20")]);
}

#[test]
fn series_of_different_windows_stand_side_by_side() {
    Town::new()
        .indicator("entrants", "measure = \"count\"")
        .series("entrants", "financial_year", "2021/22 = 150; 2022/23 = 120")
        .series("entrants", "quarter", "2024/25 Q3 = 30; 2024/25 Q4 = 40")
        .says(&[
            ("{{ entrants.now }}, {{ entrants.at(\"2022/23\") }}", "40, 120"),
            // Quarters are no part of the highest and lowest of years, nor years of quarters'.
            ("{{ entrants.peak }}, {{ entrants.at(\"2022/23\").peak }}", "40, 150"),
            ("{{ entrants.at(\"2022/23\").moved(\"previous\") }}", "fell from 150 to 120"),
        ]);
}

#[test]
fn late_series_say_when_they_were() {
    for key in ["in_arrears", "stopped"] {
        Town::new()
            .indicator("youth", &format!("measure = \"percent\"\ndecimals = 1\n{key} = true"))
            .series("youth", "rolling_12_months", "2023/24 Q2 = 31.25; 2024/25 Q2 = 28.04")
            .says(&[
                ("{{ youth.latest }} ({{ youth.latest.period.long }})", "28.0% (2024/25 quarter 2)"),
                ("It {{ youth.latest.moved(\"year_ago\") }}.", "It fell from 31.3% to 28.0%."),
            ]);
    }
}

#[test]
fn values_that_may_change_say_so() {
    Town::new()
        .indicator("crime", "measure = \"count\"\nunit = \"offences\"\nbetter = \"lower\"\ntolerance = 0")
        .series("crime", "quarter", "2023/24 Q4 = { value = 12, revised = true }; 2024/25 Q3 = { value = 9, provisional = true, revised = true }; 2024/25 Q4 = { value = 10, provisional = true }")
        .says(&[
            ("{{ crime.now }}", "10 offences (provisional)"),
            ("{{ crime.previous }}", "9 offences (provisional)"),
            ("{{ crime.year_ago }}, {{ crime.year_ago.bare }}", "12 offences (revised), 12"),
            ("It {{ crime.moved(\"year_ago\") }} and {{ crime.verdict(\"year_ago\") }}.", "It fell from 12 to 10 and has improved."),
        ]);
}

#[test]
fn a_mark_is_no_figure_and_no_peak() {
    Town::new()
        .indicator("hate", "measure = \"count\"\nmarks = { \"*\" = \"fewer than five\" }")
        .series("hate", "quarter", "2023/24 Q4 = \"*\"; 2024/25 Q3 = 7; 2024/25 Q4 = 6")
        .says(&[("{{ hate.now }}, {{ hate.peak }}, {{ hate.low }}", "6, 7, 6")]);
}

/// The first of several is the one that is named.
#[test]
fn of_equal_peaks_the_first_counts() {
    Town::new()
        .indicator("x", "measure = \"rate\"\nper = 1000\ndecimals = 1")
        .series(
            "x",
            "quarter",
            "2023/24 Q4 = 5.04; 2024/25 Q1 = 5.01; 2024/25 Q2 = 4.95; 2024/25 Q3 = 2.04; 2024/25 Q4 = 1.99",
        )
        .says(&[
            ("{{ x.peak }} in {{ x.peak.period }}", "5.0 in 2023/24 Q4"),
            ("{{ x.low }} in {{ x.low.period }}", "2.0 in 2024/25 Q3"),
        ]);
}

/// Of a percentage, it would be taken for what a share is worked out with.
#[test]
fn only_a_rate_has_a_base() {
    let town = Town::new().indicator("x", "measure = \"percent\"\ndecimals = 1\nper = 1000").series(
        "x",
        "quarter",
        "2024/25 Q4 = { n = 1, d = 4 }",
    );
    let findings = town.paper(&["{{ x.now }}"]).findings;
    let said: Vec<(&str, &str)> = findings.iter().map(|f| (f.0.as_str(), f.1.as_str())).collect();
    assert_eq!(said, [("wrong-value", "`per` is the base of a rate, and this is none")]);
}

/// What the parts of a value make of it, measure by measure.
#[test]
fn a_value_follows_from_its_parts() {
    let town = |keys: &str, value: &str| {
        Town::new().indicator("x", keys).series("x", "quarter", &format!("2024/25 Q4 = {value}"))
    };
    let rate = "measure = \"rate\"\nper = 1000\ndecimals = 1";
    let percent = "measure = \"percent\"\ndecimals = 1";
    for (keys, value, printed) in [
        (rate, "{ n = 0, d = 4 }", "0.0"),
        (rate, "{ n = 3, d = 2000 }", "1.5"),
        // One person may have many events.
        (rate, "{ n = 6, d = 4 }", "1,500.0"),
        (percent, "{ n = 1, d = 4 }", "25.0%"),
        (percent, "{ n = 4, d = 4 }", "100.0%"),
        ("measure = \"count\"", "{ n = 5 }", "5"),
        // A count is no share of anything.
        ("measure = \"count\"", "{ value = 5, n = 5, d = 20 }", "5"),
    ] {
        town(keys, value).says(&[("{{ x.now }}", printed)]);
    }
    let places = "`x` does not say how many places to print of what is worked out";
    let larger = "the numerator is larger than the denominator";
    for (keys, value, message) in [
        (percent, "{ n = 5, d = 4 }", larger),
        (rate, "{ n = -1, d = 4 }", "the numerator is below zero"),
        ("measure = \"percent\"", "{ n = 1, d = 3 }", places),
    ] {
        let findings = town(keys, value).paper(&["{{ x.now }}"]).findings;
        assert_eq!(findings.iter().map(|f| f.1.as_str()).collect::<Vec<_>>(), [message], "{value}");
    }
}
