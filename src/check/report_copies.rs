//! Reports that are copies of each other, as a folder copied by mistake makes them: of one title, board,
//! meeting and period. It never decides which of them is meant.

use super::markup::{MarkupLine, MarkupPiece};
use super::report::Report;
use crate::finding::{Finding, Findings, Rule};

/// Finds each report that has the title, board, meetings and period of another one before it.
pub(super) fn find(reports: &[Report], findings: &mut Findings) {
    for (at, report) in reports.iter().enumerate() {
        let title = words(&report.title);
        let is_copy = |other: &&Report| {
            words(&other.title) == title
                && other.board.id == report.board.id
                && other.meetings == report.meetings
                && other.period == report.period
        };
        let Some(other) = reports[..at].iter().find(is_copy).filter(|_| !title.is_empty()) else { continue };
        let message = format!(
            "`reports/{}` and `reports/{}` have one title, board, meeting and period",
            other.id, report.id
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
