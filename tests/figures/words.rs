//! Words that follow from figures: directions, movements with their periods, days and years of a period, runs,
//! and the periods of areas that are compared with.

use crate::figures::town::Town;

const PERCENT: &str = "measure = \"percent\"\nbetter = \"lower\"\ndecimals = 0";
const AREAS: &str = "\n[areas.comparators]\nengland = \"England\"\n";

fn quarters(keys: &str, values: &str) -> Town {
    Town::new().indicator("x", keys).series("x", "quarter", values)
}

#[test]
fn a_direction_has_no_amount() {
    let town = quarters(
        "measure = \"rate\"\nper = 1000\ndecimals = 1\nbetter = \"lower\"\ntarget = 1.3",
        "2023/24 Q4 = 1.37; 2024/25 Q3 = 1.34; 2024/25 Q4 = 1.31",
    );
    town.says(&[
        ("{{ x.direction(\"year_ago\") }} a year ago", "lower than a year ago"),
        ("{{ x.direction(\"year_ago\", with = \"marginally\") }} it", "marginally lower than it"),
        ("{{ x.year_ago.direction(\"2024/25 Q4\", with = 'far') }}", "far higher than"),
        // 1.34 and 1.31 both print 1.3: the word before it goes.
        ("{{ x.direction(\"previous\", with = \"marginally\") }}", "the same as"),
        ("{{ x.direction(\"target\") }} its target", "the same as its target"),
    ]);
}

/// The shape of a source paper: "from 51% in June 2020 to 36% in Q3 2021/22".
#[test]
fn movements_say_their_periods() {
    let rolling = Town::new().indicator("x", PERCENT).series(
        "x",
        "rolling_12_months",
        "2020-06 = 51; 2021/22 Q3 = 36; 2024/25 Q4 = 36",
    );
    rolling.says(&[
        (
            "{{ x.at(\"2021/22 Q3\").moved(\"2020-06\", periods = true) }}",
            "fell from 51% in June 2020 to 36% in 2021/22 Q3",
        ),
        ("{{ x.moved(\"2021/22 Q3\", periods = true) }}", "stayed at 36% from 2021/22 Q3 to 2024/25 Q4"),
        ("{{ x.moved(\"2021/22 Q3\", periods = false) }}", "stayed at 36%"),
    ]);
    Town::new()
        .indicator("x", "measure = \"count\"")
        .series("x", "calendar_year", "2019 = 489; 2023 = 637")
        .period("2023")
        .says(&[("{{ x.moved(\"2019\", periods = true) }}", "rose from 489 in 2019 to 637 in 2023")]);
}

/// What ends with October is of seven months, and "in October" would be of one.
#[test]
fn a_year_to_date_has_no_period_of_one_month() {
    let town = Town::new().period("2023-10").indicator("x", "measure = \"count\"").series(
        "x",
        "year_to_date",
        "2022-10 = 387; 2023-10 = 486",
    );
    town.says(&[("{{ x.moved(\"year_ago\") }}", "rose from 387 to 486")]);
    town.refuses(&[(
        "{{ x.moved(\"year_ago\", periods = true) }}",
        "year-to-date",
        "`x` is of all months from April to Oct 2023, and periods = true would print the last alone",
        "leave periods out, and print .period.start and .period.end of the figures",
    )]);
}

/// Welsh changes the months after o, i and ym mis, and has its own words for two years.
#[test]
fn welsh_phrases_are_whole() {
    Town::new()
        .council("language = \"cy\"\n")
        .period("2024-05")
        .indicator("x", &format!("{PERCENT}\ntarget = 30"))
        .series("x", "month", "2023-03 = 40; 2024-03 = 51; 2024-04 = 40; 2024-05 = 36")
        .series("x", "rolling_12_months", "2024/25 Q4 = 36")
        .says(&[
            (
                "{{ x.moved(\"2024-03\", periods = true) }}",
                "gostyngodd o 51% ym mis Mawrth 2024 i 36% ym mis Mai 2024",
            ),
            (
                "{{ x.at(\"2024-04\").moved(\"2023-03\", periods = true) }}",
                "arhosodd ar 40% o Fawrth 2023 i Ebrill 2024",
            ),
            ("{{ x.direction(\"2024-03\", with = \"ychydig\") }}", "ychydig yn is na"),
            ("{{ x.since(\"fallen\") }}", "am y ddau fis diwethaf"),
            ("{{ x.since(\"above_target\") }}", "am y tri mis diwethaf"),
            ("{{ x.now.period.end }}", "31 Mai 2024"),
        ]);
}

#[test]
fn a_period_has_days_and_years() {
    let town = Town::new()
        .indicator("x", "measure = \"count\"")
        .series("x", "rolling_12_months", "2024/25 Q2 = 4; 2024/25 Q4 = 5")
        .indicator("y", "measure = \"count\"")
        .series("y", "year_to_date", "2024/25 Q3 = 5")
        .indicator("z", "measure = \"count\"")
        .series("z", "snapshot", "2024/25 Q4 = 5")
        .indicator("school", "measure = \"count\"")
        .series("school", "academic_year", "2023/24 = 5");
    town.says(&[
        ("{{ period.start }} to {{ period.end }}", "1 January 2025 to 31 March 2025"),
        ("{{ period.years }}", "2024/25"),
        // A rolling year covers twelve months, of one financial year or of two.
        ("{{ x.now.period.start }} to {{ x.now.period.end }}", "1 April 2024 to 31 March 2025"),
        ("{{ x.now.period.years }}", "2024/25"),
        ("{{ x.at(\"2024/25 Q2\").period.start }}", "1 October 2023"),
        ("{{ x.at(\"2024/25 Q2\").period.years }}", "2023/24 and 2024/25"),
        ("{{ y.latest.period.start }} to {{ y.latest.period.end }}", "1 April 2024 to 31 December 2024"),
        ("{{ z.now.period.end }}, {{ z.now.period.years }}", "31 March 2025, 2024/25"),
        ("{{ school.latest.period.start }}, {{ school.latest.period.years }}", "1 September 2023, 2023/24"),
    ]);
    town.refuses(&[(
        "{{ z.now.period.start }}",
        "no-value",
        "a figure at the end of 2024/25 Q4 has no first day",
        "write .period.end: it says how things stood on that day",
    )]);
    town.period("2024").says(&[("{{ period.years }}, {{ period.start }}", "2024, 1 January 2024")]);
}

const FALLING: &str = "2023/24 Q4 = 9; 2024/25 Q1 = 9.4; 2024/25 Q2 = 8; 2024/25 Q3 = 7; 2024/25 Q4 = 6";

#[test]
fn a_run_counts_what_went_on() {
    let keys = "measure = \"count\"\ndecimals = 0\nbetter = \"lower\"\ntarget = 8\nthreshold = { value = 9, name = \"a maximum\" }";
    let town = quarters(keys, FALLING);
    // Three falls: 9 and 9.4 print the same. Of the target, 8 itself is not below it.
    town.says(&[
        ("{{ x.since(\"fallen\") }}", "for the last three quarters"),
        ("{{ x.since(\"fallen\").period }}", "2024/25 Q1"),
        ("{{ x.since(\"below_target\") }}", "for the last two quarters"),
        ("{{ x.since(\"below_target\").period.long }}", "2024/25 quarter 3"),
        ("{{ x.since(\"below_threshold\") }}", "for the last three quarters"),
        ("{{ x.at(\"2024/25 Q3\").since(\"fallen\").period }}", "2024/25 Q1"),
    ]);
    let months: Vec<String> = (1..=12).map(|n| format!("2024-{n:02} = {n}")).collect();
    Town::new()
        .period("2024-12")
        .indicator("x", "measure = \"count\"\nbetter = \"lower\"\ntarget = 0")
        .series("x", "month", &months.join(";"))
        .says(&[
            ("{{ x.since(\"risen\") }}", "for the last 11 months"),
            ("{{ x.since(\"above_target\") }}", "for the last 12 months"),
        ]);
}

#[test]
fn a_run_that_the_data_do_not_bear_out_is_a_finding() {
    let keys = "measure = \"count\"\ndecimals = 0\nbetter = \"lower\"\ntarget = 7";
    let same = "say what is so, as with .moved(\"previous\")";
    let level = "say what is so, as with .vs(\"target\")";
    let town = quarters(keys, FALLING);
    town.refuses(&[
        ("{{ x.since(\"risen\") }}", "no-value", "`x` has not risen in 2024/25 Q4", same),
        ("{{ x.since(\"above_target\") }}", "no-value", "`x` is not above its target in 2024/25 Q4", level),
        (
            "{{ x.since(\"below_target\") }}",
            "no-value",
            "`x` has been below its target for one period only, and one is no run",
            level,
        ),
        (
            "{{ x.at(\"2024/25 Q2\").since(\"fallen\") }}",
            "no-value",
            "`x` has fallen for one period only, and one is no run",
            same,
        ),
        (
            "{{ x.at(\"2023/24 Q4\").since(\"fallen\") }}",
            "no-value",
            "`x` has no figure before 2023/24 Q4 to have fallen from",
            "it has: 2023/24 Q4, 2024/25 Q1, 2024/25 Q2, 2024/25 Q3, 2024/25 Q4",
        ),
        (
            "{{ x.at(\"2024/25 Q3\").since(\"fallen\") }}",
            "no-value",
            "`since` says \"the last\", the report is for 2024/25 Q4, and this figure is of 2024/25 Q3",
            "write .since(\"…\").period: it says from when on, as in \"since 2023/24 Q1\"",
        ),
        (
            "{{ x.since(\"above_threshold\") }}",
            "no-value",
            "`x` has no threshold",
            "add to the indicator: threshold = { value = 40, name = \"SafeLives maximum\" }",
        ),
    ]);
    quarters("measure = \"count\"\nbetter = \"lower\"\ntarget = 6", FALLING).refuses(&[(
        "{{ x.since(\"above_target\") }}",
        "no-value",
        "`x` is not above its target in 2024/25 Q4",
        level,
    )]);
    // It may have fallen before the data begin.
    quarters(keys, "2024/25 Q2 = 8; 2024/25 Q3 = 7; 2024/25 Q4 = 6").refuses(&[(
        "{{ x.since(\"fallen\").period }}",
        "no-value",
        "nobody can say since when: `x` has no figure before 2024/25 Q2, and it may have been so earlier",
        "write .since(\"…\") without .period, which counts the periods that there are",
    )]);
}

/// The shape of a source paper: "the rate has been the same for three quarters".
#[test]
fn figures_that_print_the_same_are_a_run() {
    let town = quarters(
        "measure = \"rate\"\nper = 1000\ndecimals = 2",
        "2024/25 Q1 = 6.6; 2024/25 Q2 = 6.511; 2024/25 Q3 = 6.509; 2024/25 Q4 = 6.51",
    );
    town.says(&[
        ("{{ x.since(\"unchanged\") }}", "for the last three quarters"),
        ("{{ x.since(\"unchanged\").period }}", "2024/25 Q2"),
    ]);
    town.refuses(&[(
        "{{ x.at(\"2024/25 Q2\").since(\"unchanged\").period }}",
        "no-value",
        "`x` has not stayed as it is up to 2024/25 Q2",
        "say what is so, as with .moved(\"previous\")",
    )]);
}

/// A quarter without a number ends a run, since nobody knows what it was.
#[test]
fn a_gap_ends_a_run() {
    let keys = "measure = \"count\"\nmarks = { \"*\" = \"fewer than five\" }";
    quarters(keys, "2023/24 Q4 = 9; 2024/25 Q1 = \"*\"; 2024/25 Q2 = 8; 2024/25 Q3 = 7; 2024/25 Q4 = 6")
        .says(&[("{{ x.since(\"fallen\") }}", "for the last two quarters")]);
    quarters(keys, "2023/24 Q4 = 9; 2024/25 Q2 = 8; 2024/25 Q3 = 7; 2024/25 Q4 = 6")
        .says(&[("{{ x.since(\"fallen\") }}", "for the last two quarters")]);
}

/// Rolling years a quarter apart share nine months: their rises are counted by whole years.
#[test]
fn rolling_years_rise_by_years() {
    let rolling = Town::new().indicator("x", "measure = \"count\"\nbetter = \"lower\"\ntarget = 3").series(
        "x",
        "rolling_12_months",
        "2021/22 Q4 = 2; 2022/23 Q4 = 3; 2023/24 Q4 = 4; 2024/25 Q1 = 9; 2024/25 Q2 = 8; 2024/25 Q3 = 7; 2024/25 Q4 = 6",
    );
    rolling.says(&[
        ("{{ x.since(\"risen\") }}", "for the last three years"),
        ("{{ x.since(\"above_target\") }}", "for the last five quarters"),
    ]);
    rolling.refuses(&[(
        "{{ x.since(\"fallen\") }}",
        "no-value",
        "`x` has not fallen in 2024/25 Q4",
        "say what is so, as with .moved(\"previous\")",
    )]);
    Town::new()
        .indicator("x", "measure = \"count\"")
        .series("x", "year_to_date", "2024/25 Q2 = 1; 2024/25 Q3 = 2; 2024/25 Q4 = 3")
        .refuses(&[(
            "{{ x.since(\"risen\") }}",
            "year-to-date",
            "`x` has no periods in a row: a year to date begins anew each April",
            "compare it with \"year_ago\", as in .moved(\"year_ago\")",
        )]);
}

/// Other places publish later: their newest figure has a period of its own.
#[test]
fn an_area_that_lags_is_compared_with_its_own_period() {
    let town = Town::new()
        .council(AREAS)
        .indicator("x", "measure = \"percent\"\ndecimals = 1")
        .series("x", "financial_year", "2023/24 = 50; 2024/25 = 54.2")
        .area("x", "england", "financial_year", "2022/23 = 51; 2023/24 = 53.2")
        .period("2024/25");
    town.says(&[
        ("{{ x.compare(\"england\", latest = true) }}", "1.0 percentage points higher than"),
        ("{{ x.compare(\"england\", latest = true).period }}", "2023/24"),
        ("{{ x.year_ago.compare(\"england\").period.long }}", "2023/24"),
    ]);
    town.refuses(&[(
        "{{ x.compare(\"england\") }}",
        "no-value",
        "`x` for `england` has no value for 2024/25",
        "its newest is of 2023/24: write compare(\"england\", latest = true), and the same with .period behind it for when that was",
    )]);
}
