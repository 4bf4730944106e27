//! A finding as a line of JSON, for other programs. It leaves nothing out.

use serde::Serialize;

use super::visible::escape_in_json;
use super::{Correction, Finding, Severity, Sources};

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
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    paste: &'a [String],
    /// The edits that put the finding right, all of them together; none where `check --fix` leaves it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edits: Vec<JsonEdit<'a>>,
}

/// The JSON form of an edit.
#[derive(Serialize)]
struct JsonEdit<'a> {
    file: &'a str,
    /// The first byte that goes, from 0, without a byte-order mark.
    start: usize,
    /// The byte behind the last one that goes; `start` where text is put in.
    end: usize,
    text: &'a str,
}

/// A finding and its correction as JSON, without a line end.
pub(super) fn json(finding: &Finding, correction: Option<&Correction>, sources: &Sources) -> String {
    let at = finding.span.map(|span| sources.locate(span));
    let at = at.as_ref();
    let edits = correction.into_iter().flat_map(Correction::edits).map(|edit| {
        let range = sources.range(edit.span);
        let file = sources.path(edit.span.file());
        JsonEdit { file, start: range.start, end: range.end, text: &edit.text }
    });
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
        paste: &finding.paste,
        edits: edits.collect(),
    };
    escape_in_json(&serde_json::to_string(&line).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Rule, Span};

    #[test]
    fn edits_are_bytes_of_their_file() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "é = True\n");
        let finding = Finding::error(Rule::Blank, Span::new(file, 5..9), "a");
        assert!(json(&finding, finding.correction.as_deref(), &sources).ends_with("\"hints\":[]}"));
        let finding = finding.correct(Correction::replace(Span::new(file, 5..9), "true"));
        let wanted = "\"edits\":[{\"file\":\"a.toml\",\"start\":5,\"end\":9,\"text\":\"true\"}]}";
        assert!(
            json(&finding, finding.correction.as_deref(), &sources).ends_with(wanted),
            "{}",
            json(&finding, finding.correction.as_deref(), &sources)
        );
    }
}
