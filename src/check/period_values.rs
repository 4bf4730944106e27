//! Values of periods that are typed in another form than `"2024/25 Q4" = 2.59`: as a list of tables with a period and a value
//! each. It judges none of them.

use crate::load::node::{Node, TomlTable, TomlValue, toml_text};
use crate::value::Window;

/// Values as the lines of a series.
pub(super) struct PeriodLines {
    /// The window of whose periods they are, where their texts alone tell it.
    pub window: Option<&'static str>,
    /// A line for each value; empty where each stands in such a line already.
    pub lines: Vec<String>,
}

/// The keys by which a table in a list names its period.
const PERIODS: [&str; 6] = ["date", "month", "period", "quarter", "when", "year"];

/// The keys by which it names its value.
const VALUES: [&str; 5] = ["amount", "count", "figure", "number", "value"];

/// The lines of the values below `node`, which is a table or a list of tables; `None` for any other value.
pub(super) fn lines(node: &Node) -> Option<PeriodLines> {
    if let Some(table) = node.table() {
        return Some(PeriodLines {
            window: window(table.entries.iter().map(|e| e.key.as_str())),
            lines: Vec::new(),
        });
    }
    let tables: Vec<&TomlTable> = node.array()?.iter().map(Node::table).collect::<Option<_>>()?;
    let pairs: Vec<(String, String)> = tables.iter().flat_map(|table| pairs(table)).collect();
    let lines = pairs.iter().map(|(period, value)| format!("{} = {value}", toml_text(period)));
    Some(PeriodLines {
        window: window(pairs.iter().map(|(period, _)| period.as_str())),
        lines: lines.collect(),
    })
}

/// The periods and values of a table: one under keys of their own, or one in each line.
fn pairs(table: &TomlTable) -> Vec<(String, String)> {
    let named = |keys: &[&str]| keys.iter().find_map(|key| table.get(key));
    let plain = |node: &Node| match &node.value {
        TomlValue::Text(text) => Some(text.string.clone()),
        TomlValue::Integer(digits) => Some(digits.clone()),
        _ => None,
    };
    if let Some((period, value)) = named(&PERIODS).and_then(plain).zip(named(&VALUES).and_then(typed)) {
        return vec![(period, value)];
    }
    let all = table.entries.iter().map(|entry| Some((entry.key.clone(), typed(&entry.node)?)));
    all.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// A value as it is typed.
fn typed(node: &Node) -> Option<String> {
    match &node.value {
        TomlValue::Text(text) => Some(toml_text(&text.string)),
        TomlValue::Integer(digits) | TomlValue::Float(digits) => Some(digits.clone()),
        _ => None,
    }
}

/// The windows of whose periods the text alone tells which is meant.
const WINDOWS: [(&str, Window); 4] = [
    ("month", Window::Month),
    ("quarter", Window::Quarter),
    ("financial_year", Window::FinancialYear),
    ("calendar_year", Window::CalendarYear),
];

fn window<'a>(periods: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let periods: Vec<&str> = periods.collect();
    let is_of =
        |window: &Window| !periods.is_empty() && periods.iter().all(|text| window.read(text).is_some());
    WINDOWS.iter().find(|(_, window)| is_of(window)).map(|(word, _)| *word)
}
