//! The cells of a row that say its period, alone or as a year with its month or quarter beside it. It never
//! decides between two readings.

use super::days_in_periods::DaysInPeriods;
use super::series_file::{SeriesFileReader, wanted};
use crate::load::WorksheetCell;
use crate::value::{month_in_year, quarter_in_year};

/// The days in the column of periods of a file.
pub(super) fn days_in_column(reader: &SeriesFileReader<'_>) -> DaysInPeriods {
    let Some(at) = reader.roles.get("period") else { return DaysInPeriods::default() };
    let rows = reader.sheet.rows.iter().filter(|row| wanted(reader.sheet, reader.request, row));
    let texts: Vec<String> = rows.filter_map(|row| Some(row.get(*at)?.text_of_day())).collect();
    DaysInPeriods::of(texts.iter().map(String::as_str), reader.request.window)
}

/// Finds the period of a row: the index of its column, its cell, and its text as a series of the window would
/// write it. Of a year with its month or quarter beside it, the cell is that of the month or quarter, or the
/// blank one. `None` where a cell holds a time.
pub(super) fn find<'r>(
    reader: &SeriesFileReader<'_>,
    row: &'r [WorksheetCell],
) -> Option<(usize, &'r WorksheetCell, String)> {
    let window = reader.request.window;
    // What a merged cell holds stands for each of its rows, a year that is a number too.
    let cell = |at: usize| row.get(at).filter(|cell| !cell.is_doubtful() && cell.time().is_none());
    let heading = |at: usize| reader.sheet.headings.get(at).map_or("", |heading| heading.text.as_str());
    if let Some(at) = reader.roles.get("period").copied() {
        let cell = cell(at)?;
        return Some((at, cell, reader.days.text(&cell.text_of_day(), heading(at), window)));
    }
    let year_at = *reader.roles.get("year")?;
    let month = reader.roles.get("month").copied();
    let at = month.or_else(|| reader.roles.get("quarter").copied())?;
    let (year, part) = (cell(year_at)?, cell(at)?);
    if let Some((at, blank)) =
        [(year_at, year), (at, part)].into_iter().find(|(_, cell)| cell.text.is_empty())
    {
        return Some((at, blank, String::new()));
    }
    let alone = reader.days.text(&part.text_of_day(), heading(at), window);
    let text = match window.read(&alone) {
        Some(_) => alone,
        None => {
            let join = if month.is_some() { month_in_year } else { quarter_in_year };
            join(&year.text, &part.text).unwrap_or_else(|| format!("{} {}", part.text, year.text))
        }
    };
    Some((at, part, text))
}
