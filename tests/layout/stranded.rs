//! Headings near the foot of a page, and long rows of tables: neither is parted from what belongs to it, however
//! the lines before it fall.

use std::fmt::Write as _;

use super::{built, line_of, page_of, styled};
use crate::support::{Council, Pdf};

/// Paragraphs of a line, and after them a section whose text is a line, and another one.
#[test]
fn a_heading_never_stands_in_the_last_lines_of_a_page_without_two_lines_of_its_text() {
    let mut moved = 0;
    for style in ["plain", "civic"] {
        // No other space is tried, so that nothing else can move the heading.
        let fixed = "[spacing]\nleast = \"1.2em\"\nparagraph = \"1.2em\"\n";
        for lines in 18..32 {
            let before = "One line.\n\n".repeat(lines);
            let after = "Then one line.\n\n".repeat(12);
            let text = format!(
                "[[section]]\nheading = \"First\"\ntext = \"\"\"\n{before}\"\"\"\n[[section]]\nheading = \"Second\"\ntext = \"\"\"\n{after}\"\"\"\n"
            );
            let pdf = built(&styled(style, fixed).report(&text), "reports/paper/report.pdf");
            let (page, heading) = line_of(&pdf, "Second");
            let below = pdf.lines(page).iter().filter(|line| line.top > heading.top + 3.0).count();
            assert!(below >= 2, "{style}, {lines}: {below} lines below the heading");
            let last = page_of(&pdf, &format!("{lines}. One line"));
            moved += usize::from(page != last);
        }
    }
    assert!(moved > 2, "no heading came near the foot of a page: {moved}");
}

/// A table with a row of so many lines, below so many short ones.
fn table(short: usize, lines: usize) -> Council {
    let mut out = String::from(
        "[[section]]\nheading = \"Section\"\ntext = '''\n{{ place(\"t\") }}\n'''\n[table.t]\ncaption = \"Table\"\nlandscape = false\ncolumn = [ { key = \"a\", heading = \"A\", row_header = true }, { key = \"b\", heading = \"B\" } ]\n",
    );
    for n in 0..short {
        let _ = write!(out, "[[table.t.row]]\na = \"Row {n}\"\nb = \"Words\"\n");
    }
    let long: String = (0..lines)
        .map(|n| format!("Line-{n}, with about as many words of a long row as there is room for on a line. "))
        .collect();
    let _ = write!(
        out,
        "[[table.t.row]]\na = \"Long\"\nb = '''\n{long}'''\n[[table.t.row]]\na = \"Last\"\nb = \"Words\"\n"
    );
    Council::new().report(&out)
}

/// The page, from 0, of the line with that word.
fn page_with(pdf: &Pdf, word: &str) -> usize {
    let has = |page: &usize| pdf.lines(*page).iter().any(|line| line.text().contains(word));
    (0..pdf.pages.len()).find(has).expect("a line with the word")
}

#[test]
fn a_row_that_fits_a_page_is_not_broken_however_long_it_is() {
    for lines in [34, 38, 42] {
        let pdf = built(&table(8, lines), "reports/paper/report.pdf");
        let pages = [page_of(&pdf, "Long"), page_with(&pdf, &format!("Line-{},", lines - 1))];
        assert_eq!(pages[0], pages[1], "{lines} lines: {pages:?}");
        assert!(pages[0] > page_of(&pdf, "Row 7"), "{lines} lines");
    }
    // One that fits no page is broken, and nothing of it is lost.
    let pdf = built(&table(8, 70), "reports/paper/report.pdf");
    assert!(page_with(&pdf, "Line-69,") > page_of(&pdf, "Long"));
}
