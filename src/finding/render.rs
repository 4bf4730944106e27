//! Findings as text: for people, one a line, or as JSON lines. It never prints, and it never decides what is
//! a finding.
//!
//! A finding of the severity hint is shown to people as a note, since what any finding says to do stands
//! behind the word hint. Such findings come after all others and stop nothing, not even where warnings do.

use std::collections::BTreeSet;

use super::json_line::json;
use super::listing::{ListedCause, Listing};
use super::visible::{is_hidden, make_visible};
use super::word_list::list_in_words;
use super::{Finding, Findings, Location, Severity, Sources};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

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

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FindingView {
    /// The format in which each is shown.
    pub format: FindingFormat,
    /// Whether people see them in color.
    pub color: bool,
    /// Whether every place of every cause is shown to people, and not the first ones alone.
    pub all: bool,
}

impl From<FindingFormat> for FindingView {
    /// Without color, and no more than people can read.
    fn from(format: FindingFormat) -> Self {
        Self { format, color: false, all: false }
    }
}

/// Renders findings, sorted, each ended by a line end. To people each cause is said once, with its places, and
/// of many no more than can be read; `Json` has all of them, one by one.
pub fn render(findings: &Findings, sources: &Sources, view: FindingView) -> String {
    let mut out = String::new();
    if view.format == FindingFormat::Json {
        let correctable: BTreeSet<*const Finding> =
            findings.correctable(sources).0.into_iter().map(std::ptr::from_ref).collect();
        for finding in findings.sorted(sources) {
            let correction = finding.correction.as_deref();
            let correction = correction.filter(|_| correctable.contains(&std::ptr::from_ref(finding)));
            out.push_str(&json(finding, correction, sources));
            out.push('\n');
        }
        return out;
    }
    let listing = Listing::of(findings, sources, view.all);
    for cause in &listing.causes {
        match view.format {
            FindingFormat::Human => out.push_str(&human(cause, sources, view.color)),
            _ => out.push_str(&short_lines(cause, sources)),
        }
        if cause.more_causes > 0 {
            let path = cause.first.span.map(|span| format!(" in {}", sources.path(span.file())));
            let path = path.unwrap_or_default();
            let more = format!("and {} more of {} like this{path}", cause.more_causes, cause.first.rule);
            out.push_str(&make_visible(&more));
            out.push_str(if view.format == FindingFormat::Human { " (--all shows them)\n\n" } else { "\n" });
        }
    }
    if listing.left_out > 0 {
        out.push_str(&format!("and {} more (--all shows them)\n", listing.left_out));
    }
    out
}

/// Counts findings in words, by their causes: "2 errors, 1 warning and 1 note", "1 error in 47 places"; empty
/// where there are none.
pub fn summary(findings: &Findings, sources: &Sources) -> String {
    let counts = Listing::of(findings, sources, true).counts;
    let say = |(severity, (causes, places)): (&Severity, &(usize, usize))| {
        let plural = if *causes == 1 { "" } else { "s" };
        let within = if places > causes { format!(" in {places} places") } else { String::new() };
        format!("{causes} {}{plural}{within}", severity.label())
    };
    let said: Vec<String> = counts.iter().map(say).collect();
    list_in_words(&said)
}

/// The most characters of a line; longer ones are cut round the marked text.
const WIDEST: usize = 140;

fn human(cause: &ListedCause<'_>, sources: &Sources, color: bool) -> String {
    let finding = cause.first;
    let at = finding.span.map(|span| sources.locate(span));
    let at = at.as_ref();
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE,
    };
    // Where no line is shown, the few words that would stand under it go with the message.
    let lined = at.is_some_and(|at| at.line.is_some());
    let message = match finding.label.as_str() {
        label if !lined && !label.is_empty() => {
            make_visible(&format!("{} ({label})", finding.message)).into_owned()
        }
        _ => make_visible(&finding.message).into_owned(),
    };
    let label = make_visible(&finding.label);
    let path = at.map(|at| make_visible(&at.path)).unwrap_or_default();
    let hints: Vec<_> = finding.hints.iter().map(|hint| make_visible(hint)).collect();
    let also = also(cause, at, sources);
    let title = level.primary_title(message.as_str()).id(finding.rule.name());
    let shown = at.filter(|at| at.line.is_some()).map(cut);
    let mut group = match (&shown, at) {
        (Some((text, from, to)), Some(at)) => {
            let mut mark = AnnotationKind::Primary.span(*from..*to);
            if !label.is_empty() {
                mark = mark.label(label.as_ref());
            }
            title.element(
                Snippet::source(text.as_str())
                    .path(path.as_ref())
                    .line_start(at.line.unwrap_or(1))
                    .annotation(mark),
            )
        }
        (_, Some(_)) => title.element(annotate_snippets::Origin::path(path.as_ref())),
        (_, None) => title.elements(Vec::<annotate_snippets::Message<'_>>::new()),
    };
    if !also.is_empty() {
        group = group.element(Level::NOTE.with_name("also").message(also.as_str()));
    }
    for hint in &hints {
        group = group.element(Level::HELP.with_name("hint").message(hint.as_ref()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let rendered = renderer.render(&[group]);
    // The marked text may have been moved by the cut: say the real column.
    let fixed = match at.and_then(|at| Some((at, at.line?))) {
        Some((at, line)) => fix_column(&rendered, at, &path, line),
        None => rendered,
    };
    format!("{fixed}\n\n{}", paste(finding))
}

/// The lines to paste of a finding, as they are typed, with a blank line behind them.
fn paste(finding: &Finding) -> String {
    let lines = finding.paste.iter().map(|line| format!("{}\n", make_visible(line)));
    let text: String = lines.collect();
    if text.is_empty() { text } else { format!("{text}\n") }
}

/// The further places of a cause in words: "lines 14 and 15, reports/b/report.toml:3, and 42 more places"; empty
/// where there are none. `first` is the place that stands above them.
fn also(cause: &ListedCause<'_>, first: Option<&Location>, sources: &Sources) -> String {
    let place = |finding: &&Finding| {
        let at = sources.locate(finding.span?);
        let own_file = first.is_some_and(|first| first.path == at.path);
        Some(match at.line {
            Some(line) if own_file => format!("line {line}"),
            Some(line) => format!("{}:{line}", at.path),
            None if own_file && !finding.label.is_empty() => finding.label.clone(),
            None if finding.label.is_empty() => at.path,
            None => format!("{} ({})", at.path, finding.label),
        })
    };
    let mut places: Vec<String> = cause.others.iter().filter_map(place).collect();
    // A line may have the cause several times.
    places.dedup();
    match cause.more_places {
        0 => {}
        1 => places.push("1 more place".to_owned()),
        more => places.push(format!("{more} more places")),
    }
    make_visible(&list_in_words(&places)).into_owned()
}

/// The lines of a cause, one for each place that is listed.
fn short_lines(cause: &ListedCause<'_>, sources: &Sources) -> String {
    let all = std::iter::once(&cause.first).chain(&cause.others);
    let mut lines: Vec<String> = all
        .map(|finding| {
            make_visible(&short(finding, finding.span.map(|s| sources.locate(s)).as_ref())).into_owned()
        })
        .collect();
    if let (Some(last), more @ 1..) = (lines.last_mut(), cause.more_places) {
        last.push_str(&format!(" (and {more} more places)"));
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The line of a location, cut to fit, and the byte range that is marked in it. Tabs and other controls are
/// shown as blanks.
fn cut(at: &Location) -> (String, usize, usize) {
    let clean = |c: char| match c {
        c if c.is_control() => ' ',
        c if is_hidden(c) => '\u{FFFD}',
        c => c,
    };
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

fn fix_column(shown: &str, at: &Location, path: &str, line: usize) -> String {
    let mut out = Vec::new();
    let mut fixed = false;
    for part in shown.split('\n') {
        let span = part.find("--> ").filter(|_| !fixed);
        match span {
            Some(n) if part.contains(path) => {
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
        let text = render(&findings, &sources, FindingView::from(FindingFormat::Human));
        assert!(text.contains("error[unknown-board]: no such board"), "{text}");
        assert!(text.contains("--> reports/a/report.toml:2:9"), "{text}");
        assert!(text.contains("^^^ here") && text.contains("hint: correct it"), "{text}");
    }

    #[test]
    fn a_long_line_is_cut_and_its_column_kept() {
        let (findings, sources) = one(&"é".repeat(500), 800..802);
        let text = render(&findings, &sources, FindingView::from(FindingFormat::Human));
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
        let short = render(&findings, &sources, FindingView::from(FindingFormat::Short));
        assert_eq!(short, "t.xlsx: error[cell-time]: a time (sheet S, cell B2)\n");
    }

    #[test]
    fn short_and_json_hold_the_same_place() {
        let (findings, sources) = one("a\nbc\n", 2..4);
        let short = render(&findings, &sources, FindingView::from(FindingFormat::Short));
        assert_eq!(short, "reports/a/report.toml:2:1: error[unknown-board]: no such board\n");
        let json = render(&findings, &sources, FindingView::from(FindingFormat::Json));
        assert!(json.contains("\"line\":2,\"column\":1,\"text\":\"bc\""), "{json}");
    }

    #[test]
    fn a_hint_is_a_note_to_people_and_a_hint_to_programs() {
        let (_, sources) = one("a\nbc\n", 2..4);
        let mut findings = Findings::default();
        let span = Span::new(sources.find("reports/a/report.toml").expect("there"), 2..4);
        findings.push(Finding::note(Rule::ImageAlt, span, "could be shorter").hint("leave a word out"));
        let human = render(&findings, &sources, FindingView::from(FindingFormat::Human));
        assert!(human.starts_with("note[image-alt]: could be shorter\n"), "{human}");
        assert!(human.contains("= hint: leave a word out"), "{human}");
        let short = render(&findings, &sources, FindingView::from(FindingFormat::Short));
        assert_eq!(short, "reports/a/report.toml:2:1: note[image-alt]: could be shorter\n");
        let json = render(&findings, &sources, FindingView::from(FindingFormat::Json));
        assert!(json.contains("\"severity\":\"hint\",\"rule\":\"image-alt\""), "{json}");
        assert_eq!(summary(&findings, &sources), "1 note");
        findings.push(Finding::warning(Rule::Blank, span, "w"));
        assert_eq!(summary(&findings, &sources), "1 warning and 1 note");
        findings.push(Finding::error(Rule::Blank, span, "e"));
        findings.push(Finding::error(Rule::Blank, span, "f"));
        assert_eq!(summary(&findings, &sources), "2 errors, 1 warning and 1 note");
    }

    #[test]
    fn a_cause_is_said_once_with_its_places() {
        let mut sources = Sources::default();
        let (file, other) = (sources.add("a.toml", "x\n".repeat(60)), sources.add("b.toml", "x\n"));
        let mut findings = Findings::default();
        for line in (0..47).chain([47, 47]) {
            let span =
                if line == 2 { Span::new(other, 0..1) } else { Span::new(file, line * 2..line * 2 + 1) };
            findings.push(Finding::error(Rule::Blank, span, "is blank").hint("write it"));
        }
        let human = render(&findings, &sources, FindingView::from(FindingFormat::Human));
        assert!(human.contains("= also: line 2, line 4, line 5, line 6 and 43 more places"), "{human}");
        assert_eq!(human.matches("is blank").count(), 1, "{human}");
        assert_eq!(summary(&findings, &sources), "1 error in 48 places");
        let short = render(&findings, &sources, FindingView::from(FindingFormat::Short));
        assert_eq!(short.lines().count(), 5, "{short}");
        assert!(short.ends_with("a.toml:6:1: error[blank]: is blank (and 43 more places)\n"), "{short}");
        let all =
            render(&findings, &sources, FindingView { all: true, ..FindingView::from(FindingFormat::Human) });
        assert!(all.contains("line 47, line 48 and b.toml:1"), "{all}");
        assert_eq!(render(&findings, &sources, FindingView::from(FindingFormat::Json)).lines().count(), 48);
    }

    #[test]
    fn a_name_writes_no_line_of_its_own() {
        let (_, sources) = one("a\nbc\n", 2..4);
        let span = Span::new(sources.find("reports/a/report.toml").expect("there"), 2..4);
        let mut findings = Findings::default();
        let name = "x\n::error file=a::forged\u{1b}[2J\u{202e}";
        findings.push(Finding::error(Rule::Blank, span, name).label(name).hint(name));
        for format in [FindingFormat::Human, FindingFormat::Short, FindingFormat::Json] {
            let text = render(&findings, &sources, FindingView::from(format));
            assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        }
    }
}
