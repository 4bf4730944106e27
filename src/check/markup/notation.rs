//! Findings for the notation that CommonMark knows and papers do not hold. It never decides which notation
//! that is.
//!
//! Code spans, HTML, quotations and headings in narrative are findings, not text: each has a meaning that its
//! author would expect and not get. A backslash prints any mark.

use std::ops::Range;

use pulldown_cmark::Tag;

use crate::check::address;

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

/// The message about a heading in narrative.
pub(in crate::check) const HEADING: &str = "a heading cannot stand in narrative";

/// The message and the hint for a piece of notation that narrative does not hold, by its tag and its source.
pub(super) fn refusal(tag: &Tag<'_>, source: &str) -> (&'static str, &'static str) {
    match tag {
        Tag::Heading { .. } if is_underlined(source) => (
            "a line of marks makes a heading of the line above it",
            "delete the line of marks: pages break by themselves, and a heading begins a new [[section]]",
        ),
        Tag::Heading { .. } => (
            HEADING,
            "start a new [[section]] with heading = \"…\"; to print the mark itself, write a backslash before it",
        ),
        Tag::BlockQuote(_) => (
            "a line that begins with > is a quotation, which papers do not hold",
            "put quotation marks round the words; to print the > itself, write \\>",
        ),
        Tag::CodeBlock(_) => (
            "this line begins with a tab or with many blanks, and no paragraph does",
            "begin the line at the left: take away what stands before its first word; what goes on under `1.` begins with three blanks, under `-` with two",
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

/// The message on a line of marks alone.
pub(super) const RULE: &str = "a line of marks is not printed";

/// The hint for a line of marks alone.
pub(super) const RULE_HINT: &str =
    "delete this line: pages break by themselves, and a heading begins a new [[section]]";

/// Whether a heading is one by the line of `-` or `=` below it.
fn is_underlined(source: &str) -> bool {
    let last = source.trim_end().lines().next_back().unwrap_or_default().trim();
    last.len() > 1 && last.chars().all(|c| matches!(c, '-' | '='))
}

/// The hint for what is placed among words, by its name.
pub(super) fn own_line(name: &str) -> String {
    format!(
        "put it on a line of its own below the paragraph, with a blank line before and after; where the sentence speaks of it, write {{{{ ref(\"{name}\") }}}} here"
    )
}

/// The hint for a link to a file of a disk.
const DISK: &str = "put the file online, and write its address there, which begins with https://, in place of this path; or add the file to the paper as an [[appendix]], and write the words alone here";

/// The message and the hint for an address that readers cannot follow.
pub(super) fn address_refusal(address: &str) -> (String, String) {
    let shown: String = address.chars().take(60).collect();
    if is_on_disk(address) {
        return (
            format!("readers cannot open `{shown}`: it is on a disk or a shared drive"),
            DISK.to_owned(),
        );
    }
    let message = format!("`{shown}` is not an address that a reader of the PDF can follow");
    let hint = match address::complete(address) {
        Some(whole) => format!("write the whole address: {whole}"),
        None => "an address begins with https://, mailto: or tel:".to_owned(),
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

/// Marks that Markdown left as text, and that were meant as notation.
pub(super) struct LeftMarks {
    /// The bytes of the marks, from the beginning of the text on.
    pub range: Range<usize>,
    pub message: &'static str,
    pub hint: String,
    /// The bytes that go, and what stands there then, where that is sure.
    pub edit: Option<(Range<usize>, String)>,
}

/// The beginning of an address with a sign missing or too many, with its byte, and as it is meant: "https//example.org".
fn slashed_scheme(text: &str) -> Option<(usize, &'static str, &'static str)> {
    const MISSPELT: [(&str, &str); 8] = [
        ("https//", "https://"),
        ("http//", "http://"),
        ("https;//", "https://"),
        ("http;//", "http://"),
        ("htps://", "https://"),
        ("htpps://", "https://"),
        ("hhttps://", "https://"),
        ("ttps://", "https://"),
    ];
    MISSPELT.into_iter().find_map(|(typed, meant)| {
        let at = text.find(typed)?;
        let is_word = !text[..at].ends_with(char::is_alphanumeric);
        let is_address = text[at + typed.len()..].starts_with(char::is_alphanumeric);
        (is_word && is_address).then_some((at, typed, meant))
    })
}

/// Finds marks that were meant as notation in a text that Markdown left as it is. `after` is the source that follows the
/// text.
pub(super) fn unpaired(text: &str, after: &str) -> Option<LeftMarks> {
    let found =
        |range, message, hint: &str| Some(LeftMarks { range, message, hint: hint.to_owned(), edit: None });
    // Each mark may come as a text of its own.
    let split = ['*', '_'].into_iter().any(|mark| text.ends_with(mark) && after.starts_with(mark));
    if let Some(at) = text.find("**").or_else(|| text.find("__")).or(split.then(|| text.len() - 1)) {
        let behind =
            text.get(at + 2..).into_iter().chain([&after[usize::from(split && at + 1 == text.len())..]]);
        let opens = behind.flat_map(str::chars).next().is_some_and(|c| !c.is_whitespace());
        let closes = text[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
        let hint = match (opens, closes) {
            (true, false) => {
                "write the same two marks again right behind the last bold word, or delete these two"
            }
            (false, true) => {
                "write the same two marks right before the first bold word too, or delete these two"
            }
            _ => {
                "bold is **words**, with no blank inside the marks: delete these two, or write them right before and right behind the bold words"
            }
        };
        return found(at..at + 2, "these marks open or close bold, and have no partner", hint);
    }
    if let Some((at, typed, meant)) = slashed_scheme(text) {
        let range = at..at + typed.len();
        return Some(LeftMarks {
            range: range.clone(),
            message: "the beginning of this address is misspelt",
            hint: format!("write {meant} in place of {typed}"),
            edit: Some((range, meant.to_owned())),
        });
    }
    if let Some(reversed) = reversed_link(text, after) {
        return Some(reversed);
    }
    if text.ends_with(']')
        && let Some(address) = after.strip_prefix('(')
    {
        let range = text.len() - 1..text.len() + 1;
        if is_on_disk(address.trim_start_matches('<')) {
            let length = address.find([')', '\n']).unwrap_or(address.len());
            let range = text.len() + 1..text.len() + 1 + length;
            return found(range, "this file is on a disk or a shared drive, which readers cannot open", DISK);
        }
        if let Some(open) = open_address(address) {
            let end = text.len() + 1 + open.len();
            return Some(LeftMarks {
                range: text.len()..end,
                message: "the address of this link is not closed with )",
                hint: format!("write ({open}) right behind the ]"),
                edit: Some((end..end, ")".to_owned())),
            });
        }
        let hint = "a link is [words](https://…), and its address has no blanks: write %20 for one";
        return found(range, "this is not read as a link", hint);
    }
    if text.ends_with('[') && after.starts_with('^') || text.contains("[^") {
        let hint = "declare [note.name] with its text, and write {{ note(\"name\") }} where its mark stands";
        return found(0..text.len(), "footnotes are not written so", hint);
    }
    let line = text.trim();
    if line.len() > 2 && line.starts_with('|') && line.ends_with('|') {
        let hint = "save it as CSV or Excel workbook beside the report, declare [table.name] with caption and file, and write {{ place(\"name\") }} where it stands";
        return found(0..text.len(), "tables are not drawn in the text", hint);
    }
    None
}

/// The address behind the ( of a link that nothing closes; `None` where a ) stands further on, behind blanks of the
/// address perhaps, or no address.
fn open_address(behind: &str) -> Option<&str> {
    let line = behind.split('\n').next().unwrap_or_default();
    let typed = line.split([' ', '\t', '\u{FDD0}']).next().unwrap_or_default();
    let typed = typed.trim_end_matches(['.', ',', ';', ':']);
    (!line.contains(')') && address::is_complete(typed)).then_some(typed)
}

/// Finds a link whose brackets are the wrong way round: `(the plan)[https://example.org/plan]`.
fn reversed_link(text: &str, after: &str) -> Option<LeftMarks> {
    let before = text.strip_suffix(')').or_else(|| text.strip_suffix(")["))?;
    let open = before.rfind('(')?;
    let words = before[open + 1..].trim();
    let rest = after.strip_prefix('[').unwrap_or(after);
    let length = rest.find(']').filter(|_| text.ends_with('[') || after.starts_with('['))?;
    let typed = rest[..length].trim();
    let address = if address::is_complete(typed) { typed.to_owned() } else { address::complete(typed)? };
    if words.is_empty() || typed.contains(char::is_whitespace) {
        return None;
    }
    let end = text.len() + (after.len() - rest.len()) + length + 1;
    let link = format!("[{words}]({address})");
    Some(LeftMarks {
        range: open..end,
        message: "the brackets of this link are the wrong way round",
        hint: format!("write {link}"),
        edit: Some((open..end, link)),
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
            ("words]", "(https://example.org/plan and more"),
            ("[", "^1]"),
            ("| a | b |", ""),
            ("See (the plan)", "[https://example.org]"),
            ("(the plan)[", "www.example.org]"),
        ] {
            assert!(unpaired(text, after).is_some(), "{text}");
        }
    }

    #[test]
    fn plain_text_is_left_alone() {
        for (text, after) in [
            ("(as amended)", "[sic]"),
            ("a * b", ""),
            ("[see]", " (it)"),
            ("{ one }", ""),
            ("|", ""),
            ("f{x}", ""),
            ("snake_case", ""),
        ] {
            assert!(unpaired(text, after).is_none(), "{text}");
        }
    }
}
