//! `[dashboard.x]`: indicators with value, trend, direction of travel and status in one table, the rules
//! below it, and what is done about those that are red. It judges nothing itself.

use super::dashboard_columns::{self, SameColumn};
use super::text::TextMerger;
use crate::chart;
use crate::check::{DerivedKind, DerivedTable, PlainText, Rating};
use crate::figure::{ChangeVerdict, Figure, Status, rule_words, status};
use crate::finding::{Finding, Rule, Span};
use crate::model::{
    Alignment, Block, Cell, CellContent, Column, HeadCell, Inline, Paragraph, Row, Table, Tone,
};
use crate::query::{FigureQuery, missing_value};

/// The columns of a dashboard, by the tokens of their headings.
const COLUMNS: [&str; 8] =
    ["indicator", "value", "period", "trend", "short_term", "long_term", "target", "status"];

/// Merges a dashboard to the blocks that print it.
pub(super) fn merge(
    name: &str,
    derived: &DerivedTable,
    board: &[PlainText],
    demands_action: bool,
    exhibits: &FigureQuery<'_>,
    words: &mut TextMerger<'_>,
) -> Vec<Block> {
    let DerivedKind::Dashboard { indicators, by_outcome, comparators } = &derived.kind else {
        return Vec::new();
    };
    let all: Vec<PlainText>;
    let ids = if !indicators.is_empty() {
        indicators
    } else if !board.is_empty() {
        board
    } else {
        all = exhibits
            .indicators
            .values()
            .map(|i| PlainText { text: i.id.clone(), span: derived.span })
            .collect();
        &all
    };
    let mut maker = DashboardBuilder {
        exhibits,
        span: derived.span,
        comparator: comparators.first().map(String::as_str),
        figures: Vec::new(),
        red: Vec::new(),
        rules: Vec::new(),
        bases: Vec::new(),
        wide: 0,
    };
    maker.wide = COLUMNS.len() + usize::from(maker.comparator.is_some());
    let mut outcomes: Vec<Option<String>> = Vec::new();
    let outcome_of = |id: &PlainText| {
        let outcome = exhibits.indicators.get(&id.text).and_then(|i| i.outcome.as_ref());
        outcome.map(|o| o.text.trim().to_owned()).filter(|_| *by_outcome)
    };
    for id in ids {
        let outcome = outcome_of(id);
        if !outcomes.contains(&outcome) {
            outcomes.push(outcome);
        }
    }
    // One without an outcome would seem to belong to the heading before it.
    outcomes.sort_by_key(Option::is_some);
    let mut rows = Vec::new();
    for outcome in outcomes {
        let own: Vec<&PlainText> = ids.iter().filter(|id| outcome_of(id) == outcome).collect();
        if let Some(outcome) = &outcome {
            rows.push(maker.heading(outcome));
        }
        for id in own {
            rows.extend(maker.row(id, words));
        }
    }
    let typed = derived.origin.as_ref().map(|line| words.line(line));
    let origin = exhibits.origin(typed, &maker.figures, derived.span);
    let caption = words.line(&derived.caption);
    let mut head = maker.head();
    let (dropped, kept) = dashboard_columns::part(&mut rows, &mut head);
    let table = Table {
        name: name.to_owned(),
        number: String::new(),
        anchor: String::new(),
        caption,
        columns: kept
            .iter()
            .map(|at| Column { alignment: Alignment::of_figures(*at == 1 || *at == 6) })
            .collect(),
        head: vec![head],
        rows,
        caption_hidden: false,
        headings_hidden: false,
        origin,
        landscape: derived.landscape,
        of_chart: false,
        beside: false,
        span: derived.span,
    };
    let mut blocks = Vec::new();
    if !dropped.is_empty() {
        blocks.push(paragraph(maker.same_for_all(dropped), derived.span));
    }
    blocks.push(Block::Table(Box::new(table)));
    let red = std::mem::take(&mut maker.red);
    for (id, short) in red {
        words.printed_actions.insert(id.clone());
        match words.actions.get(&id) {
            Some(action) => {
                let lead = exhibits.filled("dashboard.corrective_action", &[("name", &short)]);
                let mut body = vec![Inline::Strong(vec![Inline::Text(format!("{lead} "), derived.span)])];
                body.extend(action.iter().cloned());
                blocks.push(paragraph(body, derived.span));
            }
            // One whose figures could not be read may not be red at all.
            None if exhibits.indicators.get(&id).is_some_and(|i| i.unread) => {}
            None if demands_action => words.findings.push(action_wanted(&id, derived.span)),
            None => {}
        }
    }
    blocks.extend(maker.notes());
    blocks
}

/// The finding for a red status without words on what is done about it.
pub(super) fn action_wanted(id: &str, span: Span) -> Finding {
    Finding::error(
        Rule::CorrectiveAction,
        span,
        format!("`{id}` is red, and this report does not say what is done about it, as its board asks"),
    )
    .hint(format!("add: [corrective_action] and below it {id} = \"what is being done, by whom and by when\""))
}

struct DashboardBuilder<'a> {
    exhibits: &'a FigureQuery<'a>,
    span: Span,
    comparator: Option<&'a str>,
    figures: Vec<Figure>,
    red: Vec<(String, String)>,
    /// The rules for status in words, each with the indicators that it is for.
    rules: Vec<(String, Vec<String>)>,
    /// The bases of verdicts in words, each with the indicators that it is for.
    bases: Vec<(String, Vec<String>)>,
    wide: usize,
}

impl DashboardBuilder<'_> {
    fn text(&self, text: impl Into<String>) -> Vec<Inline> {
        vec![Inline::Text(text.into(), self.span)]
    }

    fn word(&self, key: &str) -> String {
        self.exhibits.tokens.text(&format!("dashboard.{key}")).to_owned()
    }

    fn head(&self) -> Vec<HeadCell> {
        let cell = |text: String, numeric| HeadCell { body: self.text(text), columns: 1, rows: 1, numeric };
        let mut head: Vec<HeadCell> =
            COLUMNS.iter().enumerate().map(|(at, key)| cell(self.word(key), at == 1 || at == 6)).collect();
        if self.comparator.is_some() {
            let name = self.exhibits.area_name(self.comparator);
            head.push(cell(self.exhibits.filled("dashboard.compared", &[("area", &name)]), false));
        }
        head
    }

    fn cell(&self, body: Vec<Inline>, column: usize, header: bool, numeric: bool) -> Cell {
        let body = CellContent::Line(body);
        Cell { body, column, columns: 1, rows: 1, header, numeric, missing: false, span: self.span }
    }

    /// The row with a heading over the indicators of an outcome.
    fn heading(&self, outcome: &str) -> Row {
        let mut cell = self.cell(self.text(outcome), 0, true, false);
        cell.columns = self.wide;
        Row { cells: vec![cell], total: true }
    }

    fn row(&mut self, id: &PlainText, words: &mut TextMerger<'_>) -> Option<Row> {
        let view = self.exhibits.view(id, None)?;
        let short = view.indicator.short.text.trim().to_owned();
        let unit = view.indicator.unit.as_ref().map(|u| format!(", {}", u.text.trim())).unwrap_or_default();
        let mut cells = vec![self.cell(self.text(format!("{short}{unit}")), 0, true, false)];
        let no_data = self.exhibits.context.wording.no_data.clone();
        // An indicator with no value at all has no data, and that is no mistake of the report's.
        let figure = match view.newest() {
            Ok(_) => self.exhibits.newest(&view, self.span, &mut words.findings)?,
            Err(_) => {
                let cell = self.cell(self.text(no_data), 1, false, false);
                cells.push(Cell { columns: self.wide - 1, missing: true, ..cell });
                return Some(Row { cells, total: false });
            }
        };
        let value = self.exhibits.value(Some(&figure));
        let cell = self.cell(self.text(value.text), 1, false, true);
        cells.push(Cell { missing: value.missing, ..cell });
        cells.push(self.cell(self.text(self.when(&figure)), 2, false, false));
        let spark = chart::spark(&figure, self.exhibits, self.span);
        cells.push(self.cell(vec![spark], 3, false, false));
        for (column, earlier) in [(4, Some(figure.period.previous())), (5, figure.period.year_ago())] {
            let body = self.direction(&figure, earlier, words);
            let missing = body.is_none();
            let body = body.unwrap_or_else(|| self.text(self.word("not_known")));
            cells.push(Cell { missing, ..self.cell(body, column, false, false) });
        }
        let indicator = figure.indicator();
        let target = indicator.target_at(figure.period).map(|t| indicator.form().print(t));
        let none = self.word("none");
        cells.push(self.cell(self.text(target.unwrap_or(none)), 6, false, true));
        let status = self.status(&figure, words);
        cells.push(self.cell(status, 7, false, false));
        if let Some(area) = self.comparator {
            let words = self.compared(&figure, area);
            let missing = words.is_none();
            let body = self.text(words.unwrap_or_else(|| self.word("not_known")));
            cells.push(Cell { missing, ..self.cell(body, 8, false, false) });
        }
        self.figures.push(figure);
        Some(Row { cells, total: false })
    }

    /// The period of a figure, with the reason why it is no newer: "2024/25 Q3 (in arrears)".
    fn when(&self, figure: &Figure) -> String {
        let late = self.exhibits.period.is_some_and(|p| figure.period.ends_before(p));
        let word = match figure.indicator().late {
            Some(crate::check::LateReason::InArrears) if late => self.word("in_arrears"),
            Some(crate::check::LateReason::Stopped) if late => self.word("stopped"),
            _ => return self.exhibits.period_words(figure.period),
        };
        format!("{} {word}", self.exhibits.period_words(figure.period))
    }

    /// The direction of a figure since an earlier period; `None` where it is not known.
    fn direction(
        &mut self,
        figure: &Figure,
        earlier: Option<crate::value::Period>,
        words: &mut TextMerger<'_>,
    ) -> Option<Vec<Inline>> {
        let own = |earlier| figure.own_series().window.own(earlier).unwrap_or(earlier);
        let from = earlier.and_then(|earlier| figure.sibling(own(earlier)))?;
        match figure.verdict(&from) {
            Ok((verdict, basis)) => {
                let rule = self.exhibits.context.wording.rule(basis, figure.indicator());
                if basis != crate::figure::Basis::Equal {
                    note(&mut self.bases, rule, figure);
                }
                let up = matches!((figure.printed(), from.printed()), (Ok(new), Ok(old)) if new > old);
                let (tone, key) = match (verdict, up) {
                    (ChangeVerdict::Improved, true) => (Tone::UpBetter, "improved"),
                    (ChangeVerdict::Improved, false) => (Tone::DownBetter, "improved"),
                    (ChangeVerdict::Worsened, true) => (Tone::UpWorse, "worsened"),
                    (ChangeVerdict::Worsened, false) => (Tone::DownWorse, "worsened"),
                    (ChangeVerdict::Risen, _) => (Tone::Up, "risen"),
                    (ChangeVerdict::Fallen, _) => (Tone::Down, "fallen"),
                    (ChangeVerdict::Stable, _) => (Tone::Level, "stable"),
                };
                Some(vec![Inline::Signal { tone, text: self.word(key), span: self.span }])
            }
            Err(missing)
                if matches!(missing.rule, Rule::Suppressed | Rule::YearToDate | Rule::SpcDirection) =>
            {
                None
            }
            Err(missing) => {
                words.findings.push(missing_value(&missing, figure.indicator().span));
                Some(self.text(""))
            }
        }
    }

    fn status(&mut self, figure: &Figure, words: &mut TextMerger<'_>) -> Vec<Inline> {
        let context = self.exhibits.context;
        let rules = context.rules(figure.indicator());
        let found = status(figure, &rules, &context.wording).unwrap_or_else(|missing| {
            words.findings.push(missing_value(&missing, figure.indicator().span));
            None
        });
        match found {
            Some(Status::Rated(rating)) => {
                note(&mut self.rules, rule_words(&rules, Some(figure.indicator()), &context.wording), figure);
                let tone = match rating {
                    Rating::Green => Tone::Green,
                    Rating::Amber => Tone::Amber,
                    Rating::Red => Tone::Red,
                };
                if rating == Rating::Red {
                    let indicator = figure.indicator();
                    self.red.push((indicator.id.clone(), indicator.short.text.trim().to_owned()));
                }
                let text = crate::check::capital(context.wording.rating(rating));
                vec![Inline::Signal { tone, text, span: self.span }]
            }
            Some(Status::NoTarget(text)) => self.text(text),
            None => self.text(context.wording.no_data.clone()),
        }
    }

    /// A figure against that of another area, in words; `None` where it is not known.
    fn compared(&self, figure: &Figure, area: &str) -> Option<String> {
        let other = figure.view.of_area(Some(area)).find(figure.period)?;
        if other.own_series().window != figure.own_series().window {
            return None;
        }
        let value = other.signed_text().ok()?;
        let change = crate::figure::Change::between(&other, figure).ok()?;
        let key = match change.to.cmp(&change.from) {
            std::cmp::Ordering::Greater => "above",
            std::cmp::Ordering::Equal => "level",
            std::cmp::Ordering::Less => "below",
        };
        Some(self.exhibits.filled(&format!("dashboard.{key}"), &[("value", &value)]))
    }

    /// The columns that say the same of every indicator, each with its words: "The same for all of them: Target
    /// none; Status no target."
    fn same_for_all(&self, columns: Vec<SameColumn>) -> Vec<Inline> {
        let mut body = vec![Inline::Strong(self.text(format!("{} ", self.word("same"))))];
        let count = columns.len();
        for (at, column) in columns.into_iter().enumerate() {
            body.extend(column.heading);
            body.extend(self.text(": "));
            body.extend(column.words);
            body.extend(self.text(if at + 1 < count { "; " } else { "." }));
        }
        body
    }

    /// The notes on the rules for status and on what is called stable, each once.
    fn notes(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (key, rules) in [("rules", &self.rules), ("stable_rules", &self.bases)] {
            let lead = self.word(key);
            for (rule, names) in rules {
                let who = if rules.len() > 1 {
                    format!(" ({})", self.exhibits.context.wording.list(names))
                } else {
                    String::new()
                };
                let full = if rule.ends_with('.') { "" } else { "." };
                let lead = format!("{lead}{who}: ");
                let rule = crate::check::capital(rule);
                let body =
                    vec![Inline::Strong(self.text(lead)), Inline::Text(format!("{rule}{full}"), self.span)];
                blocks.push(paragraph(body, self.span));
            }
        }
        blocks
    }
}

/// Adds the indicator of a figure to those that a rule is for.
fn note(rules: &mut Vec<(String, Vec<String>)>, rule: String, figure: &Figure) {
    let name = figure.indicator().short.text.trim().to_owned();
    match rules.iter_mut().find(|(own, _)| *own == rule) {
        Some((_, names)) if names.contains(&name) => {}
        Some((_, names)) => names.push(name),
        None => rules.push((rule, vec![name])),
    }
}

fn paragraph(body: Vec<Inline>, span: Span) -> Block {
    Block::Paragraph(Paragraph {
        number: String::new(),
        unnumbered: true,
        name: None,
        anchor: String::new(),
        body,
        span,
    })
}
