//! Texts in the place of a number: errors of Excel, numbers with words, marks that nothing explains; each with how it is
//! typed. It never decides what a mark means.

use rust_decimal::Decimal;

use super::Indicator;
use crate::finding::{Finding, Rule, Span};
use crate::value::{decimal, with_digits_for_letters};

/// What Excel writes where a column is too narrow for its number.
fn is_too_narrow(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|b| b == b'#')
}

/// Why Excel writes an error in the place of a number; `None` for any other text.
fn spreadsheet_error(text: &str) -> Option<&'static str> {
    match text.to_uppercase().as_str() {
        "#DIV/0!" => Some("a formula divides by nothing"),
        "#N/A" => Some("a formula looks for something that is not there"),
        "#REF!" => Some("a formula names cells that are gone"),
        "#NAME?" => Some("a formula has a name that it does not know"),
        "#VALUE!" => Some("a formula is given text in the place of a number"),
        "#NUM!" | "#NULL!" | "#CALC!" | "#SPILL!" => Some("a formula cannot be worked out"),
        _ => None,
    }
}

/// The finding for a text in place of a number. `is_cell` is whether it stands in a data file.
pub(super) fn unexplained(text: &str, span: Span, is_cell: bool, indicator: &Indicator) -> Finding {
    let shown = text.trim();
    let finding = Finding::error(Rule::ValueMark, span, format!("`{shown}` is not a number"));
    if let Some((letter, number)) = with_digits_for_letters(shown) {
        let message = format!("the letter {letter} stands in the number `{shown}`");
        return Finding::error(Rule::ValueMark, span, message).hint(format!("write {number}"));
    }
    if is_too_narrow(shown) {
        return finding.hint(
            "it is what Excel shows where a column is too narrow for its number: open the workbook, double-click the line at the right of the column's letter, so that the numbers show, and save the file again",
        );
    }
    if let Some(cause) = spreadsheet_error(shown) {
        return finding.hint(format!(
            "it is what Excel writes where {cause}: correct the formula in the workbook and save the file again; where there is no figure, leave the cell empty"
        ));
    }
    let inner = shown.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if let Some(number) = inner.and_then(|inner| decimal(&inner.replace(',', ""))) {
        return finding.hint(format!(
            "accounts write a number below nought in brackets: write -{number} where that is meant (in Excel: Format Cells, Number, and save the file again), else {number}"
        ));
    }
    let bound = bound(shown);
    if bound.is_none() && shown.contains(|c: char| c.is_ascii_digit()) {
        let point = shown.replacen(',', ".", 1);
        return match decimal(&point) {
            Some(number) if !shown.contains('.') => finding.hint(format!(
                "write it with a point: {number}; a comma stands only before three digits, as in 1,234"
            )),
            _ => finding.hint(number_alone(shown, is_cell)),
        };
    }
    let meaning = bound.unwrap_or_else(|| {
        match shown {
            "*" | "c" | "C" => "fewer than five",
            "-" | "\u{2013}" | "\u{2014}" => "not collected",
            _ => "not available",
        }
        .to_owned()
    });
    let id = &indicator.id;
    let empty = if is_cell { "leave the cell empty" } else { "delete the line" };
    let finding = finding.hint(if indicator.marks.is_empty() {
        format!("where it stands for a figure that cannot be given, say what it means, in a line right below [{id}]: marks = {{ \"{shown}\" = \"{meaning}\" }}")
    } else {
        format!("where it stands for a figure that cannot be given, add it to `marks` of the indicator `{id}`: \"{shown}\" = \"{meaning}\"")
    });
    finding.hint(format!("where there is just no figure, {empty}"))
}

/// The meaning of a number with a sign before it that says only on which side of it the figure is: "<5".
fn bound(text: &str) -> Option<String> {
    let words = [
        ("<=", "at most"),
        (">=", "at least"),
        ("≤", "at most"),
        ("≥", "at least"),
        ("<", "fewer than"),
        (">", "more than"),
        ("~", "about"),
    ];
    let (rest, words) = words.iter().find_map(|(sign, words)| Some((text.strip_prefix(sign)?, words)))?;
    let number = decimal(rest.trim())?;
    let named = [("3", "three"), ("5", "five"), ("10", "ten")];
    let number = number.to_string();
    let number = named.iter().find(|(digits, _)| *digits == number).map_or(number.as_str(), |(_, word)| word);
    Some(format!("{words} {number}"))
}

/// How to type the number of a text that holds more than a number.
fn number_alone(text: &str, is_cell: bool) -> String {
    if let Some(number) =
        text.to_uppercase().contains('E').then(|| Decimal::from_scientific(text).ok()).flatten()
    {
        return format!(
            "Excel shortens numbers so, and digits may be lost: format the column as Number in Excel and save the file again; here it is {}",
            number.normalize()
        );
    }
    if let Some(number) = text.contains("..").then(|| decimal(&text.replace("..", "."))).flatten() {
        return format!("write it with one point: {number}");
    }
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))).unwrap_or(0);
    let (number, rest) = text.split_at(end);
    let number =
        decimal(number.trim_end_matches(['.', ','])).filter(|_| !rest.contains(|c: char| c.is_ascii_digit()));
    let rest = rest.trim();
    let Some(number) = number else {
        return "write the number alone: only figures, and a point, stand in the place of a figure"
            .to_owned();
    };
    let word = rest.trim_matches(['(', ')', '[', ']', '.', ' ']).to_lowercase();
    let (mark, key) = match word.as_str() {
        "p" | "prov" | "provisional" => ("[p]", "provisional"),
        "r" | "rev" | "revised" => ("[r]", "revised"),
        _ => {
            return format!(
                "write {number} alone, without `{rest}`: what else is to be said of it belongs into the text of the paper, or into `origin` of the indicator"
            );
        }
    };
    if is_cell {
        format!("write {number} {mark}, which says that it is {key}")
    } else {
        format!("write {{ value = {number}, {key} = true }}, which says that it is {key}")
    }
}
