//! Findings for the notation that CommonMark knows and papers do not hold. It never decides which notation
//! that is.
//!
//! Code spans, HTML, quotations and headings in narrative are findings, not text: each has a meaning that its
//! author would expect and not get. A backslash prints any mark.

use std::ops::Range;

use pulldown_cmark::Tag;

/// The message on a piece of HTML.
pub(super) const HTML: &str = "this is HTML, which papers do not hold";

/// The hint for a piece of HTML, by its tag: `<b>`, `</b>`, `<a href="…">`.
pub(super) fn html_hint(source: &str) -> &'static str {
    let name = source.trim_start().trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "b" | "strong" => "for bold, write **words** in place of <b>words</b>",
        "i" | "em" => "for italic, write *words* in place of <i>words</i>",
        "u" => "nothing is underlined, as links are; for bold, write **words** in place of <u>words</u>",
        "br" | "p" | "div" => "take the tag away, and leave a blank line where a paragraph ends",
        "a" => "a link is [words](https://…), in place of <a href=\"https://…\">words</a>",
        "ul" | "li" => "take the tags away: a list has a line for each of its items, which begins with `- `",
        "ol" => {
            "take the tags away: a list with numbers has a line for each of its items, which begins with `1. `"
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "start a new [[section]] with heading = \"…\"",
        "table" | "tr" | "td" | "th" | "thead" | "tbody" => {
            "declare [table.name], and write {{ place(\"name\") }} where it stands"
        }
        "img" => "declare [image.name] with file and alt, and write {{ place(\"name\") }} where it stands",
        "sup" => "take the tags away: ² and ³ are typed as they are; a note is {{ note(\"name\") }}",
        _ => "take away all that stands from < to >; where it is to be printed, write \\< for the <",
    }
}

/// The message and the hint for a piece of notation that narrative does not hold, by its tag and its source.
pub(super) fn refusal(tag: &Tag<'_>, source: &str) -> (&'static str, &'static str) {
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
        Tag::HtmlBlock => (HTML, html_hint(source)),
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

/// The hint for a link to a file of a disk.
const DISK: &str =
    "put the file online, and link to it there with https://; or add it to the paper as an [[appendix]]";

/// The message and the hint for an address that readers cannot follow.
pub(super) fn address_refusal(address: &str) -> (String, String) {
    let shown: String = address.chars().take(60).collect();
    if is_on_disk(address) {
        return (format!("readers cannot open `{shown}`: it is a file of your disk"), DISK.to_owned());
    }
    let message = format!("`{shown}` is not an address that a reader of the PDF can follow");
    let hint = if address.to_lowercase().starts_with("www.") {
        format!("write the whole address: https://{shown}")
    } else {
        "an address begins with https://, mailto: or tel:".to_owned()
    };
    (message, hint)
}

/// Whether an address names a file of a disk or of a server in the office: `S:\Plan.xlsx`, `\\server\Plan.xlsx`,
/// `file:///C:/Plan.xlsx`.
fn is_on_disk(address: &str) -> bool {
    let mut signs = address.chars();
    let drive = signs.next().is_some_and(|c| c.is_ascii_alphabetic()) && signs.next() == Some(':');
    let is_path = signs.next().is_some_and(|c| matches!(c, '\\' | '/'));
    drive && is_path || address.starts_with('\\') || address.to_ascii_lowercase().starts_with("file:")
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
    if text.ends_with(']')
        && let Some(address) = after.strip_prefix('(')
    {
        let range = text.len() - 1..text.len() + 1;
        if is_on_disk(address.trim_start_matches('<')) {
            return Some((range, "this links to a file of your disk, which readers cannot open", DISK));
        }
        let hint = "a link is [words](https://…), and its address has no blanks: write %20 for one";
        return Some((range, "this is not read as a link", hint));
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
        let hint = "save it as CSV or Excel workbook beside the report, declare [table.name] with caption and file, and write {{ place(\"name\") }} where it stands";
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
