//! The finding for a value of the wrong type, with the author's own value as it should be typed where that is known. It
//! reads no key, and judges no value of the right type.

use super::{field_corrections, key_advice, typed_votes};
use crate::finding::{Correction, Finding, Rule};
use crate::load::node::{Node, TomlValue, TypedText, toml_text};

/// Whole numbers in words.
const NUMBER_WORDS: [(&str, &str); 13] = [
    ("nought", "0"),
    ("none", "0"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
];

/// The finding for a value of the wrong type; `wanted` says in words what is meant.
pub(super) fn wrong(key: &str, node: &Node, wanted: &str) -> Finding {
    let message = format!("`{key}` should be {wanted}, and is {}", node.kind());
    // A key with blanks in it, such as a period, stands in quotes.
    let typed_key = if key.contains(' ') { toml_text(key) } else { key.to_owned() };
    let finding = Finding::error(Rule::WrongType, node.span, message);
    if wanted == "text in quotes" {
        if let Some(text) = quoted(key, node) {
            // Of other keys a number may be no text that was meant.
            let is_sure = ["agenda_item", "period"].contains(&key);
            let correction = is_sure.then(|| Correction::replace(node.span, &text));
            return finding.hint(format!("write {typed_key} = {text}")).correct(correction);
        }
        if let Some(hint) = one_of_list(&typed_key, node) {
            return finding.hint(hint);
        }
    }
    finding.hint(match example(wanted) {
        Some(value) => format!("write {typed_key} = {value}"),
        None => format!("write {wanted}"),
    })
}

/// A number or a day that stands without quotes, as a text; `None` for any other value, and where a nought at its
/// beginning may have been left out.
fn quoted(key: &str, node: &Node) -> Option<String> {
    let typed = match &node.value {
        TomlValue::Integer(digits) | TomlValue::Float(digits) if key != "phone" => digits.clone(),
        TomlValue::Date(day) => day.to_string(),
        _ => return None,
    };
    Some(toml_text(&typed))
}

/// How to write a text in the place of a list of texts; `None` for any other value.
fn one_of_list(key: &str, node: &Node) -> Option<String> {
    let texts: Option<Vec<&str>> =
        node.array()?.iter().map(|item| item.text().map(|text| text.string.as_str())).collect();
    Some(match (key, texts?.as_slice()) {
        (_, []) => return None,
        (_, [one]) => format!("write {key} = {}", toml_text(one)),
        ("board", [first, ..]) => format!(
            "a paper goes to one board: write board = {}, and make a copy of this file's folder for each of the others",
            toml_text(first)
        ),
        (_, [first, ..]) => {
            format!("it takes one of them: write {key} = {}, or another of the list", toml_text(first))
        }
    })
}

/// The whole number that a text in the place of one means, and whether the text says nothing more; `None` where it has
/// none, or more than one.
pub(super) fn whole_number(text: &str) -> Option<(i64, bool)> {
    let small = text.trim().to_lowercase();
    if let Some((_, digits)) = NUMBER_WORDS.iter().find(|(word, _)| *word == small) {
        return Some((digits.parse().ok()?, true));
    }
    let is_digit = |c: char| c.is_ascii_digit();
    // "Minute 30": words before the only number.
    if let Some(at) =
        small.find(is_digit).filter(|at| small[..*at].ends_with(' ') && !small[..*at].contains(['-', '+']))
    {
        let digits = &small[at..];
        return digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| Some((digits.parse().ok()?, false)))
            .flatten();
    }
    let end = small.find(|c: char| !(is_digit(c) || matches!(c, ',' | '-'))).unwrap_or(small.len());
    let (typed, rest) = small.split_at(end);
    let goes_on = rest.starts_with(|c: char| !c.is_whitespace()) || rest.contains(is_digit);
    let number = typed.replace(',', "").parse().ok().filter(|_| !goes_on)?;
    Some((number, rest.trim().is_empty()))
}

/// The groups of tables that hold a narrative under `text`.
const NARRATIVES: [&str; 3] = ["recommendations", "front.", "closing."];

/// The finding for a value that stands where the table `what` belongs, such as "`[recommendations]`".
pub(super) fn no_table(what: &str, node: &Node) -> Finding {
    let message = format!("{what} should be a table of keys, and is {}", node.kind());
    let finding = Finding::error(Rule::WrongType, node.span, message);
    let header = what.strip_prefix("`[").and_then(|rest| rest.strip_suffix("]`"));
    let is_list_of_tables =
        node.array().and_then(<[Node]>::first).is_some_and(|first| first.table().is_some());
    match header {
        Some(header) if is_list_of_tables && !header.starts_with('[') => {
            finding.hint(format!("write [{header}] once, with one bracket on each side"))
        }
        Some(header) if NARRATIVES.iter().any(|group| header.starts_with(group)) => {
            match narrative_lines(header, node) {
                Some(lines) => finding.paste(
                    format!(
                        "`{header}` is a part of its own: delete this line, and add these below the sections:"
                    ),
                    lines,
                ),
                None => finding
                    .hint(format!("write [{header}] in a line of its own, and below it text = '''…'''")),
            }
        }
        _ => match (what, node.text()) {
            ("`update`", Some(text)) => {
                finding.hint(format!("write update = [ {{ text = {} }} ]", toml_text(text.string.trim())))
            }
            ("`votes`", Some(text)) if typed_votes::as_counts(&text.string).is_some() => {
                let counts = typed_votes::as_counts(&text.string).unwrap_or_default();
                finding.hint(format!("write votes = {counts}"))
            }
            _ => finding.hint("write its keys between braces: { key = …, key = … }; REFERENCE.md lists them"),
        },
    }
}

/// The lines of a table whose narrative is the texts of a value; `None` where it has none, or they have several lines.
fn narrative_lines(header: &str, node: &Node) -> Option<Vec<String>> {
    let nodes = node.array().unwrap_or(std::slice::from_ref(node));
    let texts: Option<Vec<&str>> =
        nodes.iter().map(|item| item.text().map(|text| text.string.trim())).collect();
    let texts = texts?;
    if texts.is_empty()
        || texts.iter().any(|text| text.is_empty() || text.contains("'''") || text.contains('\n'))
    {
        return None;
    }
    let mark = |n: usize| if texts.len() > 1 { format!("{}. ", n + 1) } else { String::new() };
    let mut lines = vec![format!("[{header}]"), "text = '''".to_owned()];
    lines.extend(texts.iter().enumerate().map(|(n, text)| format!("{}{text}", mark(n))));
    lines.push("'''".to_owned());
    Some(lines)
}

/// Adds to the finding of a text in the place of a list how the list is typed: with each name or each line of the text as
/// an entry.
pub(super) fn list_of_text(key: &str, text: &TypedText, node: &Node, finding: Finding) -> Finding {
    // Other texts, such as titles, may have a comma.
    if let Some(parted) = key_advice::part_ids(key, node, false, |_| true, finding.clone()) {
        return parted;
    }
    let typed = text.string.trim();
    if ["for", "against", "abstained"].contains(&key) {
        return finding.hint_only(format!("write {key} = {}", typed_votes::names(typed)));
    }
    let is_none = ["none", "none.", "nil", "n/a", "-", ""].contains(&typed.to_lowercase().as_str());
    if key == "background_papers" && is_none {
        let correction = Correction::replace(node.span, "[]");
        return finding.hint_only(format!("write {key} = [], where there are none")).correct(correction);
    }
    // Titles of items rarely have commas; where one has, its author sees two.
    if key == "standing_items" && typed.contains(',') {
        let entries: Vec<String> =
            typed.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(toml_text).collect();
        return finding.hint_only(format!(
            "each item stands in quotes of its own: write {key} = [{}]",
            entries.join(", ")
        ));
    }
    let lines = typed.lines().map(|line| line.trim().trim_start_matches(['-', '*', '•']).trim());
    let entries: Vec<String> = lines.filter(|line| !line.is_empty()).map(toml_text).collect();
    let is_one = field_corrections::is_one_name(&text.string);
    finding
        .hint_only(format!("write {key} = [{}]", entries.join(", ")))
        .correct(is_one.then(|| field_corrections::in_brackets(node.span)))
}

/// An example of a value that is wanted; `None` where the words for it say how it is typed.
fn example(wanted: &str) -> Option<&'static str> {
    Some(match wanted {
        "text in quotes" => "\"…\"",
        w if w.starts_with("true") => "true",
        w if w.starts_with("a list") => "[ … ]",
        w if w.starts_with("a whole number") => "a number, without quotes",
        w if w.starts_with("a number") => "2.59",
        w if w.starts_with("the name of") => "\"…\"",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::whole_number;

    #[test]
    fn whole_numbers_are_found_in_words_and_among_them() {
        for (text, number) in [
            ("two", Some((2, true))),
            (" 3 ", Some((3, true))),
            ("1,000", Some((1000, true))),
            ("1,000 population", Some((1000, false))),
            ("2.5", None),
            ("2 or 3", None),
            ("1st", None),
            ("many", None),
            ("minute 30", Some((30, false))),
            ("from 2 to 3", None),
        ] {
            assert_eq!(whole_number(text), number, "{text}");
        }
    }
}
