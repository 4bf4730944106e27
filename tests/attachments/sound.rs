//! What holds for every pack with a file from elsewhere, by rules and checkers that know nothing of
//! grafts. It compares no file with another.

use crate::built::pack;
use crate::corpus::CASES;
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
