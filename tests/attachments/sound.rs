//! What holds for every pack with an attachment, by rules and checkers that know nothing of
//! grafts. It compares no file with another.

use std::collections::BTreeSet;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::attachments::built::pack;
use crate::attachments::corpus::{CASES, UNMET};
use crate::support::{dangling, key_faults};

#[test]
fn content_leads_to_the_element_that_holds_it_by_a_key_of_its_own() {
    let mut faults = Vec::new();
    for case in CASES {
        let pack = pack(case.name);
        let found = key_faults(&pack.file.document);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", case.name)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_refers_to_what_is_not_there() {
    let mut faults = Vec::new();
    for case in CASES {
        let found = dangling(&pack(case.name).file.document);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", case.name)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_rules_of_accessible_documents_are_met() {
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let mut faults = Vec::new();
    for case in CASES {
        let report = validate_pdf_bytes(&pack(case.name).bytes, &options).expect("a PDF that can be checked");
        let rules = report.failures.iter().map(|f| f.rule_id.trim_start_matches("ISO 14289-1:2014:"));
        let found: BTreeSet<&str> = rules.filter(|rule| !rule.starts_with("5:")).collect();
        let unmet = UNMET.iter().filter(|(name, ..)| *name == case.name).map(|(_, rule, _)| *rule);
        let unmet: BTreeSet<&str> = unmet.collect();
        if found != unmet {
            faults.push(format!("{}: {:#?}, not {unmet:?}", case.name, report.failures));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
