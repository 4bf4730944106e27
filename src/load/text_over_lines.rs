//! Texts in quotes for one line that go on over several. It never looks at texts between three quotes.

use super::line_form::{is_bare, is_header};
use super::typed_line::{LineForm, TypedLine};

/// The most lines over which a text in quotes for one line is looked for.
const MOST_LINES: usize = 8;

/// Finds a text that is opened with a quote for one line and closed with it some lines further down, at the place where
/// the parser stumbled: the lines between are no keys and no headers.
pub(super) fn find(text: &str, at: usize) -> Option<LineForm> {
    let (line, _) = TypedLine::at(text, at);
    let (key, value) = line.text.split_once('=')?;
    let typed = value.trim();
    let quote = typed.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let is_of_lines = typed.starts_with("'''") || typed.starts_with("\"\"\"");
    if !is_bare(key.trim()) || is_of_lines || typed.matches(quote).count() != 1 {
        return None;
    }
    let start = line.start + line.text.find(quote)?;
    let mut end = line.start + line.text.len() + 1;
    let mut words = vec![typed[1..].trim()];
    for own in text.get(end..)?.lines().take(MOST_LINES) {
        let trimmed = own.trim();
        let (inner, is_last) = trimmed.strip_suffix(quote).map_or((trimmed, false), |inner| (inner, true));
        let is_key = own.split_once('=').is_some_and(|(key, _)| is_bare(key.trim()));
        if is_key || is_header(trimmed) || inner.contains(quote) || inner.contains("'''") {
            return None;
        }
        words.push(inner.trim());
        if !is_last {
            end += own.len() + 1;
            continue;
        }
        end += own.trim_end().len();
        // An address has commas; other words go on as they are, and what is a list stays one.
        let is_address = ["venue", "place", "address"].contains(&key.trim());
        let joined: Vec<&str> =
            words.iter().map(|word| if is_address { word.trim_end_matches(',') } else { *word }).collect();
        let joined = joined.join(if is_address { ", " } else { " " });
        let is_line = |word: &&str| {
            !word.is_empty() && word.len() < 60 && !word.starts_with(['-', '*', '•']) && !word.ends_with(':')
        };
        let hint = if key.trim() != "text" && words.len() < 5 && words.iter().all(is_line) {
            format!("write it in one line: {} = {quote}{joined}{quote}", key.trim())
        } else {
            "put ''' in place of both quotes: a text in them may have several lines".to_owned()
        };
        return Some(LineForm {
            range: start..start + 1,
            message: format!(
                "this text starts with {quote}, which is for one line, and goes on over {} lines",
                words.len()
            ),
            label: "opened here",
            hint,
            change: (start..end, format!("'''{}'''", words.join(" "))),
            is_sure: false,
        });
    }
    None
}
