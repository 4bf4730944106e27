//! Tables over pages: cells that span rows say themselves again, the last row is not alone, columns to be filled
//! in are wide enough, and small tables take no page of their own.

use std::fmt::Write as _;

use super::{built, line_of, page_of};
use crate::support::Council;

/// A section that places the table `t`, and the head of its declaration.
const PLACED: &str = "[[section]]\nheading = \"Introduction\"\ntext = '''\nWords.\n\n{{ place(\"t\") }}\n'''\n[table.t]\ncaption = \"Plan\"\n";

/// A report with a table in which a cell spans all of so many rows.
fn spanning(rows: usize) -> Council {
    let mut table = format!(
        "{PLACED}column = [ {{ key = \"a\", heading = \"Objective\", group = true }}, {{ key = \"b\", heading = \"Action\" }}, {{ key = \"c\", heading = \"Lead\" }} ]\n"
    );
    for n in 0..rows {
        let first = if n == 0 { "a = \"Objective one\"\n" } else { "" };
        let _ = write!(
            table,
            "[[table.t.row]]\n{first}b = \"Action {n}: the service keeps a record of what it does and tells members how it went each quarter.\"\nc = \"Lead {n}\"\n"
        );
    }
    Council::new().report(&table)
}

#[test]
fn a_cell_that_spans_rows_says_itself_again_on_the_next_page() {
    let pdf = built(&spanning(60), "reports/paper/report.pdf");
    let last = page_of(&pdf, "Background papers");
    assert!(last >= 2, "the table takes pages");
    for (page, lines) in pdf.line_texts().iter().enumerate().take(last + 1).skip(1) {
        assert!(lines.iter().take(4).any(|line| line.contains("Objective one")), "page {page}: {lines:?}");
        assert!(lines.iter().take(6).any(|line| line.contains("(continued)")), "page {page}: {lines:?}");
    }
    assert_eq!(pdf.line_texts()[0].iter().filter(|line| line.contains("(continued)")).count(), 0);
    // On one page it is said once.
    let short = built(&spanning(5), "reports/paper/report.pdf").reading();
    assert_eq!((short.matches("Objective one").count(), short.contains("(continued)")), (1, false));
}

#[test]
fn the_last_row_of_a_table_is_not_alone() {
    for rows in 38..46 {
        let mut text = format!(
            "{PLACED}column = [ {{ key = \"a\", heading = \"Action\" }}, {{ key = \"b\", heading = \"Lead\" }} ]\n"
        );
        for n in 0..rows {
            let _ = write!(text, "[[table.t.row]]\na = \"Action {n}\"\nb = \"Lead {n}\"\n");
        }
        let pdf = built(&Council::new().report(&text), "reports/paper/report.pdf");
        let [last, before] = [rows - 1, rows - 2].map(|row| page_of(&pdf, &format!("Action {row} ")));
        assert_eq!(last, before, "{rows} rows");
    }
}

#[test]
fn columns_to_be_filled_in_have_a_fair_share_of_the_width() {
    let table = format!(
        "{PLACED}column = [ {{ key = \"a\", heading = \"Action\" }}, {{ key = \"b\", heading = \"By\" }}, {{ key = \"c\", heading = \"Done\" }} ]\n[[table.t.row]]\na = \"The service keeps a record of what it does and tells members each quarter how that went, at some length\"\nb = \"\"\nc = \"\"\n[[table.t.row]]\na = \"Another\"\nb = \"\"\nc = \"\"\n"
    );
    let pdf = built(&Council::new().report(&table), "reports/paper/report.pdf");
    let (_, head) = line_of(&pdf, "Action By Done");
    let lefts: Vec<f64> = head.pieces.iter().map(|piece| piece.across[0]).collect();
    assert!(lefts[2] - lefts[1] > 90.0, "{lefts:?}");
}

#[test]
fn a_small_table_of_many_columns_takes_no_page_of_its_own() {
    let mut columns = String::from("{ key = \"name\", heading = \"Measure\", row_header = true }");
    let mut rows = [String::new(), String::new()];
    for n in 0..9 {
        let _ = write!(columns, ", {{ key = \"k{n}\", heading = \"Characteristics {n}\" }}");
        rows.iter_mut().for_each(|row| {
            let _ = writeln!(row, "k{n} = \"Neighbourhoods {n}\"");
        });
    }
    let text = format!(
        "{PLACED}column = [ {columns} ]\n[[table.t.row]]\nname = \"One\"\n{}[[table.t.row]]\nname = \"Two\"\n{}",
        rows[0], rows[1]
    );
    let pdf = built(&Council::new().report(&text), "reports/paper/report.pdf");
    assert_eq!(page_of(&pdf, "Table 1: Plan"), page_of(&pdf, "1. Words"));
    let line = line_of(&pdf, "Characteristics 3").1.text();
    assert_eq!(line, "Characteristics 3 Neighbourhoods 3 Neighbourhoods 3");
}

#[test]
fn a_table_that_is_not_to_lie_on_its_side_stands_upright_or_is_refused() {
    let table = |columns: usize| {
        let mut keys = String::new();
        let mut cells = String::new();
        for n in 0..columns {
            let _ = write!(keys, "{{ key = \"k{n}\", heading = \"Characteristics\" }}, ");
            let _ = writeln!(
                cells,
                "k{n} = \"Words of some length that could well do with more room than they have\""
            );
        }
        let row = format!("[[table.t.row]]\n{cells}");
        Council::new().report(&format!("{PLACED}landscape = false\ncolumn = [ {keys} ]\n{}", row.repeat(9)))
    };
    let pdf = built(&table(4), "reports/paper/report.pdf");
    assert!(
        (0..pdf.pages.len()).all(|page| pdf.size(page)[0] < pdf.size(page)[1]),
        "no page lies on its side"
    );
    let ran = table(8).run(&["build"]);
    assert!(ran.err.contains("do not fit side by side on an upright page"), "{}", ran.err);
    assert!(ran.err.contains("take `landscape = false` away"), "{}", ran.err);
}
