//! Which rows and columns are the table that is meant, row by row.

use super::*;
use crate::finding::Sources;
use crate::load::csv;

/// What is read of a text, as CSV or, with `left`, as a workbook whose rows begin with that column.
fn read(
    text: &str,
    left: Option<usize>,
    request: impl FnOnce(Span) -> AreaRequest,
) -> Result<(Worksheet, Vec<Finding>), Vec<Finding>> {
    let file = Sources::default().add("x.csv", text);
    let rows = csv::rows(text, file, "x.csv").expect("reads");
    let workbook = left.is_some();
    let raw = RawTable { rows, left: left.unwrap_or(0), file, name: "x.csv", workbook };
    table(raw, &request(Span::whole(file)))
}

/// The headings and rows of a sheet, each with its cells parted by "|".
fn lines(sheet: &Worksheet) -> Vec<String> {
    let line = |cells: &Vec<WorksheetCell>| {
        cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
    };
    std::iter::once(&sheet.headings).chain(&sheet.rows).map(line).collect()
}

/// The lines of what is read of CSV.
fn lines_of(text: &str, request: impl FnOnce(Span) -> AreaRequest) -> Vec<String> {
    lines(&read(text, None, request).expect(text).0)
}

/// The rule, message and hints of the one finding.
fn finding(text: &str, request: impl FnOnce(Span) -> AreaRequest) -> (Rule, String, String) {
    let mut found = read(text, None, request).expect_err(text);
    assert_eq!(found.len(), 1, "{text}");
    let one = found.remove(0);
    (one.rule, one.message, one.hints.join(" / "))
}

fn anything(_: Span) -> AreaRequest {
    AreaRequest::default()
}

fn headings(rows: RangeInclusive<usize>) -> impl FnOnce(Span) -> AreaRequest {
    |span| AreaRequest { headings: Some((rows, span)), ..AreaRequest::default() }
}

fn until(text: &str) -> impl FnOnce(Span) -> AreaRequest {
    |span| AreaRequest { until: Some(TypedText::plain(text.to_owned(), span)), ..AreaRequest::default() }
}

fn cells(rows: RangeInclusive<usize>, columns: RangeInclusive<usize>) -> impl FnOnce(Span) -> AreaRequest {
    |span| AreaRequest { cells: Some((CellRange { rows, columns }, span)), ..AreaRequest::default() }
}

#[test]
fn the_headings_stand_in_the_rows_that_are_named() {
    let text = "Cases by ward,\n\nWard,Cases\nA,1\n";
    assert_eq!(lines_of(text, headings(3..=3)), ["Ward|Cases", "A|1"]);
    assert_eq!(lines_of(text, headings(4..=4)), ["A|1"]);
    assert_eq!(finding(text, headings(2..=2)).0, Rule::DataArea);
    assert_eq!(finding(text, headings(5..=5)).0, Rule::DataArea);
    let two = "Ward,Cases\n,2024\nA,1\n";
    assert_eq!(lines_of(two, headings(1..=2)), ["Ward|Cases 2024", "A|1"]);
}

#[test]
fn only_the_cells_that_are_named_are_read() {
    let text = "a,b,c,d\n1,2,3,4\n5,6,7,8\n9,0,1,2\n";
    let (sheet, _) = read(text, None, cells(2..=3, 1..=2)).expect("a table");
    assert_eq!(
        (lines(&sheet), sheet.letters),
        (vec!["2|3".to_owned(), "6|7".to_owned()], vec!["B".to_owned(), "C".to_owned()])
    );
    // Rows of a workbook may begin with a later column.
    let (sheet, _) = read(text, Some(1), cells(1..=2, 2..=3)).expect("a table");
    assert_eq!(
        (lines(&sheet), sheet.letters),
        (vec!["b|c".to_owned(), "2|3".to_owned()], vec!["C".to_owned(), "D".to_owned()])
    );
    let (sheet, _) = read(text, Some(1), cells(1..=1, 0..=1)).expect("a table");
    assert_eq!((lines(&sheet), sheet.letters), (vec!["a".to_owned()], vec!["B".to_owned()]));
    assert_eq!(finding(text, cells(7..=9, 0..=1)).0, Rule::DataArea);
}

#[test]
fn a_table_ends_before_the_row_that_is_named() {
    let text = "Ward,Cases\nNotes on it,1\nNotebook,2\nNotes:,\nA,3\n";
    assert_eq!(lines_of(text, until("notes")), ["Ward|Cases", "Notes on it|1", "Notebook|2"]);
    let text = "Ward,Cases\nNotebook,2\nNote 1,\nA,3\n";
    assert_eq!(lines_of(text, until("Note")), ["Ward|Cases", "Notebook|2"]);
    for wrong in ["Not", "Ward", ""] {
        let (rule, message, _) = finding(text, until(wrong));
        assert_eq!((rule, message), (Rule::DataArea, format!("no row of `x.csv` begins with `{wrong}`")));
    }
}

#[test]
fn rows_below_a_table_are_left_out_and_said_unless_its_end_is_named() {
    let notes = |text: &str| {
        let (sheet, notes) = read(text, None, anything).expect(text);
        (sheet.rows.len(), notes.into_iter().map(|note| note.message).collect::<Vec<_>>())
    };
    let below = |rows: &str| {
        vec![format!(
            "{rows} taken for notes or another table, and {} not read",
            rows.rsplit(' ').next().unwrap_or_default()
        )]
    };
    assert_eq!(notes("Ward,Cases\nA,3\nB,4\n"), (2, vec![]));
    assert_eq!(notes("Ward,Cases\nA,3\nB,4\nSource: ONS,\n"), (2, below("row 4 of `x.csv` is")));
    assert_eq!(
        notes("Ward,Cases\nA,3\nB,4\n\nSource: ONS,\nC,5\n"),
        (2, below("rows 5 to 6 of `x.csv` are"))
    );
    let text = "Ward,Cases\nA,3\nB,4\nSource: ONS,\nC,5\nEnd,\n";
    assert_eq!(lines_of(text, until("End")).len(), 5);
    assert_eq!(lines_of(text, cells(1..=5, 0..=1)).len(), 5);
}

#[test]
fn columns_in_which_nothing_stands_are_dropped() {
    for (text, columns) in [
        ("Ward,,Cases\nA,,1\n", "A C"),
        ("Ward,,Cases\nA,x,1\n", "A B C"),
        ("Ward,Cases,Note\nA,1,\n", "A B C"),
        ("Ward,Cases,,\nA,1,,\n", "A B"),
    ] {
        assert_eq!(read(text, None, headings(1..=1)).expect(text).0.letters.join(" "), columns, "{text}");
    }
    let (sheet, _) = read("Ward,,Cases\nA,,1\n", Some(2), headings(1..=1)).expect("a table");
    assert_eq!(
        (sheet.letters.join(" "), lines(&sheet)),
        ("C E".to_owned(), vec!["Ward|Cases".to_owned(), "A|1".to_owned()])
    );
}

#[test]
fn rows_with_more_or_fewer_cells_than_headings_are_said() {
    let comma = "a cell that holds a comma stands in quotes, as in \"1,900\"; else give the row one cell for each heading";
    let blank = "give the row one cell for each heading; a cell may be blank";
    let stray =
        |text: &str, column: u32| format!(": `{text}` in row 2, column {column} stands below no heading");
    for (rows, said, hint) in [
        ("A,1,2\n", format!("3 cells where its headings have 2{}", stray("2", 3)), comma),
        ("A,1\nB\n", "1 cell where its headings have 2".to_owned(), blank),
        (
            "A,1,2\nB,3\nC,4,5\n",
            format!("3 cells where its headings have 2{}, and so has 1 more row", stray("2", 3)),
            comma,
        ),
        (
            "A\nB\nC,1,2\n",
            "1 cell where its headings have 2, and 2 more rows do not fit either".to_owned(),
            blank,
        ),
    ] {
        let text = format!("Ward,Cases\n{rows}");
        let expected = (Rule::DataRagged, format!("a row of `x.csv` has {said}"), hint.to_owned());
        assert_eq!(finding(&text, headings(1..=1)), expected, "{text}");
    }
    let found = read("Ward,Cases\nA,1,2\n", Some(0), headings(1..=1)).expect_err("ragged");
    assert!(found[0].hints[0].starts_with("give each column that has anything in it a heading"));
}
