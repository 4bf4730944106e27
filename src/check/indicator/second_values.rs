//! Second values of a period in a data file, and what tells the rows apart that have them. It never decides
//! which of two values is meant.

use std::collections::BTreeSet;

use super::series_file::{SeriesFileReader, wanted};
use crate::finding::{Finding, Findings, Rule, nearest};
use crate::load::node::toml_text;
use crate::load::{WorksheetCell, fold_heading};

/// The most texts of a column that a hint lists.
const MOST_TEXTS: usize = 8;

/// A column that tells rows apart which no key of the series tells apart.
struct TellingColumn<'a> {
    heading: &'a str,
    /// The texts below it, each once, as they come.
    texts: Vec<&'a str>,
    /// Whether they are the names of areas.
    of_areas: bool,
}

/// Adds one finding for all second values of a file.
pub(super) fn say(reader: &SeriesFileReader<'_>, findings: &mut Findings) {
    let Some(one) = reader.second.first() else { return };
    let file = &reader.request.name.string;
    let telling = telling_column(reader);
    let place = one.area.as_deref().and_then(|id| reader.context.council.areas.name(id));
    let of = place.map(|name| format!(" for {}", name.text)).unwrap_or_default();
    let what = format!("{}{of}", one.period.short());
    let Some(column) = telling else {
        let finding = Finding::error(
            Rule::PeriodTwice,
            one.cell.span,
            format!("`{file}` has a second value of {what}{}", likewise(periods(reader) - 1)),
        );
        let rows: BTreeSet<usize> = reader.second.iter().map(|second| second.row).collect();
        let rest = if rows.len() > 1 {
            ", and likewise with the others: rows that were pasted twice are deleted"
        } else {
            ""
        };
        findings.push(
            finding
                .label(&one.cell.at)
                .hint(format!("the first is in {}: where this one is of another period, write that one; else keep one of the two{rest}", one.first)),
        );
        return;
    };
    let heading = column.heading;
    let finding = Finding::error(
        Rule::PeriodTwice,
        reader.request.name.span(),
        format!(
            "`{file}` has {} rows for {what}, and nothing says which of them is meant{}",
            1 + reader.second.iter().filter(|s| (&s.area, s.period) == (&one.area, one.period)).count(),
            likewise(periods(reader) - 1),
        ),
    )
    .label(format!("such as {} and {}", one.first, one.cell.at));
    findings.push(if column.of_areas {
        finding.hint(format!(
            "the column `{heading}` has the names of areas: write area = {} among the columns",
            toml_text(heading)
        ))
    } else {
        let known = column.texts.iter().copied();
        let example = nearest(&reader.indicator.name.text, known).unwrap_or(column.texts[0]);
        let condition = format!("{} = {}", toml_text(heading), toml_text(example));
        let line = if reader.request.filters.is_empty() {
            format!("say which below the file, for example: where = {{ {condition} }}")
        } else {
            format!("say which in `where`, behind what is there, for example: {condition}")
        };
        let listed: Vec<&str> = column.texts.iter().take(MOST_TEXTS).copied().collect();
        let more = column.texts.len() - listed.len();
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        finding.hint(line).hint(format!("its column `{heading}` has: {}{more}", listed.join(", ")))
    });
}

fn likewise(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "; likewise for 1 more period or place".to_owned(),
        count => format!("; likewise for {count} more periods or places"),
    }
}

/// The number of periods and places that have more than one value.
fn periods(reader: &SeriesFileReader<'_>) -> usize {
    reader.second.iter().map(|s| (&s.area, s.period)).collect::<BTreeSet<_>>().len()
}

/// Finds the column of texts by which all rows of a period and place differ; `None` where no column does, or
/// where the rows that are there twice are the same in every column.
fn telling_column<'a>(reader: &SeriesFileReader<'a>) -> Option<TellingColumn<'a>> {
    let (sheet, request) = (reader.sheet, reader.request);
    let taken: BTreeSet<usize> = reader.roles.values().copied().collect();
    let rows: Vec<_> = sheet.rows.iter().filter(|row| wanted(sheet, request, row)).collect();
    let columns = (0..sheet.headings.len()).filter(|at| !taken.contains(at));
    let telling = columns.filter_map(|at| {
        let text_of = |n: usize| sheet.rows.get(n)?.get(at).map(|cell| fold_heading(&cell.text));
        let heading = sheet.headings.get(at)?.text.as_str();
        let cells: Vec<&WorksheetCell> = rows.iter().filter_map(|row| row.get(at)).collect();
        let is_words =
            !heading.is_empty() && cells.iter().all(|cell| !cell.text.is_empty() && cell.number().is_none());
        let mut keys = BTreeSet::new();
        let owners = reader.at.iter().map(|((area, period), (_, row))| (area, *period, *row));
        let seconds = reader.second.iter().map(|s| (&s.area, s.period, s.row));
        let differ =
            owners.chain(seconds).all(|(area, period, row)| keys.insert((area, period, text_of(row))));
        if !is_words || !differ {
            return None;
        }
        let mut seen = BTreeSet::new();
        let texts: Vec<&str> =
            cells.iter().map(|c| c.text.as_str()).filter(|text| seen.insert(fold_heading(text))).collect();
        let of_areas = texts.iter().all(|text| reader.context.council.areas.find(text).is_some());
        Some(TellingColumn { heading, texts, of_areas })
    });
    // Of several columns the one with the fewest texts: a measure, and not a remark of each row.
    telling.min_by_key(|column| (!column.of_areas, column.texts.len()))
}
