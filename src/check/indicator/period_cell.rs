//! The cells of a row that say its period, alone or as a year with its month or quarter beside it. It never
//! decides between two readings.

use super::days_in_periods::DaysInPeriods;
use super::series_file::{SeriesFileReader, wanted};
use crate::finding::{Finding, Rule};
use crate::load::{WorksheetCell, fold_heading};
use crate::value::{Period, Window, lies_in_year, month_in_year, quarter_in_year, two_readings};

/// The days in the column of periods of a file.
pub(super) fn days_in_column(reader: &SeriesFileReader<'_>) -> DaysInPeriods {
    let Some(at) = reader.roles.get("period") else { return DaysInPeriods::default() };
    let rows = reader.sheet.rows.iter().filter(|row| wanted(reader.sheet, reader.request, row));
    let texts: Vec<String> = rows.filter_map(|row| Some(row.get(*at)?.text_of_day())).collect();
    DaysInPeriods::of(texts.iter().map(String::as_str), reader.request.window)
}

/// The period of a row as its cells have it.
pub(super) struct PeriodText<'r> {
    /// The index of the column of the cell.
    pub column: usize,
    /// The cell that has the period; of a year with its month or quarter beside it, that of the month or quarter, or
    /// the one that is blank or unclear.
    pub cell: &'r WorksheetCell,
    /// The text as a series of the window would write it.
    pub text: String,
    /// The year beside a month or quarter that is of another year itself.
    pub other_year: Option<String>,
}

/// Finds the period of a row; `None` where a cell holds a time.
pub(super) fn find<'r>(reader: &SeriesFileReader<'_>, row: &'r [WorksheetCell]) -> Option<PeriodText<'r>> {
    let window = reader.request.window;
    // What a merged cell holds stands for each of its rows, a year that is a number too.
    let cell = |at: usize| row.get(at).filter(|cell| !cell.is_doubtful() && cell.time().is_none());
    let heading = |at: usize| reader.sheet.headings.get(at).map_or("", |heading| heading.text.as_str());
    let alone = |at: usize, cell: &WorksheetCell| {
        let text = reader.days.text(&cell.text_of_day(), heading(at), window);
        let found = window.read(&text).is_none().then(|| text_below(heading(at), cell, window)).flatten();
        found.unwrap_or(text)
    };
    let plain = |column, cell, text| Some(PeriodText { column, cell, text, other_year: None });
    if let Some(at) = reader.roles.get("period").copied() {
        let cell = cell(at)?;
        return plain(at, cell, alone(at, cell));
    }
    let year_at = *reader.roles.get("year")?;
    let month = reader.roles.get("month").copied();
    let at = month.or_else(|| reader.roles.get("quarter").copied())?;
    let (year, part) = (cell(year_at)?, cell(at)?);
    if let Some((at, blank)) =
        [(year_at, year), (at, part)].into_iter().find(|(_, cell)| cell.text.is_empty())
    {
        return plain(at, blank, String::new());
    }
    let text = alone(at, part);
    if let Some(period) = window.read(&text) {
        let other_year = (lies_in_year(period, &year.text) == Some(false)).then(|| year.text.clone());
        return Some(PeriodText { column: at, cell: part, text, other_year });
    }
    let of_heading = year_below(heading(year_at), &year.text);
    // "FY 2024" is one of two years, whatever stands beside it.
    if two_readings(&of_heading).is_some() {
        return plain(year_at, year, of_heading);
    }
    let join = if month.is_some() { month_in_year } else { quarter_in_year };
    let joined = join(&of_heading, &part.text).unwrap_or_else(|| format!("{} {}", part.text, year.text));
    plain(at, part, joined)
}

/// A year as the heading of its column has it: "2024" below Financial year is "FY 2024".
fn year_below(heading: &str, year: &str) -> String {
    let heading = heading.to_lowercase();
    let is_financial = heading.contains("financial") || heading == "fin year" || heading == "fy";
    let is_alone = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if is_financial && is_alone { format!("FY {year}") } else { year.to_owned() }
}

/// The period that a month or a day ends, as the heading of its column says: "June 2025" below Quarter ending.
/// `None` where the two together are no period of the window.
fn text_below(heading: &str, cell: &WorksheetCell, window: Window) -> Option<String> {
    const PARTS: [&str; 3] = ["month", "quarter", "year"];
    const ENDING: [&str; 3] = ["ending", "ended", "to"];
    let heading = fold_heading(heading);
    let mut words = heading.split(' ');
    let (part, ending) = (words.next()?, words.next()?);
    if !(PARTS.contains(&part) && ENDING.contains(&ending)) {
        return None;
    }
    let texts = [cell.text.clone(), cell.text_of_day()];
    texts.iter().map(|text| format!("{part} ending {text}")).find(|text| window.read(text).is_some())
}

/// The finding for a month or a quarter that is of another year than the one beside it.
pub(super) fn of_another_year(found: &PeriodText<'_>, year: &str, period: Period) -> Finding {
    let PeriodText { cell, .. } = found;
    let message =
        format!("`{}` is {}, and the year beside it is `{}`", cell.text, period.long(), year.trim());
    Finding::error(Rule::Period, cell.span, message)
        .hint("correct the one of the two that is wrong")
        .hint("where the column says the year by itself, and the other is not meant, name it alone: columns = { period = \"Month\", value = \"…\" } with the headings of the file")
}
