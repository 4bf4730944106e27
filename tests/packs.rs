//! Agenda packs as finished PDFs: page numbers, the agenda's ranges, links and files. It looks at no
//! layout.

#[path = "support/mod.rs"]
mod support;

use std::path::Path;

use boardpack::cli::Exit;
use support::{Pdf, assert_accessible, faults, run_in};

/// The sample pack, built into a temporary folder.
fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("a path in UTF-8");
    let arguments = ["build", "content/packs", "--project", "content", "--out", out];
    let ran = run_in(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    // Papers of a pack are not built by themselves where the pack alone is asked for.
    assert!(ran.pdfs.iter().all(|pdf| pdf.to_string_lossy().contains("packs")), "{}", ran.out);
    folder
}

fn manifest(folder: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(folder.join("manifest.json")).expect("a manifest");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_number_printed_is_the_label_and_the_agenda_s_range() {
    let out = built();
    let folder = out.path().join("packs/safer_communities_2024_03_22");
    let pack = folder.join("pack.pdf");
    // Each paper of a pack keeps its title as a heading of the first level: the agenda and nine papers.
    assert_eq!(faults(&pack), ["10 headings of level 1"]);
    let pdf = Pdf::open(&pack);
    let expected: Vec<String> = (1..=pdf.pages.len()).map(|n| n.to_string()).collect();
    assert_eq!(pdf.labels(), expected);
    let agenda = Pdf::open(&folder.join("agenda.pdf")).reading();
    let manifest = manifest(&folder);
    let mut next = 3;
    let mut with_papers = 0;
    for item in manifest["items"].as_array().expect("items") {
        let Some(pages) = item["pages"].as_array() else { continue };
        let page = |at: usize| pages[at].as_u64().expect("a number");
        let (first, last) = (page(0), page(1));
        with_papers += 1;
        assert_eq!(first % 2, 1, "item {} does not begin on a right-hand page", item["number"]);
        assert_eq!(first, next, "item {} does not follow on", item["number"]);
        assert!(agenda.contains(&format!("Pages {first} to {last}")), "{first} to {last}: {agenda}");
        let file = folder.join(item["file"].as_str().expect("a file"));
        assert_accessible(&file);
        let own: Vec<String> = (first..=last).map(|n| n.to_string()).collect();
        assert_eq!(Pdf::open(&file).labels(), own);
        next = last + 1;
    }
    assert_eq!(with_papers, 9);
    assert_eq!(next as usize, pdf.pages.len() + 1);
}

#[test]
fn the_manifest_has_each_file_with_its_sum() {
    use sha2::{Digest, Sha256};
    let out = built();
    let folder = out.path().join("packs/safer_communities_2024_03_22");
    let manifest = manifest(&folder);
    let files = manifest["files"].as_array().expect("files");
    assert_eq!(files.len(), 11);
    for file in files {
        let bytes = std::fs::read(folder.join(file["file"].as_str().expect("a name"))).expect("the file");
        let sum: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(file["sha256"].as_str(), Some(sum.as_str()));
    }
}
