//! What an independent check says of an attachment, in words for a clerk: the check itself speaks of the inside of
//! files. It judges nothing, and files for programs keep the check's own words.

use std::collections::BTreeSet;

use crate::finding::list_in_words;

/// How the check names the clauses of PDF/UA-1 (ISO 14289-1).
const STANDARD: &str = "ISO 14289-1:2014:";
/// The clause by which a file must say that it keeps the standard.
const CLAIM: &str = "5:";
/// The clauses, by their beginnings, with what a file lacks that breaks them. The first that fits is meant.
const CLAUSES: [(&str, &str); 19] = [
    (CLAIM, "it does not say that it is made to be accessible"),
    ("6.1:", "it is of a kind of PDF that the standard does not know"),
    ("6.2:", NO_TAGS),
    ("7.1:11", NO_TAGS),
    ("7.1:3", SOME_WITHOUT_TAG),
    ("7.1:5", "it has tags of kinds that no screen reader knows"),
    ("7.1:6", "it has tags of kinds that no screen reader knows"),
    ("7.1:8", NO_TITLE),
    ("7.1:9", NO_TITLE),
    ("7.1:10", NO_TITLE),
    ("7.2:20", "a list is not tagged as a list should be"),
    ("7.2:", "it does not say of all of its words which language they are in"),
    ("7.3:", "a picture has no words that say what it shows"),
    ("7.5:", "a table does not say which of its cells are headings"),
    ("7.9:", "a note has no name by which it could be found"),
    ("7.18.3:", "the Tab key does not go through its links in the order of the page"),
    ("7.18", "a link, a comment or a field has no tag, or no words that say what it is for"),
    ("7.21.4", "it does not hold all the letters of its fonts"),
    ("7.21", "some of its letters cannot be known as letters, so that they are not read out"),
];

const NO_TAGS: &str = "it has no tags, by which a screen reader finds headings, lists and tables";
const SOME_WITHOUT_TAG: &str = "some of what it shows has no tag: a screen reader passes over it";
const NO_TITLE: &str = "it has no title that is shown in place of its name";

/// The reasons for which a file breaks the standard, in plain words, each once, with its clauses.
pub(super) fn reasons(faults: &[String]) -> Vec<String> {
    plain_reasons(faults).into_iter().map(Reason::line).collect()
}

/// The lines about what the check found: a verdict, each reason once, and what to do.
pub(super) fn fault_lines(faults: &[String]) -> Vec<String> {
    let reasons = plain_reasons(faults);
    let claims = !faults.iter().any(|fault| is_of_claim(fault) || fault.starts_with(UNCHECKED));
    let verdict = match (reasons.is_empty(), claims) {
        (true, _) => return vec!["by itself it keeps the rules of PDF/UA-1 that can be checked".to_owned()],
        (false, true) => "it says that it is accessible (PDF/UA-1), but by itself it is not:",
        (false, false) => "by itself it is not accessible by the standard (PDF/UA-1):",
    };
    let mut lines = vec![verdict.to_owned()];
    lines.extend(reasons.into_iter().map(|reason| format!("  {}", reason.line())));
    lines.push(REMEDY.to_owned());
    lines
}

/// Whether a fault is that the file does not say that it keeps the standard, or not as it should.
pub(super) fn is_of_claim(fault: &str) -> bool {
    fault.strip_prefix(STANDARD).is_some_and(|rest| rest.starts_with(CLAIM))
}

/// The reasons in plain words, each once, in the order of the faults.
fn plain_reasons(faults: &[String]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for fault in faults {
        let reason = plain_reason(fault);
        match reasons.iter_mut().find(|known| known.words == reason.words) {
            Some(known) => known.clauses.extend(reason.clauses),
            None => reasons.push(reason),
        }
    }
    if reasons.iter().any(|reason| reason.words == NO_TAGS) {
        reasons.retain(|reason| reason.words != SOME_WITHOUT_TAG);
    }
    reasons
}

/// The last line, which says what to do.
const REMEDY: &str =
    "ask its sender for an accessible PDF; what the pack cannot put right is said in its accessibility.pdf";

/// A reason in plain words, and the clauses for those who can look them up.
struct Reason {
    words: String,
    clauses: BTreeSet<String>,
}

impl Reason {
    fn line(self) -> String {
        let clauses: Vec<String> = self.clauses.into_iter().collect();
        match clauses.len() {
            0 => self.words,
            1 => format!("{} (clause {})", self.words, clauses.concat()),
            _ => format!("{} (clauses {})", self.words, list_in_words(&clauses)),
        }
    }
}

/// The beginning of what is said of a file that the check could not read.
const UNCHECKED: &str = "it could not be checked";

/// The reason in plain words.
fn plain_reason(fault: &str) -> Reason {
    let of = |words: &str, clause: Option<&str>| Reason {
        words: words.to_owned(),
        clauses: clause.into_iter().map(str::to_owned).collect(),
    };
    if fault.starts_with(UNCHECKED) {
        return of(&format!("{UNCHECKED}: it is damaged, or written in a way that few programs read"), None);
    }
    if let Some(clause) = fault.strip_prefix(STANDARD) {
        let words = CLAUSES.iter().find(|(beginning, _)| is_of(clause, beginning));
        let words = words.map_or("it breaks a rule that is about the inside of the file", |(_, words)| words);
        return of(words, clause.split(':').next());
    }
    // Of what our own reader finds, only the pages tell a clerk anything.
    match fault.strip_prefix("7.1: ").and_then(|rest| rest.split_once(": ")) {
        Some((pages, _)) => of(
            &format!("some of what stands on {pages} has no tag: a screen reader passes over it"),
            Some("7.1"),
        ),
        None => of(fault, None),
    }
}

/// Whether a clause begins so: "7.1:1" is not the beginning of "7.1:11".
fn is_of(clause: &str, beginning: &str) -> bool {
    let rest = clause.strip_prefix(beginning);
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let whole_number = beginning.contains(':') && !beginning.ends_with(':');
    rest.is_some_and(|rest| !(whole_number && goes_on(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(faults: &[&str]) -> Vec<String> {
        fault_lines(&faults.iter().map(|fault| (*fault).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_clerk_reads_no_word_of_the_inside_of_files() {
        let said = lines(&[
            "ISO 14289-1:2014:7.1:10: the document catalog ViewerPreferences dictionary must contain boolean /DisplayDocTitle true",
            "ISO 14289-1:2014:7.1:9: the catalog Metadata stream must contain a dc:title entry",
            "ISO 14289-1:2014:7.1:11: the document catalog must contain a StructTreeRoot entry",
            "7.1: pages 4 and 5: no tag leads to what has the mark 3",
            "ISO 14289-1:2014:7.99:1: XMP",
        ]);
        let expected = [
            "it says that it is accessible (PDF/UA-1), but by itself it is not:",
            "  it has no title that is shown in place of its name (clause 7.1)",
            "  it has no tags, by which a screen reader finds headings, lists and tables (clause 7.1)",
            "  some of what stands on pages 4 and 5 has no tag: a screen reader passes over it (clause 7.1)",
            "  it breaks a rule that is about the inside of the file (clause 7.99)",
            "ask its sender for an accessible PDF; what the pack cannot put right is said in its accessibility.pdf",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_file_that_claims_nothing_is_not_said_to_claim() {
        let claims = |faults: &[&str]| lines(faults)[0].starts_with("it says that it is accessible");
        assert!(claims(&["ISO 14289-1:2014:7.3:1: a Figure"]));
        assert!(!claims(&["ISO 14289-1:2014:5:2: XMP has no pdfuaid:part declaration"]));
        assert!(!claims(&["it could not be checked: PDF trailer /Root is missing"]));
        assert_eq!(lines(&[]).len(), 1);
    }
}
