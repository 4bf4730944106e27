//! The sample pack.

use std::path::Path;

use boardpack::cli::Exit;

use crate::packs::rules::{assert_sound, items};
use crate::support::{Pdf, run_in};

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

const FOLDER: &str = "packs/safer_communities_2024_03_22";

#[test]
fn the_sample_pack_is_one_document() {
    let out = built();
    let folder = out.path().join(FOLDER);
    assert_sound(&folder, true);
    assert_eq!(items(&folder).len(), 9);
    let pack = Pdf::open(&folder.join("pack.pdf"));
    insta::assert_snapshot!("outline", pack.outline());
    insta::assert_snapshot!("metadata", pack.metadata());
}

#[test]
fn the_manifest_has_each_file_with_its_sum() {
    use sha2::{Digest, Sha256};
    let out = built();
    let folder = out.path().join(FOLDER);
    let text = std::fs::read_to_string(folder.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let files = manifest["files"].as_array().expect("files");
    assert_eq!(files.len(), 12);
    for file in files {
        let bytes = std::fs::read(folder.join(file["file"].as_str().expect("a name"))).expect("the file");
        let sum: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(file["sha256"].as_str(), Some(sum.as_str()));
    }
}
