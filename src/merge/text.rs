//! `TextMerger`: from checked text to text of the model, in which every expression has become words or a
//! reference. It never numbers.

use std::collections::BTreeMap;

use super::date_inlines::date_inlines;
use super::evaluated::Evaluated;
use super::expression::Expressions;
use super::typed_beside::{self, PrintedKind, PrintedWords, ReferenceKind};
use crate::chart;
use crate::check;
use crate::finding::{Findings, Rule, Span};
use crate::model::{Block, Image, Inline, List, ListItem, Paragraph, Resolved};
use crate::query::FigureQuery;

use super::quotes;

/// Merges the text of a paper: markup with expressions becomes the model's inlines and blocks.
pub(super) struct TextMerger<'a> {
    /// The names that expressions may use.
    pub expressions: &'a Expressions,
    /// The figures, which sparklines need as charts do.
    pub exhibits: &'a FigureQuery<'a>,
    /// The merged tables, charts and dashboards by name.
    pub placed: BTreeMap<String, Vec<Block>>,
    /// The tables of charts' data that stand at the back, by the name of the chart.
    pub back: BTreeMap<String, Block>,
    /// The tables of the placed charts' data, in order.
    pub at_back: Vec<Block>,
    /// The corrective actions by the id of their indicator.
    pub actions: BTreeMap<String, Vec<Inline>>,
    /// The indicators that the text calls red, each with the span.
    pub red: Vec<(String, Span)>,
    /// The ids of the indicators whose actions were printed.
    pub printed_actions: std::collections::BTreeSet<String>,
    /// The merged images by name.
    pub images: BTreeMap<String, Image>,
    /// The findings so far.
    pub findings: Findings,
    /// The kinds of what references of the paper lead to, by name.
    references: BTreeMap<String, ReferenceKind>,
    /// The words that expressions of the text that is being merged print.
    printed: Vec<PrintedWords>,
    /// The spans of the expressions of that text.
    expression_spans: Vec<Span>,
}

impl<'a> TextMerger<'a> {
    /// A merger with nothing to place yet.
    pub(super) fn new(expressions: &'a Expressions, exhibits: &'a FigureQuery<'a>) -> Self {
        Self {
            expressions,
            exhibits,
            placed: BTreeMap::new(),
            back: BTreeMap::new(),
            at_back: Vec::new(),
            actions: BTreeMap::new(),
            red: Vec::new(),
            printed_actions: std::collections::BTreeSet::new(),
            images: BTreeMap::new(),
            findings: Findings::default(),
            references: BTreeMap::new(),
            printed: Vec::new(),
            expression_spans: Vec::new(),
        }
    }

    /// A merger of the texts of a report, with nothing to place yet.
    pub(super) fn of_report(
        report: &check::Report,
        expressions: &'a Expressions,
        exhibits: &'a FigureQuery<'a>,
    ) -> Self {
        let references = typed_beside::reference_kinds(report, exhibits.tokens);
        Self { references, ..Self::new(expressions, exhibits) }
    }

    /// Merges a line of prose.
    pub(super) fn line(&mut self, line: &check::MarkupLine) -> Vec<Inline> {
        let mut inlines = self.data_line(line);
        self.set_quotes(&mut inlines);
        inlines
    }

    /// Merges a line of a data file, whose quotes stay as they are.
    pub(super) fn data_line(&mut self, line: &check::MarkupLine) -> Vec<Inline> {
        self.expression_spans.clear();
        let inlines: Vec<Inline> = line
            .iter()
            .flat_map(|piece| match piece {
                check::MarkupPiece::Text(text, span) => vec![Inline::Text(text.clone(), *span)],
                check::MarkupPiece::Expression(expression) => self.expression(expression),
            })
            .collect();
        self.find_typed_beside(&inlines);
        inlines
    }

    /// Merges the text of a paragraph.
    pub(super) fn inlines(&mut self, body: &[check::MarkupInline]) -> Vec<Inline> {
        self.expression_spans.clear();
        let mut inlines = self.nested(body);
        self.find_typed_beside(&inlines);
        self.set_quotes(&mut inlines);
        inlines
    }

    /// A plain text with its quotes as the style wants them.
    pub(super) fn with_quotes(&self, text: &str) -> String {
        quotes::with_quotes(text, self.exhibits.tokens)
    }

    /// Sets the quotes of a text that is merged, in the language that is spoken now.
    fn set_quotes(&self, inlines: &mut [Inline]) {
        quotes::set_quotes(inlines, &self.expression_spans, self.exhibits.tokens);
    }

    /// Finds what was typed beside the expressions of a text and is printed by them, and forgets them.
    fn find_typed_beside(&mut self, body: &[Inline]) {
        let printed = std::mem::take(&mut self.printed);
        typed_beside::find(body, &printed).into_iter().for_each(|finding| self.findings.push(finding));
    }

    /// Merges a part of a paragraph.
    fn nested(&mut self, body: &[check::MarkupInline]) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in body {
            match inline {
                check::MarkupInline::Text(text, span) => out.push(Inline::Text(text.clone(), *span)),
                check::MarkupInline::Expression(expression) => out.extend(self.expression(expression)),
                check::MarkupInline::Strong(body) => out.push(Inline::Strong(self.nested(body))),
                check::MarkupInline::Emphasis(body) => out.push(Inline::Emphasis(self.nested(body))),
                check::MarkupInline::Link { url, body, span } => {
                    let body = self.nested(body);
                    // A link without words would be silent to a screen reader.
                    let body = if crate::model::plain(&body).is_empty() {
                        vec![Inline::Text(url.clone(), *span)]
                    } else {
                        body
                    };
                    out.push(Inline::Link { url: url.clone(), body, span: *span });
                }
                check::MarkupInline::Break => out.push(Inline::Break),
            }
        }
        out
    }

    fn expression(&mut self, expression: &check::Expression) -> Vec<Inline> {
        let span = expression.span;
        self.expression_spans.push(span);
        let one = match &expression.kind {
            check::ExpressionKind::Printed(printed) => match self.expressions.print(printed, span) {
                Ok(Evaluated::Text(text)) => {
                    let figure = self.expressions.printed_figure(printed).map(PrintedKind::Figure);
                    let kind = figure.unwrap_or(PrintedKind::Words);
                    self.printed.push(PrintedWords { span, kind });
                    Some(Inline::Text(text, span))
                }
                Ok(Evaluated::Red(text, id)) => {
                    self.red.push((id, span));
                    Some(Inline::Text(text, span))
                }
                Ok(Evaluated::Spark(figure)) => Some(chart::spark(&figure, self.exhibits, span)),
                Ok(Evaluated::Action(id)) => return self.action(&id, span),
                Ok(Evaluated::Date(parts)) => return date_inlines(parts, span),
                Err(findings) => {
                    findings.into_iter().for_each(|finding| self.findings.push(finding));
                    None
                }
            },
            check::ExpressionKind::Reference(name) => {
                let kind = self.references.get(name).map(|kind| PrintedKind::Reference(*kind));
                self.printed.extend(kind.map(|kind| PrintedWords { span, kind }));
                let (text, anchor) = (String::new(), String::new());
                Some(Inline::Reference { name: name.clone(), text, anchor, span })
            }
            check::ExpressionKind::Note(name) => {
                Some(Inline::NoteMark { name: name.clone(), mark: String::new(), span })
            }
            check::ExpressionKind::Place(_)
            | check::ExpressionKind::Unnumbered
            | check::ExpressionKind::Name(_)
            | check::ExpressionKind::Filed => None,
        };
        one.into_iter().collect()
    }

    /// The corrective action for an indicator, which is printed where its expression stands.
    fn action(&mut self, id: &str, span: Span) -> Vec<Inline> {
        self.printed_actions.insert(id.to_owned());
        match self.actions.get(id) {
            Some(action) => action.clone(),
            None => {
                let message = format!("this report has no corrective action for `{id}`");
                self.findings
                    .push(crate::finding::Finding::error(Rule::NoValue, span, message).hint(format!(
                    "add: [corrective_action] and below it {id} = \"what is being done, by whom and by when\""
                )));
                Vec::new()
            }
        }
    }

    /// Merges blocks of narrative, with what is placed in them.
    pub(super) fn blocks(&mut self, blocks: &[check::MarkupBlock]) -> Vec<Block> {
        let mut out = Vec::new();
        for block in blocks {
            match block {
                check::MarkupBlock::Paragraph { body, span } => {
                    let directive = |kind: fn(&check::ExpressionKind) -> Option<String>| {
                        body.iter().find_map(|i| {
                            if let check::MarkupInline::Expression(h) = i { kind(&h.kind) } else { None }
                        })
                    };
                    let name = directive(|k| {
                        if let check::ExpressionKind::Name(n) = k { Some(n.clone()) } else { None }
                    });
                    let unnumbered =
                        directive(|k| (*k == check::ExpressionKind::Unnumbered).then(String::new)).is_some();
                    let body = trim(self.inlines(body));
                    if !body.is_empty() {
                        out.push(Block::Paragraph(Paragraph {
                            number: String::new(),
                            unnumbered,
                            name,
                            anchor: String::new(),
                            body,
                            span: *span,
                        }));
                    }
                }
                check::MarkupBlock::List { ordered, items } => {
                    let items = items.iter().map(|(blocks, span)| ListItem {
                        label: String::new(),
                        blocks: self.blocks(blocks),
                        span: *span,
                    });
                    let items = items.collect();
                    out.push(Block::List(List { ordered: *ordered, items }));
                }
                check::MarkupBlock::Resolved { blocks, span } => {
                    let label = self.exhibits.tokens.text("minutes.resolved").to_owned();
                    out.push(Block::Resolved(Resolved { label, blocks: self.blocks(blocks), span: *span }));
                }
                check::MarkupBlock::Placed { name, span } => {
                    if let Some(blocks) = self.placed.get(name) {
                        out.extend(blocks.iter().cloned());
                        self.at_back.extend(self.back.remove(name));
                    } else if let Some(image) = self.images.get(name) {
                        out.push(Block::Image(Image { span: *span, ..image.clone() }));
                    }
                }
            }
        }
        out
    }
}

/// Removes the blanks at both ends of a text, as an expression that prints nothing leaves them.
fn trim(mut body: Vec<Inline>) -> Vec<Inline> {
    while let Some(Inline::Text(text, _)) = body.first_mut() {
        *text = text.trim_start().to_owned();
        if !text.is_empty() {
            break;
        }
        body.remove(0);
    }
    while let Some(Inline::Text(text, _)) = body.last_mut() {
        *text = text.trim_end().to_owned();
        if !text.is_empty() {
            break;
        }
        body.pop();
    }
    body
}
