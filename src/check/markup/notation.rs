//! Findings for the notation that CommonMark knows and papers do not hold. It never decides which notation
//! that is.
//!
//! Code spans, HTML, quotations and headings in narrative are findings, not text: each has a meaning that its
//! author would expect and not get. A backslash prints any mark.

use std::ops::Range;

use pulldown_cmark::Tag;

/// The message and the hint for a piece of notation that narrative does not hold.
pub(super) fn refusal(tag: &Tag<'_>) -> (&'static str, &'static str) {
    match tag {
        Tag::Heading { .. } => (
            "a heading cannot stand in narrative",
            "start a new [[section]] with heading = \"…\"; to print the mark itself, write a backslash before it",
        ),
        Tag::BlockQuote(_) => (
            "a line that begins with > is a quotation, which papers do not hold",
            "put quotation marks round the words; to print the > itself, write \\>",
        ),
        Tag::CodeBlock(_) => (
            "this is indented so far that it reads as program code",
            "begin paragraphs at the left; under `1.` indent by three blanks, under `-` by two",
        ),
        Tag::HtmlBlock => ("this is HTML, which papers do not hold", "to print the < itself, write \\<"),
        Tag::Image { .. } => (
            "images are not written into the text",
            "declare [image.name] with file and alt, and write {{ place(\"name\") }} where it stands",
        ),
        Tag::Strong | Tag::Emphasis => {
            ("bold and italic are nested too deep", "take some of the * marks away")
        }
        _ => ("this notation is not read here", "put a backslash before its first mark"),
    }
}

/// Finds marks that were meant as notation in a text that Markdown left as it is: their range in the text,
/// the message and the hint. `after` is the source that follows the text.
pub(super) fn unpaired(text: &str, after: &str) -> Option<(Range<usize>, &'static str, &'static str)> {
    // Each mark may come as a text of its own.
    let split = ['*', '_'].into_iter().any(|mark| text.ends_with(mark) && after.starts_with(mark));
    if let Some(at) = text.find("**").or_else(|| text.find("__")).or(split.then(|| text.len() - 1)) {
        let hint =
            "bold is **words**, with no blank inside the marks; to print a mark, write a backslash before it";
        return Some((at..at + 2, "these marks open or close bold, and have no partner", hint));
    }
    if text.ends_with(']') && after.starts_with('(') {
        let hint = "a link is [words](https://…), and its address has no blanks: write %20 for one";
        return Some((text.len() - 1..text.len() + 1, "this is not read as a link", hint));
    }
    if text.ends_with('[') && after.starts_with('^') || text.contains("[^") {
        let hint = "declare [note.name] with its text, and write {{ note(\"name\") }} where its mark stands";
        return Some((0..text.len(), "footnotes are not written so", hint));
    }
    if single_brace(text) {
        let at = text.find('{').unwrap_or(0);
        let hint = "write {{ … }}; to print one brace, write a backslash before it";
        return Some((at..at + 1, "a figure stands between two braces at each side", hint));
    }
    let line = text.trim();
    if line.len() > 2 && line.starts_with('|') && line.ends_with('|') {
        let hint = "declare [table.name], and write {{ place(\"name\") }} where it stands";
        return Some((0..text.len(), "tables are not drawn in the text", hint));
    }
    None
}

/// Whether a text has one brace round what can only be a figure: `{ domestic_crime.now }`.
fn single_brace(text: &str) -> bool {
    let inside =
        text.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(inside, _)| inside.trim());
    inside.is_some_and(|inside| {
        inside.contains('.')
            && inside.starts_with(|c: char| c.is_ascii_lowercase())
            && inside
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::unpaired;

    #[test]
    fn what_was_meant_as_notation_is_found() {
        for (text, after) in [
            ("a **b", ""),
            ("words]", "(https://x/a b)"),
            ("[", "^1]"),
            ("is { crime.now } now", ""),
            ("| a | b |", ""),
        ] {
            assert!(unpaired(text, after).is_some(), "{text}");
        }
    }

    #[test]
    fn plain_text_is_left_alone() {
        for (text, after) in
            [("a * b", ""), ("[see]", " (it)"), ("{ one }", ""), ("|", ""), ("f{x}", ""), ("snake_case", "")]
        {
            assert!(unpaired(text, after).is_none(), "{text}");
        }
    }
}
