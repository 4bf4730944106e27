//! What an author typed beside an expression that prints it too, or says otherwise: a unit, a word, the direction
//! of a change. It reads what is printed, and changes nothing.

mod change_direction;
mod from_to;
mod reference_words;
mod unit_twice;
mod word_twice;

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::check::ChangeForm;
use crate::finding::{Correction, Finding, Span};
use crate::model::Inline;
pub(super) use reference_words::{ReferenceKind, reference_kinds};

/// An expression of a text that prints words.
pub(super) struct PrintedWords {
    /// The span of the expression.
    pub span: Span,
    pub kind: PrintedKind,
}

/// The kinds of what an expression prints.
pub(super) enum PrintedKind {
    /// A figure of an indicator, or words that follow from one.
    Figure(PrintedFigure),
    /// A name, a period or words of the author's own.
    Words,
    /// A reference, which prints a word such as "Figure" before its number.
    Reference(ReferenceKind),
}

/// The facts about a printed figure that what stands beside it is judged by.
pub(super) struct PrintedFigure {
    /// The unit of its indicator, where it has one.
    pub unit: Option<String>,
    /// Whether `.bare` after it prints the number alone.
    pub has_bare: bool,
    /// The number that it prints; `None` where it prints more than one, or words.
    pub number: Option<Decimal>,
    /// The change that it is; `None` for every other figure.
    pub change: Option<PrintedChange>,
}

/// A change that is printed.
pub(super) struct PrintedChange {
    /// Whether the figure fell, stayed or rose.
    pub direction: Ordering,
    pub form: ChangeForm,
    /// The words that `.words` prints of it: "a fall of 2.27".
    pub words: Option<String>,
}

/// A text and an expression in it, with the texts beside it.
struct Neighbours<'t> {
    /// The text before the expression; empty where something else stands there.
    before: &'t str,
    /// The words that the expression prints; empty for a reference, whose number is not known yet.
    printed: &'t str,
    /// The text behind the expression.
    after: &'t str,
    /// The span of the text before, where each of its bytes is typed as it is printed.
    before_span: Option<Span>,
    span: Span,
}

impl Neighbours<'_> {
    /// The correction that takes away the end of the text before, from a byte of it on.
    fn take_away_from(&self, start: usize) -> Option<Correction> {
        let span = self.before_span?;
        Some(Correction::replace(span.part(start..self.before.len()), ""))
    }
}

/// Finds in a text what was typed beside its expressions, and should not be.
pub(super) fn find(body: &[Inline], printed: &[PrintedWords]) -> Vec<Finding> {
    if printed.is_empty() {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    flatten(body, &mut pieces);
    let text = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or(("", None), |piece| *piece);
    let found = pieces.iter().enumerate().filter_map(|(at, (words, span))| {
        let one = printed.iter().find(|one| Some(one.span) == *span)?;
        let (before, before_span) = text(at.checked_sub(1));
        let neighbours = Neighbours {
            before,
            printed: words,
            after: text(Some(at + 1)).0,
            before_span: before_span.filter(|span| span.len() == before.len()),
            span: one.span,
        };
        match &one.kind {
            PrintedKind::Figure(figure) => unit_twice::find(&neighbours, figure)
                .or_else(|| {
                    let behind = text(Some(at + 2)).1?;
                    let second = printed.iter().find(|one| one.span == behind)?;
                    let PrintedKind::Figure(second) = &second.kind else { return None };
                    from_to::find(&neighbours, figure, second)
                })
                .or_else(|| change_direction::find(&neighbours, figure.change.as_ref()?))
                .or_else(|| word_twice::find(&neighbours, true)),
            PrintedKind::Words => word_twice::find(&neighbours, false),
            PrintedKind::Reference(kind) => word_twice::find_label(&neighbours, *kind),
        }
    });
    found.collect()
}

/// The texts of some inlines in order, each with its span; what is no text parts its neighbours.
fn flatten<'b>(body: &'b [Inline], pieces: &mut Vec<(&'b str, Option<Span>)>) {
    for inline in body {
        match inline {
            Inline::Text(text, span) => pieces.push((text, Some(*span))),
            Inline::Reference { text, span, .. } => pieces.push((text, Some(*span))),
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Link { body, .. } => {
                flatten(body, pieces);
            }
            _ => pieces.push(("", None)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Sources;

    /// The rule, the label and the corrected text of the finding for an expression between two texts.
    pub(super) fn found(
        before: &str,
        printed: &str,
        kind: PrintedKind,
        after: &str,
    ) -> Option<(&'static str, String, Option<String>)> {
        let typed = format!("{before}E{after}");
        let file = Sources::default().add("x", &typed);
        let [a, b, c] = [0..before.len(), before.len()..before.len() + 1, before.len() + 1..typed.len()]
            .map(|range| Span::new(file, range));
        let text = |text: &str, span| Inline::Text(text.to_owned(), span);
        let body =
            [text(before, a), Inline::Strong(vec![text(printed, b)]), Inline::Emphasis(vec![text(after, c)])];
        let list = find(&body, &[PrintedWords { span: b, kind }]);
        assert!(list.len() < 2, "one finding is enough");
        let finding = list.into_iter().next()?;
        let corrected = finding.correction.map(|correction| {
            let mut typed = typed;
            for edit in correction.edits().iter().rev() {
                typed.replace_range(edit.span.range(), &edit.text);
            }
            typed
        });
        Some((finding.rule.name(), finding.label, corrected))
    }

    #[test]
    fn what_is_no_text_parts_its_neighbours() {
        let file = Sources::default().add("x", "abc");
        let span = Span::new(file, 0..1);
        let text = |text: &str| Inline::Text(text.to_owned(), Span::new(file, 1..2));
        let body = [text("has "), Inline::Break, Inline::Text("has improved".to_owned(), span)];
        assert!(find(&body, &[PrintedWords { span, kind: PrintedKind::Words }]).is_empty());
    }
}
