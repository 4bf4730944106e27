//! Sheets with more on them than one table: two rows of headings, tables side by side, covers and other sheets.
//! What is meant is said by the author, or is a finding that writes the key.

use crate::support::{Council, Value, Workbook, number, text};
use crate::workbooks::{one_finding, words};

/// A council with a workbook in a table without columns of its own; `keys` stand below `file`.
fn council(book: &Workbook, keys: &str) -> Council {
    Council::new().put("reports/paper/t.xlsx", book.bytes()).report(&format!(
        "[[section]]\nheading = \"Sites\"\ntext = '''\nThe sites.\n\n{{{{ place(\"t\") }}}}\n'''\n\n[recommendations]\ntext = \"That it be noted.\"\n\n[table.t]\ncaption = \"Sites\"\nfile = \"t.xlsx\"\n{keys}\n"
    ))
}

fn row(name: &str, numbers: &[u32]) -> Vec<Value> {
    std::iter::once(text(name)).chain(numbers.iter().map(number)).collect()
}

#[test]
fn two_rows_of_headings_are_joined_where_the_author_says_so() {
    let book = Workbook::new()
        .texts(&["Burglary and robbery"])
        .row("", &[text("Ward"), text("Burglary"), Value::Blank, text("Robbery")])
        .row("", &[Value::Blank, text("2023/24"), text("2024/25"), text("2023/24"), text("2024/25")])
        .row("", &row("North", &[1, 2, 3, 4]))
        .row("", &row("South", &[5, 6, 7, 8]))
        .merged("A2:A3")
        .merged("B2:C2")
        .merged("D2:E2");
    let said = one_finding(&council(&book, ""), "data-heading");
    assert!(said.contains("rows 2 and 3 of `t.xlsx` look like two rows of headings"), "{said}");
    let said = council(&book, "").run(&["check"]).err;
    assert!(
        said.contains("headings = [2, 3], which makes: Ward, Burglary 2023/24, Burglary 2024/25"),
        "{said}"
    );
    let read = words(&council(&book, "headings = [2, 3]"));
    assert!(
        read.contains("Ward Burglary 2023/24 Burglary 2024/25 Robbery 2023/24 Robbery 2024/25"),
        "{read}"
    );
    assert!(read.contains("North 1 2 3 4 South 5 6 7 8"), "{read}");
    for wrong in
        ["headings = [2, 4]", "headings = []", "headings = [3, 2]", "headings = \"2\"", "headings = 0"]
    {
        one_finding(&council(&book, wrong), "data-area");
    }
}

#[test]
fn a_row_of_units_is_a_row_only_where_the_author_says_so() {
    let book = Workbook::new()
        .texts(&["Ward", "Cases", "Rate"])
        .texts(&["", "number", "per 1,000"])
        .row("", &row("North", &[10, 2]));
    let said = one_finding(&council(&book, ""), "data-heading");
    assert!(said.contains("rows 1 and 2"), "{said}");
    let read = words(&council(&book, "headings = 1"));
    assert!(read.contains("Ward Cases Rate  number per 1,000 North 10 2"), "{read}");
    let read = words(&council(&book, "headings = [1, 2]"));
    assert!(read.contains("Ward Cases number Rate per 1,000 North 10 2"), "{read}");
}

/// Periods across in two rows are periods when both are joined.
#[test]
fn years_above_quarters_are_periods_across() {
    let book = Workbook::new()
        .row("", &[text("2023/24"), Value::Blank, text("2024/25")])
        .texts(&["Q3", "Q4", "Q3", "Q4"])
        .row("", &[number(40), number(41), number(42), number(43)]);
    let council = |keys: &str| {
        Council::new().put("indicators/d.xlsx", book.bytes()).put(
            "indicators/calls.toml",
            format!("[calls]\nname = \"Calls\"\nmeasure = \"count\"\n\n[[calls.series]]\nwindow = \"quarter\"\n{keys}"),
        )
        .narrative("There were {{ calls.now }}; a year ago, {{ calls.year_ago }}.")
    };
    let file = "file = \"d.xlsx\"\n";
    one_finding(&council(file), "data-heading");
    let source = council("source = \"d\"\n").put(
        "indicators/source.toml",
        "[source.d]\nfile = \"d.xlsx\"\ncells = \"A1-B3\"\nheadings = [1, 2]\n",
    );
    one_finding(&source, "data-area");
    let read = words(&council(&format!("{file}headings = [1, 2]\n")));
    assert!(read.contains("There were 43; a year ago, 41."), "{read}");
}

#[test]
fn tables_side_by_side_are_never_one() {
    let book = Workbook::new()
        .row("", &[text("Ward"), text("Cases"), Value::Blank, text("Ward"), text("Rate")])
        .row("", &[text("North"), number(1), Value::Blank, text("South"), number(7)])
        .row("", &[text("East"), number(2)]);
    let said = one_finding(&council(&book, ""), "data-beside");
    assert!(said.contains("in the cells A1:B3 and D1:E2"), "{said}");
    let read = words(&council(&book, "cells = \"D1:E2\""));
    assert!(read.contains("South 7") && !read.contains("North"), "{read}");
    // A blank column within a table is none of its columns.
    let book = Workbook::new()
        .row("", &[text("Ward"), text("Cases"), Value::Blank, text("Rate")])
        .row("", &[text("North"), number(1), Value::Blank, number(7)]);
    assert!(words(&council(&book, "")).contains("Ward Cases Rate North 1 7"));
}

#[test]
fn a_cover_is_no_table_and_other_sheets_are_named() {
    let sheets = |first: &str| {
        Workbook::default()
            .sheet(first)
            .texts(&["Table", "About"])
            .texts(&["One", "Wards"])
            .sheet("Wards 2024")
            .texts(&["Ward", "Cases"])
            .row("", &row("North", &[12]))
            .sheet("Blank")
    };
    let said = one_finding(&council(&sheets("Contents"), ""), "data-no-sheet");
    assert!(said.contains("begins with the sheet `Contents`"), "{said}");
    let said = council(&sheets("Contents"), "").run(&["check"]).err;
    assert!(said.contains("sheet = \"Wards 2024\"") && !said.contains("Blank"), "{said}");
    let first = council(&sheets("Summary"), "");
    let said = first.run(&["check", "--message-format", "short"]).err;
    assert!(said.contains("note[data-first-sheet]") && said.contains("1 more sheet is not"), "{said}");
    assert!(words(&first).contains("One Wards"));
    for named in ["Contents", "Summary"] {
        let named = council(&sheets(named), &format!("sheet = \"{named}\""));
        let said = named.run(&["check", "--message-format", "short"]).err;
        assert!(!said.contains("sheet"), "{said}");
    }
}
