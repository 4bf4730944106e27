//! Arguments of accessors and directives: one text, a period, an area, a count. Wrong ones are findings at the
//! argument itself. It knows no value, and no area of a council.

use super::accessor::{ComparisonPoint, RunClaim};
use super::syntax::{Argument, ArgumentValue, Step, Word};
use crate::check::PlainText;
use crate::check::period::{SPELLINGS, not_a_period};
use crate::finding::{Correction, Finding, Rule, Span, did_you_mean, sure_word};
use crate::value::TypedPeriod;

/// The words that stand for the other side of a comparison.
const POINTS: [(&str, ComparisonPoint); 6] = [
    ("year_ago", ComparisonPoint::YearAgo),
    ("previous", ComparisonPoint::Previous),
    ("peak", ComparisonPoint::Peak),
    ("low", ComparisonPoint::Low),
    ("target", ComparisonPoint::Target),
    ("threshold", ComparisonPoint::Threshold),
];

/// Other words that people write for the other side of a comparison.
const OTHER_POINTS: [(&str, &str); 12] = [
    ("a year ago", "year_ago"),
    ("a year earlier", "year_ago"),
    ("last year", "year_ago"),
    ("previous year", "year_ago"),
    ("year before", "year_ago"),
    ("last month", "previous"),
    ("last period", "previous"),
    ("last quarter", "previous"),
    ("highest", "peak"),
    ("maximum", "peak"),
    ("lowest", "low"),
    ("minimum", "low"),
];

/// The words for what has been so for several periods.
const CLAIMS: [(&str, RunClaim); 7] = [
    ("risen", RunClaim::Risen),
    ("fallen", RunClaim::Fallen),
    ("unchanged", RunClaim::Unchanged),
    ("above_target", RunClaim::AboveTarget),
    ("below_target", RunClaim::BelowTarget),
    ("above_threshold", RunClaim::AboveThreshold),
    ("below_threshold", RunClaim::BelowThreshold),
];

/// What a comparison needs in its brackets.
const POINT: &str = "a period in quotes, as in \"year_ago\", \"previous\" or \"2023/24 Q1\"";

/// The finding for arguments that are missing, too many or of another kind; `needs` says which are right.
pub(super) fn wrong(word: Word<'_>, span: Option<Span>, needs: &str) -> Box<Finding> {
    let message = format!("`{}` needs {needs}", word.text);
    Box::new(Finding::error(Rule::ExpressionIncomplete, span.unwrap_or(word.span), message))
}

/// The one text in the brackets of a step, beside arguments with one of `keys`.
///
/// # Errors
/// No brackets, or other arguments in them.
fn one_text<'s>(
    step: &'s Step<'_>,
    needs: &str,
    example: &str,
    keys: &[&str],
) -> Result<(&'s str, Span), Box<Finding>> {
    let hint =
        |finding: Box<Finding>| Box::new(finding.hint(format!("write .{}(\"{example}\")", step.word.text)));
    let arguments = step.arguments.as_deref().unwrap_or_default();
    let (keyed, plain): (Vec<_>, Vec<_>) = arguments.iter().partition(|a| a.key.is_some());
    let mut seen: Vec<&str> = Vec::new();
    for key in keyed.iter().filter_map(|argument| argument.key) {
        if !keys.contains(&key.text) || seen.contains(&key.text) {
            return Err(unknown_key(step.word, key, keys));
        }
        seen.push(key.text);
    }
    match plain.as_slice() {
        [] => Err(hint(wrong(step.word, None, needs))),
        [Argument { value: ArgumentValue::Text(text), span, .. }] => Ok((text, *span)),
        [Argument { value: ArgumentValue::Name(name), span, .. }] => Err(Box::new(
            wrong(step.word, Some(*span), needs)
                .hint(format!("write .{}(\"{name}\")", step.word.text))
                .correct(Correction::replace(*span, format!("\"{name}\""))),
        )),
        [first] => Err(hint(wrong(step.word, Some(first.span), needs))),
        [_, second, ..] => Err(hint(wrong(step.word, Some(second.span), needs))),
    }
}

/// The finding for an argument with a key that a word does not have, or has twice.
fn unknown_key(word: Word<'_>, key: Word<'_>, keys: &[&str]) -> Box<Finding> {
    let (word, typed) = (word.text, key.text);
    if keys.contains(&typed) {
        let message = format!("`{typed}` stands twice in the brackets of `{word}`");
        return Box::new(
            Finding::error(Rule::ExpressionIncomplete, key.span, message).hint("keep one of them"),
        );
    }
    let message = format!("`{word}` takes no `{typed}`");
    let finding = Finding::error(Rule::ExpressionIncomplete, key.span, message)
        .hint_if(did_you_mean(typed, keys.iter().copied()))
        .correct(sure_word(typed, keys.iter().copied()).map(|meant| Correction::replace(key.span, meant)));
    Box::new(match keys {
        [] => finding.hint("take it out, with its ="),
        keys => finding.hint(format!("it takes: {}", keys.join(", "))),
    })
}

/// The argument of a step with a key; `None` where it is not there.
fn keyed<'s, 't>(step: &'s Step<'t>, key: &str) -> Option<&'s Argument<'t>> {
    let arguments = step.arguments.as_deref().unwrap_or_default();
    arguments.iter().find(|argument| argument.key.is_some_and(|own| own.text == key))
}

/// The switch `key = true` of a step; false where it is not there.
///
/// # Errors
/// Another value.
pub(super) fn switch(step: &Step<'_>, key: &str) -> Result<bool, Box<Finding>> {
    match keyed(step, key).map(|argument| (&argument.value, argument.span)) {
        None => Ok(false),
        Some((ArgumentValue::Switch(yes), _)) => Ok(*yes),
        Some((_, span)) => Err(Box::new(
            Finding::error(Rule::ExpressionIncomplete, span, format!("`{key}` is true or false"))
                .hint(format!("write {key} = true, without quotes; or leave it out")),
        )),
    }
}

/// The signs that make words bold, a link or code in a narrative; in the words of an argument they are printed.
const MARKS_OF_MARKUP: [char; 10] = ['*', '_', '`', '[', ']', '<', '>', '#', '~', '\\'];

/// The words in `with = "marginally"`.
///
/// # Errors
/// Another value, blank words, words with a figure in them, which no data file bears out, or with marks of markup.
pub(super) fn words_before(step: &Step<'_>) -> Result<Option<String>, Box<Finding>> {
    let Some(argument) = keyed(step, "with") else { return Ok(None) };
    match &argument.value {
        ArgumentValue::Text(text) if text.contains(MARKS_OF_MARKUP) => {
            let plain = text.replace(MARKS_OF_MARKUP, "");
            let message =
                format!("`with` is plain words, and the signs in `{}` would be printed", text.trim());
            let finding = Finding::error(Rule::ExpressionIncomplete, argument.span, message);
            Err(Box::new(finding.hint(format!("write with = \"{}\"", plain.trim()))))
        }
        ArgumentValue::Text(text) if !text.trim().is_empty() && !text.contains(|c: char| c.is_numeric()) => {
            Ok(Some(text.trim().to_owned()))
        }
        _ => Err(Box::new(
            Finding::error(
                Rule::ExpressionIncomplete,
                argument.span,
                "`with` is words in quotes that say how much, without a figure",
            )
            .hint("write with = \"marginally\"; .vs(\"…\") prints the difference in figures"),
        )),
    }
}

/// What is said of several periods, as in `.since("fallen")`.
///
/// # Errors
/// Other arguments, or another word.
pub(super) fn claim(step: &Step<'_>) -> Result<RunClaim, Box<Finding>> {
    let needs = "in quotes what has been so, as in since(\"fallen\")";
    let (text, span) = one_text(step, needs, "fallen", &[])?;
    let found = CLAIMS.iter().find(|(word, _)| *word == text);
    found.map(|(_, claim)| *claim).ok_or_else(|| {
        let words: Vec<&str> = CLAIMS.iter().map(|(word, _)| *word).collect();
        Box::new(
            Finding::error(Rule::ExpressionIncomplete, span, format!("`since` does not know `{text}`"))
                .hint_if(did_you_mean(text, words.iter().copied()))
                .hint(format!("it is one of: {}", words.join(", "))),
        )
    })
}

/// The period in `.at("2024/25 Q1")`.
///
/// # Errors
/// Other arguments, or a text that is no period.
pub(super) fn period(step: &Step<'_>) -> Result<TypedPeriod, Box<Finding>> {
    let (text, span) = one_text(step, "a period in quotes, as in at(\"2024/25 Q1\")", "2024/25 Q1", &[])?;
    TypedPeriod::read(text).ok_or_else(|| {
        let (message, hint) = not_a_period(text, SPELLINGS);
        Box::new(Finding::error(Rule::Period, span, message).hint(hint))
    })
}

/// The other side of a comparison, as in `.vs("year_ago")`, beside arguments with one of `keys`.
///
/// # Errors
/// Other arguments, or a text that is neither a period nor one of the words for one.
pub(super) fn point(step: &Step<'_>, keys: &[&str]) -> Result<ComparisonPoint, Box<Finding>> {
    let (text, span) = one_text(step, POINT, "year_ago", keys)?;
    if let Some((_, point)) = POINTS.iter().find(|(word, _)| *word == text) {
        return Ok(*point);
    }
    TypedPeriod::read(text).map(ComparisonPoint::Period).ok_or_else(|| {
        let words: Vec<&str> = POINTS.iter().map(|(word, _)| *word).collect();
        let (message, hint) = not_a_period(text, format!("{SPELLINGS}; or {}", words.join(", ")));
        let plain = text.trim().to_lowercase();
        let other = OTHER_POINTS.iter().find(|(other, _)| *other == plain);
        let meant = other.map(|(_, word)| format!("did you mean `{word}`?"));
        let meant = meant.or_else(|| did_you_mean(text, words));
        Box::new(Finding::error(Rule::Period, span, message).hint_if(meant).hint(hint))
    })
}

/// The area in `.area("charnwood")`, as it was typed, beside arguments with one of `keys`.
///
/// # Errors
/// Other arguments.
pub(super) fn area(step: &Step<'_>, keys: &[&str]) -> Result<PlainText, Box<Finding>> {
    let needs = format!("an area in quotes, as in {}(\"charnwood\")", step.word.text);
    let (text, span) = one_text(step, &needs, "charnwood", keys)?;
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
