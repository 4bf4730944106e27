//! A small council's folder in a temporary place, and runs of boardpack in it. It never touches
//! the folder that the tests are started from.

use std::fs;
use std::path::{Path, PathBuf};

#[cfg(feature = "typeset")]
use boardpack::cli::{Console, Exit, Surroundings, run};

/// A council's folder that is gone when it is dropped.
pub(crate) struct Council {
    folder: tempfile::TempDir,
}

/// What a run left.
#[cfg(feature = "typeset")]
#[derive(Debug)]
pub(crate) struct Ran {
    /// How it ended.
    pub exit: Exit,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The PDFs that it named, as whole paths.
    pub pdfs: Vec<PathBuf>,
}

impl Council {
    /// The smallest council that is in order: `tests/findings/_base`.
    pub(crate) fn new() -> Self {
        Self::empty().lay_over(&tests().join("findings/_base"))
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the folder.
    pub(crate) fn put(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, bytes).expect("a file is written");
        self
    }

    /// Writes the text of the paper's only section, in place of the one it has.
    pub(crate) fn narrative(self, text: &str) -> Self {
        self.report(&format!("[[section]]\nheading = \"Introduction\"\ntext = '''\n{text}\n'''\n"))
    }

    /// Writes the report: the keys that every report must have, and `rest`.
    pub(crate) fn report(self, rest: &str) -> Self {
        let head = "title = \"A report\"\nboard = \"safer\"\nmeeting = 2025-06-20\nperiod = \"2024/25 Q4\"\ncontacts = [\"officer\"]\nbackground_papers = []\n\n";
        self.put("reports/paper/report.toml", format!("{head}{rest}"))
    }

    /// Copies every file below `from` to its place in the folder.
    pub(crate) fn lay_over(self, from: &Path) -> Self {
        copy(from, self.path());
        self
    }

    /// Runs boardpack in the folder; `words` follow the program's name.
    #[cfg(feature = "typeset")]
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        run_in(self.path(), words)
    }

    /// Builds every paper, which must succeed and be accessible, and gives the PDF of `paper`.
    #[cfg(feature = "typeset")]
    pub(crate) fn built(&self) -> super::Pdf {
        let ran = self.run(&["build"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        ran.pdfs.iter().for_each(|pdf| super::assert_accessible(pdf));
        super::Pdf::open(&ran.pdfs[0])
    }
}

/// Runs boardpack in a folder.
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

/// Every file below a folder, with its bytes.
pub(crate) fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(everything(&path));
        // On Windows the file stays by which the folder is held.
        } else if !path.ends_with(".boardpack.lock") {
            found.push((path.clone(), fs::read(path).expect("a file")));
        }
    }
    found.sort();
    found
}
