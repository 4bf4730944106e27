//! Sums in tables, of what is printed: a blank and words without a digit count as nothing.

use crate::figures::town::Town;
use crate::support::{Value, Workbook, number, shown, text};

const COLUMNS: &str = "column = [ { key = \"ward\", heading = \"Ward\" }, { key = \"n\", heading = \"Number\", format = \"integer\", total = true }, { key = \"m\", heading = \"More\", format = \"integer\" }, { key = \"both\", heading = \"Both\", format = \"integer\", sum_of = [\"n\", \"m\"], total = true } ]\n";

#[test]
fn words_of_a_figure_count_as_nothing() {
    let town = Town::new()
        .indicator("x", "measure = \"count\"\nbetter = \"lower\"\ntolerance = 0\ntarget = 5")
        .series("x", "quarter", "2024/25 Q3 = 1; 2024/25 Q4 = 4");
    let rows = "row = [ { ward = \"North\", n = \"{{ x.now }}\", m = 3 }, { ward = \"South\", n = \"{{ x.status }}\", m = \"\" }, { ward = \"East\", n = 1200, m = 5 } ]";
    assert_eq!(
        town.rows(&format!("{COLUMNS}{rows}")),
        ["North | 4 | 3 | 7", "South | green |  | 0", "East | 1,200 | 5 | 1,205", "Total | 1,204 |  | 1,212"]
    );
}

#[test]
fn a_sum_across_is_of_its_own_columns_alone() {
    let town = Town::new();
    let columns = COLUMNS.replace(
        "{ key = \"m\"",
        "{ key = \"x\", heading = \"Other\", format = \"integer\" }, { key = \"m\"",
    );
    let rows = |both: &str| {
        format!("{columns}row = [ {{ ward = \"North\", n = 2, x = 100, m = 3, both = {both} }} ]")
    };
    for both in ["\"\"", "5", "5.0", "\"5 [r]\""] {
        let shown = if both.contains('r') { "5 [r]" } else { "5" };
        let total = "Total | 2 |  |  | 5";
        assert_eq!(town.rows(&rows(both)), [format!("North | 2 | 100 | 3 | {shown}"), total.to_owned()]);
    }
    let findings = town.table(&rows("105")).findings;
    assert_eq!(findings[0].1, "`Both` of this row says 105, and its parts add up to 5");
}

#[test]
fn a_figure_with_a_sign_is_added_to_its_like_alone() {
    let town = Town::new()
        .indicator("x", "measure = \"count\"\nbetter = \"lower\"\ntolerance = 0\ntarget = 5")
        .series("x", "quarter", "2024/25 Q3 = 1; 2024/25 Q4 = 4");
    let table = |cell: &str| {
        format!(
            "{COLUMNS}row = [ {{ ward = \"North\", n = \"{cell}\", m = 3 }}, {{ ward = \"South\", n = 5, m = 1 }} ]"
        )
    };
    assert_eq!(
        town.rows(&table("{{ x.now.bare }} [r]")),
        ["North | 4 [r] | 3 | 7", "South | 5 | 1 | 6", "Total | 9 |  | 13"]
    );
    for cell in ["£{{ x.now.bare }}", "{{ x.now.bare }}%"] {
        let findings = town.table(&table(cell)).findings;
        assert!(findings.iter().all(|(rule, ..)| rule == "sum-of-unlike"), "{findings:#?}");
        assert_eq!(findings.len(), 1, "{findings:#?}");
    }
}

#[test]
fn a_figure_is_added_up_whatever_words_its_print_has() {
    let town = Town::new()
        .file("indicators/d.csv", "Period,Value,Provisional\n2024/25 Q3,5,\n2024/25 Q4,6,p\n")
        .indicator("x", "measure = \"count\"\n[[x.series]]\nwindow = \"quarter\"\nfile = \"d.csv\"");
    let rows =
        "row = [ { ward = \"North\", n = \"{{ x.now }}\", m = 3 }, { ward = \"South\", n = 5, m = 1 } ]";
    assert_eq!(
        town.rows(&format!("{COLUMNS}{rows}")),
        ["North | 6 (provisional) | 3 | 9", "South | 5 | 1 | 6", "Total | 11 |  | 15"]
    );
}

/// A total may be of the places that a file does not show, where number formats hide them in all its cells.
#[test]
fn the_total_of_a_file_may_be_of_places_that_its_formats_hide() {
    let table = "file = \"t.xlsx\"\ncolumn = [ { key = \"Ward\", heading = \"Ward\" }, { key = \"Figure\", heading = \"Figure\", format = \"number\", decimals = 0, total = \"file\" } ]";
    let town = |cells: [Value; 3]| {
        let [north, south, all] = cells;
        let book = Workbook::new().texts(&["Ward", "Figure"]);
        let book = book.row("", &[text("North"), north]).row("", &[text("South"), south]);
        Town::new().file("reports/paper/t.xlsx", book.row("", &[text("All"), all]).bytes())
    };
    let whole = |n: f64| shown(n, "0");
    let rows = town([whole(1.4), whole(1.4), whole(2.8)]).rows(table);
    assert_eq!(rows, ["North | 1", "South | 1", "All | 3"]);
    for cells in [
        [whole(1.4), whole(1.4), whole(3.8)],
        [number(1.4), number(1.4), whole(2.8)],
        [whole(1.4), number(1.4), whole(2.8)],
        [whole(1.4), whole(1.4), number(2.8)],
    ] {
        let findings = town(cells).table(table).findings;
        let rules: Vec<&str> = findings.iter().map(|(rule, ..)| rule.as_str()).collect();
        assert_eq!(rules, ["total-wrong"]);
    }
}
