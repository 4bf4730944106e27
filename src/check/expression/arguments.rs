//! Arguments of accessors and directives: one text, a period, an area, a count. Wrong ones are findings at the
//! argument itself. It knows no value, and no area of a council.

use super::accessor::ComparisonPoint;
use super::syntax::{Argument, ArgumentValue, Step, Word};
use crate::check::PlainText;
use crate::check::period::{SPELLINGS, not_a_period};
use crate::finding::{Finding, Rule, Span, did_you_mean};
use crate::value::Period;

/// The words that stand for the other side of a comparison.
const POINTS: [(&str, ComparisonPoint); 6] = [
    ("year_ago", ComparisonPoint::YearAgo),
    ("previous", ComparisonPoint::Previous),
    ("peak", ComparisonPoint::Peak),
    ("low", ComparisonPoint::Low),
    ("target", ComparisonPoint::Target),
    ("threshold", ComparisonPoint::Threshold),
];

/// What a comparison needs in its brackets.
const POINT: &str = "a period in quotes, as in \"year_ago\", \"previous\" or \"2023/24 Q1\"";

/// The finding for arguments that are missing, too many or of another kind; `needs` says which are right.
pub(super) fn wrong(word: Word<'_>, span: Option<Span>, needs: &str) -> Box<Finding> {
    let message = format!("`{}` needs {needs}", word.text);
    Box::new(Finding::error(Rule::ExpressionIncomplete, span.unwrap_or(word.span), message))
}

/// The one text in the brackets of a step.
///
/// # Errors
/// No brackets, or other arguments in them.
fn one_text<'s>(step: &'s Step<'_>, needs: &str, example: &str) -> Result<(&'s str, Span), Box<Finding>> {
    let hint =
        |finding: Box<Finding>| Box::new(finding.hint(format!("write .{}(\"{example}\")", step.word.text)));
    let arguments = step.arguments.as_deref().unwrap_or_default();
    let Some(first) = arguments.first() else { return Err(hint(wrong(step.word, None, needs))) };
    let other = arguments.iter().find(|a| a.key.is_some()).or(arguments.get(1));
    match (&first.value, other) {
        (ArgumentValue::Text(text), None) => Ok((text, first.span)),
        (_, other) => Err(hint(wrong(step.word, Some(other.unwrap_or(first).span), needs))),
    }
}

/// The period in `.at("2024/25 Q1")`.
///
/// # Errors
/// Other arguments, or a text that is no period.
pub(super) fn period(step: &Step<'_>) -> Result<Period, Box<Finding>> {
    let (text, span) = one_text(step, "a period in quotes, as in at(\"2024/25 Q1\")", "2024/25 Q1")?;
    Period::parse(text).ok_or_else(|| {
        let (message, hint) = not_a_period(text, SPELLINGS);
        Box::new(Finding::error(Rule::Period, span, message).hint(hint))
    })
}

/// The other side of a comparison, as in `.vs("year_ago")`.
///
/// # Errors
/// Other arguments, or a text that is neither a period nor one of the words for one.
pub(super) fn point(step: &Step<'_>) -> Result<ComparisonPoint, Box<Finding>> {
    let (text, span) = one_text(step, POINT, "year_ago")?;
    if let Some((_, point)) = POINTS.iter().find(|(word, _)| *word == text) {
        return Ok(*point);
    }
    Period::parse(text).map(ComparisonPoint::Period).ok_or_else(|| {
        let words: Vec<&str> = POINTS.iter().map(|(word, _)| *word).collect();
        let (message, hint) = not_a_period(text, format!("{SPELLINGS}; or {}", words.join(", ")));
        Box::new(Finding::error(Rule::Period, span, message).hint_if(did_you_mean(text, words)).hint(hint))
    })
}

/// The area in `.area("charnwood")`, as it was typed.
///
/// # Errors
/// Other arguments.
pub(super) fn area(step: &Step<'_>) -> Result<PlainText, Box<Finding>> {
    let needs = format!("an area in quotes, as in {}(\"charnwood\")", step.word.text);
    let (text, span) = one_text(step, &needs, "charnwood")?;
    Ok(PlainText { text: text.to_owned(), span })
}

/// The count and the group in `.top(5)` or `.top(5, "wards")`.
///
/// # Errors
/// Other arguments, or a count below 1.
pub(super) fn count_and_group(step: &Step<'_>) -> Result<(usize, Option<PlainText>), Box<Finding>> {
    let method = step.word.text;
    let bad = |span| {
        let needs = format!(
            "a number, and a group of areas in quotes where there are several, as in {method}(5, \"wards\")"
        );
        Box::new(wrong(step.word, span, &needs).hint(format!("write .{method}(5)")))
    };
    let arguments = step.arguments.as_deref().unwrap_or_default();
    let Some(first) = arguments.first() else { return Err(bad(None)) };
    if let Some(other) = arguments.iter().find(|a| a.key.is_some()).or(arguments.get(2)) {
        return Err(bad(Some(other.span)));
    }
    let count = match first.value {
        ArgumentValue::Number(n) => usize::try_from(n).ok().filter(|n| *n > 0),
        _ => None,
    };
    let count = count.ok_or_else(|| bad(Some(first.span)))?;
    let group = match arguments.get(1) {
        None => None,
        Some(Argument { value: ArgumentValue::Text(text), span, .. }) => {
            Some(PlainText { text: text.clone(), span: *span })
        }
        Some(other) => return Err(bad(Some(other.span))),
    };
    Ok((count, group))
}

/// Finds brackets after a word that takes none.
///
/// # Errors
/// Brackets, whatever is in them.
pub(super) fn none(step: &Step<'_>) -> Result<(), Box<Finding>> {
    let Some(arguments) = &step.arguments else { return Ok(()) };
    let word = step.word.text;
    let span = arguments.first().map_or(step.word.span, |first| first.span);
    let message = format!("`{word}` takes nothing in brackets");
    Err(Box::new(
        Finding::error(Rule::ExpressionIncomplete, span, message)
            .hint(format!("write .{word} without brackets")),
    ))
}
