//! Workbooks as people keep them: what is hidden, dates and times, headings that stand twice, percentages,
//! stray cells. What cannot be told is a finding; it is never printed as a guess.

use crate::support::{Council, Value, Workbook, number, shown, text};

/// A council with a workbook in a table; `columns` is TOML, or blank for the workbook's own columns.
pub(crate) fn table(book: &Workbook, columns: &str) -> Council {
    let columns = if columns.is_empty() { String::new() } else { format!("column = [ {columns} ]\n") };
    Council::new()
        .put("reports/paper/t.xlsx", book.bytes())
        .report(&format!(
            "[[section]]\nheading = \"Sites\"\ntext = '''\nThe sites.\n\n{{{{ place(\"t\") }}}}\n'''\n\n[recommendations]\ntext = \"That it be noted.\"\n\n[table.t]\ncaption = \"Sites\"\nfile = \"t.xlsx\"\n{columns}"
        ))
}

/// A council with a workbook as the series of a percentage; `keys` are those of the series.
pub(crate) fn series(book: &Workbook, keys: &str) -> Council {
    Council::new()
        .put("indicators/d.xlsx", book.bytes())
        .put(
            "indicators/share.toml",
            format!("[share]\nname = \"Share\"\nmeasure = \"percent\"\n\n[[share.series]]\nwindow = \"quarter\"\nfile = \"d.xlsx\"\n{keys}"),
        )
        .narrative("It is {{ share.now }}; before, {{ share.previous }}.")
}

/// What `check` says, which must be one finding of that rule.
pub(crate) fn one_finding(council: &Council, rule: &str) -> String {
    let ran = council.run(&["check", "--message-format", "short"]);
    assert_eq!((ran.exit.code(), ran.err.lines().count()), (1, 1), "{}", ran.err);
    assert!(ran.err.contains(&format!("error[{rule}]")), "not `{rule}`: {}", ran.err);
    ran.err
}

/// The words of the paper.
pub(crate) fn words(council: &Council) -> String {
    council.built().reading().replace(" | ", " ").replace('\n', " ")
}

fn wards() -> Workbook {
    Workbook::new().texts(&["Ward", "Cases"]).row("", &[text("North"), number(10)])
}

#[test]
fn columns_of_one_heading_keep_their_own_values() {
    let book = Workbook::new()
        .texts(&["Ward", "Number", "Rate", "Number", "Rate"])
        .row("", &[text("N"), number(3), number(1.5), number(4), number(2.5)]);
    let read = words(&table(&book, ""));
    assert!(read.contains("N 3 1.5 4 2.5"), "{read}");
    // Where a key could mean two of them, it means none.
    let key = "{ key = \"ward\", heading = \"Ward\" }, { key = \"number\", heading = \"Number\" }";
    let council = table(&book, key);
    one_finding(&council, "data-heading");
    let said = council.run(&["check"]).err;
    assert!(said.contains("cell B1; sheet Sheet1, cell D1"), "{said}");
    // Headings that differ by blanks or capitals alone are one.
    let book = Workbook::new().texts(&["Ward", "Total cases", "total_cases"]).texts(&["N", "a", "b"]);
    one_finding(
        &table(&book, "{ key = \"ward\", heading = \"W\" }, { key = \"Total Cases\", heading = \"C\" }"),
        "data-heading",
    );
}

#[test]
fn what_excel_hides_is_said() {
    let hidden = |attributes: &str| {
        wards().row(attributes, &[text("South"), number(999)]).row("", &[text("East"), number(5)])
    };
    for attributes in
        ["hidden=\"1\"", "hidden=\"true\"", "ht=\"0\" customHeight=\"1\"", "hidden=\"1\" outlineLevel=\"1\""]
    {
        let said = one_finding(&table(&hidden(attributes), ""), "cells-hidden");
        assert!(said.contains("row 3 of `t.xlsx`"), "{attributes}: {said}");
    }
    assert!(words(&table(&hidden("hidden=\"0\""), "")).contains("South 999"));
    // A hidden row without anything in it hides nothing.
    let blank = wards().row("hidden=\"1\"", &[Value::Blank, text(" ")]).row("", &[text("East"), number(5)]);
    assert!(words(&table(&blank, "")).contains("East 5"));
    let all = Workbook::new()
        .all_rows("zeroHeight=\"1\"")
        .row("ht=\"15\" customHeight=\"1\"", &[text("Ward"), text("Cases")])
        .row("hidden=\"0\"", &[text("North"), number(10)])
        .row("", &[text("South"), number(999)]);
    assert!(one_finding(&table(&all, ""), "cells-hidden").contains("row 3 of"));
    let many = (0..20).fold(wards(), |book, n| book.row("hidden=\"1\"", &[text("South"), number(n)]));
    let said = one_finding(&table(&many, ""), "cells-hidden");
    assert!(said.contains("rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 and 8 more of"), "{said}");
}

#[test]
fn a_hidden_column_is_said_where_it_is_read() {
    let book = |columns: &str| {
        Workbook::new()
            .columns(columns)
            .texts(&["Ward", "Cases", "Cost"])
            .row("", &[text("North"), number(10), number(7)])
    };
    for columns in [
        "<col min=\"2\" max=\"3\" hidden=\"1\"/>",
        "<col min=\"3\" max=\"16384\" width=\"0\" customWidth=\"1\"/>",
    ] {
        let said = one_finding(&table(&book(columns), ""), "cells-hidden");
        assert!(said.contains("C of `t.xlsx`") || said.contains("B and C of `t.xlsx`"), "{said}");
    }
    let ward_and_cases = "{ key = \"ward\", heading = \"Ward\" }, { key = \"cases\", heading = \"Cases\" }";
    let read = words(&table(&book("<col min=\"3\" max=\"3\" hidden=\"1\"/>"), ward_and_cases));
    assert!(read.contains("North 10"), "{read}");
}

#[test]
fn hidden_rows_of_a_series_are_said_unless_where_leaves_them_out() {
    let book = Workbook::new()
        .texts(&["Quarter", "Kind", "Value"])
        .row("", &[text("2024/25 Q3"), text("a"), number(40)])
        .row("", &[text("2024/25 Q4"), text("a"), number(41)])
        .row("hidden=\"1\"", &[text("2024/25 Q4"), text("b"), number(99)]);
    let keys = "fraction = false\ncolumns = { period = \"Quarter\", value = \"Value\" }\n";
    let read = words(&series(&book, &format!("{keys}where = {{ \"Kind\" = \"a\" }}\n")));
    assert!(read.contains("It is 41%; before, 40%."), "{read}");
    let ran = series(&book, keys).run(&["check", "--message-format", "short"]);
    assert!(ran.err.contains("row 4 of `d.xlsx` is hidden"), "{}", ran.err);
}

#[test]
fn the_first_sheet_that_can_be_seen_is_read() {
    let book = Workbook::default().sheet("Old").hidden().texts(&["Ward", "Cases"]).texts(&["North", "99"]);
    let book = book.sheet("Data").texts(&["Ward", "Cases"]).texts(&["South", "5"]);
    let read = words(&table(&book, ""));
    assert!(read.contains("South 5") && !read.contains("99"), "{read}");
}

#[test]
fn days_are_read_in_both_date_systems() {
    let column = "{ key = \"Site\", heading = \"Site\" }, { key = \"Opened\", heading = \"Opened\", format = \"date\" }";
    let book = |serial: u32| {
        Workbook::new().texts(&["Site", "Opened"]).row("", &[text("Depot"), shown(serial, "dd/mm/yyyy")])
    };
    for council in [table(&book(45_352), column), table(&book(43_890).since_1904(), column)] {
        let read = words(&council);
        assert!(read.contains("Depot 1 March 2024"), "{read}");
    }
}

#[test]
fn a_year_that_excel_made_a_day_is_said_and_is_no_month() {
    // Typed as 2009-10 and shown as Oct-09, among years that Excel leaves as they are.
    let book = Workbook::new()
        .texts(&["Year", "Value"])
        .row("", &[shown(40_087, "mmm-yy"), number(40)])
        .row("", &[text("2012-13"), number(41)]);
    for window in ["financial_year", "academic_year", "rolling_12_months", "snapshot", "year_to_date"] {
        let council = series(&book, "fraction = false\n").put("indicators/share.toml", format!("[share]\nname = \"Share\"\nmeasure = \"percent\"\n\n[[share.series]]\nwindow = \"{window}\"\nfile = \"d.xlsx\"\nfraction = false\n"));
        let council = council.narrative("Nothing is said of it.");
        one_finding(&council, "period");
        let said = council.run(&["check"]).err;
        assert!(
            said.contains("`2009-10-01` is a day") && said.contains("write \"2009/10\""),
            "{window}: {said}"
        );
    }
}

#[test]
fn a_time_is_printed_as_excel_shows_it_and_is_no_value_and_no_date() {
    let times = [
        ("0.3958333333333333", "h:mm", "9:30"),
        ("0", "hh:mm", "00:00"),
        ("1.510416666666667", "[h]:mm", "36:15"),
        ("1.510416666666667", "h:mm", "12:15"),
        ("45352.586805555555", "dd/mm/yyyy hh:mm", "01/03/2024 14:05"),
    ];
    for (serial, format, what) in times {
        let book = Workbook::new().texts(&["Site", "Opens"]).row("", &[text("Depot"), shown(serial, format)]);
        assert!(words(&table(&book, "")).contains(&format!("Depot {what}")), "{what}");
        let date =
            "{ key = \"Site\", heading = \"S\" }, { key = \"Opens\", heading = \"O\", format = \"date\" }";
        for columns in [date, &date.replace("date", "number")] {
            let said = one_finding(&table(&book, columns), "cell-format");
            assert!(said.contains(what) && said.contains("cell B2"), "{said}");
        }
    }
    let book = Workbook::new().texts(&["Quarter", "Value"]).row("", &[text("2024/25 Q3"), number(40)]);
    let book = book.row("", &[text("2024/25 Q4"), shown("0.5", "h:mm")]);
    let council = series(&book, "fraction = false\n").put("reports/paper/report.toml", "");
    let ran = council.run(&["check", "--message-format", "short"]);
    assert!(
        ran.err.contains("error[cell-time]") && ran.err.contains("holds a time of day (12:00)"),
        "{}",
        ran.err
    );
}

#[test]
fn what_may_be_a_part_of_one_is_asked_after() {
    let quarters = |before: f64, now: f64| {
        Workbook::new()
            .texts(&["Quarter", "Value"])
            .row("", &[text("2024/25 Q3"), number(before)])
            .row("", &[text("2024/25 Q4"), number(now)])
    };
    // All above the whole, some above it, one that is small among others that are not.
    for (before, now) in [(1.05, 1.2), (0.95, 1.05), (61.2, 0.955), (0.31, 0.25)] {
        one_finding(&series(&quarters(before, now), ""), "value-kind");
    }
    let read = words(&series(&quarters(0.95, 1.05), "fraction = true\n"));
    assert!(read.contains("It is 105%; before, 95%."), "{read}");
    let read = words(&series(&quarters(0.5, 45.2), "fraction = false\n"));
    assert!(read.contains("It is 45.2%; before, 0.5%."), "{read}");
    assert!(words(&series(&quarters(40.0, 61.2), "")).contains("It is 61.2%"));
    // A percentage as it is printed, among parts of one.
    let said =
        one_finding(&series(&quarters(0.612, 61.2), "fraction = true\n").narrative("Text."), "value-kind");
    assert!(said.contains("`61.2` would be 6,120%") && said.contains("cell B3"), "{said}");
}

#[test]
fn percentages_in_a_table_are_asked_after_too() {
    let rows = |cells: &[Value]| {
        cells.iter().fold(Workbook::new().texts(&["Ward", "Share"]), |book, cell| {
            book.row("", &[text("N"), cell.clone()])
        })
    };
    let of = |format: &str| {
        format!(
            "{{ key = \"ward\", heading = \"Ward\" }}, {{ key = \"share\", heading = \"Share\", format = \"{format}\" }}"
        )
    };
    for cells in [[number(0.95), number(1.05)], [number(1.1), number(1.2)], [number(0.31), number(45)]] {
        one_finding(&table(&rows(&cells), &of("percent")), "percent-or-fraction");
    }
    let read = words(&table(&rows(&[number(0.95), number(1.05)]), &of("fraction")));
    assert!(read.contains("95%") && read.contains("105%"), "{read}");
    let said =
        one_finding(&table(&rows(&[number(0.95), number(61.2)]), &of("fraction")), "percent-or-fraction");
    assert!(said.contains("61.2 would print as 6,120%"), "{said}");
    // Text that has a % says for itself what it is; a number beside it does not.
    let said = one_finding(&table(&rows(&[text("25%"), number(31)]), &of("percent")), "percent-or-fraction");
    assert!(said.contains("`31` has no %"), "{said}");
    assert!(words(&table(&rows(&[text("0.5%"), text("45%"), number(0)]), &of("percent"))).contains("0.5%"));
}

#[test]
fn a_stray_cell_takes_no_memory_and_no_row() {
    let read = words(&table(&wards().far("XFD1048576", " "), ""));
    assert!(read.contains("North 10"), "{read}");
    for cell in ["XFD3", "XFD1048576", "ZZ900"] {
        let said = one_finding(&table(&wards().far(cell, "x"), ""), "data-ragged");
        assert!(said.contains(&format!("cell {cell}, far from its other cells")), "{said}");
    }
    // Far below, in a column of the table, it is a note like others.
    let ran = table(&wards().far("A1048576", "Last"), "").run(&["check", "--message-format", "short"]);
    assert!(ran.err.contains("row 1048576 of `t.xlsx` is taken for notes"), "{}", ran.err);
    let beside = one_finding(&table(&wards().far("D3", "x"), ""), "data-ragged");
    assert!(beside.contains("a row of `t.xlsx` has 4 cells"), "{beside}");
}
