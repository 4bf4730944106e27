//! From rows of cells to a table: where its headings stand, where it ends, and what beside and below it is no
//! part of it. It never reads a cell's value further than whether it is a number.

use std::ops::RangeInclusive;

use super::below::{self, Below};
use super::beside;
use super::cell_name::column_letters;
use super::headings;
use super::node::TypedText;
use super::raw_row::{MOST_ROWS, RawRow};
use super::worksheet::{Worksheet, WorksheetCell, fold_heading};
use crate::finding::{FileId, Finding, Rule, Span, did_you_mean};

/// The part of a sheet that an author means.
#[derive(Debug, Clone, Default)]
pub(super) struct AreaRequest {
    /// The numbers of the rows that hold the headings, from the first to the last.
    pub headings: Option<(RangeInclusive<usize>, Span)>,
    /// The text with which the first row begins that is no longer meant.
    pub until: Option<TypedText>,
    /// The rows and columns that are meant, the former from 1, the latter from 0.
    pub cells: Option<(CellRange, Span)>,
}

/// A range of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellRange {
    pub rows: RangeInclusive<usize>,
    pub columns: RangeInclusive<usize>,
}

/// Rows of cells with what messages need of their file.
pub(super) struct RawTable<'a> {
    pub rows: Vec<RawRow>,
    /// The column of the file with which each row begins, from 0.
    pub left: usize,
    pub file: FileId,
    /// The file's name as it was typed.
    pub name: &'a str,
    pub workbook: bool,
}

/// Takes the table that is meant out of rows of cells. The findings beside it fail nothing.
///
/// # Errors
/// The findings where there are no headings, or a row has cells beyond them.
pub(super) fn table(
    raw: RawTable<'_>,
    request: &AreaRequest,
) -> Result<(Worksheet, Vec<Finding>), Vec<Finding>> {
    let RawTable { mut rows, mut left, file, name, workbook } = raw;
    let whole = Span::whole(file);
    if let Some((range, span)) = &request.cells {
        (rows, left) = cut(rows, left, range);
        if rows.iter().all(|row| row.is_blank()) {
            let message = format!("the cells of `{name}` that are meant here are blank");
            let hint = "name the first and the last cell of the table, its headings too, as in \"A4:F20\"";
            return Err(vec![Finding::error(Rule::DataArea, *span, message).hint(hint)]);
        }
    }
    rows.retain(|row| !row.is_blank());
    if let Some((numbers, span)) = &request.headings {
        rows.retain(|row| row.number >= *numbers.start());
        for (at, number) in numbers.clone().enumerate() {
            if rows.get(at).is_none_or(|row| row.number != number) {
                let message = format!("row {number} of `{name}` is blank, and is to hold the headings");
                let hint =
                    "write the number that stands at the left of the headings in Excel; blank rows count";
                return Err(vec![Finding::error(Rule::DataArea, *span, message).hint(hint)]);
            }
        }
        headings::join(&mut rows, numbers.clone().count());
    }
    if rows.is_empty() {
        return Err(vec![
            Finding::error(Rule::DataEmpty, whole, format!("`{name}` is empty"))
                .hint("the first row holds the column headings"),
        ]);
    }
    if let Some(until) = &request.until {
        end_before(&mut rows, until, name)?;
    }
    if request.cells.is_none()
        && let Some(two) = beside::find(&rows, left, name)
    {
        return Err(vec![two]);
    }
    if request.headings.is_none()
        && let Some(odd) = headings::find_doubt(&rows, name, workbook)
    {
        return Err(vec![odd]);
    }
    let mut notes = Vec::new();
    if request.until.is_none() && request.cells.is_none() {
        match below::find(&rows) {
            Below::Nothing => {}
            Below::From(at) => {
                notes.push(left_out(&rows, at, left, name, whole));
                rows.truncate(at);
            }
        }
    }
    if rows.len() > MOST_ROWS + 1 {
        let message = format!("`{name}` has more than {MOST_ROWS} rows");
        let hint = "a paper shows a summary: keep the rows that it needs";
        return Err(vec![Finding::error(Rule::DataTooLong, whole, message).hint(hint)]);
    }
    let mut rows: Vec<Vec<WorksheetCell>> = rows.into_iter().map(|row| row.cells).collect();
    let headings = rows.remove(0);
    square(headings, rows, left, name, workbook).map(|sheet| (sheet, notes))
}

/// Cuts rows to a range of cells, and gives the column with which they then begin.
fn cut(rows: Vec<RawRow>, left: usize, range: &CellRange) -> (Vec<RawRow>, usize) {
    let skip = range.columns.start().saturating_sub(left);
    let end = (range.columns.end() + 1).saturating_sub(left);
    let kept = rows.into_iter().filter(|row| range.rows.contains(&row.number));
    let cut = kept.map(|mut row| {
        row.cells.truncate(end);
        row.cells.drain(..skip.min(row.cells.len()));
        row
    });
    (cut.collect(), left.max(*range.columns.start()))
}

/// Takes away the rows from that on which begins with a text.
fn end_before(rows: &mut Vec<RawRow>, until: &TypedText, name: &str) -> Result<(), Vec<Finding>> {
    let wanted = fold_heading(&until.string);
    let begin = |row: &RawRow| row.filled().next().map(|(_, cell)| cell.text.clone());
    // The whole text first, then the beginning of one, up to the end of a word.
    let bare = |text: &str| text.trim_end_matches([':', '.']).to_owned();
    let whole = |text: &str| bare(text) == bare(&wanted);
    let in_words = |text: &str| {
        let rest = text.strip_prefix(wanted.as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let place = |test: &dyn Fn(&str) -> bool| {
        rows.iter().skip(1).position(|row| begin(row).is_some_and(|text| test(&fold_heading(&text))))
    };
    let at = place(&whole).or_else(|| place(&in_words));
    if let Some(at) = at.filter(|_| !wanted.is_empty()) {
        rows.truncate(at + 1);
        return Ok(());
    }
    let all: Vec<String> = rows.iter().skip(1).filter_map(begin).collect();
    let message = format!("no row of `{name}` begins with `{}`", until.string);
    Err(vec![
        Finding::error(Rule::DataArea, until.span(), message)
            .hint_if(did_you_mean(&until.string, all.iter().map(String::as_str)))
            .hint("`until` is the text with which the first row begins that is no part of the table, such as \"Notes\""),
    ])
}

/// The note on the rows from `at` on, which are not read.
fn left_out(rows: &[RawRow], at: usize, left: usize, name: &str, whole: Span) -> Finding {
    let left_out = &rows[at..];
    let (first, last) = (left_out.first().map_or(0, |r| r.number), left_out.last().map_or(0, |r| r.number));
    let named = if first == last { format!("row {first}") } else { format!("rows {first} to {last}") };
    let is = if first == last { "is" } else { "are" };
    let cell = left_out.first().and_then(|row| row.filled().next()).map(|(_, cell)| cell);
    let begin: String = cell.map_or("", |cell| cell.text.as_str()).chars().take(40).collect();
    let message = format!("{named} of `{name}` {is} taken for notes or another table, and {is} not read");
    let all = beside::whole_range(rows, left);
    Finding::note(Rule::DataBelow, cell.map_or(whole, |cell| cell.span), message)
        .label(begin)
        .hint(format!("where they belong to the table, say so: cells = \"{all}\""))
}

/// Makes headings and rows a worksheet: columns in which nothing stands are dropped, and rows are made as wide
/// as the headings.
fn square(
    headings: Vec<WorksheetCell>,
    mut rows: Vec<Vec<WorksheetCell>>,
    left: usize,
    name: &str,
    workbook: bool,
) -> Result<Worksheet, Vec<Finding>> {
    let width = headings.iter().rposition(|c| !c.is_blank()).map_or(0, |at| at + 1);
    for row in &mut rows {
        while row.len() > width && row.last().is_some_and(WorksheetCell::is_blank) {
            row.pop();
        }
    }
    if let Some(ragged) = ragged(&rows, width, name, workbook) {
        return Err(vec![ragged]);
    }
    let mut sheet = Worksheet { name: name.to_owned(), workbook, ..Worksheet::default() };
    let something = |at: usize| {
        let below = |row: &Vec<WorksheetCell>| row.get(at).is_some_and(|cell| !cell.is_blank());
        !headings[at].is_blank() || rows.iter().any(below)
    };
    let kept: Vec<usize> = (0..width).filter(|at| something(*at)).collect();
    sheet.letters = kept.iter().map(|at| column_letters(left + at)).collect();
    sheet.rows = rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect();
    sheet.headings = kept.iter().map(|at| headings[*at].clone()).collect();
    for heading in &mut sheet.headings {
        heading.text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    Ok(sheet)
}

/// The finding for rows that have more or fewer cells than there are headings; `None` where all have as many.
fn ragged(rows: &[Vec<WorksheetCell>], width: usize, name: &str, workbook: bool) -> Option<Finding> {
    let mut odd = rows.iter().filter(|row| row.len() != width);
    let row = odd.next()?;
    let more = match odd.count() {
        0 => String::new(),
        1 => ", and so has 1 more row".to_owned(),
        n => format!(", and {n} more rows do not fit either"),
    };
    let (first, last) = (&row[0], &row[row.len() - 1]);
    let cells = if row.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", row.len()) };
    let stray = row.iter().skip(width).find(|cell| !cell.is_blank());
    let named = stray.map(|cell| {
        let text: String = cell.text.chars().take(40).collect();
        format!(": `{text}` in {} stands below no heading", cell.at)
    });
    let named = named.unwrap_or_default();
    let message = format!("a row of `{name}` has {cells} where its headings have {width}{named}{more}");
    let hint = if workbook {
        "give each column that has anything in it a heading in the first row, or clear the cell where nothing belongs there; where titles stand above the headings, write the number of the row of headings: headings = 3"
    } else if let Some(number) = parted_number(row, width) {
        return Some(
            Finding::error(Rule::DataRagged, first.span.to(last.span), message)
                .label(stray.unwrap_or(first).at.clone())
                .hint(format!(
                    "where {} is one number, write it without its comma: {}",
                    number,
                    number.replace(',', "")
                ))
                .hint("else give the row one cell for each heading"),
        );
    } else if row.len() > width {
        "a cell that holds a comma stands in quotes, as in \"1,900\"; else give the row one cell for each heading"
    } else {
        "give the row one cell for each heading; a cell may be blank"
    };
    let finding = Finding::error(Rule::DataRagged, first.span.to(last.span), message);
    Some(finding.label(stray.unwrap_or(first).at.clone()).hint(hint))
}

/// The only number of a row that a comma between its thousands may have parted in two cells, as it was typed: "1,084".
fn parted_number(row: &[WorksheetCell], width: usize) -> Option<String> {
    let is_digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let is_parted = |pair: &&[WorksheetCell]| {
        let behind = pair[1].text.split('.').next().unwrap_or_default();
        is_digits(&pair[0].text, 1..=3) && !pair[0].text.starts_with('0') && is_digits(behind, 3..=3)
    };
    let mut pairs = row.windows(2).filter(is_parted);
    let pair = pairs.next().filter(|_| row.len() == width + 1)?;
    pairs.next().is_none().then(|| format!("{},{}", pair[0].text, pair[1].text))
}

#[cfg(test)]
mod tests;
