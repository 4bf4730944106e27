//! Figures by area: of one, against another, and in order.

use crate::figures::town::Town;

const AREAS: &str = "
[areas]
whole = \"Sampleshire\"
[areas.districts]
ashby = \"Ashby\"
blaby = \"Blaby\"
charnwood = \"Charnwood\"
dale = \"Dale\"
[areas.comparators]
england = \"England\"
[areas.wards]
north = \"North & East\"
south = \"South\"
";

const RATE: &str = "measure = \"rate\"\nper = 1000\ndecimals = 1\nunit = \"per 1,000 people\"\nbetter = \"lower\"\ntolerance = 0";

fn districts(values: [&str; 4]) -> Town {
    let mut town = Town::new().council(AREAS).indicator("x", RATE).series("x", "quarter", "2024/25 Q4 = 5");
    for (area, value) in ["ashby", "blaby", "charnwood", "dale"].iter().zip(values) {
        if !value.is_empty() {
            town = town.area("x", area, "quarter", &format!("2023/24 Q4 = 9; 2024/25 Q4 = {value}"));
        }
    }
    town
}

#[test]
fn each_area_has_its_figures() {
    districts(["1", "2", "3", "4"]).says(&[
        ("{{ x.now }}, {{ x.area(\"blaby\").now }}", "5.0 per 1,000 people, 2.0 per 1,000 people"),
        ("{{ x.area(\"Charnwood\").now.bare }}, {{ x.now.area(\"dale\").bare }}", "3.0, 4.0"),
        ("{{ x.area(\"Sampleshire\").now.bare }}", "5.0"),
        ("Dale {{ x.area(\"dale\").moved(\"year_ago\") }} and {{ x.area(\"dale\").verdict(\"year_ago\") }}.", "Dale fell from 9.0 to 4.0 and has improved."),
        ("{{ x.area(\"dale\").peak.bare }} in {{ x.area(\"dale\").peak.period }}", "9.0 in 2023/24 Q4"),
    ]);
}

#[test]
fn areas_are_compared() {
    let town = districts(["1", "2", "5.04", "4"]).area("x", "england", "quarter", "2024/25 Q4 = 4.4");
    town.says(&[
        ("{{ x.compare(\"england\") }} England", "0.6 higher than England"),
        ("{{ x.area(\"blaby\").compare(\"England\") }} England", "2.4 lower than England"),
        ("{{ x.compare(\"charnwood\") }} Charnwood", "the same as Charnwood"),
        ("{{ x.area(\"blaby\").now.compare(\"Sampleshire\") }} the whole", "3.0 lower than the whole"),
    ]);
    Town::new()
        .council(AREAS)
        .indicator("x", "measure = \"percent\"\ndecimals = 1")
        .series("x", "quarter", "2024/25 Q4 = 54.2")
        .area("x", "england", "rolling_12_months", "2024/25 Q4 = 53.2")
        .refuses(&[(
            "{{ x.compare(\"england\") }}",
            "no-value",
            "`x` and `x` for `england` have their values for 2024/25 Q4 in series of different windows, which cannot be compared",
            "compare figures of one window",
        )]);
}

#[test]
fn ranks_count_from_the_highest() {
    districts(["1", "4", "3", "2"]).says(&[
        ("Blaby is {{ x.rank(\"blaby\") }}.", "Blaby is highest of four."),
        ("{{ x.rank(\"Charnwood\") }}", "second highest of four"),
        ("{{ x.rank(\"ashby\") }}", "fourth highest of four"),
        ("{{ x.area(\"dale\").rank(\"dale\") }}", "third highest of four"),
    ]);
}

/// Ranks are joint where what is printed is the same: 2.96 and 3.04 both print 3.0.
#[test]
fn equal_areas_are_joint() {
    districts(["2.96", "3.04", "3", "1"]).says(&[
        ("{{ x.rank(\"ashby\") }}, {{ x.rank(\"blaby\") }}", "joint highest of four, joint highest of four"),
        ("{{ x.rank(\"dale\") }}", "fourth highest of four"),
    ]);
    districts(["4", "3", "3", "1"]).says(&[("{{ x.rank(\"charnwood\") }}", "joint second highest of four")]);
}

#[test]
fn an_area_without_a_number_is_not_ranked() {
    districts(["4", "", "3", "1"]).says(&[("{{ x.rank(\"charnwood\") }}", "second highest of three")]);
}

#[test]
fn the_highest_and_the_lowest_are_named_in_order() {
    let town = districts(["1", "4", "3", "2"]).area("x", "england", "quarter", "2024/25 Q4 = 99");
    town.says(&[
        ("{{ x.top(1) }}", "Blaby"),
        ("{{ x.top(2) }}", "Blaby and Charnwood"),
        ("{{ x.bottom(3) }}", "Ashby, Dale and Charnwood"),
        ("{{ x.top(4, \"districts\") }}", "Blaby, Charnwood, Dale and Ashby"),
    ]);
    let both =
        town.area("x", "north", "quarter", "2024/25 Q4 = 7").area("x", "south", "quarter", "2024/25 Q4 = 8");
    both.says(&[
        ("{{ x.top(2, \"wards\") }}", "South and North & East"),
        ("{{ x.bottom(1, \"districts\") }}", "Ashby"),
    ]);
    both.refuses(&[(
        "{{ x.top(2) }}",
        "no-value",
        "`x` has values for several groups of areas",
        "say which, as in top(5, \"districts\"): districts, wards",
    )]);
}

/// Equal areas inside the few stay in the order of council.toml; across their edge it would be
/// chance which of them is named.
#[test]
fn nobody_is_named_by_chance() {
    let town = districts(["3", "3", "5", "1"]);
    town.says(&[("{{ x.top(3) }}; {{ x.bottom(3) }}", "Charnwood, Ashby and Blaby; Dale, Ashby and Blaby")]);
    let message = "Ashby, Blaby have the same figure: which of them count is chance";
    town.refuses(&[
        ("{{ x.top(2) }}", "no-value", message, "ask for 1 or 3"),
        ("{{ x.bottom(2) }}", "no-value", message, "ask for 1 or 3"),
    ]);
    districts(["5", "5", "5", "1"]).refuses(&[(
        "{{ x.top(1) }}",
        "no-value",
        "Ashby, Blaby, Charnwood have the same figure: which of them count is chance",
        "ask for 3",
    )]);
}

/// Wards may have figures where the whole has none.
#[test]
fn areas_are_in_order_without_the_whole() {
    let town = Town::new()
        .council(AREAS)
        .indicator("x", RATE)
        .area("x", "north", "quarter", "2024/25 Q4 = 7")
        .area("x", "south", "quarter", "2024/25 Q4 = 8");
    town.says(&[
        ("{{ x.top(1) }}, {{ x.bottom(1) }}", "South, North & East"),
        ("{{ x.rank(\"south\") }}", "highest of two"),
    ]);
}

#[test]
fn areas_of_different_windows_are_not_put_in_order() {
    Town::new()
        .council(AREAS)
        .indicator("x", RATE)
        .area("x", "north", "quarter", "2024/25 Q4 = 7")
        .area("x", "south", "rolling_12_months", "2024/25 Q4 = 28")
        .refuses(&[(
            "{{ x.top(1) }}",
            "no-value",
            "`x` has its values for North & East and South in series of different windows, which cannot be put in order",
            "give every area of the group a series of one window",
        )]);
}
