//! A small council's folder in a temporary place, and runs of boardpack in it. It never touches
//! the folder that the tests are started from.

use std::fs;
use std::path::{Path, PathBuf};

#[cfg(feature = "typeset")]
use boardpack::cli::{Console, Exit, Surroundings, run};

/// A council's folder, which is deleted when it is dropped.
pub(crate) struct Council {
    folder: tempfile::TempDir,
}

/// The result of a run of boardpack.
#[cfg(feature = "typeset")]
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub exit: Exit,
    /// The text of standard output.
    pub out: String,
    /// The text of standard error.
    pub err: String,
    /// The whole paths of the PDFs that standard output names.
    pub pdfs: Vec<PathBuf>,
}

impl Council {
    /// The smallest council that is in order, from `tests/findings/_base`.
    pub(crate) fn new() -> Self {
        Self::empty().lay_over(&tests().join("findings/_base"))
    }

    /// A council's folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The path of the folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the folder.
    pub(crate) fn put(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, bytes).expect("a file is written");
        self
    }

    /// Writes a report with one section of that text, in place of the one that is there.
    pub(crate) fn narrative(self, text: &str) -> Self {
        self.report(&format!("[[section]]\nheading = \"Introduction\"\ntext = '''\n{text}\n'''\n"))
    }

    /// Writes the report: the keys that every report must have, and after them `rest`.
    pub(crate) fn report(self, rest: &str) -> Self {
        let head = "title = \"A report\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"2024/25 Q4\"\ncontacts = [\"officer\"]\nbackground_papers = []\n\n";
        self.put("reports/paper/report.toml", format!("{head}{rest}"))
    }

    /// Copies every file below `from` into the folder, at the same path.
    pub(crate) fn lay_over(self, from: &Path) -> Self {
        copy(from, self.path());
        self
    }

    /// Runs boardpack in the folder; `words` are its arguments.
    #[cfg(feature = "typeset")]
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        run_in(self.path(), words)
    }

    /// Builds every paper, which must succeed and be accessible, and reads the PDF of the first one.
    #[cfg(feature = "typeset")]
    pub(crate) fn built(&self) -> super::Pdf {
        let ran = self.run(&["build"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        ran.pdfs.iter().for_each(|pdf| super::assert_accessible(pdf));
        super::Pdf::open(&ran.pdfs[0])
    }
}

/// Runs boardpack in a folder; `words` are its arguments.
#[cfg(feature = "typeset")]
pub(crate) fn run_in(current: &Path, words: &[&str]) -> Ran {
    let surroundings =
        Surroundings { current: current.to_path_buf(), no_color: true, ..Surroundings::default() };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = std::iter::once("boardpack").chain(words.iter().copied()).map(Into::into);
    let exit = run(all, &surroundings, &mut Console { out: &mut out, err: &mut err });
    let out = String::from_utf8(out).expect("UTF-8");
    let pdfs = out.lines().filter(|line| line.ends_with(".pdf")).map(|line| current.join(line)).collect();
    Ran { exit, pdfs, out, err: String::from_utf8(err).expect("UTF-8") }
}

/// The folder of the tests.
pub(crate) fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

/// The files below a folder with their bytes, in the order of their paths.
pub(crate) fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(everything(&path));
        // The list of what was built is the program's own, and on Windows the file stays by which the folder is held.
        } else if !path.ends_with(".boardpack.lock") && !path.ends_with(".boardpack.files.json") {
            found.push((path.clone(), fs::read(path).expect("a file")));
        }
    }
    found.sort();
    found
}
