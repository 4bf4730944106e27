//! Sheets as people keep them: number formats, marks, merged cells, titles above and notes below, totals of
//! their own. What is printed is what Excel shows.

use crate::support::{Council, Value, Workbook, assert_accessible, number, shown, text};
use crate::workbooks::{one_finding, series, table, words};

/// A workbook of wards with one more column of these cells, headed "Figure".
fn figures(cells: &[Value]) -> Workbook {
    let names = ["North", "South", "East", "West", "Mid", "Far"];
    let first = Workbook::new().texts(&["Ward", "Figure"]);
    cells.iter().zip(names).fold(first, |book, (cell, name)| book.row("", &[text(name), cell.clone()]))
}

const FORMATTED: &str = "{ key = \"ward\", heading = \"Ward\" }, { key = \"figure\", heading = \"Figure\", format = \"FORMAT\", total = true }";

fn formatted(format: &str) -> String {
    FORMATTED.replace("FORMAT", format)
}

#[test]
fn a_table_prints_what_excel_shows() {
    let raised = Value::Raised("456".to_owned(), "2".to_owned());
    let cells = [
        shown(0.0536, "0.0%"),
        shown(221_450_000, "#,##0"),
        shown(12_345_678, "#,##0,"),
        shown(7, "00000"),
        shown(3, "[<5]\"*\";0"),
        raised,
    ];
    let read = words(&table(&figures(&cells), ""));
    for cell in ["North 5.4%", "South 221,450,000", "East 12,346", "West 00007", "Mid *", "Far 456²"] {
        assert!(read.contains(cell), "{cell}: {read}");
    }
    let cells = [shown(52, "#,##0\" [p]\""), shown(12, ";;;"), shown(45_717, "mmm-yy"), text("n/a")];
    let read = words(&table(&figures(&cells), ""));
    for cell in ["North 52 [p]", "South  East", "East Mar-25", "West n/a"] {
        assert!(read.contains(cell), "{cell}: {read}");
    }
}

#[test]
fn a_format_that_is_not_known_is_said_and_not_guessed() {
    for format in ["# ?/?", "0.00E+00"] {
        let said = one_finding(&table(&figures(&[shown(0.5, format)]), ""), "cell-number-format");
        assert!(said.contains(format) && said.contains("cell B2"), "{said}");
    }
}

#[test]
fn totals_are_of_what_is_printed_and_leave_marks_out() {
    let cells =
        [shown(1.4, "0"), shown(2.4, "0"), text("[c]"), Value::Raised("5".to_owned(), "1".to_owned())];
    let read = words(&table(&figures(&cells), &formatted("number")));
    assert!(read.contains("Total 8"), "{read}");
    let cells = [shown(0.25, "0%"), shown(0.5, "0%")];
    for format in ["percent", "fraction"] {
        let read = words(&table(&figures(&cells), &formatted(format)));
        assert!(read.contains("North 25%") && read.contains("Total 75%"), "{format}: {read}");
    }
    let cells = [shown(1200, "\"£\"#,##0"), shown(34, "\"£\"#,##0")];
    let read = words(&table(&figures(&cells), &formatted("money")));
    assert!(
        read.contains("North £1,200") && read.contains("Total £1,234") && !read.contains(".00"),
        "{read}"
    );
    // No format: the column is of what its cells show.
    let plain =
        "{ key = \"ward\", heading = \"Ward\" }, { key = \"figure\", heading = \"Figure\", total = true }";
    let read = words(&table(&figures(&cells), plain));
    assert!(read.contains("Total £1,234"), "{read}");
    let unlike = figures(&[shown(1200, "\"£\"#,##0"), shown(0.5, "0%")]);
    one_finding(&table(&unlike, plain), "sum-of-unlike");
    one_finding(&table(&figures(&[text("good"), text("bad")]), plain), "column-total");
}

#[test]
fn numbers_of_unlike_scales_have_no_total() {
    let plain =
        "{ key = \"ward\", heading = \"Ward\" }, { key = \"figure\", heading = \"Figure\", total = true }";
    let millions = |n: u32| shown(n, "\"£\"0.0,,\"m\"");
    let read = words(&table(&figures(&[millions(1_500_000), millions(2_500_000)]), plain));
    assert!(read.contains("Total £4.0m"), "{read}");
    for odd in
        [shown(3_000, "\"£\"0,\"k\""), shown(30, "\"£\"0"), shown(1_500, "#,##0"), shown(3, "0\" days\"")]
    {
        one_finding(&table(&figures(&[millions(1_500_000), odd]), plain), "sum-of-unlike");
    }
    for cell in [millions(1_500_000), shown(1_234_567, "#,##0,")] {
        one_finding(&table(&figures(&[number(1), cell]), &formatted("money")), "cell-format");
    }
    let quarters = Workbook::new()
        .texts(&["Quarter", "Value"])
        .row("", &[text("2024/25 Q3"), shown(51_000, "#,##0,")])
        .row("", &[text("2024/25 Q4"), shown(52_000, "#,##0,")]);
    let said = one_finding(&series(&quarters, "").narrative("Text."), "value-kind");
    assert!(said.contains("in thousands or millions"), "{said}");
}

#[test]
fn what_excel_strikes_out_or_shows_by_a_condition_is_said() {
    let struck = Value::Struck("12".to_owned(), "99".to_owned());
    let said = one_finding(&table(&figures(&[number(10), struck]), ""), "cells-hidden");
    assert!(said.contains("struck out") && said.contains("cell B3"), "{said}");
    let book = figures(&[number(10), number(3)]).condition("B2:B3");
    let said = one_finding(&table(&book, ""), "cell-number-format");
    assert!(said.contains("conditional formatting"), "{said}");
}

#[test]
fn totals_among_the_rows_are_not_added_up() {
    let council = |rows: &[(&str, Value)], total: &str| {
        let book = rows.iter().fold(Workbook::new().texts(&["Ward", "Figure"]), |book, (name, cell)| {
            book.row("", &[text(name), cell.clone()])
        });
        table(&book, &formatted("integer").replace("total = true", total))
    };
    let (three, seven, ten) = (number(3), number(7), number(10));
    let rows = [("North", three.clone()), ("Total", ten.clone()), ("Late entry", number(1))];
    one_finding(&council(&rows, "total = true"), "total-in-file");
    let rows = [("North", three.clone()), ("South", seven.clone()), ("", ten.clone())];
    one_finding(&council(&rows, "total = true"), "total-in-file");
    let rows = [("North", three.clone()), ("South", seven.clone()), ("Data as at May", Value::Blank)];
    one_finding(&council(&rows, "total = \"file\""), "total-in-file");
    // What a mark stands for is in the total of the file.
    let rows = [("North", text("*")), ("South", seven), ("Total", ten)];
    assert!(words(&council(&rows, "total = \"file\"")).contains("Total 10"));
}

#[test]
fn the_total_of_a_file_is_known_by_value_and_name() {
    let rows = |total: u32| figures(&[number(10), number(5)]).row("", &[text("All wards"), number(total)]);
    let said = one_finding(&table(&rows(15), &formatted("integer")), "total-in-file");
    assert!(said.contains("`All wards`, is the sum of those above"), "{said}");
    let own = formatted("integer").replace("total = true", "total = \"file\"");
    let read = words(&table(&rows(15), &own));
    assert!(read.contains("All wards 15") && !read.contains("30"), "{read}");
    one_finding(&table(&rows(16), &own), "total-wrong");
    // A file may have totals of some of its rows too; the last one is of all.
    let parts = |total: u32| {
        let cell = |name: &str, cases: u32| [text(name), number(cases)];
        let book = Workbook::new().texts(&["Ward", "Figure"]);
        book.row("", &cell("North", 10))
            .row("", &cell("South", 5))
            .row("", &cell("Total rural", 15))
            .row("", &cell("Town", 4))
            .row("", &cell("Total", total))
    };
    let read = words(&table(&parts(19), &own));
    assert!(read.contains("Total rural 15 Town 4 Total 19"), "{read}");
    let said = one_finding(&table(&parts(20), &own), "total-wrong");
    assert!(said.contains("the total of `Figure` says 20"), "{said}");
    // Worked out from what Excel does not show, it may differ in its last place.
    let rounded = figures(&[shown(1.4, "0"), shown(1.4, "0")]).row("", &[text("Total"), shown(2.8, "0")]);
    let read = words(&table(&rounded, &own));
    assert!(read.contains("Total 3"), "{read}");
}

#[test]
fn merged_row_headings_hold_for_each_of_their_rows() {
    let book = Workbook::new()
        .texts(&["Area", "Sex", "Rate"])
        .row("", &[text("York"), text("F"), number(1)])
        .row("", &[Value::Blank, text("M"), number(2)])
        .row("", &[text("Hull"), text("F"), number(3)])
        .merged("A2:A3");
    let read = words(&table(&book, ""));
    assert!(read.contains("York F 1 M 2 Hull F 3"), "{read}");
    let quarters = Workbook::new()
        .texts(&["Year", "Quarter", "Value"])
        .row("", &[text("Old"), text("2024/25 Q3"), number(40)])
        .row("", &[Value::Blank, text("2024/25 Q4"), number(41)])
        .row("", &[text("New"), text("2024/25 Q4"), number(99)])
        .merged("A2:A3");
    let keys = "fraction = false\ncolumns = { period = \"Quarter\", value = \"Value\" }\nwhere = { \"Year\" = \"Old\" }\n";
    let read = words(&series(&quarters, keys));
    assert!(read.contains("It is 41%; before, 40%."), "{read}");
}

#[test]
fn hidden_rows_are_taken_or_left_as_the_author_says() {
    let book = figures(&[number(10)]).row("hidden=\"1\"", &[text("South"), number(999)]);
    let council = |answer: &str| {
        Council::new().put("reports/paper/t.xlsx", book.bytes()).report(&format!(
            "[[section]]\nheading = \"Sites\"\ntext = \'\'\'\nThe sites.\n\n{{{{ place(\"t\") }}}}\n\'\'\'\n\n[recommendations]\ntext = \"That it be noted.\"\n\n[table.t]\ncaption = \"Sites\"\nfile = \"t.xlsx\"\nhidden = \"{answer}\"\n"
        ))
    };
    assert!(words(&council("take")).contains("South 999"));
    assert!(!words(&council("leave")).contains("South"));
    one_finding(&council("perhaps"), "wrong-value");
}

#[test]
fn formulas_that_may_be_out_of_date_are_said() {
    let sum = Value::Formula("B2*2".to_owned(), "20".to_owned());
    let book = figures(&[number(10), sum]);
    assert!(words(&table(&book, "")).contains("South 20"));
    let said = one_finding(&table(&book.stale(), ""), "data-formula");
    assert!(said.contains("may be out of date") && said.contains("cell B3"), "{said}");
    // Where no formula is read, nothing can be out of date.
    assert!(words(&table(&figures(&[number(10)]).stale(), "")).contains("North 10"));
}

#[test]
fn what_is_white_on_white_is_not_printed() {
    let read = words(&table(&figures(&[number(10), Value::White("secret".to_owned())]), ""));
    assert!(read.contains("North 10") && !read.contains("secret"), "{read}");
}

#[test]
fn notes_and_other_tables_below_are_no_rows() {
    let book = figures(&[number(10), number(5)])
        .blank(1)
        .texts(&["Source: county data"])
        .blank(1)
        .texts(&["Ward", "Burglary"])
        .row("", &[text("North"), number(77)]);
    let council = table(&book, "");
    let read = words(&council);
    assert!(read.contains("South 5") && !read.contains("77") && !read.contains("Source"), "{read}");
    let said = council.run(&["check", "--message-format", "short"]).err;
    assert!(said.contains("note[data-below]") && said.contains("rows 5 to 8 of `t.xlsx`"), "{said}");
}

#[test]
fn a_source_says_where_a_table_lies_and_serves_several_documents() {
    let book = Workbook::new()
        .texts(&["Performance data"])
        .texts(&["Final"])
        .texts(&["Ward", "Period", "Value"])
        .row("", &[text("all"), text("2024/25 Q3"), shown(0.4, "0%")])
        .row("", &[text("all"), text("2024/25 Q4"), shown(0.415, "0.0%")])
        .texts(&["Notes"])
        .row("", &[text("one"), text("two"), text("three"), text("four")]);
    let source = "[source.q4]\nfile = \"d.xlsx\"\nheadings = 3\nuntil = \"notes\"\ncolumns = { period = \"column B\", value = \"Value\" }\n\n";
    let indicator =
        |series: &str| format!("{source}[share]\nname = \"Share\"\nmeasure = \"percent\"\n{series}");
    let council = |series: &str| {
        Council::new()
            .put("indicators/d.xlsx", book.bytes())
            .put("indicators/share.toml", indicator(series))
            .report("[[section]]\nheading = \"Share\"\ntext = \'\'\'\nIt is {{ share.now }}; before, {{ share.previous }}.\n\n{{ place(\"t\") }}\n\'\'\'\n\n[recommendations]\ntext = \"That it be noted.\"\n\n[table.t]\ncaption = \"Data\"\nsource = \"q4\"\n")
    };
    for series in [
        "[[share.series]]\nwindow = \"quarter\"\nsource = \"q4\"\n",
        "source = \"q4\"\n[[share.series]]\nwindow = \"quarter\"\n",
    ] {
        let read = words(&council(series));
        assert!(read.contains("It is 41.5%; before, 40%."), "{read}");
        assert!(read.contains("all 2024/25 Q3 40%") && !read.contains("four"), "{read}");
    }
}

#[test]
fn what_the_page_does_not_show_is_said_to_screen_readers() {
    let book = figures(&[number(10), number(5)]);
    let council = Council::new().put("reports/paper/t.xlsx", book.bytes()).report(
        "[[section]]\nheading = \"Sites\"\ntext = \'\'\'\nThe sites.\n\n{{ place(\"t\") }}\n\'\'\'\n\n[recommendations]\ntext = \"That it be noted.\"\n\n[table.t]\ncaption = \"Figures by ward\"\nfile = \"t.xlsx\"\ncaption_hidden = true\nheadings_hidden = true\n",
    );
    let read = words(&council);
    assert!(read.contains("Ward Figure North 10"), "{read}");
    assert!(!read.contains("Table 1") && !read.contains("Figures by ward"), "{read}");
    assert_accessible(&council.path().join("out/reports/paper/report.pdf"));
}

#[test]
fn a_table_too_wide_for_its_unrounded_numbers_says_so() {
    let heads: Vec<String> = (0..14).map(|n| format!("H{n}")).collect();
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    // A table of one or two rows would be turned.
    let mut book = Workbook::new().texts(&heads);
    for ward in ["North", "South", "East"] {
        let figures = (1..14).map(|n| number(f64::from(n) * 1000.0 / 7.0));
        let cells: Vec<Value> = std::iter::once(text(ward)).chain(figures).collect();
        book = book.row("", &cells);
    }
    let said = one_finding(&table(&book, ""), "table-too-wide");
    assert!(said.contains("do not fit"), "{said}");
    let said = table(&book, "").run(&["check"]).err;
    assert!(said.contains("decimals = 1 in their columns"), "{said}");
}

#[test]
fn a_number_that_its_format_does_not_show_is_said_and_not_the_format() {
    for (value, format, words) in [
        ("0", "d mmm yyyy", "holds 0 and is formatted as a date"),
        ("-1", "dd/mm/yyyy", "holds -1 and is formatted as a date"),
        ("-0.25", "hh:mm", "holds -0.25 and is formatted as a date or a time"),
        ("5.55E-17", "General", "holds 5.55E-17, which is what rounding in a formula has left of 0"),
        ("0.0000123456789", "General", "holds 0.0000123456789, which Excel shows as a power of ten"),
    ] {
        let said = one_finding(&table(&figures(&[number(1), shown(value, format)]), ""), "cell-value");
        assert!(said.contains(words) && said.contains("cell B3"), "{said}");
    }
    // By a format that says how many decimals, nothing is left.
    assert!(words(&table(&figures(&[shown("5.55E-17", "0.0")]), "")).contains("North 0.0"));
    // Two causes of one rule have a remedy each.
    let council = table(&figures(&[shown(0, "d mmm yyyy"), shown("5.55E-17", "General")]), "");
    let said = council.run(&["check"]).err;
    assert!(said.contains("type the date") && said.contains("=ROUND("), "{said}");
}

#[test]
fn a_cell_below_no_heading_is_named() {
    let book = figures(&[number(10), number(5)]).row("", &[text("East"), number(3), text("checked")]);
    let said = one_finding(&table(&book, ""), "data-ragged");
    assert!(said.contains("`checked` in sheet Sheet1, cell C4 stands below no heading"), "{said}");
}

#[test]
fn hidden_is_answered_by_one_of_two_words() {
    let council = Council::new().put("reports/paper/t.xlsx", figures(&[number(10)]).bytes()).report(
        "[[section]]\nheading = \"Sites\"\ntext = \'\'\'\nThe sites.\n\n{{ place(\"t\") }}\n\'\'\'\n\n[recommendations]\ntext = \"That it be noted.\"\n\n[table.t]\ncaption = \"Sites\"\nfile = \"t.xlsx\"\nhidden = true\n",
    );
    let said = council.run(&["check"]).err;
    assert!(said.contains("hidden = \"take\"") && said.contains("hidden = \"leave\""), "{said}");
}

#[test]
fn what_is_no_number_is_not_advised_to_be_one() {
    let plain =
        "{ key = \"ward\", heading = \"Ward\" }, { key = \"figure\", heading = \"Figure\", total = true }";
    for (cell, hint) in [
        (shown(0.395_833_333_333_333, "hh:mm"), "times such as 09:30 are not added up"),
        (shown(7, "00000"), "codes such as 00007 are not added up"),
        (text("good"), "or give the column numbers"),
    ] {
        let council = table(&figures(&[cell]), plain);
        one_finding(&council, "column-total");
        let said = council.run(&["check"]).err;
        assert!(said.contains(hint) && !said.contains("format = \"integer\""), "{said}");
    }
}

#[test]
fn percentages_that_cannot_all_be_parts_of_one_have_a_hint_that_fits() {
    let cells = || [number(0.9), number(33.3), number(50)];
    let council = table(&figures(&cells()), &formatted("percent"));
    one_finding(&council, "percent-or-fraction");
    let said = council.run(&["check"]).err;
    assert!(said.contains("33.3 is too large to be a part of one"), "{said}");
    assert!(said.contains("where 0.9 means 0.9%") && said.contains("where it means 90%"), "{said}");
    assert!(!said.contains("format = \"fraction\""), "{said}");
    let quarters = ["2024/25 Q2", "2024/25 Q3", "2024/25 Q4"];
    let book = Workbook::new().texts(&["Quarter", "Value"]);
    let book =
        quarters.iter().zip(cells()).fold(book, |book, (name, cell)| book.row("", &[text(name), cell]));
    let said = series(&book, "").narrative("Text.").run(&["check"]).err;
    assert!(said.contains("33.3 is too large") && said.contains("fraction = false"), "{said}");
    assert!(!said.contains("fraction = true"), "{said}");
}

#[test]
fn days_in_words_are_dates() {
    let dates = "{ key = \"ward\", heading = \"Ward\" }, { key = \"figure\", heading = \"Figure\", format = \"date\" }";
    let read =
        words(&table(&figures(&[text("5 June 2024"), text("6th Jun 2024"), text("07/06/2024")]), dates));
    assert!(read.contains("North 5 June 2024 South 6 June 2024 East 7 June 2024"), "{read}");
    one_finding(&table(&figures(&[text("Thursday 5 June 2024")]), dates), "cell-format");
}

#[test]
fn an_error_among_the_notes_below_a_table_does_not_stop_a_build() {
    let error = || Value::Error("#REF!".to_owned());
    let with_note = figures(&[number(10), number(5)]).row("", &[text("Source: county data"), error()]);
    let alone = figures(&[number(10), number(5)]).row("", &[Value::Blank, error()]);
    let apart = figures(&[number(10), number(5)]).blank(1).row("", &[error(), error()]);
    for book in [with_note, alone, apart] {
        let read = words(&table(&book, ""));
        assert!(read.contains("South 5") && !read.contains("#REF!"), "{read}");
    }
    // In a row of the table it is a mistake.
    let row = figures(&[number(10)]).row("", &[text("South"), error()]);
    one_finding(&table(&row, ""), "data-error");
}
