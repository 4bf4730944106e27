//! Tables whose rows are those of a file, and series of workbooks.

use crate::figures::town::Town;
use crate::support::{Workbook, number, text};

#[test]
fn a_blank_cell_of_a_group_goes_on_from_the_one_above() {
    let town = Town::new()
        .file("reports/paper/t.csv", "Ward,Street,Cases\n,Lane,1\nNorth,Road,2\n,Row,3\nSouth,,4\n");
    let columns = "file = \"t.csv\"\ncolumn = [ { key = \"Ward\", heading = \"Ward\", group = true }, { key = \"Street\", heading = \"Street\" }, { key = \"Cases\", heading = \"Cases\", format = \"integer\" } ]";
    // Nothing stands above the first.
    assert_eq!(town.rows(columns), [" | Lane | 1", "North | Road | 2", "Row | 3", "South |  | 4"]);
}

/// Each sheet has its own hidden rows and columns.
#[test]
fn what_another_sheet_hides_is_not_hidden() {
    let rows = |book: Workbook, hides: bool| {
        let attributes = if hides { "hidden=\"1\"" } else { "" };
        let book = book.texts(&["Ward", "Cases"]).row("", &[text("North"), number(1)]);
        book.row(attributes, &[text("South"), number(2)]).row("", &[text("East"), number(3)])
    };
    let read = ["North | 1", "South | 2", "East | 3"];
    let book = rows(rows(Workbook::default().sheet("Shown"), false).sheet("Other"), true);
    let named = "file = \"t.xlsx\"\nsheet = \"Shown\"";
    assert_eq!(Town::new().file("reports/paper/t.xlsx", book.bytes()).rows(named), read);
    let book = rows(rows(Workbook::default().sheet("Other"), true).sheet("Shown"), false);
    assert_eq!(Town::new().file("reports/paper/t.xlsx", book.bytes()).rows(named), read);
}

/// A number of 1 or less may be a part of one where it is a percentage, and nowhere else.
#[test]
fn only_percentages_may_be_parts_of_one() {
    let town = |keys: &str, series: &str, book: Workbook| {
        let keys = format!("{keys}\n[[x.series]]\nwindow = \"quarter\"\nfile = \"d.xlsx\"\n{series}");
        Town::new().indicator("x", &keys).file("indicators/d.xlsx", book.bytes())
    };
    let scores = Workbook::new().texts(&["Period", "Value"]);
    let scores =
        scores.row("", &[text("2024/25 Q3"), number(0.5)]).row("", &[text("2024/25 Q4"), number(0.25)]);
    town("measure = \"score\"", "", scores).says(&[("{{ x.now }}", "0.25")]);
    // What a share is worked out from is never a part of one.
    let shares = Workbook::new().texts(&["Period", "Value", "n", "d"]);
    let shares = shares.row("", &[text("2024/25 Q4"), number(0.25), number(1), number(4)]);
    town("measure = \"percent\"\ndecimals = 1", "fraction = true", shares).says(&[("{{ x.now }}", "25.0%")]);
}

#[test]
fn what_may_change_says_yes_or_no() {
    let rows =
        "Period,Value,Provisional,Revised\n2023/24 Q4,4,no,Yes\n2024/25 Q3,5,,0\n2024/25 Q4,6,p,final\n";
    let keys = "measure = \"count\"\n[[x.series]]\nwindow = \"quarter\"\nfile = \"d.csv\"";
    let town = Town::new().indicator("x", keys).file("indicators/d.csv", rows);
    town.says(&[("{{ x.year_ago }}, {{ x.previous }}, {{ x.now }}", "4 (revised), 5, 6 (provisional)")]);
}
