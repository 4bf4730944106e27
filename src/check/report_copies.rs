//! Reports that are copies of each other, as a folder copied by mistake makes them: of one title, board,
//! meeting and period. It never decides which of them is meant.

use std::collections::BTreeMap;

use super::markup::{MarkupLine, MarkupPiece};
use super::report::Report;
use crate::finding::{Finding, Findings, Rule};

/// Finds each report that has the title, board, meetings and period of another one before it.
pub(super) fn find(reports: &[Report], findings: &mut Findings) {
    let mut known = BTreeMap::new();
    for report in reports {
        let title = words(&report.title);
        if title.is_empty() {
            continue;
        }
        let alike = (title, report.board.id.as_str(), report.meetings.as_slice(), report.period);
        let first: &str = known.entry(alike).or_insert(&report.id);
        if first == report.id {
            continue;
        }
        let message = format!(
            "`reports/{first}` and `reports/{}` have one title, board, meeting and period",
            report.id
        );
        findings.push(
            Finding::warning(Rule::ReportTwice, report.span, message)
                .hint("delete the folder that was copied by mistake; or change the title, the meeting or the period of the report that is another"),
        );
    }
}

/// The text of a title, in which an expression stands for itself.
fn words(title: &MarkupLine) -> String {
    let words = title.iter().map(|piece| match piece {
        MarkupPiece::Text(text, _) => text.trim().to_lowercase(),
        MarkupPiece::Expression(expression) => format!("{:?}", expression.kind),
    });
    words.collect()
}
