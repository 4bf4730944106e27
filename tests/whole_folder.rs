//! Whole folders of papers: forty generated reports, and papers of every length and last page. It
//! measures sizes and pages, never time.

#[path = "support/folder.rs"]
mod folder;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{assert_accessible, run_in};
use boardpack::cli::Exit;

/// Builds a project and gives the PDFs.
fn build(root: &Path) -> Vec<PathBuf> {
    let ran = run_in(root, &["build", "--deny-warnings"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    ran.pdfs
}

#[test]
fn forty_reports_are_under_half_their_plain_size_and_all_accessible() {
    let council = tempfile::tempdir().expect("a folder");
    folder::generate(council.path(), 40).expect("written");
    let pdfs = build(council.path());
    assert_eq!(pdfs.len(), 40);
    assert!(pdfs.iter().any(|pdf| pdf.ends_with(format!("{}/report.pdf", folder::id(0)))), "{pdfs:?}");
    let (mut packed, mut plain) = (0, 0);
    for pdf in &pdfs {
        assert_accessible(pdf);
        packed += fs::metadata(pdf).expect("a file").len();
        // The same objects written one by one, a little tighter than Typst writes them.
        let mut bytes = Vec::new();
        lopdf::Document::load(pdf).expect("readable").save_to(&mut bytes).expect("written");
        plain += bytes.len() as u64;
    }
    let share = packed as f64 / plain as f64;
    assert!(share < 0.48, "{packed} of {plain} bytes: {share:.3}");
}

/// What a paper of the sweep ends with.
const ENDS: [&str; 6] = [
    "",
    "[[appendix]]\ntitle = \"Text\"\ntext = \"Hello.\"\n",
    "[[appendix]]\ntitle = \"Draft\"\nstatus = \"draft\"\ntext = \"Hello.\"\n",
    "[[appendix]]\ntitle = \"Table\"\ntext = '''{{ place(\"t\") }}\n'''\n",
    "[[appendix]]\ntitle = \"Draft table\"\nstatus = \"draft\"\ntext = '''{{ place(\"t\") }}\n'''\n[[appendix]]\ntitle = \"Listed\"\n",
    "[[appendix]]\ntitle = \"Online\"\nlink = \"https://example.org/x\"\n",
];

const SIDEWAYS: &str = "[table.t]\ncaption = \"T\"\nlandscape = true\ncolumn = [ { key = \"a\", heading = \"A\" } ]\nrow = [ { a = \"x\" } ]\n";

#[test]
fn every_paper_ends_on_a_left_hand_page() {
    let council = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = council.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("written");
    };
    put("council.toml", "name = \"C\"\nstyle = \"county\"\n");
    put("people.toml", "[c]\nname = \"Officer\"\n");
    put("boards/b.toml", "name = \"B\"\nbody = \"partnership\"\n");
    for (n, end) in ENDS.iter().enumerate() {
        for status in ["final", "draft"] {
            for lines in [12, 17, 22, 27, 32, 37, 42] {
                let text: String = (0..lines).map(|n| format!("Line {n} of this.\n\n")).collect();
                let table = if end.contains("place") { SIDEWAYS } else { "" };
                put(
                    &format!("reports/{status}_{n}_{lines}/report.toml"),
                    &format!(
                        "title = \"Sweep {status} {n} {lines}\"\nboard = \"b\"\nmeeting = 2024-01-02\nstatus = \"{status}\"\ncontacts = [\"c\"]\nbackground_papers = []\n[[section]]\nheading = \"H\"\ntext = '''\n{text}'''\n{end}{table}"
                    ),
                );
            }
        }
    }
    let mut padded = 0;
    for pdf in build(council.path()) {
        let document = lopdf::Document::load(&pdf).expect("readable");
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        assert_eq!(pages.len() % 2, 0, "{} has {} pages", pdf.display(), pages.len());
        let blank = |page: &u32| {
            document.extract_text(&[*page]).unwrap_or_default().contains("intentionally left blank")
        };
        let blanks: Vec<u32> = pages.iter().copied().filter(blank).collect();
        assert!(
            blanks.is_empty() || blanks == [*pages.last().expect("a page")],
            "{}: {blanks:?}",
            pdf.display()
        );
        padded += blanks.len();
    }
    assert!((10..75).contains(&padded), "{padded} of 84 papers end on a blank page");
}
