//! The frame of a report: its fields, recommendations, background papers and contacts before and after its
//! sections, each under a heading or as the row of a table, as the style has it. It never decides an order or
//! a look.
//!
//! The front sheet and the closing table are parts of a report, set as the rows of a table where the style
//! says so (the tokens of `frame`). The order of the parts is still the token `order`, so that there is one
//! list of what comes where; only this file knows which of them are rows.

use chrono::NaiveDate;
use minijinja::value::Value;

use super::blocks::{BlockSetting, blocks};
use super::code::{Writer, literal};
use super::inlines::inlines;
use super::table::{TALL, text_height};
use super::values::{code, contact, contacts_label, content, map};
use crate::merge::date_inlines;
use crate::model::{Block, Field, Paper, SectionNumbering};
use crate::style::{PatternPart, Tokens, fill_parts};

/// The number of background papers up to which their row is not broken over pages.
const MOST_LISTED: usize = 12;

/// The width that two cells beside each other take besides their words, in points.
const INSETS: f64 = 24.0;

/// The parts of a report that stand in tables.
pub(super) struct Frame<'a> {
    tokens: &'a Tokens,
    before: Vec<&'a str>,
    after: Vec<&'a str>,
    front: bool,
    closing: bool,
    /// The width of the column of the rows' headings, in points.
    label: f64,
}

impl<'a> Frame<'a> {
    /// The parts that the style's tokens put into tables.
    pub(super) fn of(tokens: &'a Tokens, label: f64) -> Self {
        let order = tokens.list("order");
        let at = order.iter().position(|part| *part == "sections").unwrap_or(order.len());
        // Appendices have pages of their own, wherever they come.
        let rows = |parts: &[&'a str]| parts.iter().copied().filter(|p| *p != "appendices").collect();
        Self {
            tokens,
            before: rows(&order[..at]),
            after: rows(order.get(at + 1..).unwrap_or_default()),
            front: tokens.text("frame.front") == "table",
            closing: tokens.text("frame.closing") == "table",
            label,
        }
    }

    /// Whether a part is a row, or rows, of a table.
    pub(super) fn hold(&self, part: &str) -> bool {
        self.front && self.before.contains(&part) || self.closing && self.after.contains(&part)
    }

    /// The order of the parts that are printed: the rows of the closing table come as one part.
    pub(super) fn order(&self) -> Value {
        let mut out: Vec<Value> = Vec::new();
        for part in self.tokens.list("order") {
            if !self.hold(part) {
                out.push(part.into());
            }
            if part == "sections" && self.closing {
                out.push("considerations".into());
            }
        }
        Value::from(out)
    }

    /// The setting of blocks in a cell of these tables.
    pub(super) fn cell<'r>(&self, setting: BlockSetting<'r>) -> BlockSetting<'r> {
        setting.below(self.label + INSETS)
    }

    /// The rows of both tables; `none` for one where the style has headings in its place.
    pub(super) fn rows(&self, paper: &Paper, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> Value {
        let mut side = |table: bool, parts: &[&str]| -> Value {
            table
                .then(|| {
                    parts.iter().flat_map(|part| self.row(part, paper, setting, writer)).collect::<Value>()
                })
                .into()
        };
        let front = side(self.front, &self.before);
        let closing = side(self.closing, &self.after);
        let presenter: Value = paper.report_of.as_ref().map(|person| contact(person, writer)).into();
        map([("sheet", self.front.into()), ("front", front), ("closing", closing), ("presenter", presenter)])
    }

    fn row(
        &self,
        part: &str,
        paper: &Paper,
        setting: BlockSetting<'_>,
        writer: &mut Writer<'_>,
    ) -> Vec<Value> {
        // The row that says what the board is asked to do may look different from all others.
        let asked = part == "recommendations";
        let row = |label: &str, body: String, signed: Value, status: bool, tall: bool| {
            map([
                ("label", label.into()),
                ("body", content(body)),
                ("signed", signed),
                ("status", status.into()),
                ("tall", tall.into()),
                ("asked", asked.into()),
            ])
        };
        let none = || Value::from(());
        let label = |key: &str| self.tokens.text(key);
        match part {
            "front" | "closing" => {
                let fields = if part == "front" { &paper.front } else { &paper.closing };
                let cell = self.cell(setting);
                let one = |field: &Field| {
                    let tall = is_tall(&field.blocks, cell, writer);
                    let body = blocks(&field.blocks, cell, writer);
                    row(&field.label, body, signed(field, paper, writer), false, tall)
                };
                fields.iter().map(one).collect()
            }
            "recommendations" => {
                let Some(recommendations) = &paper.recommendations else { return Vec::new() };
                let tall = is_tall(&recommendations.blocks, self.cell(setting), writer);
                let body = blocks(&recommendations.blocks, self.cell(setting), writer);
                vec![row(
                    label("labels.recommendations"),
                    format!("recommended({{\n{body}}})\n"),
                    none(),
                    false,
                    tall,
                )]
            }
            "background_papers" => {
                let Some(papers) = &paper.background_papers else { return Vec::new() };
                let none_there = if papers.is_empty() {
                    format!("paragraph({})\n", literal(label("labels.none")))
                } else {
                    String::new()
                };
                let listed: String =
                    papers.iter().map(|p| format!("paragraph({{\n{}}})\n", inlines(p, writer))).collect();
                vec![row(
                    label("labels.background_papers"),
                    none_there + &listed,
                    none(),
                    true,
                    papers.len() > MOST_LISTED,
                )]
            }
            "contacts" if !paper.contacts.is_empty() => {
                let people = paper.contacts.iter().map(|c| contact(c, writer)).collect();
                vec![map([("label", contacts_label(paper).into()), ("contacts", people)])]
            }
            _ => Vec::new(),
        }
    }

    /// The fields that stand under headings.
    pub(super) fn fields(&self, paper: &Paper, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> Value {
        let mut group = |part: &str, fields: &[Field]| -> Value {
            let shown = if self.hold(part) { &[][..] } else { fields };
            let one = |field: &Field| {
                map([
                    ("label", field.label.clone().into()),
                    ("blocks", code(blocks(&field.blocks, setting, writer))),
                    ("signed", signed(field, paper, writer)),
                ])
            };
            shown.iter().map(one).collect()
        };
        let front = group("front", &paper.front);
        let closing = group("closing", &paper.closing);
        map([("front", front), ("closing", closing)])
    }

    /// The recommendations that stand under a heading; `none` where there are none or a table has them.
    pub(super) fn recommendations(
        &self,
        paper: &Paper,
        setting: BlockSetting<'_>,
        writer: &mut Writer<'_>,
    ) -> Value {
        let held = self.hold("recommendations");
        let Some(recommendations) = paper.recommendations.as_ref().filter(|_| !held) else {
            return Value::from(());
        };
        let indent = recommendations.numbering != SectionNumbering::None;
        let body = blocks(&recommendations.blocks, setting.numbered(indent), writer);
        map([("number", recommendations.number.clone().into()), ("blocks", code(body))])
    }

    /// The background papers that stand under a heading; `none` where there are none or a table has them.
    pub(super) fn background(&self, paper: &Paper, writer: &mut Writer<'_>) -> Value {
        let held = self.hold("background_papers");
        let Some(papers) = paper.background_papers.as_ref().filter(|_| !held) else {
            return Value::from(());
        };
        map([("list", papers.iter().map(|p| code(inlines(p, writer))).collect())])
    }
}

/// Whether a row with these blocks may break over pages: it is too long to be moved to the next one, or holds
/// more than words.
fn is_tall(all: &[Block], cell: BlockSetting<'_>, writer: &Writer<'_>) -> bool {
    let words = all.iter().all(|block| matches!(block, Block::Paragraph(_) | Block::List(_)));
    !words || text_height(all, cell.space(), cell.room.size, writer) > cell.room.height * TALL
}

/// The line under a field that says who signed it: "Signed off by the Monitoring Officer, 20 August 2024", or
/// that nobody has signed yet. `none` where nobody is to sign.
fn signed(field: &Field, paper: &Paper, writer: &mut Writer<'_>) -> Value {
    let tokens = &paper.style.tokens;
    let (pattern, by, on): (&str, &str, Option<NaiveDate>) = match &field.signed {
        Some((by, Some(on))) => (tokens.text("labels.signed_off_on"), by, Some(*on)),
        Some((by, None)) => (tokens.text("labels.signed_off"), by, None),
        None if !field.signer.is_empty() && tokens.switch("frame.unsigned") => {
            (tokens.text("labels.not_signed_off"), &field.signer, None)
        }
        None => return Value::from(()),
    };
    let date = on.map(|on| date_inlines(paper.style.date("text", on), field.span));
    let date = date.map(|date| inlines(&date, writer)).unwrap_or_default();
    let values = [("by", writer.text(by, field.span)), ("date", date)];
    let code = |part: PatternPart<'_, '_, String>| match part {
        PatternPart::Words(words) => literal(words) + "\n",
        PatternPart::Value(code) => code.clone(),
    };
    content(fill_parts(pattern, &values).into_iter().map(code).collect())
}
