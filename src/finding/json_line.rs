//! A finding as a line of JSON, for other programs. It leaves nothing out.

use serde::Serialize;

use super::visible::escape_in_json;
use super::{Finding, Location, Severity};

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
}

/// A finding as JSON, without a line end; `at` is where it stands.
pub(super) fn json(finding: &Finding, at: Option<&Location>) -> String {
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
    };
    escape_in_json(&serde_json::to_string(&line).unwrap_or_default())
}
