//! The sample reports as finished PDFs: tag tree, outline, metadata, reading order, pages. It
//! never compares pixels. `INSTA_UPDATE=always cargo test --release --test samples` writes the
//! snapshots anew; read what changed.

use std::path::Path;
use std::sync::OnceLock;

use crate::support::{Pdf, assert_accessible, run_in};
use boardpack::cli::Exit;

/// The sample reports, built once for all tests of this program.
fn built() -> &'static Path {
    static BUILT: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().to_str().expect("a path in UTF-8");
        let ran =
            run_in(Path::new(env!("CARGO_MANIFEST_DIR")), &["build", "--project", "content", "--out", out]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert_eq!(ran.pdfs.len(), 23, "{}", ran.out);
        folder
    });
    folder.path()
}

fn sample(id: &str) -> Pdf {
    let path = built().join("reports").join(id).join("report.pdf");
    assert_accessible(&path);
    Pdf::open(&path)
}

/// Everything of one report, in four snapshots with its name.
fn all_of(id: &str) {
    let pdf = sample(id);
    let pages = format!("{} pages, with the labels {}", pdf.pages.len(), pdf.labels().join(", "));
    insta::assert_snapshot!(format!("{id}_tags"), pdf.tags.show());
    insta::assert_snapshot!(format!("{id}_outline"), pdf.outline());
    insta::assert_snapshot!(format!("{id}_metadata"), format!("{}{pages}\n", pdf.metadata()));
    insta::assert_snapshot!(
        format!("{id}_reading"),
        format!("{}\n\nArtifacts, page by page:\n{}\n", pdf.reading(), pdf.artifacts().join("\n"))
    );
}

#[test]
fn performance_2014_q1() {
    all_of("performance_2014_q1");
}

#[test]
fn performance_2023_q2() {
    all_of("performance_2023_q2");
}

#[test]
fn performance_2025_q4() {
    all_of("performance_2025_q4");
}

#[test]
fn community_safety_update() {
    all_of("community_safety_update");
}

#[test]
fn small_objects_are_packed_into_streams() {
    // Object streams are what makes a tagged file small: a file without them is a fault.
    let path = built().join("reports/performance_2025_q4/report.pdf");
    let bytes = std::fs::read(path).expect("a PDF");
    let count = |word: &[u8]| bytes.windows(word.len()).filter(|w| *w == word).count();
    assert!(count(b"/ObjStm") > 0 && count(b" 0 obj") < 200, "{} objects stand alone", count(b" 0 obj"));
}
