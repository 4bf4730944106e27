//! Words that an earlier version has left in a report's title and headings: "DRAFT v0.3" in a final paper, and the
//! quarter before its own. It reads no other text, and changes none.

use super::paper_status::PaperStatus;
use super::typed_capitals;
use crate::finding::{Finding, Findings, Rule};
use crate::load::node::{Node, TypedText, toml_text};
use crate::value::Period;

/// Finds what an earlier version has left in the title and the headings of a report.
pub(super) fn find(report: &Node, status: PaperStatus, period: Option<Period>, findings: &mut Findings) {
    let Some(table) = report.table() else { return };
    let titles = ["title", "short_title"].map(|key| Some((key, table.get(key)?.text()?)));
    let sections = table.get("section").and_then(Node::array).unwrap_or_default();
    let headings =
        sections.iter().filter_map(|section| Some(("heading", section.table()?.get("heading")?.text()?)));
    titles.iter().flatten().for_each(|(key, text)| typed_capitals::find(key, text, findings));
    if status == PaperStatus::Final {
        let title = titles.iter().flatten().next();
        title.and_then(|(_, text)| still_to_be_written(text)).into_iter().for_each(|one| findings.push(one));
        titles
            .iter()
            .flatten()
            .filter_map(|(key, text)| marked_title(key, text))
            .for_each(|one| findings.push(one));
    }
    let Some(own) = period else { return };
    for (key, text) in titles.into_iter().flatten().chain(headings) {
        earlier_period(key, text, own).into_iter().for_each(|one| findings.push(one));
    }
}

/// Titles that a pattern of a report has where its own is to be written.
const OF_PATTERNS: [&str; 8] = [
    "document title",
    "insert title",
    "report title",
    "title of paper",
    "title of report",
    "title of the paper",
    "title of the report",
    "untitled",
];

/// The finding for a title that is the pattern's.
fn still_to_be_written(text: &TypedText) -> Option<Finding> {
    let typed = text.string.trim();
    let message = format!("`{typed}` seems to stand for what is still to be written");
    OF_PATTERNS.contains(&typed.to_lowercase().as_str()).then(|| {
        Finding::warning(Rule::Placeholder, text.span(), message)
            .hint("write the title of this report in its place")
    })
}

/// The finding for a title with the mark of a draft or of a version before or behind its words.
fn marked_title(key: &str, text: &TypedText) -> Option<Finding> {
    let typed = text.string.trim();
    let (mark, rest) = mark_of_version(typed)?;
    let message = format!("the title says {mark}, and this paper is final");
    Some(
        Finding::warning(Rule::TitleStatus, text.span(), message)
            .hint(format!("write {key} = {}", toml_text(&rest)))
            .hint("where it is a draft, write status = \"draft\", which marks every page"),
    )
}

/// The mark of a version that stands before or behind the words of a title, and these; `None` where there is none.
/// "Draft Local Plan" is about a draft, and a title in capitals has no mark that stands out.
fn mark_of_version(title: &str) -> Option<(String, String)> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let is_in_capitals = !title.contains(char::is_lowercase);
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let is_state = |word: &&&str| ["draft", "final"].contains(&plain(word).to_lowercase().as_str());
    let is_version = |word: &&&str| {
        let small = plain(word).to_lowercase();
        let number = small.strip_prefix('v').unwrap_or("x");
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    let is_mark = |word: &&&str| is_state(word) || is_version(word) || plain(word).is_empty();
    let counts = |run: &[&str]| {
        let loud = |word: &&str| plain(word) == "DRAFT" || plain(word) == "FINAL";
        let in_brackets = |word: &&str| word.starts_with(['(', '[']) && is_state(&word);
        let has_version = run.iter().any(|word| is_version(&word));
        let has_state = run.iter().any(|word| is_state(&word));
        has_state && (has_version || run.iter().any(in_brackets) || !is_in_capitals && run.iter().any(loud))
    };
    let first = words.iter().take_while(is_mark).count();
    let last = words.iter().rev().take_while(is_mark).count();
    let (mark, rest) = if first < words.len() && counts(&words[..first]) {
        words.split_at(first)
    } else if last < words.len() && counts(&words[words.len() - last..]) {
        let (rest, mark) = words.split_at(words.len() - last);
        (mark, rest)
    } else {
        return None;
    };
    let mark = mark.join(" ");
    let rest = rest.join(" ");
    let ends = |c: char| matches!(c, '-' | '–' | '—' | ':' | '(' | '[' | ' ');
    Some((mark.trim_matches(ends).trim_matches([')', ']']).to_owned(), rest.trim_matches(ends).to_owned()))
}

/// Words of a heading that speaks of several periods.
const COMPARING: [&str; 14] = [
    "against",
    "and",
    "before",
    "between",
    "compared",
    "comparison",
    "earlier",
    "from",
    "last",
    "previous",
    "since",
    "than",
    "to",
    "until",
];

/// The note on a heading that says the period before the report's own, the one after it or the one a year before,
/// and on a title that says any other.
fn earlier_period(key: &str, text: &TypedText, own: Period) -> Option<Finding> {
    let typed = text.string.as_str();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let is_comparing = |word: &&str| COMPARING.contains(&word.to_lowercase().trim_matches([',', ':', ';']));
    if typed.contains("{{") || words.iter().any(is_comparing) {
        return None;
    }
    let mut found: Vec<(String, Period)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = (1..=3.min(words.len() - at)).rev().find_map(|length| {
            let joined = words[at..at + length].join(" ");
            let plain = joined.trim_matches(['(', ')', ',', ':', ';', '.', '–', '-']).trim().to_owned();
            let period = Period::parse(&plain).filter(|period| period.length() == own.length())?;
            found.push((plain, period));
            Some(length)
        });
        at += length.unwrap_or(1);
    }
    let [(words, period)] = found.as_slice() else { return None };
    let is_later = *period > own;
    let is_near = own.previous() == *period || period.previous() == own || own.year_ago() == Some(*period);
    if own.length() >= 12 || *period == own || !(is_near || key != "heading") {
        return None;
    }
    let form = if words.to_lowercase().contains("quarter") { "long" } else { "short" };
    let corrected = typed.replacen(words, &format!("{{{{ period.{form} }}}}"), 1);
    let message = format!("this says {words}, and the period of the report is {}", own.short());
    let finding = Finding::note(Rule::EarlierPeriod, text.span(), message);
    let of_report =
        format!("where the report's own period is meant, write {key} = {}", toml_text(&corrected));
    // A later one says that the report's own was left as it was in the last paper.
    let of_title = format!("where the figures are to be of {words}, write period = \"{}\"", period.short());
    Some(if is_later { finding.hint(of_title).hint(of_report) } else { finding.hint(of_report) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_versions_are_parted_from_titles() {
        for (title, mark, rest) in [
            ("DRAFT v0.3 Crime update", "DRAFT v0.3", "Crime update"),
            ("Crime update (DRAFT v0.3)", "DRAFT v0.3", "Crime update"),
            ("DRAFT - Crime update", "DRAFT", "Crime update"),
            ("Crime update - FINAL v2", "FINAL v2", "Crime update"),
            ("Crime update [draft]", "draft", "Crime update"),
            ("Crime update final v1.2", "final v1.2", "Crime update"),
        ] {
            assert_eq!(mark_of_version(title), Some((mark.to_owned(), rest.to_owned())), "{title}");
        }
    }

    #[test]
    fn titles_about_drafts_pass() {
        for title in [
            "Draft Local Plan",
            "Consultation on the draft budget",
            "DRAFT MINUTES",
            "Statement of accounts: final",
            "Final report of the task group",
            "Upgrade to HTTP v2",
            "Draft",
            "",
        ] {
            assert_eq!(mark_of_version(title), None, "{title}");
        }
    }

    #[test]
    fn a_heading_of_the_period_before_is_noted() {
        let own = Period::parse("2024/25 Q4").expect("a period");
        let hint = |heading: &str| {
            let file = crate::finding::Sources::default().add("a.toml", heading);
            let text =
                TypedText::plain(heading.to_owned(), crate::finding::Span::new(file, 0..heading.len()));
            earlier_period("heading", &text, own).and_then(|found| found.hints.first().cloned())
        };
        assert!(
            hint("Position at 2024/25 quarter 3")
                .is_some_and(|hint| hint.ends_with("heading = \"Position at {{ period.long }}\""))
        );
        assert!(
            hint("Crime (2024/25 Q3)").is_some_and(|hint| hint.ends_with("\"Crime ({{ period.short }})\""))
        );
        assert!(
            hint("Position at 2025/26 Q1")
                .is_some_and(|hint| hint.ends_with("write period = \"2025/26 Q1\""))
        );
        for heading in [
            "Position at 2024/25 quarter 4",
            "Since 2024/25 Q3",
            "2024/25 Q3 and 2024/25 Q4",
            "2022/23 Q1",
            "Plan for 2024/25",
            "Introduction",
        ] {
            assert_eq!(hint(heading), None, "{heading}");
        }
    }
}
