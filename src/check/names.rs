//! Names in a paper: what is declared is placed once, what is named is there, and each kind of
//! hole stands only where it means something. It never resolves a number.

use std::collections::BTreeMap;

use super::appendix::Content;
use super::markup::{Block, Hole, Inline, Kind, Line, Piece};
use super::report::Report;
use super::row::Body;
use crate::finding::{Finding, Findings, Place, Rule, did_you_mean};
use crate::load::node::Entry;

/// Declares a name for placing; two things of one name are a finding.
pub(super) fn declare(entry: &Entry, taken: &mut BTreeMap<String, Place>, findings: &mut Findings) {
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

/// Where a hole stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// The first thing of a paragraph of the section itself.
    Start,
    /// Elsewhere in narrative.
    Text,
    /// In a line: a title, a heading, a cell.
    Line,
}

/// Every use of a name.
#[derive(Default)]
struct Uses {
    placed: Vec<(String, Place)>,
    named: Vec<(String, Place)>,
    references: Vec<(String, Place)>,
    notes: Vec<(String, Place)>,
    misplaced: Vec<Finding>,
}

/// Checks the names of a report. `declared` are its tables and images.
pub(super) fn check(report: &Report, declared: &BTreeMap<String, Place>, findings: &mut Findings) {
    let mut uses = Uses::default();
    uses.report(report);
    uses.misplaced.drain(..).for_each(|f| findings.push(f));
    let mut targets: BTreeMap<&str, Place> = declared.iter().map(|(n, p)| (n.as_str(), *p)).collect();
    let sections = report.sections.iter().filter_map(|s| s.name.as_ref());
    let appendices = report.appendices.iter().filter_map(|a| a.name.as_ref());
    let more = sections.chain(appendices).map(|n| (n.text.as_str(), n.place));
    for (name, place) in more.chain(uses.named.iter().map(|(n, p)| (n.as_str(), *p))) {
        // A table may share its name with the appendix that only holds it.
        if targets.insert(name, place).is_some() && !declared.contains_key(name) {
            findings.push(
                Finding::error(Rule::NameTwice, place, format!("two things are named `{name}`"))
                    .hint("give one of them another name"),
            );
        }
    }
    placed(&uses.placed, declared, findings);
    for (name, place) in &uses.references {
        if !targets.contains_key(name.as_str()) {
            findings.push(unknown(
                Rule::UnknownReference,
                *place,
                format!("nothing in this paper is named `{name}`"),
                name,
                targets.keys().copied(),
                "name a section with name = \"…\", or a paragraph with {{ name(\"…\") }} at its start",
            ));
        }
    }
    for (name, place) in &uses.notes {
        if !report.notes.contains_key(name) {
            let known = report.notes.keys().map(String::as_str);
            findings.push(unknown(
                Rule::UnknownNote,
                *place,
                format!("there is no note `{name}`"),
                name,
                known,
                "declare it: [note.name] with text = \"…\"",
            ));
        }
    }
    for (name, note) in &report.notes {
        if uses.notes.iter().all(|(n, _)| n != name) {
            findings.push(
                Finding::error(
                    Rule::NotPlaced,
                    note.place,
                    format!("the note `{name}` is declared and nothing refers to it"),
                )
                .hint(format!("write {{{{ note(\"{name}\") }}}} where its mark stands, or delete it")),
            );
        }
    }
}

fn placed(placed: &[(String, Place)], declared: &BTreeMap<String, Place>, findings: &mut Findings) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for (name, place) in placed {
        if !declared.contains_key(name) {
            let known = declared.keys().map(String::as_str);
            findings.push(unknown(
                Rule::UnknownPlace,
                *place,
                format!("there is no table, chart or image `{name}`"),
                name,
                known,
                "declare it: [table.name], [chart.name], [dashboard.name] or [image.name]",
            ));
        } else if seen.insert(name, *place).is_some() {
            findings.push(
                Finding::error(Rule::PlacedTwice, *place, format!("`{name}` is placed twice"))
                    .hint("place it once, and refer to it with {{ ref(\"…\") }}"),
            );
        }
    }
    for (name, place) in declared {
        if !seen.contains_key(name.as_str()) {
            findings.push(
                Finding::error(Rule::NotPlaced, *place, format!("`{name}` is declared and never placed"))
                    .hint(format!(
                        "write {{{{ place(\"{name}\") }}}} on a line of its own where it stands, or delete it"
                    )),
            );
        }
    }
}

fn unknown<'a>(
    rule: Rule,
    place: Place,
    message: String,
    name: &str,
    known: impl Iterator<Item = &'a str>,
    hint: &str,
) -> Finding {
    let known: Vec<&str> = known.collect();
    Finding::error(rule, place, message).hint_if(did_you_mean(name, known)).hint(hint)
}

impl Uses {
    fn report(&mut self, report: &Report) {
        let titles = [Some(&report.title), report.short_title.as_ref()];
        titles.into_iter().flatten().for_each(|l| self.line(l));
        report.background_papers.iter().flatten().for_each(|p| self.line(&p.title));
        for field in report.front.iter().chain(&report.closing) {
            self.blocks(&field.blocks, false);
        }
        for section in &report.sections {
            self.line(&section.heading);
            self.blocks(&section.blocks, true);
        }
        if let Some(recommendations) = &report.recommendations {
            self.blocks(&recommendations.blocks, true);
        }
        for appendix in &report.appendices {
            self.line(&appendix.title);
            match &appendix.content {
                Content::Pages(blocks) | Content::Link(_, blocks) => self.blocks(blocks, false),
                Content::Attached(attached) => {
                    self.blocks(attached.transcript.as_deref().unwrap_or_default(), false)
                }
                Content::Listed => {}
            }
        }
        for table in report.tables.values() {
            self.line(&table.caption);
            for column in &table.columns {
                self.line(&column.heading);
            }
            for cell in table.rows.iter().flat_map(|r| &r.cells) {
                match &cell.body {
                    Body::Line(line) => self.line(line),
                    Body::Blocks(blocks) => self.cell(blocks),
                    _ => {}
                }
            }
        }
        for derived in report.derived.values() {
            self.line(&derived.caption);
            derived.source.iter().for_each(|l| self.line(l));
        }
        for chart in report.charts.values() {
            self.line(&chart.title);
            [&chart.subtitle, &chart.alt, &chart.source].into_iter().flatten().for_each(|l| self.line(l));
        }
        report.corrective_action.values().for_each(|(l, _)| self.line(l));
        report.images.values().for_each(|i| self.line(&i.caption));
        report.notes.values().for_each(|n| self.line(&n.text));
    }

    fn blocks(&mut self, blocks: &[Block], top: bool) {
        for block in blocks {
            match block {
                Block::Paragraph { body, .. } => self.paragraph(body, top),
                Block::List { items, .. } => items.iter().for_each(|(blocks, _)| self.blocks(blocks, false)),
                Block::Resolved { blocks, .. } => self.blocks(blocks, false),
                Block::Placed { name, place } => self.placed.push((name.clone(), *place)),
            }
        }
    }

    fn cell(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Placed { place, .. } => self.misplaced.push(
                    Finding::error(Rule::PlaceInline, *place, "nothing can be placed in the cell of a table")
                        .hint("place it before or after the table"),
                ),
                Block::Paragraph { body, .. } => self.paragraph(body, false),
                Block::List { items, .. } => items.iter().for_each(|(blocks, _)| self.cell(blocks)),
                Block::Resolved { blocks, .. } => self.cell(blocks),
            }
        }
    }

    fn paragraph(&mut self, body: &[Inline], top: bool) {
        let mut at = if top { At::Start } else { At::Text };
        for inline in body {
            self.inline(inline, at);
            let directive =
                matches!(inline, Inline::Hole(h) if matches!(h.kind, Kind::Unnumbered | Kind::Name(_)));
            let blank = matches!(inline, Inline::Text(t, _) if t.trim().is_empty());
            if !directive && !blank {
                at = At::Text;
            }
        }
    }

    fn inline(&mut self, inline: &Inline, at: At) {
        match inline {
            Inline::Hole(hole) => self.hole(hole, at),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                body.iter().for_each(|i| self.inline(i, At::Text))
            }
            Inline::Text(..) | Inline::Break => {}
        }
    }

    fn line(&mut self, line: &Line) {
        for piece in line {
            if let Piece::Hole(hole) = piece {
                self.hole(hole, At::Line);
            }
        }
    }

    fn hole(&mut self, hole: &Hole, at: At) {
        let place = hole.place;
        match &hole.kind {
            Kind::Expression(_) => {}
            Kind::Reference(name) => self.references.push((name.clone(), place)),
            Kind::Note(name) => self.notes.push((name.clone(), place)),
            Kind::Name(name) if at == At::Start => self.named.push((name.clone(), place)),
            Kind::Unnumbered if at == At::Start => {}
            Kind::Name(_) | Kind::Unnumbered => {
                let word = if hole.kind == Kind::Unnumbered { "unnumbered" } else { "name" };
                self.misplaced.push(
                    Finding::error(Rule::HoleMisplaced, place, format!("`{word}` has no meaning here"))
                        .hint("it stands at the very start of a paragraph of a section, outside lists"),
                );
            }
            Kind::Place(name) if at == At::Line => {
                self.placed.push((name.clone(), place));
                self.misplaced.push(
                    Finding::error(Rule::HoleMisplaced, place, "nothing can be placed in a line")
                        .hint("place it in the text of a section, on a line of its own"),
                );
            }
            // That it stands among words was found when the text was read.
            Kind::Place(name) => self.placed.push((name.clone(), place)),
        }
    }
}
