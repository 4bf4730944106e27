//! Files that cannot be read: a finding where the pack names them, with what to do, and no pack.

use std::collections::BTreeSet;

use boardpack::cli::Exit;

use crate::attachments::built::{council, folder, original, run};
use crate::attachments::corpus::{CASES, REFUSED};

#[test]
fn every_file_of_the_corpus_is_tried() {
    let there: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("the corpus")
        .filter_map(|entry| {
            entry.expect("a file").file_name().to_str()?.strip_suffix(".pdf").map(str::to_owned)
        })
        .collect();
    let known = CASES.iter().map(|case| case.name).chain(REFUSED.iter().map(|r| r.0));
    assert_eq!(known.map(str::to_owned).collect::<BTreeSet<_>>(), there);
}

#[test]
fn what_cannot_be_read_is_said_at_its_place() {
    let mut faults = Vec::new();
    for (name, message, hint) in REFUSED {
        let council = council(&[(name, &original(name))]);
        let ran = run(&council);
        let place = ran.err.contains("packs/made/pack.toml:");
        let said = ran.err.contains(&format!("`{name}.pdf` {message}")) && ran.err.contains(hint);
        let written = council.path().join("out/packs").exists() || !ran.pdfs.is_empty();
        if ran.exit != Exit::Problems || !place || !said || written {
            faults.push(format!("{name}: {:?}, {}", ran.exit, ran.err));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
