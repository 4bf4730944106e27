//! `--open`: what is handed to the viewer after a build. The viewer is the test's own, and starts no program.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::support::{Council, Ran};
use boardpack::cli::{Console, Exit, Surroundings, Viewer, run};

/// A viewer that notes what it is to show, or refuses it.
#[derive(Debug, Default)]
struct Notes {
    shown: Mutex<Vec<PathBuf>>,
    refuses: bool,
}

impl Viewer for Notes {
    fn show(&self, path: &Path) -> io::Result<()> {
        self.shown.lock().expect("a list").push(path.to_owned());
        if self.refuses { Err(io::Error::other("there is no viewer on this computer")) } else { Ok(()) }
    }
}

/// Runs boardpack with a viewer: the run, and what was to be shown, from the council's folder.
fn run_with(viewer: Notes, council: &Council, words: &[&str]) -> (Ran, Vec<String>) {
    let viewer = Arc::new(viewer);
    let current = council.path().canonicalize().expect("a folder");
    let surroundings = Surroundings {
        current: current.clone(),
        no_color: true,
        viewer: Some(viewer.clone()),
        ..Surroundings::default()
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = std::iter::once("boardpack").chain(words.iter().copied()).map(Into::into);
    let exit = run(all, &surroundings, &mut Console { out: &mut out, err: &mut err });
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8").replace('\\', "/");
    let shown = viewer.shown.lock().expect("a list").clone();
    let inner = |path: PathBuf| {
        assert!(path.exists(), "{} is not there when it is opened", path.display());
        let path = path.canonicalize().expect("a path");
        path.strip_prefix(&current).expect("in the folder").to_string_lossy().replace('\\', "/")
    };
    let ran = Ran { exit, out: text(out), err: text(err), pdfs: Vec::new() };
    (ran, shown.into_iter().map(inner).collect())
}

fn open(council: &Council, words: &[&str]) -> Vec<String> {
    let (ran, shown) = run_with(Notes::default(), council, words);
    assert_eq!(ran.exit, Exit::Done, "{words:?}: {}", ran.err);
    assert!(!ran.err.contains("warning"), "{words:?}: {}", ran.err);
    shown
}

/// A council with two more reports and a pack.
fn council() -> Council {
    let council = Council::new();
    let report = std::fs::read_to_string(council.path().join("reports/paper/report.toml")).expect("a report");
    let titled = |title: &str| report.replacen("Community safety update", title, 1);
    council
        .put("reports/second/report.toml", titled("Second update"))
        .put("reports/third/report.toml", titled("Third update"))
        .put(
            "packs/meeting/pack.toml",
            "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n[[item]]\ntitle = \"Update\"\npapers = [ { report = \"paper\" } ]\n",
        )
}

#[test]
fn a_few_papers_are_opened_and_of_many_their_folder() {
    let council = council();
    assert_eq!(open(&council, &["build", "reports/paper", "--open"]), ["out/reports/paper/report.pdf"]);
    let both = ["out/reports/second/report.pdf", "out/packs/meeting/pack.pdf"];
    assert_eq!(open(&council, &["build", "--open", "reports/second", "packs/meeting"]), both);
    // A pack that is as it was is what its clerk wants to see all the same.
    assert_eq!(open(&council, &["build", "packs/meeting", "--open"]), [both[1]]);
    assert_eq!(open(&council, &["build", "reports", "--open", "-q"]).len(), 3);
    assert_eq!(open(&council, &["build", "--open"]), ["out"]);
    assert_eq!(open(&council, &["build", "--open", "--out", "share"]), ["share"]);
    assert_eq!(open(&council, &["build", "--open", "--specimen", "county"]), ["out/specimens/county.pdf"]);
    assert_eq!(open(&council, &["build"]), [""; 0]);
}

#[test]
fn nothing_is_opened_where_nothing_was_built() {
    let council = council();
    council.built();
    let council = council.put("reports/third/report.toml", "title = \"A report\"\nboard = \"saffer\"\n");
    for words in [&["build", "--open"][..], &["build", "--open", "reports/nothing"], &["check", "--open"]] {
        let (ran, shown) = run_with(Notes::default(), &council, words);
        assert!(ran.exit != Exit::Done && shown.is_empty(), "{words:?}: {shown:?} {}", ran.err);
    }
}

#[test]
fn a_viewer_that_cannot_be_started_is_a_warning() {
    let council = council();
    let silent = run_with(Notes::default(), &council, &["build", "reports"]).0;
    let refusing = Notes { refuses: true, ..Notes::default() };
    let (ran, shown) = run_with(refusing, &council, &["build", "reports", "--open"]);
    assert_eq!((ran.exit, &ran.out), (Exit::Done, &silent.out));
    let warning = "warning: out/reports/paper/report.pdf is built, and could not be opened: there is no viewer on this computer\nhint: open it from its folder, as any other file\n";
    assert_eq!(ran.err, format!("{}{warning}", silent.err));
    assert_eq!(shown.len(), 1, "who has no viewer for one file has none for the next");
}
