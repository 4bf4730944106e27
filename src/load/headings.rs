//! Rows of headings: two of them joined to one, and what makes it doubtful which row holds the headings. It
//! never decides which column is meant.

use super::below::{are_years, is_figure, is_of_numbers};
use super::raw_row::RawRow;
use super::worksheet::{CellValue, WorksheetCell, fold_heading};
use crate::finding::{Finding, Rule};

/// Joins the first `count` rows to one row of headings: "Cases" above "2023" is "Cases 2023". A heading that
/// stands above several columns counts for each of them.
pub(super) fn join(rows: &mut Vec<RawRow>, count: usize) {
    for _ in 1..count.min(rows.len()) {
        let lower = rows.remove(1);
        rows[0].cells = joined(&rows[0], &lower);
    }
}

fn joined(upper: &RawRow, lower: &RawRow) -> Vec<WorksheetCell> {
    let filled = |row: &RawRow, at: usize| row.cells.get(at).filter(|cell| !cell.is_blank()).cloned();
    let mut group: Option<WorksheetCell> = None;
    let mut cells = Vec::new();
    for at in 0..upper.cells.len().max(lower.cells.len()) {
        let (above, below) = (filled(upper, at), filled(lower, at));
        if above.is_some() {
            // What is merged with the cell below it stands above no other column.
            let is_group = below.as_ref().is_some_and(|below| !below.goes_on);
            group = above.clone().filter(|_| is_group);
        }
        let above = above.or_else(|| group.clone().filter(|_| below.is_some()));
        cells.push(match (above, below) {
            (Some(above), Some(below)) if fold_heading(&above.text) != fold_heading(&below.text) => {
                WorksheetCell {
                    text: format!("{} {}", above.text, below.text),
                    value: CellValue::Text,
                    uncertain: below.uncertain.or(above.uncertain),
                    ..below
                }
            }
            (_, Some(one)) | (Some(one), None) => one,
            (None, None) => match upper.cells.get(at).or(lower.cells.get(at)) {
                Some(blank) => blank.clone(),
                None => continue,
            },
        });
    }
    cells
}

/// The finding where the first row may not be the only one of headings, or none: titles stand above them, or
/// they take two rows. `None` where there is no doubt.
pub(super) fn find_doubt(rows: &[RawRow], name: &str, workbook: bool) -> Option<Finding> {
    let titles = titles_above(rows);
    let rest = rows.get(titles.unwrap_or(0)..)?;
    if let Some(kind) = two_rows(rest) {
        return Some(two_rows_finding(rest, kind, name));
    }
    let headings = titles.or_else(|| has_gaps(rows).then_some(1))?;
    title_finding(rows.first()?, rows.get(headings)?, name, workbook)
}

fn filled(row: &RawRow) -> usize {
    row.filled().count()
}

/// The columns up to the last one of a row in which anything stands.
fn width(row: &RawRow) -> usize {
    row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |at| at + 1)
}

/// The place of the first row that is as wide as a table, where titles of one cell stand above it.
fn titles_above(rows: &[RawRow]) -> Option<usize> {
    let widest = rows.iter().map(filled).max()?;
    let wide = |row: &RawRow| filled(row) > 1 && filled(row) * 2 >= widest;
    (filled(rows.first()?) == 1 && widest > 1 && rows.len() > 2).then(|| rows.iter().position(wide)).flatten()
}

/// Whether the second row has, in words, the headings that the first lacks.
fn has_gaps(rows: &[RawRow]) -> bool {
    let [first, second, ..] = rows else { return false };
    let words = second.filled().all(|(_, cell)| !cell.text.starts_with(|c: char| c.is_ascii_digit()));
    filled(first) < width(first) && words && filled(second) > filled(first)
}

/// The reason why two rows look like headings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TwoRows {
    /// The first has gaps that the second fills, and the second has gaps of its own.
    Complete,
    /// The second has words where numbers stand below it: names of units, say.
    Words,
}

/// The reason why the first two rows look like rows of headings; `None` where they do not.
fn two_rows(rows: &[RawRow]) -> Option<TwoRows> {
    let [upper, lower, table @ ..] = rows else { return None };
    if filled(upper) < 2 || table.is_empty() || filled(lower) < 2 || lower.number != upper.number + 1 {
        return None;
    }
    let numbers = lower.filled().filter(|(_, cell)| cell.number().is_some() && !cell.goes_on).count();
    if numbers > 0 && !are_years_in_groups(lower) {
        return None;
    }
    let columns = table.iter().map(width).max()?;
    let texts = |cells: &[WorksheetCell]| -> Vec<String> {
        cells.iter().take(columns).map(|cell| fold_heading(&cell.text)).collect()
    };
    let is_whole = |texts: &[String]| {
        let mut sorted: Vec<&String> = texts.iter().collect();
        sorted.sort();
        sorted.dedup();
        sorted.len() == columns && texts.iter().all(|text| !text.is_empty())
    };
    let gaps = filled(upper) < columns;
    if gaps && !is_whole(&texts(&lower.cells)) && is_whole(&texts(&joined(upper, lower))) {
        return Some(TwoRows::Complete);
    }
    let has_words = |at: &usize| {
        let cell = lower.cells.get(*at).filter(|cell| !cell.is_blank() && !is_figure(cell));
        cell.is_some() && is_of_numbers(table, *at)
    };
    let odd = (0..columns).filter(has_words).count();
    let begins_blank = lower.cells.first().is_none_or(WorksheetCell::is_blank);
    let years = numbers > 0 && begins_blank;
    (numbers == 0 && (odd > 1 || odd == 1 && begins_blank) || years).then_some(TwoRows::Words)
}

/// Whether the numbers of a row are years, once or in each of several groups.
fn are_years_in_groups(row: &RawRow) -> bool {
    let numbers: Vec<Option<i32>> = row
        .filled()
        .filter(|(_, cell)| cell.number().is_some() && !cell.goes_on)
        .map(|(_, cell)| cell.text.parse().ok())
        .collect();
    let is_year = |number: &Option<i32>| number.is_some_and(|year| (1900..=2100).contains(&year));
    are_years(row) || numbers.len() > 2 && numbers.iter().all(is_year) && numbers[1..].contains(&numbers[0])
}

fn two_rows_finding(rows: &[RawRow], kind: TwoRows, name: &str) -> Finding {
    let (upper, lower) = (&rows[0], &rows[1]);
    let (first, second) = (upper.number, lower.number);
    let span = lower.filled().next().map_or(upper.cells[0].span, |(_, cell)| cell.span);
    let at = lower.filled().next().map_or_else(String::new, |(_, cell)| cell.at.clone());
    let all: Vec<String> = joined(upper, lower).into_iter().map(|cell| cell.text).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).filter(|text| !text.is_empty()).take(6).collect();
    let message = format!("rows {first} and {second} of `{name}` look like two rows of headings");
    let finding = Finding::error(Rule::DataHeading, span, message).label(at).hint(format!(
        "where they are, write in a line below `file`, in each place where it stands: headings = [{first}, {second}], which makes: {}",
        all.join(", ")
    ));
    match kind {
        TwoRows::Complete => {
            finding.hint(format!("where row {first} is a title, write there: headings = {second}"))
        }
        TwoRows::Words => finding.hint(format!(
            "where row {first} is a title, write there: headings = {second}; where row {second} is a row of the table: headings = {first}"
        )),
    }
}

fn title_finding(first: &RawRow, headings: &RawRow, name: &str, workbook: bool) -> Option<Finding> {
    let all: Vec<&str> = headings.filled().map(|(_, cell)| cell.text.as_str()).collect();
    let (from, to) = (first.filled().next()?.1, first.filled().last()?.1);
    let message =
        format!("the first row of `{name}` does not have a heading for each column, as a title does");
    let number = headings.number;
    let finding = Finding::error(Rule::DataHeading, from.span.to(to.span), message).label(from.at.clone());
    let row = format!("row {number} has: {}", all.join(", "));
    Some(if workbook || headings.number > 1 {
        finding
            .hint(format!(
                "{row}; where those are the headings, write in a line below `file`, in each place where it stands: headings = {number}"
            ))
            .hint("otherwise unmerge cells that span several columns: the row of headings has one for each column")
    } else {
        finding.hint(row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;
    use crate::load::csv;

    fn rows(text: &str) -> Vec<RawRow> {
        let file = Sources::default().add("x.csv", text);
        csv::rows(text, file, "x.csv").expect("reads")
    }

    #[test]
    fn two_rows_of_headings_are_joined() {
        for (text, headings) in [
            ("Ward,Cases,,Rate,\n,2023,2024,2023,2024\n", "Ward|Cases 2023|Cases 2024|Rate 2023|Rate 2024"),
            ("Ward,Total,\nWard,,Rate\n", "Ward|Total|Rate"),
            ("Ward,Cases,\n,Number,\n", "Ward|Cases Number|"),
            (",2023/24,,,2024/25\nWard,Q1,Q2,,Q1\n", "Ward|2023/24 Q1|2023/24 Q2||2024/25 Q1"),
        ] {
            let mut rows = rows(text);
            join(&mut rows, 2);
            let all: Vec<&str> = rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(all.join("|"), headings, "{text}");
            assert_eq!(rows.len(), 1);
        }
    }

    #[test]
    fn doubt_about_headings_is_said_with_their_rows() {
        let hint = |text: &str| {
            let finding = find_doubt(&rows(text), "x.csv", true)?;
            Some(finding.hints.join("\n"))
        };
        for (text, wanted) in [
            ("Ward,Cases,,Rate,\n,2023,2024,2023,2024\nA,1,2,3,4\n", "[1, 2], which makes: Ward, Cases 2023"),
            ("Ward,Cases,Rate\n,number,per 1000\nA,1,2\n", "headings = [1, 2]"),
            ("Burglary,,\nWard,Cases,\n,Police,Others\nA,1,2\n", "headings = [2, 3]"),
            ("Burglary,,\n\nWard,Cases,Rate\nA,1,2\n", "headings = 3"),
            ("Wards,,June\nWard,Cases,Rate\nA,1,2\n", "headings = 2"),
        ] {
            let said = hint(text).expect(text);
            assert!(said.contains(wanted), "{text}: {said}");
        }
        for text in [
            "Ward,Cases\nA,1\nB,2\n",
            "Ward,Cases\nA,not yet known\nB,2\n",
            "Ward,2023,2024\nA,1,2\nB,3,4\n",
            "Ward,Cases,Rate\nNorth,,\nA,3,1\n",
            "Ward,Cases,Rate\nA,[c],-\nB,3,1\n",
            "Year,First,Last\nA,2023,2024\nB,2001,1999\n",
        ] {
            assert_eq!(hint(text), None, "{text}");
        }
    }
}
