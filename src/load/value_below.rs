//! A value in quotes that begins in the line below its key and `=`. It reads no value.

use super::typed_line::{LineForm, TypedLine};

/// Finds such a value by the line over which the parser stumbled: that with which it begins, or which ends it. `typed` is
/// the line without blanks at its ends.
pub(super) fn find(text: &str, line: TypedLine<'_>, typed: &str) -> Option<LineForm> {
    // The parser stumbles over the quotes that close a text of several lines.
    let closes = matches!(typed, "'''" | "\"\"\"");
    let start = if closes { text[..line.start].rfind(typed)? } else { line.words_start() };
    let above = text[..start].trim_end();
    let before = above.strip_suffix('=').filter(|_| typed.starts_with(['"', '\'']))?;
    let is_below = text[above.len()..start].contains('\n');
    let key = before[before.rfind('\n').map_or(0, |n| n + 1)..].trim();
    let quotes = ["'''", "\"\"\""].into_iter().find(|quotes| typed.starts_with(quotes));
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    (is_key && is_below).then(|| LineForm {
        range: above.len() - 1..above.len(),
        message: format!("the value of `{key}` stands below its line, and begins right behind the ="),
        label: "the value belongs here",
        hint: format!("bring it up into this line: {key} = {}", quotes.unwrap_or(typed)),
        change: (above.len()..start, " ".to_owned()),
        is_sure: true,
    })
}
