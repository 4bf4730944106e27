//! Names in a paper: what is declared is placed once, what is named is there, and each kind of expression
//! stands only where it means something. It never resolves a number.

use std::collections::{BTreeMap, BTreeSet};

use super::appendix::AppendixContentSpec;
use super::derived::DerivedKind;
use super::expression::{Expression, ExpressionKind, ExpressionNames, PrintedExpression};
use super::markup::{MarkupBlock, MarkupInline, MarkupLine, MarkupPiece};
use super::report::{Report, ReportContext};
use super::row::CellContentSpec;
use super::section::SectionNumberingSpec;
use super::typed_numbers::is_typed_number;
use super::unknown_name::{unknown, unknown_reference};
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::node::{Node, TomlEntry, TomlValue};

/// Declares a name for placing; a name that is declared twice is a finding.
pub(super) fn declare(entry: &TomlEntry, taken: &mut BTreeMap<String, Span>, findings: &mut Findings) {
    if let Some(first) = taken.insert(entry.key.clone(), entry.key_place) {
        taken.insert(entry.key.clone(), first);
        findings.push(
            Finding::error(
                Rule::NameTwice,
                entry.key_place,
                format!("two things are named `{}`, so that it is not clear which is placed", entry.key),
            )
            .hint("give one of them another name"),
        );
    }
}

/// The site of an expression in a paper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ExpressionSite {
    /// The beginning of a paragraph of the section itself.
    Start,
    /// Any other site in narrative.
    Text,
    /// A line: a title, a heading or a cell.
    Line,
}

/// The uses of names in a paper, by kind, each with its span.
#[derive(Default)]
struct NameUses {
    placed: Vec<(String, Span)>,
    /// What is placed among words, which has a finding of its own.
    placed_inline: Vec<(String, Span)>,
    named: Vec<(String, Span)>,
    references: Vec<(String, Span)>,
    notes: Vec<(String, Span)>,
    /// The expressions that print words.
    printed: Vec<PrintedExpression>,
    misplaced: Vec<Finding>,
}

/// Checks the names of a report, and returns the ids of the indicators that its expressions name. `declared` has
/// the spans of its tables and images. What a text of the document `root` names, and could not be read, is not said
/// to be named nowhere.
pub(super) fn check(
    report: &Report,
    declared: &BTreeMap<String, Span>,
    root: &Node,
    context: &ReportContext<'_>,
    findings: &mut Findings,
) -> BTreeSet<String> {
    let mut uses = NameUses::default();
    uses.report(report);
    let names = ExpressionNames {
        indicators: context.indicators.keys().map(String::as_str).collect(),
        areas: &context.council.areas,
        period: report.period.is_some(),
        next: false,
    };
    uses.printed.iter().flat_map(|expression| names.unknown(expression)).for_each(|f| findings.push(f));
    uses.misplaced.drain(..).for_each(|f| findings.push(f));
    settle_inline(&mut uses, findings);
    let mut targets: BTreeMap<&str, Span> = declared.iter().map(|(n, p)| (n.as_str(), *p)).collect();
    let sections = report.sections.iter().filter_map(|s| s.name.as_ref());
    let appendices = report.appendices.iter().filter_map(|a| a.name.as_ref());
    let more = sections.chain(appendices).map(|n| (n.text.as_str(), n.span));
    for (name, span) in more.chain(uses.named.iter().map(|(n, p)| (n.as_str(), *p))) {
        // A table may share its name with the appendix that only holds it.
        if targets.insert(name, span).is_some() && !declared.contains_key(name) {
            findings.push(
                Finding::error(Rule::NameTwice, span, format!("two things are named `{name}`"))
                    .hint("give one of them another name"),
            );
        }
    }
    placed(&uses.placed, declared, root, findings);
    for (name, span) in &uses.references {
        if !targets.contains_key(name.as_str()) && !calls(root, "name", name) {
            let known: Vec<&str> = targets.keys().copied().collect();
            findings.push(unknown_reference(name, *span, &known, root));
        }
    }
    for (name, span) in &uses.notes {
        if !report.notes.contains_key(name) && !declares(root, "note", name) {
            let known = report.notes.keys().map(String::as_str);
            findings.push(unknown(
                Rule::UnknownNote,
                *span,
                format!("there is no note `{name}`"),
                name,
                known,
                "declare it: [note.name] with text = \"…\"",
            ));
        }
    }
    for (name, note) in &report.notes {
        if uses.notes.iter().all(|(n, _)| n != name) && !calls(root, "note", name) {
            findings.push(
                Finding::error(
                    Rule::NotPlaced,
                    note.span,
                    format!("the note `{name}` is declared and nothing refers to it"),
                )
                .hint(format!("write {{{{ note(\"{name}\") }}}} where its mark stands, or delete it")),
            );
        }
    }
    let figures = uses.printed.into_iter().filter_map(|expression| match expression {
        PrintedExpression::Figure(figure) => Some(figure.indicator),
        _ => None,
    });
    figures.collect()
}

/// Whether any text of a document has a call in braces that names something: `place("map")`.
fn calls(node: &Node, word: &str, name: &str) -> bool {
    match &node.value {
        TomlValue::Text(text) => {
            let plain: String = text.string.chars().filter(|c| !c.is_whitespace()).collect();
            let opening = format!("{word}(");
            let calls = plain.split(&opening).skip(1);
            calls.filter_map(|rest| rest.split(')').next()).any(|inside| {
                inside.trim_matches(['"', '\'', '\u{201C}', '\u{201D}', '\u{2018}', '\u{2019}']) == name
            })
        }
        TomlValue::Array(items) => items.iter().any(|item| calls(item, word, name)),
        TomlValue::Table(table) => table.entries.iter().any(|entry| calls(&entry.node, word, name)),
        _ => false,
    }
}

/// Whether a document declares something by this name, read or not: `[note.law]`.
fn declares(root: &Node, kind: &str, name: &str) -> bool {
    let named = root.table().and_then(|table| table.get(kind)?.table());
    named.is_some_and(|named| named.get(name).is_some())
}

/// Says of what is placed among words that a reference is meant, where it is placed on a line of its own too;
/// elsewhere it counts as placed.
fn settle_inline(uses: &mut NameUses, findings: &mut Findings) {
    for (name, span) in std::mem::take(&mut uses.placed_inline) {
        if uses.placed.iter().all(|(placed, _)| *placed != name) {
            uses.placed.push((name, span));
            continue;
        }
        findings.retain(|finding| finding.rule != Rule::PlaceInline || finding.span != Some(span));
        let message = format!("`place(\"{name}\")` stands among words, and `{name}` has its place already");
        findings.push(
            Finding::error(Rule::PlaceInline, span, message)
                .label("not on a line of its own")
                .hint(format!("to name it here, write {{{{ ref(\"{name}\") }}}}")),
        );
    }
}

fn placed(
    placed: &[(String, Span)],
    declared: &BTreeMap<String, Span>,
    root: &Node,
    findings: &mut Findings,
) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let is_unknown = |(name, _): &&(String, Span)| !declared.contains_key(name);
    let mut unplaced = declared
        .keys()
        .filter(|known| placed.iter().all(|(name, _)| name != *known) && !calls(root, "place", known));
    // The only one that waits for a place is meant by the only name that nothing has.
    let only = unplaced.next().filter(|_| unplaced.next().is_none());
    let only = only.filter(|_| placed.iter().filter(is_unknown).count() == 1);
    for (name, span) in placed {
        if let (Some(meant), false) = (only, declared.contains_key(name)) {
            seen.insert(meant, *span);
            let message = format!("there is no table, chart or image `{name}`");
            findings.push(Finding::error(Rule::UnknownPlace, *span, message).hint(format!(
                "did you mean `{meant}`, which is placed nowhere yet? What is placed is called by the name in its brackets: write {{{{ place(\"{meant}\") }}}}"
            )));
        } else if !declared.contains_key(name) {
            let known = declared.keys().map(String::as_str);
            findings.push(unknown(
                Rule::UnknownPlace,
                *span,
                format!("there is no table, chart or image `{name}`"),
                name,
                known,
                "declare it: [table.name], [chart.name], [dashboard.name] or [image.name]",
            ));
        } else if let Some(first) = seen.insert(name, *span) {
            let message = format!("`{name}` is placed twice");
            // Which of them is one too many only their author knows: both are shown.
            for at in [first, *span] {
                findings.push(Finding::error(Rule::PlacedTwice, at, message.clone()).hint(format!(
                    "keep the one that stands where it belongs; write {{{{ ref(\"{name}\") }}}} in a sentence in place of the other, or delete its line"
                )));
            }
        }
    }
    for (name, span) in declared {
        if !seen.contains_key(name.as_str()) && !calls(root, "place", name) {
            findings.push(
                Finding::error(Rule::NotPlaced, *span, format!("`{name}` is declared and never placed"))
                    .hint(format!(
                        "write {{{{ place(\"{name}\") }}}} on a line of its own where it stands, or delete it"
                    )),
            );
        }
    }
}

impl NameUses {
    fn report(&mut self, report: &Report) {
        let titles = [Some(&report.title), report.short_title.as_ref()];
        titles.into_iter().flatten().for_each(|l| self.line(l));
        report.background_papers.iter().flatten().for_each(|p| self.line(&p.title));
        for field in report.front.iter().chain(&report.closing) {
            self.blocks(&field.blocks, None);
        }
        for section in &report.sections {
            self.line(&section.heading);
            self.blocks(&section.blocks, Some(section.numbering));
        }
        if let Some(recommendations) = &report.recommendations {
            self.blocks(&recommendations.blocks, Some(SectionNumberingSpec::None));
        }
        for appendix in &report.appendices {
            self.line(&appendix.title);
            match &appendix.content {
                AppendixContentSpec::Pages(blocks) | AppendixContentSpec::Link(_, blocks) => {
                    self.blocks(blocks, None)
                }
                AppendixContentSpec::Attached(attached) => {
                    self.blocks(attached.transcript.as_deref().unwrap_or_default(), None)
                }
                AppendixContentSpec::Listed => {}
            }
        }
        for table in report.tables.values() {
            self.line(&table.caption);
            self.line(&table.origin);
            for column in &table.columns {
                self.line(&column.heading);
            }
            for cell in table.rows.iter().flat_map(|r| &r.cells) {
                match &cell.body {
                    CellContentSpec::Line(line) => self.line(line),
                    CellContentSpec::Blocks(blocks) => self.cell(blocks),
                    _ => {}
                }
            }
        }
        for derived in report.derived.values() {
            self.line(&derived.caption);
            derived.origin.iter().for_each(|l| self.line(l));
            match &derived.kind {
                DerivedKind::Series { heading, .. } => heading.iter().for_each(|l| self.line(l)),
                DerivedKind::Ranking { average_name, .. } => average_name.iter().for_each(|l| self.line(l)),
                DerivedKind::Dashboard { .. } => {}
            }
        }
        for chart in report.charts.values() {
            self.line(&chart.title);
            [&chart.subtitle, &chart.alt, &chart.origin].into_iter().flatten().for_each(|l| self.line(l));
        }
        report.corrective_action.values().for_each(|(l, _)| self.line(l));
        report.images.values().for_each(|i| self.line(&i.caption));
        report.notes.values().for_each(|n| self.line(&n.text));
    }

    /// Gathers the names of some blocks. `section` is the numbering of the section that they are, where a
    /// paragraph of theirs may begin with a name.
    fn blocks(&mut self, blocks: &[MarkupBlock], section: Option<SectionNumberingSpec>) {
        // A numbered list at the start is a finding, and what is typed in its items is meant for paragraphs.
        let listed = matches!(blocks.first(), Some(MarkupBlock::List { ordered: true, .. }));
        let in_items = section.filter(|n| listed && *n == SectionNumberingSpec::Paragraphs);
        for block in blocks {
            match block {
                MarkupBlock::Paragraph { body, .. } => self.paragraph(body, section),
                MarkupBlock::List { items, .. } => {
                    items.iter().for_each(|(blocks, _)| self.blocks(blocks, in_items))
                }
                MarkupBlock::Resolved { blocks, .. } => self.blocks(blocks, None),
                MarkupBlock::Placed { name, span } => self.placed.push((name.clone(), *span)),
            }
        }
    }

    fn cell(&mut self, blocks: &[MarkupBlock]) {
        for block in blocks {
            match block {
                MarkupBlock::Placed { span, .. } => self.misplaced.push(
                    Finding::error(Rule::PlaceInline, *span, "nothing can be placed in the cell of a table")
                        .hint("place it before or after the table"),
                ),
                MarkupBlock::Paragraph { body, .. } => self.paragraph(body, None),
                MarkupBlock::List { items, .. } => items.iter().for_each(|(blocks, _)| self.cell(blocks)),
                MarkupBlock::Resolved { blocks, .. } => self.cell(blocks),
            }
        }
    }

    fn paragraph(&mut self, body: &[MarkupInline], section: Option<SectionNumberingSpec>) {
        let mut at = if section.is_some() { ExpressionSite::Start } else { ExpressionSite::Text };
        for inline in body {
            self.inline(inline, at);
            let directive = matches!(inline, MarkupInline::Expression(h) if matches!(h.kind, ExpressionKind::Unnumbered | ExpressionKind::Name(_)));
            let blank = matches!(inline, MarkupInline::Text(t, _) if t.trim().is_empty()
                // A number typed by hand has a finding of its own in such a section.
                || section == Some(SectionNumberingSpec::Paragraphs) && is_typed_number(t));
            if !directive && !blank {
                at = ExpressionSite::Text;
            }
        }
    }

    fn inline(&mut self, inline: &MarkupInline, at: ExpressionSite) {
        match inline {
            MarkupInline::Expression(expression) => self.expression(expression, at),
            MarkupInline::Strong(body) | MarkupInline::Emphasis(body) | MarkupInline::Link { body, .. } => {
                body.iter().for_each(|i| self.inline(i, ExpressionSite::Text))
            }
            MarkupInline::Text(..) | MarkupInline::Break => {}
        }
    }

    fn line(&mut self, line: &MarkupLine) {
        for piece in line {
            if let MarkupPiece::Expression(expression) = piece {
                self.expression(expression, ExpressionSite::Line);
            }
        }
    }

    fn expression(&mut self, expression: &Expression, at: ExpressionSite) {
        let span = expression.span;
        match &expression.kind {
            ExpressionKind::Printed(printed) => self.printed.push(printed.clone()),
            ExpressionKind::Filed => self.misplaced.push(
                Finding::error(Rule::ExpressionMisplaced, span, "`filed` has no meaning here")
                    .hint("it stands in the text of a minute, which says that its report is filed"),
            ),
            ExpressionKind::Reference(name) => self.references.push((name.clone(), span)),
            ExpressionKind::Note(name) => self.notes.push((name.clone(), span)),
            ExpressionKind::Name(name) if at == ExpressionSite::Start => {
                self.named.push((name.clone(), span))
            }
            ExpressionKind::Unnumbered if at == ExpressionSite::Start => {}
            ExpressionKind::Name(_) | ExpressionKind::Unnumbered => {
                let word = if expression.kind == ExpressionKind::Unnumbered { "unnumbered" } else { "name" };
                self.misplaced.push(
                    Finding::error(Rule::ExpressionMisplaced, span, format!("`{word}` has no meaning here"))
                        .hint("it stands at the very start of a paragraph of a section, outside lists"),
                );
            }
            ExpressionKind::Place(name) if at == ExpressionSite::Line => {
                self.placed.push((name.clone(), span));
                self.misplaced.push(
                    Finding::error(Rule::ExpressionMisplaced, span, "nothing can be placed in a line")
                        .hint("place it in the text of a section, on a line of its own"),
                );
            }
            // That it stands among words was found when the text was read.
            ExpressionKind::Place(name) => self.placed_inline.push((name.clone(), span)),
        }
    }
}
