//! `boardpack list`: what the council's folder holds, one thing a line. It writes no file.

use std::sync::Arc;

use super::Console;
use super::args::ListWhat;
use super::build::report;
use super::settings::Settings;
use crate::check::{Checked, Minutes, PackSpec, SectionNumberingSpec, check};
use crate::failure::Failure;
use crate::figure::{Figure, IndicatorView};
use crate::finding::{Findings, Sources, make_visible};
use crate::load::{Project, load};
use crate::style;

/// Lists. What is wrong is said too, since a list of half-read files misleads.
pub(super) fn run(what: ListWhat, settings: &Settings, console: &mut Console<'_>) -> Result<(), Failure> {
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let project = load(&settings.folder, &settings.selection, &mut sources, &mut findings);
    let checked = project.as_ref().map(|p| check(p, &mut sources, &mut findings));
    let verdict = report(&findings, &sources, settings, console);
    let (Some(project), Some(checked)) = (project, checked) else { return verdict };
    let rows = rows(what, &project, &checked);
    if rows.is_empty() {
        console.say("there are none yet");
    }
    let visible = |cell: &String| make_visible(cell).into_owned();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(visible).collect()).collect();
    console.print(&aligned(&rows))?;
    verdict
}

fn rows(what: ListWhat, project: &Project, checked: &Checked) -> Vec<Vec<String>> {
    match what {
        ListWhat::Indicators => {
            checked.indicators.values().map(|i| indicator(&Arc::new(i.clone()))).collect()
        }
        ListWhat::Boards => {
            checked.boards.values().map(|b| vec![b.id.clone(), b.name.text.clone()]).collect()
        }
        ListWhat::People => {
            checked.people.iter().map(|(id, p)| vec![id.clone(), p.name.text.clone()]).collect()
        }
        ListWhat::Styles => style::names(project).into_iter().map(|name| vec![name]).collect(),
        ListWhat::Packs => {
            let day = |pack: &PackSpec| pack.start.date().to_string();
            checked.packs.iter().map(|pack| vec![format!("packs/{}", pack.id), day(pack)]).collect()
        }
        ListWhat::Minutes => checked
            .minutes
            .iter()
            .map(|minutes| vec![format!("minutes/{}", minutes.id), minute_numbers(minutes)])
            .collect(),
        ListWhat::Actions => checked
            .actions
            .iter()
            .map(|log| vec![format!("actions/{}", log.id), count_of(log.states.len(), "row", "rows")])
            .collect(),
        ListWhat::Reports => {
            checked.reports.iter().map(|r| vec![format!("reports/{}", r.id), meetings(r)]).collect()
        }
    }
}

/// The numbers of minutes: "30 to 41".
fn minute_numbers(minutes: &Minutes) -> String {
    let numbers: Vec<u32> = minutes
        .paper
        .sections
        .iter()
        .filter_map(|section| match section.numbering {
            SectionNumberingSpec::Given(number) => Some(number),
            _ => None,
        })
        .collect();
    match (numbers.first(), numbers.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(first), _) => first.to_string(),
        _ => String::new(),
    }
}

fn count_of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn meetings(report: &crate::check::Report) -> String {
    report.meetings.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// An indicator's id, its name, and its newest value with when it was and how many there are.
fn indicator(indicator: &Arc<crate::check::Indicator>) -> Vec<String> {
    let view = IndicatorView { indicator: indicator.clone(), area: None, period: None };
    let value = |figure: &Figure| {
        let text = figure.signed_text().unwrap_or_else(|_| match &figure.observation.reading {
            crate::check::Reading::Mark(mark) => mark.clone(),
            crate::check::Reading::Number(number) => number.to_string(),
        });
        let unit = indicator.unit.as_ref().map(|u| format!(" {}", u.text.trim())).unwrap_or_default();
        format!("{text}{unit}")
    };
    let (newest, when) = match view.latest() {
        Ok(figure) => (value(&figure), figure.period.short()),
        Err(_) => ("no values for the whole".to_owned(), String::new()),
    };
    let count: usize = indicator.series.iter().filter(|s| s.area.is_none()).map(|s| s.values.len()).sum();
    let areas = indicator.series.iter().filter(|s| s.area.is_some()).count();
    let mut held = count_of(count, "value", "values");
    if areas > 0 {
        held = format!("{held}, {}", count_of(areas, "area", "areas"));
    }
    vec![indicator.id.clone(), indicator.name.text.clone(), when, newest, held]
}

/// Columns two blanks apart, and no blanks at the ends of lines.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |at: usize| rows.iter().filter_map(|r| r.get(at)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_line() {
        let rows = [vec!["a".to_owned(), "long name".to_owned()], vec!["bcd".to_owned(), "x".to_owned()]];
        assert_eq!(aligned(&rows), "a    long name\nbcd  x\n");
    }
}
