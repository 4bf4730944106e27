//! Findings as text: for people, one a line, or as JSON lines. It never prints, and it never decides what is
//! a finding.
//!
//! A finding of the severity hint is shown to people as a note, since what any finding says to do stands
//! behind the word hint. Such findings come after all others and stop nothing, not even where warnings do.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Finding, Findings, Location, Severity, Sources};

/// The format in which findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingFormat {
    /// The line with its fault marked, and hints below it.
    Human,
    /// A line of text: `file:line:column: error[rule]: message`.
    Short,
    /// A JSON object on a line of its own.
    Json,
}

/// Renders all findings, sorted, each ended by a line end. `color` is for `Human` alone.
pub fn render(findings: &Findings, sources: &Sources, format: FindingFormat, color: bool) -> String {
    let mut out = String::new();
    for finding in findings.sorted(sources) {
        let at = finding.span.map(|span| sources.locate(span));
        match format {
            FindingFormat::Human => {
                out.push_str(&human(finding, at.as_ref(), color));
                out.push_str("\n\n");
            }
            FindingFormat::Short => {
                out.push_str(&short(finding, at.as_ref()));
                out.push('\n');
            }
            FindingFormat::Json => {
                out.push_str(&json(finding, at.as_ref()));
                out.push('\n');
            }
        }
    }
    out
}

/// Counts findings in words: "2 errors, 1 warning and 1 note"; empty where there are none.
pub fn summary(findings: &Findings, sources: &Sources) -> String {
    let list = findings.sorted(sources);
    let count = |severity| list.iter().filter(|f| f.severity == severity).count();
    let say = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let severities = [Severity::Error, Severity::Warning, Severity::Hint];
    let said: Vec<String> = severities.into_iter().filter_map(|s| say(count(s), s.label())).collect();
    match said.as_slice() {
        [some @ .., last] if !some.is_empty() => format!("{} and {last}", some.join(", ")),
        _ => said.concat(),
    }
}

/// The most characters of a line; longer ones are cut round the marked text.
const WIDEST: usize = 140;

fn human(finding: &Finding, at: Option<&Location>, color: bool) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE,
    };
    // Where no line is shown, the few words that would stand under it go with the message.
    let lined = at.is_some_and(|at| at.line.is_some());
    let message = match finding.label.as_str() {
        label if !lined && !label.is_empty() => format!("{} ({label})", finding.message),
        _ => finding.message.clone(),
    };
    let title = level.primary_title(message.as_str()).id(finding.rule.name());
    let shown = at.filter(|at| at.line.is_some()).map(cut);
    let mut group = match (&shown, at) {
        (Some((text, from, to)), Some(at)) => {
            let mut mark = AnnotationKind::Primary.span(*from..*to);
            if !finding.label.is_empty() {
                mark = mark.label(finding.label.as_str());
            }
            title.element(
                Snippet::source(text.as_str())
                    .path(at.path.as_str())
                    .line_start(at.line.unwrap_or(1))
                    .annotation(mark),
            )
        }
        (_, Some(at)) => title.element(annotate_snippets::Origin::path(at.path.as_str())),
        (_, None) => title.elements(Vec::<annotate_snippets::Message<'_>>::new()),
    };
    for hint in &finding.hints {
        group = group.element(Level::HELP.with_name("hint").message(hint.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let shown = renderer.render(&[group]);
    match at {
        // The marked text may have been moved by the cut: say the real column.
        Some(at) => match at.line {
            Some(line) => fix_column(&shown, at, line),
            None => shown,
        },
        None => shown,
    }
}

/// The line of a location, cut to fit, and the byte range that is marked in it. Tabs and other controls are
/// shown as blanks.
fn cut(at: &Location) -> (String, usize, usize) {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    let chars: Vec<char> = at.text.chars().map(clean).collect();
    let first = at.column - 1;
    let last = (first + at.width).min(chars.len().max(first + 1));
    let from = if chars.len() <= WIDEST { 0 } else { first.saturating_sub(WIDEST / 2) };
    let to = chars.len().min(from + WIDEST).max(from);
    let mut text: String = chars[from.min(chars.len())..to].iter().collect();
    let byte =
        |n: usize| chars.iter().skip(from).take(n.saturating_sub(from)).map(|c| c.len_utf8()).sum::<usize>();
    let (start, mut end) = (byte(first), byte(last.min(to)));
    if text.is_empty() || start >= text.len() {
        text.push(' ');
    }
    end = end.max(start + 1).min(text.len());
    (text, start.min(end), end)
}

fn fix_column(shown: &str, at: &Location, line: usize) -> String {
    let mut out = Vec::new();
    let mut fixed = false;
    for part in shown.split('\n') {
        let span = part.find("--> ").filter(|_| !fixed);
        match span {
            Some(n) if part.contains(&at.path) => {
                let tail = part.rfind(&format!(":{line}:")).unwrap_or(part.len());
                let column = part[tail..].trim_start_matches(&format!(":{line}:"));
                let rest = column.trim_start_matches(|c: char| c.is_ascii_digit());
                out.push(format!("{}{}:{line}:{}{rest}", &part[..n + 4], &part[n + 4..tail], at.column));
                fixed = true;
            }
            _ => out.push(part.to_owned()),
        }
    }
    out.join("\n")
}

fn short(finding: &Finding, at: Option<&Location>) -> String {
    let span = match at {
        Some(Location { path, line: Some(line), column, .. }) => format!("{path}:{line}:{column}: "),
        Some(at) => format!("{}: ", at.path),
        None => String::new(),
    };
    // A workbook has no lines: what names the sheet and the cell is the label.
    let lined = at.is_none_or(|at| at.line.is_some());
    let cell =
        if lined || finding.label.is_empty() { String::new() } else { format!(" ({})", finding.label) };
    format!("{span}{}[{}]: {}{cell}", finding.severity.label(), finding.rule, finding.message)
}

/// The JSON form of a finding. Fields are added, never renamed.
#[derive(Serialize)]
struct JsonFinding<'a> {
    kind: &'static str,
    severity: &'static str,
    rule: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    text: Option<&'a str>,
    label: &'a str,
    hints: &'a [String],
}

fn json(finding: &Finding, at: Option<&Location>) -> String {
    let lined = at.filter(|at| at.line.is_some());
    let line = JsonFinding {
        kind: "finding",
        severity: match finding.severity {
            Severity::Hint => "hint",
            severity => severity.label(),
        },
        rule: finding.rule.name(),
        message: &finding.message,
        file: at.map(|at| at.path.as_str()),
        line: at.and_then(|at| at.line),
        column: lined.map(|at| at.column),
        text: lined.map(|at| at.text.as_str()),
        label: &finding.label,
        hints: &finding.hints,
    };
    serde_json::to_string(&line).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Rule, Span};

    fn one(text: &str, range: std::ops::Range<usize>) -> (Findings, Sources) {
        let mut sources = Sources::default();
        let file = sources.add("reports/a/report.toml", text);
        let mut findings = Findings::default();
        let span = super::super::Span::new(file, range);
        findings
            .push(Finding::error(Rule::UnknownBoard, span, "no such board").label("here").hint("correct it"));
        (findings, sources)
    }

    #[test]
    fn the_line_is_printed_and_marked() {
        let (findings, sources) = one("title = \"A\"\nboard = \"b\"\n", 20..23);
        let text = render(&findings, &sources, FindingFormat::Human, false);
        assert!(text.contains("error[unknown-board]: no such board"), "{text}");
        assert!(text.contains("--> reports/a/report.toml:2:9"), "{text}");
        assert!(text.contains("^^^ here") && text.contains("hint: correct it"), "{text}");
    }

    #[test]
    fn a_long_line_is_cut_and_its_column_kept() {
        let (findings, sources) = one(&"é".repeat(500), 800..802);
        let text = render(&findings, &sources, FindingFormat::Human, false);
        assert!(text.contains(":1:401"), "{text}");
        assert!(text.lines().all(|l| l.chars().count() < 180), "{text}");
    }

    #[test]
    fn a_short_finding_in_a_workbook_names_its_cell() {
        let mut sources = Sources::default();
        let file = sources.add("t.xlsx", "");
        let mut findings = Findings::default();
        findings
            .push(Finding::error(Rule::CellTime, Span::new(file, 7..7), "a time").label("sheet S, cell B2"));
        let short = render(&findings, &sources, FindingFormat::Short, false);
        assert_eq!(short, "t.xlsx: error[cell-time]: a time (sheet S, cell B2)\n");
    }

    #[test]
    fn short_and_json_hold_the_same_place() {
        let (findings, sources) = one("a\nbc\n", 2..4);
        let short = render(&findings, &sources, FindingFormat::Short, false);
        assert_eq!(short, "reports/a/report.toml:2:1: error[unknown-board]: no such board\n");
        let json = render(&findings, &sources, FindingFormat::Json, false);
        assert!(json.contains("\"line\":2,\"column\":1,\"text\":\"bc\""), "{json}");
    }

    #[test]
    fn a_hint_is_a_note_to_people_and_a_hint_to_programs() {
        let (_, sources) = one("a\nbc\n", 2..4);
        let mut findings = Findings::default();
        let span = Span::new(sources.find("reports/a/report.toml").expect("there"), 2..4);
        findings.push(Finding::note(Rule::ImageAlt, span, "could be shorter").hint("leave a word out"));
        let human = render(&findings, &sources, FindingFormat::Human, false);
        assert!(human.starts_with("note[image-alt]: could be shorter\n"), "{human}");
        assert!(human.contains("= hint: leave a word out"), "{human}");
        let short = render(&findings, &sources, FindingFormat::Short, false);
        assert_eq!(short, "reports/a/report.toml:2:1: note[image-alt]: could be shorter\n");
        let json = render(&findings, &sources, FindingFormat::Json, false);
        assert!(json.contains("\"severity\":\"hint\",\"rule\":\"image-alt\""), "{json}");
        assert_eq!(summary(&findings, &sources), "1 note");
        findings.push(Finding::warning(Rule::Blank, span, "w"));
        assert_eq!(summary(&findings, &sources), "1 warning and 1 note");
        findings.push(Finding::error(Rule::Blank, span, "e"));
        findings.push(Finding::error(Rule::Blank, span, "f"));
        assert_eq!(summary(&findings, &sources), "2 errors, 1 warning and 1 note");
    }
}
