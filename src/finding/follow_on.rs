//! Findings that follow from another one: what a file that cannot be read whole seems to lack, and what seems to be
//! missing elsewhere because of it. It changes no finding.

use std::collections::BTreeSet;

use super::{FileId, Finding, Rule, Severity, Sources, Span};

/// Leaves out the findings of which another one of the list is the cause.
pub(super) fn leave_out(list: &mut Vec<&Finding>, sources: &Sources) {
    // What cannot be read as TOML is not also of the wrong type.
    let unread: Vec<Span> =
        list.iter().filter(|f| f.rule == Rule::TomlSyntax).filter_map(|f| f.span).collect();
    // Nor is another value of the same line.
    let lines: BTreeSet<(FileId, Option<usize>)> =
        unread.iter().map(|span| (span.file(), sources.locate(*span).line)).collect();
    let files: BTreeSet<FileId> = unread.iter().map(|span| span.file()).collect();
    let empty = list.iter().filter(|f| f.rule == Rule::FileEmpty).filter_map(|f| f.span.map(Span::file));
    let empty: BTreeSet<FileId> = empty.collect();
    let shared: Vec<&[Rule]> = files.iter().map(|file| rules_about_names_of(sources.path(*file))).collect();
    let without_period: BTreeSet<FileId> =
        list.iter().filter(|f| has_wrong_period(f, sources)).filter_map(|f| f.span.map(Span::file)).collect();
    let without_next: BTreeSet<FileId> = list
        .iter()
        .filter(|f| f.rule == Rule::WrongType && stands_in_line_of(f, "next", sources))
        .filter_map(|f| f.span.map(Span::file))
        .collect();
    // Values that stand below their indicator are those that its series seems to lack.
    let with_values: BTreeSet<FileId> = list
        .iter()
        .filter(|f| {
            f.rule == Rule::UnknownKey && f.message.starts_with("`values` is not a key of the indicator")
        })
        .filter_map(|f| f.span.map(Span::file))
        .collect();
    // Without a tolerance that can be read no change is judged.
    let without_tolerance =
        list.iter().any(|f| f.rule == Rule::WrongValue && f.message.starts_with("`tolerance` should be"));
    // Papers that lie in no board's folder are not also missing.
    let astray = |f: &&&Finding| f.rule == Rule::NoBoardFolder && f.severity == Severity::Error;
    let astray: BTreeSet<String> = list
        .iter()
        .filter(astray)
        .filter_map(|f| f.span.map(|span| sources.path(span.file()).to_owned()))
        .collect();
    // The values of a second table of one name are not of the first.
    let twice = |f: &&&Finding| f.rule == Rule::TomlSyntax && f.message.starts_with("`[");
    let twice: Vec<Span> = list.iter().filter(twice).filter_map(|f| f.span).collect();
    // A header that could not be read says less than the field that is meant by it.
    let fields: Vec<Span> =
        list.iter().filter(|f| f.rule == Rule::UnknownField).filter_map(|f| f.span).collect();
    list.retain(|f| {
        let Some(span) = f.span else { return true };
        if f.rule == Rule::TomlSyntax && fields.iter().any(|field| field.meets(span)) {
            return false;
        }
        if f.rule == Rule::UnknownField {
            return true;
        }
        let in_doubt = unread.iter().any(|unread| unread.meets(span))
            || (files.contains(&span.file()) || empty.contains(&span.file())) && is_of_absence(f.rule)
            || shared.iter().any(|rules| rules.contains(&f.rule));
        let follows = f.rule == Rule::NoPeriod && without_period.contains(&span.file())
            || f.rule == Rule::SeriesValues
                && f.message.ends_with("neither values nor a file")
                && with_values.contains(&span.file())
            || f.rule == Rule::NoTolerance && without_tolerance
            || f.rule == Rule::NoNext && without_next.contains(&span.file())
            || f.rule == Rule::UnknownPaper && astray.iter().any(|path| is_of_name(&f.message, path))
            || f.rule == Rule::WrongType && lines.contains(&(span.file(), sources.locate(span).line))
            || f.rule == Rule::PeriodTwice
                && twice.iter().any(|header| header.file() == span.file() && *header < span);
        f.rule == Rule::TomlSyntax || !in_doubt && !follows
    });
}

/// Whether a rule is about something that a file does not have: in one that cannot be read whole, nobody knows.
fn is_of_absence(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::BackgroundPapers
            | Rule::HeadingAlone
            | Rule::MissingField
            | Rule::MissingKey
            | Rule::NextUnprinted
            | Rule::NoPeriod
            | Rule::NotPlaced
            | Rule::RowShort
            | Rule::SeriesValues
            | Rule::StandingItem
            | Rule::UnknownNote
            | Rule::UnknownPlace
            | Rule::UnknownReference
    )
}

/// The rules about names that a file declares for others.
fn rules_about_names_of(path: &str) -> &'static [Rule] {
    match path.split('/').next() {
        Some("people.toml") => &[Rule::UnknownContact],
        Some("council.toml") => &[Rule::UnknownArea, Rule::UnknownRag],
        Some("boards") => &[Rule::UnknownBoard],
        Some("indicators") => &[Rule::UnknownIndicator],
        _ => &[],
    }
}

/// Whether a message ends with a path in a board's folder of a file that lies above it: "minutes/safer/2025-06-20.toml".
fn is_of_name(message: &str, path: &str) -> bool {
    path.split_once('/').is_some_and(|(kind, name)| {
        message.contains(&format!(" {kind}/")) && message.ends_with(&format!("/{name}"))
    })
}

/// Whether a finding is about the period of its paper: that it is none, or stands where nothing reads it.
fn has_wrong_period(finding: &Finding, sources: &Sources) -> bool {
    finding.rule == Rule::UnknownKey && finding.message.starts_with("`period` is not a key")
        || finding.rule == Rule::Period && stands_in_line_of(finding, "period", sources)
}

/// Whether a finding is about the value of a key: its line begins with it.
fn stands_in_line_of(finding: &Finding, key: &str, sources: &Sources) -> bool {
    let line = finding.span.map(|span| sources.locate(span));
    line.is_some_and(|at| at.text.trim_start().starts_with(key))
}
