//! Many attachments in one pack: none gets in another's way. It looks at no pictures.

use std::collections::BTreeSet;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::attachments::built::{build, council, original, pack, run};
use crate::attachments::corpus::{CASES, UNMET};
use crate::attachments::file::Node;
use crate::attachments::parts::{part, words};
use crate::support::{dangling, key_faults};

/// The kinds of the elements of a tree, in order.
fn kinds(part: &Node) -> Vec<&str> {
    part.all().into_iter().map(|node| node.standard.as_str()).collect()
}

#[test]
fn the_whole_corpus_in_one_pack() {
    let files: Vec<Vec<u8>> = CASES.iter().map(|case| original(case.name)).collect();
    let all: Vec<(&str, &[u8])> = CASES.iter().map(|c| c.name).zip(files.iter().map(Vec::as_slice)).collect();
    let whole = build(&all);
    assert_eq!(key_faults(&whole.file.document), Vec::<String>::new());
    assert_eq!(dangling(&whole.file.document), Vec::<String>::new());
    for (nth, case) in CASES.iter().enumerate() {
        let alone = pack(case.name);
        let (ours, theirs) = (part(&whole, nth), part(&alone, 0));
        assert_eq!(kinds(ours), kinds(theirs), "{}", case.name);
        let first = |ranges: &[std::ops::Range<usize>], at: usize| ranges[at].start;
        let (here, there) = (first(&whole.ranges, nth), first(&alone.ranges, 0));
        assert_eq!(words(&whole.file, &[ours], here), words(&alone.file, &[theirs], there), "{}", case.name);
    }
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let report = validate_pdf_bytes(&whole.bytes, &options).expect("a PDF that can be checked");
    let rules = report.failures.iter().map(|f| f.rule_id.trim_start_matches("ISO 14289-1:2014:"));
    let found: BTreeSet<&str> = rules.filter(|rule| !rule.starts_with("5:")).collect();
    assert_eq!(found, UNMET.iter().map(|(_, rule, _)| *rule).collect());
}

#[test]
fn the_same_file_twice() {
    for name in ["tags_rich", "typst_ua", "tags_in_form_xobject", "form"] {
        let file = original(name);
        let both = build(&[("one", &file), ("two", &file)]);
        assert_eq!(key_faults(&both.file.document), Vec::<String>::new(), "{name}");
        let (one, two) = (part(&both, 0), part(&both, 1));
        assert_eq!(kinds(one), kinds(two), "{name}");
        let texts = |nth: usize| words(&both.file, &[part(&both, nth)], both.ranges[nth].start);
        assert_eq!(texts(0), texts(1), "{name}");
        assert!(!texts(0).is_empty(), "{name}");
        // No id is both copies'.
        let ids = |part: &Node| {
            part.all()
                .into_iter()
                .filter_map(|n| n.dict.get(b"ID").ok()?.as_str().ok().map(<[u8]>::to_vec))
                .collect::<BTreeSet<_>>()
        };
        assert!(ids(one).is_disjoint(&ids(two)), "{name}");
    }
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let names = ["writer_tagged", "scan", "tags_rich", "dangers", "chromium_tagged"];
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (*name, original(name))).collect();
    let all: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let council = council(&all);
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let ran = pool.install(|| run(&council));
        let folder = council.path().join("out/packs/made");
        let all = ["pack.pdf", "item-02.pdf", "manifest.json"]
            .map(|name| std::fs::read(folder.join(name)).unwrap_or_else(|_| panic!("{name}: {}", ran.err)));
        std::fs::remove_dir_all(folder).expect("removed");
        all
    };
    assert!(bytes(1) == bytes(3));
}
