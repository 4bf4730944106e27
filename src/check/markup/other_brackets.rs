//! Figures in other brackets than `{{` and `}}`, as other programs have them: `[[ burglary.now ]]`, `${burglary.now}`. What
//! stands in such brackets is printed as it is typed. It never takes plain words for a figure.

use crate::check::expression::{
    self, ExpressionKind, FigureExpression, IndicatorAccessor, PrintedExpression,
};
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::TypedText;

/// Brackets that are no braces of an expression, the longer ones first, and whether all that has the form of a figure is
/// one in them: in others it has to be one that is known.
const BRACKETS: [(&str, &str, bool); 9] = [
    ("{{{", "}}}", true),
    ("[[", "]]", true),
    ("((", "))", false),
    ("<<", ">>", false),
    ("${", "}", true),
    ("[", "]", false),
    ("(", ")", false),
    ("<", ">", false),
    ("{", "}", true),
];

/// The bytes of a figure in other brackets that begin at byte `at` of a text, and the finding; `None` for any other text.
pub(super) fn find(text: &TypedText, at: usize) -> Option<(usize, Finding)> {
    let rest = &text.string[at..];
    let (open, close, lenient) = BRACKETS.into_iter().find(|(open, ..)| rest.starts_with(open))?;
    let line = rest[open.len()..].split('\n').next()?;
    let inside = &line[..line.find(close)?];
    let figure = inside.trim();
    let mut end = open.len() + inside.len() + close.len();
    // The words of a link are no figure by themselves, nor are the arguments of a call.
    if open == "[" && rest[end..].starts_with('(') || open == "(" && text.string[..at].ends_with([']', '_']) {
        return None;
    }
    let is_call_or_name = text.string[..at].ends_with(|c: char| c.is_alphanumeric());
    if open == "(" && is_call_or_name
        || !(if lenient { has_form(figure) } else { is_known(text, at, open, inside) })
    {
        return None;
    }
    // One brace may be closed with two.
    if open == "{" && rest[end..].starts_with('}') {
        end += 1;
    }
    let written = format!("{{{{ {figure} }}}}");
    let message = match open {
        "{{{" => "a figure stands between two braces at each side, and here are three".to_owned(),
        "{" => "a figure stands between two braces at each side".to_owned(),
        _ => format!("a figure stands between {{{{ and }}}}, and not between {open} and {close}"),
    };
    let finding = Finding::error(Rule::ExpressionUnclosed, text.part(at..at + end), message)
        .label("would be printed as it stands")
        .hint(format!("write {written}"));
    let is_plain = matches!(open, "[" | "(" | "<");
    let finding = if is_plain {
        finding.hint(format!("where the brackets are to be printed round it, write {open}{written}{close}"))
    } else {
        finding.correct(text.replace(at..at + end, &written))
    };
    Some((end, finding))
}

/// Whether a text has the form of a figure, whatever it is of: small letters, digits and _ with points between them, or
/// with a call behind them.
fn has_form(figure: &str) -> bool {
    let head = figure.split('(').next().unwrap_or_default();
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.');
    let begins = head.starts_with(|c: char| c.is_ascii_lowercase()) && head.chars().all(is_name);
    begins && figure.contains(['.', '(']) && expression::beginning(figure) == Some(figure)
}

/// Whether what stands inside is a figure, or a name in the paper, that can be printed.
fn is_known(text: &TypedText, at: usize, open: &str, inside: &str) -> bool {
    if !has_form(inside.trim()) {
        return false;
    }
    let start = at + open.len();
    let range = start..start + inside.len();
    let read = expression::read(text, range.clone(), text.part(range), &mut Findings::default());
    match read {
        Some(ExpressionKind::Printed(PrintedExpression::Figure(figure))) => is_figure(&figure),
        Some(ExpressionKind::Printed(PrintedExpression::Text(_))) | None => false,
        Some(_) => true,
    }
}

/// Whether a figure says more than a name, which may be a file's or an address: "report.name".
fn is_figure(figure: &FigureExpression) -> bool {
    !matches!(figure.accessor, IndicatorAccessor::Name)
}
