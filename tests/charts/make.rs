//! Drawings from short strings.

use boardpack::model::{AreaBar, AreaBars, Bars, Level, Trend, TrendLine, TrendWords};
use boardpack::value::{NumberForm, decimal};
use rust_decimal::Decimal;

pub(crate) fn number(text: &str) -> Decimal {
    decimal(text).unwrap_or_else(|| panic!("`{text}` is no number"))
}

/// Values with spaces between; `.` is a gap.
pub(crate) fn values(text: &str) -> Vec<Option<Decimal>> {
    text.split_whitespace().map(|value| (value != ".").then(|| number(value))).collect()
}

pub(crate) fn quarters(count: usize) -> Vec<String> {
    let name = |n: usize| format!("Q{} {}/{:02}", n % 4 + 1, 2010 + n / 4, 11 + n / 4);
    (0..count).map(name).collect()
}

pub(crate) fn line(name: &str, of: &str) -> TrendLine {
    TrendLine {
        name: name.to_owned(),
        comparator: false,
        values: values(of),
        points: Vec::new(),
        breaks: Vec::new(),
        marked: Vec::new(),
    }
}

pub(crate) fn level(name: &str, of: &str) -> Level {
    Level { name: name.to_owned(), values: values(of) }
}

pub(crate) fn trend(lines: Vec<TrendLine>, levels: Vec<Level>) -> Trend {
    let count = lines.first().map_or(0, |line| line.values.len());
    let words =
        TrendWords { gap: "figures not held".into(), axis_begins: "The axis begins at {value}".into() };
    Trend { periods: quarters(count), parts: Vec::new(), lines, levels, form: NumberForm::default(), words }
}

/// The quarters of `quarters`, each with its year.
pub(crate) fn parts(count: usize) -> Vec<(String, String)> {
    let part = |name: String| name.split_once(' ').map(|(part, year)| (part.to_owned(), year.to_owned()));
    quarters(count).into_iter().filter_map(part).collect()
}

pub(crate) fn bar(name: &str, value: &str) -> AreaBar {
    let value = (value != ".").then(|| number(value));
    let text = value.map_or("Not published".to_owned(), |value| NumberForm::default().print(value));
    AreaBar { name: name.to_owned(), value, text, interval: None }
}

/// Areas "A", "B" …, one for each value.
pub(crate) fn areas(of: &str) -> AreaBars {
    let names = (0..26_u8).map(|n| char::from(b'A' + n).to_string());
    let bars = names.zip(of.split_whitespace()).map(|(name, value)| bar(&name, value)).collect();
    AreaBars { bars, lines: Vec::new(), form: NumberForm::default() }
}

pub(crate) fn bars(groups: &[&str], categories: &[(&str, &str)]) -> Bars {
    Bars {
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        categories: categories.iter().map(|(name, of)| ((*name).to_owned(), values(of))).collect(),
        form: NumberForm::default(),
    }
}
