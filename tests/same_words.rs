//! One value through Excel, CSV and typing: the same words in all three, or a finding in each. It never
//! compares how a table looks.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::{Council, Value, Workbook, number, shown, text};

/// A cell as a file may hold it: what is seen, and the number and format by which Excel shows that.
#[derive(Debug, Clone)]
struct CellCase {
    seen: String,
    excel: Value,
}

/// Numbers with decimals, thousands, signs and units; and words and marks.
fn cell() -> impl Strategy<Value = CellCase> {
    prop_oneof![
        6 => (-2_000_000_i64..2_000_000, 0_u32..=3, 0_usize..4, any::<bool>())
            .prop_map(|(digits, decimals, unit, grouped)| number_case(digits, decimals, unit, grouped)),
        1 => prop_oneof![
            Just("n/a"), Just("*"), Just("[c]"), Just("<5"), Just("North"), Just("12 days"), Just("1e5"),
            Just("(5)"), Just("12.5 [p]"), Just("456²"), Just("+3"), Just("2024/25")
        ]
        .prop_map(|seen| CellCase { seen: seen.to_owned(), excel: text(seen) }),
    ]
}

fn number_case(digits: i64, decimals: u32, unit: usize, grouped: bool) -> CellCase {
    const FORMATS: [[&str; 4]; 8] = [
        ["0", "0.0", "0.00", "0.000"],
        ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000"],
        ["0%", "0.0%", "0.00%", "0.000%"],
        ["#,##0%", "#,##0.0%", "#,##0.00%", "#,##0.000%"],
        ["\"£\"0", "\"£\"0.0", "\"£\"0.00", "\"£\"0.000"],
        ["\"£\"#,##0", "\"£\"#,##0.0", "\"£\"#,##0.00", "\"£\"#,##0.000"],
        ["General", "General", "General", "General"],
        ["General", "General", "General", "General"],
    ];
    let places = decimals as usize;
    let raw = format!("{:0width$}", digits.abs(), width = places + 1);
    let (whole, fraction) = raw.split_at(raw.len() - places);
    let mut shown_whole = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if grouped && unit < 3 && at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown_whole.push(',');
        }
        shown_whole.push(digit);
    }
    let mut fraction = fraction.to_owned();
    if unit == 3 {
        // General shows no zeros at the end.
        while fraction.ends_with('0') {
            fraction.pop();
        }
    }
    let point = if fraction.is_empty() { "" } else { "." };
    let minus = if digits < 0 { "-" } else { "" };
    let (before, after) = match unit {
        1 => ("", "%"),
        2 => ("£", ""),
        _ => ("", ""),
    };
    let scale = if unit == 1 { 2 } else { 0 };
    let stored = format!("{digits}e-{}", decimals + scale);
    let format = FORMATS[unit * 2 + usize::from(grouped)][places];
    let excel = if format == "General" { number(stored) } else { shown(stored, format) };
    CellCase { seen: format!("{minus}{before}{shown_whole}{point}{fraction}{after}"), excel }
}

/// A council with a table of these cells, typed, from CSV or from a workbook.
fn council(cells: &[CellCase], way: &str, format: &str) -> Council {
    let rows = cells.iter().enumerate();
    let columns = format!(
        "column = [ {{ key = \"row\", heading = \"Row\" }}, {{ key = \"figure\", heading = \"Figure\"{} }} ]\n",
        if format.is_empty() { String::new() } else { format!(", format = \"{format}\"") }
    );
    let (source, council) = match way {
        "typed" => {
            let rows: String = rows
                .map(|(at, cell)| format!("[[table.t.row]]\nrow = \"r{at}\"\nfigure = \"{}\"\n", cell.seen))
                .collect();
            (rows, Council::new())
        }
        "csv" => {
            let rows: String = rows.map(|(at, cell)| format!("r{at},\"{}\"\n", cell.seen)).collect();
            let council = Council::new().put("reports/paper/t.csv", format!("Row,Figure\n{rows}"));
            ("file = \"t.csv\"\n".to_owned(), council)
        }
        _ => {
            let book = rows.fold(Workbook::new().texts(&["Row", "Figure"]), |book, (at, cell)| {
                book.row("", &[text(&format!("r{at}")), cell.excel.clone()])
            });
            ("file = \"t.xlsx\"\n".to_owned(), Council::new().put("reports/paper/t.xlsx", book.bytes()))
        }
    };
    // A list of columns stands above rows of tables.
    let (above, below) = if way == "typed" { (columns, source) } else { (source + &columns, String::new()) };
    council.report(&format!(
        "[[section]]\nheading = \"Sites\"\ntext = '''\nThe sites.\n\n{{{{ place(\"t\") }}}}\n'''\n\n[recommendations]\ntext = \"That it be noted.\"\n\n[table.t]\ncaption = \"Sites\"\n{above}{below}"
    ))
}

fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn the_same_words_come_from_excel_csv_and_typing() {
    let cells = prop::collection::vec(cell(), 30..40);
    let run = runner(4).run(&cells, |cells| {
        let words = |way| council(&cells, way, "").built().reading();
        let typed = words("typed");
        prop_assert_eq!(&typed, &words("csv"));
        prop_assert_eq!(&typed, &words("excel"));
        for (at, cell) in cells.iter().enumerate() {
            let row = format!("r{at} | {}", cell.seen);
            prop_assert!(typed.contains(&row), "no {}: {}", row, typed);
        }
        Ok(())
    });
    run.expect("the same words");
}

#[test]
fn what_a_column_cannot_hold_is_a_finding_in_excel_csv_and_typing() {
    let formats = prop_oneof![Just("integer"), Just("number"), Just("money"), Just("percent")];
    let run = runner(24).run(&(cell(), formats), |(cell, format)| {
        let cells = [cell];
        let said = |way| {
            let ran = council(&cells, way, format).run(&["check", "--message-format", "json"]);
            let rules = ran.err.lines().filter_map(|line| line.split("\"rule\":\"").nth(1));
            let rules: Vec<String> =
                rules.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
            (ran.exit.code(), rules)
        };
        let typed = said("typed");
        prop_assert_eq!(&typed, &said("csv"));
        prop_assert_eq!(&typed, &said("excel"));
        Ok(())
    });
    run.expect("the same findings");
}
