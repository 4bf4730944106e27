//! Status by declared rules: the built-in ones, and those that councils publish. The first that
//! holds decides, and the rule in words is the rule that was used.

use crate::figures::town::Town;

/// An indicator for each row: its keys, the year before, and now.
fn town(rag: &str, keys: &str, rows: &[(&str, &str, &str)]) -> Town {
    let mut town = Town::new().council(rag);
    for (id, from, to) in rows {
        let values = if from.is_empty() { String::new() } else { format!("2023/24 Q4 = {from}; ") };
        town = town.indicator(id, keys).series(id, "quarter", &format!("{values}2024/25 Q4 = {to}"));
    }
    town
}

/// "More than 10% off target and not improved is red; off and improved or maintained is amber."
const HAVERING: &str = "
[[rag.havering]]
status = \"green\"
within = \"10%\"
[[rag.havering]]
status = \"amber\"
direction = \"not_worse\"
[[rag.havering]]
status = \"red\"
";

#[test]
fn havering_looks_at_the_direction_too() {
    let keys = "measure = \"count\"\nbetter = \"lower\"\ntarget = 100\ntolerance = \"2%\"\nrag = \"havering\"\nmarks = { \"*\" = \"fewer than five\" }";
    let rows = [
        ("near", "130", "110"),
        ("better", "130", "120"),
        ("held", "120", "122"),
        ("worse", "115", "121"),
        ("alone", "", "121"),
        ("hidden", "\"*\"", "121"),
        ("under", "40", "50"),
    ];
    let words =
        "Green: within 10% of the target. Amber: improved or stable since a year before. Red: otherwise.";
    town(HAVERING, keys, &rows).says(&[
        ("{{ near.status }}", "green"),
        ("{{ better.status }}", "amber"),
        // 2 more is within 2% of 120
        ("{{ held.status }}", "amber"),
        ("{{ worse.status }}", "red"),
        // What is not shown to have held is not called so.
        ("{{ hidden.status }}", "red"),
        ("{{ alone.status }}", "red"),
        ("{{ under.status }}", "green"),
        ("{{ near.status.rule }}", words),
    ]);
    let keys = "measure = \"percent\"\ndecimals = 1\nbetter = \"higher\"\ntarget = 80\ntolerance = 1\nrag = \"havering\"";
    let rows =
        [("near", "90", "72.0"), ("better", "60", "71.9"), ("worse", "75", "71.9"), ("over", "1", "99")];
    town(HAVERING, keys, &rows).says(&[
        ("{{ near.status }}", "green"),
        ("{{ better.status }}", "amber"),
        ("{{ worse.status }}", "red"),
        ("{{ over.status }}", "green"),
    ]);
}

/// A rule that asks for the direction needs to know which changes count: nothing is guessed.
#[test]
fn a_direction_needs_a_tolerance() {
    let keys = "measure = \"count\"\nbetter = \"lower\"\ntarget = 100\nrag = \"havering\"";
    let town = town(HAVERING, keys, &[("x", "130", "120"), ("near", "130", "105")]);
    town.says(&[("{{ near.status }}", "green")]);
    town.refuses(&[(
        "{{ x.status }}",
        "no-tolerance",
        "nothing says which changes of `x` are too small to count",
        "add to the indicator: tolerance = 0.5 in its own unit, or tolerance = \"5%\"; or give numerators and denominators, from which a test is worked out",
    )]);
}

const CHORLEY: &str = "
[[rag.chorley]]
status = \"green\"
within = 0
[[rag.chorley]]
status = \"amber\"
within = \"5%\"
[[rag.chorley]]
status = \"red\"
";

/// 5% of 40 are 2 points.
#[test]
fn chorley_allows_five_per_cent() {
    let keys = "measure = \"percent\"\ndecimals = 1\nbetter = \"higher\"\ntarget = 40\nrag = \"chorley\"";
    let rows = [("met", "", "40"), ("printed", "", "39.95"), ("near", "", "38.0"), ("off", "", "37.9")];
    town(CHORLEY, keys, &rows).says(&[
        ("{{ met.status }}", "green"),
        // It prints 40.0%, which is the target.
        ("{{ printed.now }}: {{ printed.status }}", "40.0%: green"),
        ("{{ near.status }}, {{ off.status }}", "amber, red"),
        (
            "{{ off.status.rule }}",
            "Green: the target is met. Amber: within 5% of the target. Red: otherwise.",
        ),
    ]);
}

/// The tolerance that was agreed for each indicator, which is also the built-in rule.
#[test]
fn reigate_has_a_tolerance_for_each() {
    let reigate = CHORLEY.replace("chorley", "reigate").replace("\"5%\"", "\"tolerance\"");
    for (council, rag) in [(reigate.as_str(), "rag = \"reigate\""), ("", "")] {
        let keys = |more: &str| {
            format!("measure = \"percent\"\ndecimals = 0\nbetter = \"higher\"\ntarget = 60\n{more}\n{rag}")
        };
        let rows = [("met", "", "60"), ("near", "", "57"), ("off", "", "56")];
        town(council, &keys("tolerance = 3"), &rows).says(&[
            ("{{ met.status }}, {{ near.status }}, {{ off.status }}", "green, amber, red"),
            (
                "{{ met.status.rule }}",
                "Green: the target is met. Amber: within 3 percentage points of the target. Red: otherwise.",
            ),
        ]);
        // 10% of 60 are 6.
        town(council, &keys("tolerance = \"10%\""), &[("x", "", "54")]).says(&[
            ("{{ x.status }}", "amber"),
            (
                "{{ x.status.rule }}",
                "Green: the target is met. Amber: within 10% of the target. Red: otherwise.",
            ),
        ]);
        town(council, &keys(""), &[("x", "", "59")]).says(&[
            ("{{ x.status }}", "red"),
            ("{{ x.status.rule }}", "Green: the target is met. Red: otherwise."),
        ]);
    }
}

#[test]
fn the_boards_rules_hold_where_an_indicator_has_none() {
    let keys = "measure = \"count\"\nbetter = \"lower\"\ntarget = 100\ntolerance = 0";
    let rows = [("x", "", "104")];
    town(CHORLEY, keys, &rows).says(&[("{{ x.status }}", "red")]);
    town(CHORLEY, keys, &rows).board("rag = \"chorley\"\n").says(&[("{{ x.status }}", "amber")]);
    let own = format!("{keys}\nrag = \"havering\"");
    town(&format!("{CHORLEY}{HAVERING}"), &own, &rows)
        .board("rag = \"chorley\"\n")
        .says(&[("{{ x.status }}", "green")]);
}

/// Short term against the quarter before, and improved alone.
#[test]
fn rules_may_look_a_quarter_back() {
    let rag = "
[[rag.short]]
status = \"green\"
direction = \"improved\"
against = \"previous\"
[[rag.short]]
status = \"red\"
within = \"50%\"
direction = \"worsened\"
against = \"previous\"
[[rag.short]]
status = \"amber\"
";
    let one =
        |id: &'static str, from: &str, to: &str| (id, format!("2024/25 Q3 = {from}; 2024/25 Q4 = {to}"));
    let mut town = Town::new().council(rag);
    for (id, values) in
        [one("fell", "9", "7"), one("rose", "7", "9"), one("far", "7", "90"), one("held", "7", "7")]
    {
        town = town
            .indicator(
                id,
                "measure = \"count\"\nbetter = \"lower\"\ntarget = 10\ntolerance = 0\nrag = \"short\"",
            )
            .series(id, "quarter", &values);
    }
    town.says(&[
        ("{{ fell.status }}, {{ rose.status }}, {{ far.status }}, {{ held.status }}", "green, red, amber, amber"),
        ("{{ fell.status.rule }}", "Green: improved since the period before. Red: within 50% of the target and worse since the period before. Amber: otherwise."),
    ]);
}

#[test]
fn what_has_no_target_says_so() {
    let keys = "measure = \"count\"\nbetter = \"lower\"";
    town("", keys, &[("calls", "", "9")]).says(&[("{{ calls.status }}", "no target")]);
    let volumetric = format!("{keys}\nno_target = \"volumetric\"");
    town("", &volumetric, &[("calls", "", "9")]).says(&[("{{ calls.status }}", "volumetric")]);
    let contextual =
        "measure = \"count\"\nbetter = \"neither\"\nno_target = \"contextual (forecast, not target)\"";
    town("", contextual, &[("calls", "", "9")])
        .says(&[("{{ calls.status }}", "contextual (forecast, not target)")]);
    // A target for one year only.
    let keys = "measure = \"score\"\nbetter = \"lower\"\ntargets = { \"2023/24\" = 10 }";
    town("", keys, &[("calls", "9", "11")])
        .says(&[("{{ calls.status }}, {{ calls.year_ago.status }}", "no target, green")]);
}

#[test]
fn a_target_of_zero_is_met_by_none() {
    let keys = "measure = \"count\"\nbetter = \"lower\"\ntarget = 0\nrag = \"chorley\"";
    town(CHORLEY, keys, &[("no_fire", "", "0"), ("a_fire", "", "1")])
        .says(&[("{{ no_fire.status }}, {{ a_fire.status }}", "green, red")]);
}

#[test]
fn red_asks_for_what_is_done_where_the_board_does() {
    let keys = "measure = \"count\"\nbetter = \"lower\"\ntarget = 5\ntolerance = 1";
    let rows = [("x", "", "9"), ("y", "", "6")];
    let action = "[corrective_action]\nx = \"The partners meet every week: {{ x.now }} is too many.\"\n";
    let town = || town("", keys, &rows);
    town().says(&[("{{ x.status }}, {{ y.status }}", "red, amber")]);
    let strict = || town().board("corrective_action = true\n");
    strict().refuses(&[(
        "{{ x.status }}, {{ y.status }}",
        "corrective-action",
        "`x` is red, and this report does not say what is done about it, as its board asks",
        "add: [corrective_action] and below it x = \"what is being done, by whom and by when\"",
    )]);
    strict().says(&[("{{ y.status }}", "amber")]);
    strict().report(action).says(&[
        ("{{ x.status }}", "red"),
        ("{{ x.corrective_action }}", "The partners meet every week: 9 is too many."),
    ]);
    town().refuses(&[(
        "{{ y.corrective_action }}",
        "no-value",
        "this report has no corrective action for `y`",
        "add: [corrective_action] and below it y = \"what is being done, by whom and by when\"",
    )]);
}
