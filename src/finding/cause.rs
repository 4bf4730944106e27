//! What findings come to: the failure of a run, by the causes of their rules. It decides on no exit code.

use super::{Findings, Rule, Severity};
use crate::failure::{Failure, Fault};

/// The causes of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    /// More, or something larger, than is read or made.
    Limit,
    /// Something that its author can put right.
    Papers,
    /// A file that the system does not let be read.
    Disk,
    /// A fault of the program.
    Fault,
}

impl Rule {
    fn cause(self) -> Cause {
        match self {
            Self::DataTooLong
            | Self::ExpressionLong
            | Self::FileTooLarge
            | Self::ImageTooLarge
            | Self::ItemDepth
            | Self::PackExport
            | Self::SumTooLarge
            | Self::TableTooLong
            | Self::TextTooLong => Cause::Limit,
            Self::FileUnreadable => Cause::Disk,
            Self::Internal => Cause::Fault,
            // All others are about what somebody typed.
            _ => Cause::Papers,
        }
    }
}

impl Findings {
    /// The failure that they come to; `None` where they stop no build. The gravest cause of an error decides.
    pub fn failure(&self, deny_warnings: bool) -> Option<Failure> {
        if !self.stop_build(deny_warnings) {
            return None;
        }
        let errors = self.iter().filter(|finding| finding.severity == Severity::Error);
        let cause = errors.map(|finding| finding.rule.cause()).max();
        Some(match cause.unwrap_or(Cause::Papers) {
            Cause::Limit => Failure::Limit(None),
            Cause::Papers => Failure::Papers(None),
            Cause::Disk => Failure::Disk(None),
            Cause::Fault => {
                let fault = self.iter().find_map(|finding| finding.fault.as_deref().cloned());
                fault.unwrap_or_else(|| Fault::here(None, &[])).into()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Finding;
    use super::*;
    use crate::failure::Stage;

    #[test]
    fn the_gravest_cause_decides() {
        let mut findings = Findings::default();
        assert_eq!(findings.failure(true), None);
        let mut come_to = |finding: Finding| {
            findings.push(finding);
            findings.failure(false)
        };
        assert_eq!(
            come_to(Finding { severity: Severity::Warning, ..Finding::nowhere(Rule::Internal, "a") }),
            None
        );
        assert_eq!(come_to(Finding::nowhere(Rule::TableTooLong, "a")), Some(Failure::Limit(None)));
        assert_eq!(come_to(Finding::nowhere(Rule::Blank, "a")), Some(Failure::Papers(None)));
        assert_eq!(come_to(Finding::nowhere(Rule::FileUnreadable, "a")), Some(Failure::Disk(None)));
        let fault = Fault::here(Some(Stage::Assemble), &["reports/x"]);
        assert_eq!(come_to(Finding::fault(fault.clone(), "a")), Some(Failure::Fault(fault)));
    }

    #[test]
    fn warnings_that_are_denied_are_problems_in_the_papers() {
        let mut findings = Findings::default();
        findings.push(Finding { severity: Severity::Warning, ..Finding::nowhere(Rule::Blank, "a") });
        assert_eq!((findings.failure(false), findings.failure(true)), (None, Some(Failure::Papers(None))));
    }
}
