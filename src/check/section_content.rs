//! Sections of a report that say nothing, or say again what another one says. It reads headings and texts as they
//! are typed, and decides on no numbering.

use crate::finding::{Finding, Findings, Rule, Sources, Span};
use crate::load::ReportFolder;
use crate::load::node::{Node, TomlValue};

/// The fewest words of a text that is not said twice by chance.
const FEWEST_WORDS: usize = 12;

/// The keys of a section.
const KEYS: [&str; 6] = ["heading", "language", "level", "name", "number", "text"];

/// A section as it is typed.
struct TypedSection<'a> {
    level: usize,
    heading: &'a str,
    heading_span: Span,
    /// The words of the text, blanks aside; empty where there are none.
    words: Vec<&'a str>,
    /// The number of the section that it stands below; `None` at the top.
    parent: Option<usize>,
    /// Whether it has a key that is none of a section's, which may be its text.
    has_unknown_key: bool,
}

/// Finds headings with nothing below them, in final reports, and sections that stand in a report twice.
pub(super) fn find(reports: &[ReportFolder], sources: &Sources, findings: &mut Findings) {
    for report in reports {
        let root = &report.document.root;
        let Some(table) = root.table() else { continue };
        let sections = read_sections(table.get("section").and_then(Node::array).unwrap_or_default());
        let status = table.get("status").and_then(Node::text);
        let is_final = status.is_none_or(|status| status.string != "draft");
        if is_final {
            bare_headings(&sections, findings);
        }
        find_twice(&sections, is_final, sources, findings);
    }
}

fn read_sections(nodes: &[Node]) -> Vec<TypedSection<'_>> {
    let mut sections: Vec<TypedSection<'_>> = Vec::new();
    for node in nodes {
        let Some(table) = node.table() else { continue };
        let level = match table.get("level").map(|node| &node.value) {
            Some(TomlValue::Integer(digits)) => digits.parse().unwrap_or(1),
            _ => 1,
        };
        let Some(heading) = table.get("heading").and_then(Node::text) else { continue };
        let text = table.get("text").and_then(Node::text);
        sections.push(TypedSection {
            level,
            heading: heading.string.trim(),
            heading_span: heading.span(),
            words: text.map(|text| text.string.split_whitespace().collect()).unwrap_or_default(),
            parent: sections.iter().rposition(|above| above.level < level),
            has_unknown_key: table.entries.iter().any(|entry| !KEYS.contains(&entry.key.as_str())),
        });
    }
    sections
}

/// Warns of each heading with neither a text nor a section of a deeper level below it.
fn bare_headings(sections: &[TypedSection<'_>], findings: &mut Findings) {
    for (at, section) in sections.iter().enumerate() {
        let goes_on = sections.get(at + 1).is_some_and(|next| next.level > section.level);
        let is_empty = section.words.is_empty() && !section.has_unknown_key;
        if is_empty && !section.heading.is_empty() && !goes_on {
            let message = format!("nothing stands below the heading `{}`", section.heading);
            findings.push(
                Finding::warning(Rule::HeadingAlone, section.heading_span, message)
                    .hint("write its text below it: text = '''…'''; or delete the section, heading and all"),
            );
        }
    }
}

/// Finds the sections that have the heading and the words of one before them.
fn find_twice(sections: &[TypedSection<'_>], is_final: bool, sources: &Sources, findings: &mut Findings) {
    let mut twice: Vec<usize> = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        if section.words.is_empty() || section.parent.is_some_and(|parent| twice.contains(&parent)) {
            continue;
        }
        let is_same = |other: &&TypedSection<'_>| {
            let is_near = other.parent == section.parent && other.level == section.level;
            // "None." may be said of many things.
            (is_near || section.words.len() >= FEWEST_WORDS)
                && other.heading.to_lowercase() == section.heading.to_lowercase()
                && other.words == section.words
        };
        let Some(first) = sections[..at].iter().find(is_same) else { continue };
        twice.push(at);
        let is_sure = is_final && first.parent == section.parent;
        let severe = if is_sure { Finding::error } else { Finding::warning };
        let line = sources.locate(first.heading_span).line.unwrap_or_default();
        let message = format!("this section has the heading and the words of the one in line {line}");
        findings.push(
            severe(Rule::SectionTwice, section.heading_span, message)
                .hint("delete one of the two, from [[section]] to the end of its text"),
        );
    }
}
