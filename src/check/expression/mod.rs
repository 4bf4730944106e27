//! `Expression`: what stands between `{{` and `}}`: a directive, or a figure and what of it. It evaluates
//! nothing.
//!
//! An expression is read once, here: its words and arguments are checked against closed lists, so that `merge`
//! only works them out. The directives `place`, `name`, `ref`, `note` and `unnumbered` are sorted out, so that
//! `check` can say what is placed twice or never.
//!
//! What is not yet written is `{{ fill_in("…") }}` in any text, and is an error: a skeleton can be neither
//! built nor published by mistake, and each of its gaps has a line.

mod accessor;
mod arguments;
mod directive;
mod figure;
mod known;
mod other_words;
mod slip;
mod syntax;

use std::ops::Range;

pub(crate) use accessor::{
    AmountForm, BoardForm, ChangeForm, ComparisonPoint, FigureAccessor, FigureChoice, FigureExpression,
    FigureStep, IndicatorAccessor, NextMeetingForm, PartForm, PeriodForm, RuledForm, RunClaim,
};
pub(crate) use known::ExpressionNames;
pub(super) use slip::{beginning, ending};

use crate::finding::{Correction, Finding, Findings, Rule, Span, did_you_mean, sure_word};
use crate::load::node::TypedText;
use crate::value::TypedPeriod;
use syntax::{Argument, ArgumentValue, Head, Phrase, Step, Word};

/// An expression and its span, braces included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expression {
    pub kind: ExpressionKind,
    /// The span from `{{` to `}}`.
    pub span: Span,
}

/// The kind of an expression, by its use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ExpressionKind {
    /// Words to print: `domestic_crime.now`.
    Printed(PrintedExpression),
    /// `place("x")`: a table, chart or image stands here.
    Place(String),
    /// `unnumbered`: this paragraph takes no number.
    Unnumbered,
    /// `name("x")`: this paragraph can be referred to as x.
    Name(String),
    /// `ref("x")`: the number of the thing named x.
    Reference(String),
    /// `note("x")`: the mark of a note.
    Note(String),
    /// `filed`: in a minute, that the report is filed with the minutes.
    Filed,
}

/// An expression that prints words, by its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PrintedExpression {
    /// A figure or text of an indicator: `domestic_crime.now`.
    Figure(Box<FigureExpression>),
    /// A text in quotes, which is printed as it is: `"{{"`.
    Text(String),
    /// `period.long`: the report's period, with the span of the word.
    Period(PeriodForm, Span),
    /// `board.name`.
    Board(BoardForm),
    /// `next.long`: the next meeting, with the span of the word.
    Next(NextMeetingForm, Span),
}

impl ExpressionKind {
    /// The word of a directive; `None` for what prints words.
    pub(super) fn directive(&self) -> Option<&'static str> {
        match self {
            Self::Printed(_) => None,
            Self::Place(_) => Some("place"),
            Self::Unnumbered => Some("unnumbered"),
            Self::Name(_) => Some("name"),
            Self::Reference(_) => Some("ref"),
            Self::Note(_) => Some("note"),
            Self::Filed => Some("filed"),
        }
    }
}

/// Reads the expression whose inside stands in the bytes `inside` of a field. `None` where it is not of the
/// notation, which is a finding. `braces` is its span with the braces.
pub(super) fn read(
    field: &TypedText,
    inside: Range<usize>,
    braces: Span,
    findings: &mut Findings,
) -> Option<ExpressionKind> {
    let typed = field.string.get(inside.clone())?;
    let text = typed.trim();
    if text.is_empty() {
        findings.push(
            Finding::error(Rule::ExpressionEmpty, braces, "nothing stands between {{ and }}")
                .hint("write the name of a figure, as in {{ domestic_crime.now }}, or take the braces away"),
        );
        return None;
    }
    let start = inside.start + (typed.len() - typed.trim_start().len());
    let phrase = syntax::read(text, field, start, braces, findings)?;
    let read = kind(&phrase, braces).map_err(|finding| match in_small_letters(text, field.part(inside)) {
        Some(small) => {
            let span = field.part(start..start + text.len());
            let message = format!("`{text}` has capitals, and the names between the braces have none");
            let edit = field.replace(start..start + text.len(), &small);
            let hint = format!("write {{{{ {small} }}}}");
            Finding::error(Rule::UnknownFigure, span, message).hint(hint).correct(edit)
        }
        None => *finding,
    });
    read.map_err(|finding| findings.push(finding)).ok()
}

/// An expression with its names in small letters, where it can be read so and could not as it was typed; `None` where it
/// has no capitals outside of its quotes, or they are not what is wrong.
fn in_small_letters(text: &str, span: Span) -> Option<String> {
    let mut quote = None;
    let small = text.chars().map(|c| {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        if quote.is_none() { c.to_ascii_lowercase() } else { c }
    });
    let small: String = small.collect();
    if small == text {
        return None;
    }
    let field = TypedText::plain(small.clone(), span);
    let phrase = syntax::read(&small, &field, 0, span, &mut Findings::default())?;
    kind(&phrase, span).is_ok().then_some(small)
}

fn kind(phrase: &Phrase<'_>, braces: Span) -> Result<ExpressionKind, Box<Finding>> {
    let steps = phrase.steps.as_slice();
    Ok(ExpressionKind::Printed(match &phrase.head {
        Head::Text(text) => {
            figure::of_text(steps)?;
            PrintedExpression::Text(text.clone())
        }
        Head::Call(word, arguments) => return called(*word, arguments, steps.is_empty(), braces),
        Head::Name(word) => match (word.text, steps) {
            ("unnumbered", []) => return Ok(ExpressionKind::Unnumbered),
            ("filed", []) => return Ok(ExpressionKind::Filed),
            ("place" | "name" | "ref" | "note" | "fill_in", []) => return called(*word, &[], true, braces),
            ("period", steps) => PrintedExpression::Period(figure::of_period(*word, steps)?, word.span),
            ("board", steps) => PrintedExpression::Board(figure::of_board(*word, steps)?),
            ("next", steps) => PrintedExpression::Next(figure::of_next(*word, steps)?, word.span),
            (word_of_paper, [step]) if is_part_of_paper(word_of_paper, step) => {
                return Err(Box::new(part_of_paper(*word)));
            }
            (_, steps) => PrintedExpression::Figure(Box::new(figure::of_indicator(*word, steps)?)),
        },
    }))
}

/// Whether a word is a part of the paper, and what follows it is nothing that an indicator has.
fn is_part_of_paper(word: &str, step: &Step<'_>) -> bool {
    other_words::part_of_paper(word).is_some() && !accessor::OF_INDICATOR.contains(&step.word.text)
}

/// The finding for a part of the paper that no expression prints.
fn part_of_paper(word: Word<'_>) -> Finding {
    let message = format!("`{}` is not printed by an expression", word.text);
    Finding::error(Rule::UnknownFigure, word.span, message)
        .hint_if(other_words::part_of_paper(word.text).map(str::to_owned))
        .hint("what can be printed so are the figures of indicators, and period, board and next")
}

/// The directives that a hint names.
const DIRECTIVES: [&str; 4] = ["place", "name", "ref", "note"];

/// Reads a call that nothing stands before: a directive. `alone` is whether nothing follows it.
fn called(
    word: Word<'_>,
    arguments: &[Argument<'_>],
    alone: bool,
    braces: Span,
) -> Result<ExpressionKind, Box<Finding>> {
    if alone && let Some(read) = directive::read(word, arguments, braces) {
        return read;
    }
    let finding = Finding::error(Rule::UnknownFigure, word.span, format!("there is no `{}(…)`", word.text));
    if let [Argument { key: None, value: ArgumentValue::Text(text), .. }] = arguments
        && sure_word(word.text, DIRECTIVES).is_none()
        && TypedPeriod::read(text).is_some()
    {
        let hint = format!("the figure of a period is {{{{ {}.at(\"{text}\") }}}}", word.text);
        return Err(Box::new(finding.hint(hint)));
    }
    Err(Box::new(
        finding
            .hint_if(did_you_mean(word.text, DIRECTIVES))
            .correct(sure_word(word.text, DIRECTIVES).map(|meant| Correction::replace(word.span, meant)))
            .hint("{{ place(\"…\") }} puts a table or an image here; the others are name, ref and note"),
    ))
}

#[cfg(test)]
mod tests;
