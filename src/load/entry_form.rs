//! Entries of lists and of braces that are not typed as TOML has them: with other signs than a comma between them, with a
//! colon in the place of `=`, without braces. It gives the line as it is meant, and never judges a value.

use std::ops::Range;

use super::node::toml_text;
use super::typed_line::{LineForm, TypedLine};

/// Finds such an entry in the line at whose byte `at` the parser stumbled; `None` where the line has none.
pub(super) fn find(line: TypedLine<'_>, message: &str, at: usize) -> Option<LineForm> {
    two_in_a_line(line, message, at)
        .or_else(|| heading_with_value(line, message))
        .or_else(|| without_braces(line))
        .or_else(|| other_signs(line))
        .or_else(|| without_names(line))
        .or_else(|| bare_line(line).filter(|_| is_of_value(line, message)))
}

/// How the cells of a row are typed.
const ROW: &str = "in a row of a table it is the key of the column, as in { ward = \"North\", cases = 12 }";

/// The depths of brackets and braces at each byte outside of quotes: (byte, sign, innermost bracket or brace).
fn signs(text: &str) -> Vec<(usize, char, Option<char>)> {
    let (mut quote, mut open, mut found) = (None, Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(own), c) if c == own => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, c) => {
                if matches!(c, ']' | '}') {
                    open.pop();
                }
                found.push((at, c, open.last().copied()));
                if matches!(c, '[' | '{') {
                    open.push(c);
                }
            }
        }
    }
    found
}

/// Finds two entries in one line, each with its `=`: `"2023/24 Q4" = 2.61 "2024/25 Q1" = 2.60`.
fn two_in_a_line(line: TypedLine<'_>, message: &str, at: usize) -> Option<LineForm> {
    let here = at.checked_sub(line.start)?;
    let rest = line.text.get(here..)?;
    let before = line.text[..here].trim_end_matches([' ', '\t', ',', ';']);
    let second = rest.trim_start_matches([' ', '\t', ',', ';']);
    let is_after_value = message.contains("unexpected key or value") && before.contains('=');
    if !is_after_value || !is_entry(second) {
        return None;
    }
    let start = line.start + (line.text.len() - second.len());
    let key = second.split('=').next().unwrap_or_default().trim();
    Some(LineForm {
        range: start..start + key.len(),
        message: "a second entry stands in this line".to_owned(),
        label: "a line of its own begins here",
        hint: format!("write {} in a line of its own", second.trim_end()),
        change: (line.start + before.len()..start, "\n".to_owned()),
        is_sure: true,
    })
}

/// Whether a text begins with a key and `=`.
fn is_entry(text: &str) -> bool {
    let quoted = text.strip_prefix('"').and_then(|rest| Some(&rest[rest.find('"')? + 1..]));
    let bare = || text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let rest = quoted.unwrap_or_else(bare);
    rest.len() < text.len() && rest.trim_start().starts_with('=')
}

/// The keys that name a paper of an item.
const PAPERS: [&str; 4] = ["report", "minutes", "actions", "pdf"];

/// Finds a line in brackets that holds an entry, where a name alone belongs: `[ report = "update" ]`.
fn heading_with_value(line: TypedLine<'_>, message: &str) -> Option<LineForm> {
    let typed = line.text.trim();
    let inner =
        typed.strip_prefix('[')?.trim_start_matches('[').strip_suffix(']')?.trim_end_matches(']').trim();
    if !message.contains("table") || !is_entry(inner) {
        return None;
    }
    let key = inner.split('=').next().unwrap_or_default().trim();
    let start = line.words_start();
    let hint = if PAPERS.contains(&key) {
        format!(
            "a paper stands below an item: write [[item]], in lines below it title = \"…\" and papers = [ {{ {inner} }} ]"
        )
    } else {
        format!(
            "take the brackets away: {inner}; where something new begins here, write its name alone in brackets, in a line above"
        )
    };
    Some(LineForm {
        range: start..start + typed.len(),
        message: "a line in brackets holds a name alone, and this one has a value".to_owned(),
        label: "",
        hint,
        change: (start..start, "#".to_owned()),
        is_sure: false,
    })
}

/// Finds an entry that stands in a list without braces: `papers = [ report = "update" ]`.
fn without_braces(line: TypedLine<'_>) -> Option<LineForm> {
    let all = signs(line.text);
    let (equals, ..) = all.iter().find(|(at, c, inside)| *c == '=' && *inside == Some('[') && *at > 0)?;
    let open = all.iter().rev().find(|(at, c, _)| *c == '[' && at < equals)?.0;
    let close = all.iter().find(|(at, c, inside)| *c == ']' && at > equals && inside.is_none())?.0;
    let inner = line.text[open + 1..close].trim();
    if !is_entry(inner) || inner.contains(['{', '[']) {
        return None;
    }
    let (start, end) = (line.start + open, line.start + close + 1);
    let written = format!("[ {{ {inner} }} ]");
    Some(LineForm {
        range: start..end,
        message: "an entry with a key stands in a list without braces".to_owned(),
        label: "",
        hint: format!("write {written}"),
        change: (start..end, written),
        is_sure: true,
    })
}

/// Finds a colon in the place of `=`, and other signs in the place of commas, in lists and braces of one line.
fn other_signs(line: TypedLine<'_>) -> Option<LineForm> {
    let mut written = line.text.to_owned();
    let mut first: Option<(Range<usize>, char, Option<char>)> = None;
    // From the end on, so that bytes stay where they are.
    for (at, c, inside) in signs(line.text).into_iter().rev() {
        let before = line.text[..at].trim_end();
        let follows_value =
            before.ends_with(['"', '\'']) || before.ends_with(|c: char| c.is_ascii_alphanumeric());
        let is_key = before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
            || before.ends_with('"') && !is_value(before);
        let (put, own) = match (c, inside) {
            (':', Some('{')) if is_key && !is_time(line.text, at) => (" =", at..at + 1),
            (';' | '|', Some('{' | '[')) if follows_value => (",", before.len()..at + 1),
            (':', Some('[')) if before.ends_with('"') => (",", before.len()..at + 1),
            _ => continue,
        };
        written.replace_range(own.clone(), put);
        first = Some((at..at + 1, c, inside));
    }
    let (place, sign, inside) = first?;
    let meant = if sign == ':' && inside == Some('{') { "=" } else { "," };
    let message = match meant {
        "=" => "a colon stands behind a key, where = belongs".to_owned(),
        _ => format!("`{sign}` stands between two entries, where a comma belongs"),
    };
    let trimmed = written.trim();
    let start = line.words_start();
    Some(LineForm {
        range: line.start + place.start..line.start + place.end,
        message,
        label: if meant == "=" { "= belongs here" } else { "a comma belongs here" },
        hint: format!("write {}", trimmed.trim_end_matches(',')),
        change: (start..start + line.text.trim().len(), trimmed.to_owned()),
        is_sure: true,
    })
}

/// Whether the text in quotes at the end of a line is a value: `=` stands before it.
fn is_value(before: &str) -> bool {
    let inner = before.strip_suffix('"').unwrap_or(before);
    let open = inner.rfind('"').unwrap_or(0);
    inner[..open].trim_end().ends_with('=')
}

/// Whether the colon at a byte stands between digits, as in a time.
fn is_time(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next())
}

/// Finds texts in braces without a key before any of them: `{ "One", "1" }`.
fn without_names(line: TypedLine<'_>) -> Option<LineForm> {
    let all = signs(line.text);
    let open = all.iter().find(|(_, c, _)| *c == '{')?.0;
    let close = all.iter().find(|(at, c, _)| *c == '}' && *at > open)?.0;
    let inner = line.text[open + 1..close].trim();
    let is_value = |part: &str| {
        let part = part.trim();
        part.starts_with(['"', '\'']) || part.parse::<f64>().is_ok()
    };
    let has_keys = all.iter().any(|(at, c, _)| *c == '=' && (open..close).contains(at));
    if has_keys || inner.is_empty() || !inner.split(',').all(is_value) {
        return None;
    }
    let range = line.start + open..line.start + close + 1;
    Some(LineForm {
        range: range.clone(),
        message: "what stands in braces has a key and = before each value".to_owned(),
        label: "no keys",
        hint: ROW.to_owned(),
        change: (range, format!("[ {inner} ]")),
        is_sure: false,
    })
}

/// Whether the parser's message is about a word in the place of a value, and not of a key.
fn is_of_value(line: TypedLine<'_>, message: &str) -> bool {
    let is_word = message.contains("must be quoted") || message.contains("boolean");
    !message.contains("key") && (is_word || line.text.trim().contains('\t'))
}

/// Finds a line of words and figures without quotes in a list, as a table has that was pasted: `North<tab>12`.
pub(super) fn bare_line(line: TypedLine<'_>) -> Option<LineForm> {
    let typed = line.text.trim();
    let cells: Vec<&str> = typed.trim_end_matches(',').split(['\t', ';', '|', ',']).map(str::trim).collect();
    let is_plain = |c: char| !matches!(c, '"' | '\'' | '=' | '[' | ']' | '{' | '}' | '#');
    if cells.len() < 2 || !typed.chars().all(is_plain) || cells.iter().any(|cell| cell.is_empty()) {
        return None;
    }
    let start = line.words_start();
    let range = start..start + typed.len();
    let quoted: Vec<String> = cells.iter().map(|cell| toml_text(cell)).collect();
    Some(LineForm {
        range: range.clone(),
        message: "this line stands in a list as it was pasted: each value has a key and = before it, and text stands in quotes"
            .to_owned(),
        label: "",
        hint: format!("{ROW}, with a comma behind the brace"),
        change: (range, format!("[{}],", quoted.join(", "))),
        is_sure: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    /// The text with its first line of another form changed.
    fn changed(text: &str) -> Option<String> {
        let (_, errors) = DeTable::parse_recoverable(text);
        let form = errors.iter().find_map(|error| {
            let at = error.span().unwrap_or(0..0).start;
            let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
            let line = TypedLine { start, text: text[start..].lines().next().unwrap_or_default() };
            find(line, error.message(), at)
        })?;
        let mut changed = text.to_owned();
        changed.replace_range(form.change.0, &form.change.1);
        Some(changed)
    }

    #[test]
    fn entries_of_another_form_are_changed_to_what_they_mean() {
        for (text, wanted) in [
            ("\"a b\" = 1 \"c\" = 2\n", "\"a b\" = 1\n\"c\" = 2\n"),
            ("a = 1, b = 2\n", "a = 1\nb = 2\n"),
            ("[ report = \"x\" ]\n", "#[ report = \"x\" ]\n"),
            ("p = [ report = \"x\" ] # y\n", "p = [ { report = \"x\" } ] # y\n"),
            ("a = [\n  { b: \"x; y\", c: 1 }, # z\n]\n", "a = [\n  { b = \"x; y\", c = 1 }, # z\n]\n"),
            ("a = { b = \"x\"; c = 1 }\n", "a = { b = \"x\", c = 1 }\n"),
            ("a = [\"x\"; \"y\"]\n", "a = [\"x\", \"y\"]\n"),
            ("a = [\"x\" | \"y\"]\n", "a = [\"x\", \"y\"]\n"),
            ("a = [\"x\": \"y\"]\n", "a = [\"x\", \"y\"]\n"),
            ("a = [\n  North\t1\n]\n", "a = [\n  [\"North\", \"1\"],\n]\n"),
            ("a = [ { \"x\", \"y\" } ]\n", "a = [ [ \"x\", \"y\" ] ]\n"),
        ] {
            assert_eq!(changed(text).as_deref(), Some(wanted), "{text}");
            assert!(DeTable::parse_recoverable(wanted).1.is_empty(), "{wanted}");
        }
    }

    #[test]
    fn other_mistakes_are_left_alone() {
        for text in ["a = b; c\n", "a = { b = 10:15 }\n", "a = \"x\n", "a = 1 2\n"] {
            assert_eq!(changed(text), None, "{text}");
        }
    }
}
