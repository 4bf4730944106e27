//! Headings that an author typed in the text of a section, each with the lines by which it begins a section of its own. It
//! never decides whether bold words are a heading.

use super::markup::HEADING;
use crate::finding::{Finding, Findings, Rule, list_in_words};
use crate::load::node::{Node, TypedText, toml_text};

/// The level of the deepest sections.
const DEEPEST: usize = 4;

/// The text of a section, and where it stands.
pub(super) struct SectionText<'a> {
    pub text: &'a TypedText,
    /// The table of the section.
    pub section: &'a Node,
    pub level: usize,
}

/// A heading within a text.
struct TypedHeading {
    /// Its words without marks.
    words: String,
    /// Whether it takes one line.
    is_one_line: bool,
    /// Whether it begins the text.
    is_first: bool,
    /// Whether nothing stands below it.
    is_last: bool,
}

/// Completes the findings on typed headings among those of a section's text; leaves all others as they are.
pub(super) fn complete(found: Findings, section: &SectionText<'_>) -> Findings {
    let mut completed = found.clone();
    let is_heading = |finding: &Finding| {
        finding.rule == Rule::BoldHeading || finding.rule == Rule::Markup && finding.message == HEADING
    };
    completed.retain(|finding| !is_heading(finding));
    for finding in found.iter().filter(|finding| is_heading(finding)) {
        completed.push(with_lines(finding.clone(), section));
    }
    completed
}

/// The finding on a typed heading with the lines of its section, where it is sure which these are.
fn with_lines(finding: Finding, section: &SectionText<'_>) -> Finding {
    let is_bold = finding.rule == Rule::BoldHeading;
    let Some(heading) = heading_at(&finding, section.text, is_bold) else { return finding };
    let otherwise = if is_bold {
        "where it is no heading, take the ** away, or make a sentence of it that ends with a full stop"
    } else {
        "to print the mark itself, write a backslash before it"
    };
    let words = toml_text(&heading.words);
    if heading.is_last {
        return finding
            .hint_only(format!(
                "nothing stands below {words}: where it is a heading, write its text below it and check again; else take it away"
            ))
            .hint(otherwise);
    }
    let quotes = section.text.quotes();
    if quotes.len() != 3 || heading.is_first && section.level == DEEPEST {
        return finding;
    }
    let level = if heading.is_first { section.level + 1 } else { section.level };
    let mut lines = vec!["[[section]]".to_owned()];
    if level > 1 {
        lines.push(format!("level = {level}"));
    }
    lines.push(format!("heading = {words}"));
    for key in ["number", "language"] {
        let typed = section.section.table().and_then(|table| table.get(key)).and_then(Node::text);
        lines.extend(typed.map(|text| format!("{key} = {}", toml_text(&text.string))));
    }
    lines.push(format!("text = {quotes}"));
    let place = match (heading.is_first, heading.is_one_line) {
        (true, _) => "in place of those from `text` to this one",
        (false, true) => "in place of this one",
        (false, false) => "in place of these",
    };
    if !heading.is_first {
        lines.insert(0, quotes.to_owned());
    }
    let moves = keys_below(section);
    let moves = if moves.is_empty() {
        String::new()
    } else {
        format!("; and move {} of this section above its `text`", list_in_words(&moves))
    };
    let deeper = if heading.is_first || level == DEEPEST {
        String::new()
    } else if level == 1 {
        "; where it heads a part of this section, write level = 2 above `heading`".to_owned()
    } else {
        format!("; where it heads a part of this section, write level = {}", level + 1)
    };
    finding
        .hint_only(otherwise)
        .paste(format!("where {words} is a heading, put the lines below {place}{deeper}{moves}"), lines)
}

/// The heading at the place of a finding; `None` where other words stand in its line.
fn heading_at(finding: &Finding, text: &TypedText, is_bold: bool) -> Option<TypedHeading> {
    let start = finding.span?.range().start;
    let string = text.string.as_str();
    let mut at = 0;
    for line in string.split_inclusive('\n') {
        let begins = at + line.len() - line.trim_start().len();
        if begins < string.len() && text.part(begins..begins + 1).range().start == start {
            let rest = &string[begins..];
            let lines =
                if is_bold { rest.lines().take_while(|line| !line.trim().is_empty()).count() } else { 1 };
            let typed: Vec<&str> = rest.lines().take(lines).map(str::trim).collect();
            let below = rest.lines().skip(lines).any(|line| !line.trim().is_empty());
            let words = typed.join(" ");
            let words = if is_bold {
                let inner = words.strip_prefix("**").or_else(|| words.strip_prefix("__"))?;
                inner.strip_suffix("**").or_else(|| inner.strip_suffix("__"))?
            } else {
                words.trim_matches('#')
            };
            let words = words.trim().trim_end_matches(':').trim_end();
            return (!words.is_empty()).then(|| TypedHeading {
                words: words.to_owned(),
                is_one_line: lines == 1,
                is_first: string[..begins].trim().is_empty(),
                is_last: !below,
            });
        }
        at += line.len();
    }
    None
}

/// The keys of a section that stand below its text: they would be those of the section that begins there.
fn keys_below(section: &SectionText<'_>) -> Vec<String> {
    let end = section.text.span().range().end;
    let entries = section.section.table().map(|table| table.entries.as_slice()).unwrap_or_default();
    let below = entries.iter().filter(|entry| entry.key_place.range().start >= end);
    below.map(|entry| format!("`{}`", entry.key)).collect()
}
