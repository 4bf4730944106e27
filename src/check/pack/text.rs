//! The expressions of an agenda's texts: which there are, and which have no meaning there. It evaluates none.

use crate::check::expression::{Expression, ExpressionKind, PrintedExpression};
use crate::check::markup::{MarkupBlock, MarkupInline, MarkupLine, MarkupPiece};
use crate::finding::{Finding, Findings, Rule};

/// The expressions of a line.
pub(super) fn in_line(line: &MarkupLine) -> Vec<Expression> {
    line.iter()
        .filter_map(|piece| {
            if let MarkupPiece::Expression(expression) = piece { Some(expression.clone()) } else { None }
        })
        .collect()
}

/// The expressions of a text.
pub(super) fn in_blocks(blocks: &[MarkupBlock]) -> Vec<Expression> {
    let mut expressions = Vec::new();
    for block in blocks {
        match block {
            MarkupBlock::Paragraph { body, .. } => in_inlines(body, &mut expressions),
            MarkupBlock::List { items, .. } => {
                expressions.extend(items.iter().flat_map(|(blocks, _)| in_blocks(blocks)))
            }
            MarkupBlock::Resolved { blocks, .. } => expressions.extend(in_blocks(blocks)),
            MarkupBlock::Placed { name, span } => {
                expressions.push(Expression { kind: ExpressionKind::Place(name.clone()), span: *span });
            }
        }
    }
    expressions
}

fn in_inlines(body: &[MarkupInline], expressions: &mut Vec<Expression>) {
    for inline in body {
        match inline {
            MarkupInline::Expression(expression) => expressions.push(expression.clone()),
            MarkupInline::Strong(body) | MarkupInline::Emphasis(body) | MarkupInline::Link { body, .. } => {
                in_inlines(body, expressions)
            }
            MarkupInline::Text(..) | MarkupInline::Break => {}
        }
    }
}

/// The hint for what an agenda cannot hold.
pub(super) const INSTEAD: &str = "an agenda holds words and lists alone: write what is needed as a list, or attach the paper that has it with `papers` of the item";

/// Finds expressions that have no meaning in an agenda, which has no tables, notes or numbered paragraphs.
pub(super) fn refuse(expressions: &[Expression], findings: &mut Findings) {
    for expression in expressions {
        let Some(word) = expression.kind.directive() else { continue };
        findings.push(
            Finding::error(
                Rule::ExpressionMisplaced,
                expression.span,
                format!("`{word}` has no meaning in an agenda"),
            )
            .hint(INSTEAD),
        );
    }
}

/// Whether one of the expressions prints the next meeting.
pub(super) fn print_next(expressions: &[Expression]) -> bool {
    expressions
        .iter()
        .any(|expression| matches!(expression.kind, ExpressionKind::Printed(PrintedExpression::Next(..))))
}
