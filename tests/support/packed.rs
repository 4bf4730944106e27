//! A pack of many reports, made up from those of `folder`, and the same reports as one document for
//! Typst's own program. The same numbers give the same files.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder;

/// The folder of the pack below the council's folder.
pub(crate) const PACK: &str = "packs/large";

/// Writes a council's folder with a pack of attachments, which are `copies` copies of one file, and returns
/// their paths.
///
/// # Errors
/// A file that cannot be read or written.
pub(crate) fn attached(dir: &Path, file: &Path, copies: usize) -> io::Result<Vec<PathBuf>> {
    folder::generate(dir, 1)?;
    let mut pack = head(dir)?;
    fs::create_dir_all(dir.join("attachments"))?;
    let mut paths = Vec::new();
    for n in 0..copies {
        let path = dir.join(format!("attachments/deck_{n}.pdf"));
        fs::copy(file, &path)?;
        paths.push(path);
        let _ = write!(pack, "\n[[item]]\ntitle = \"Deck {n}\"\npapers = [ {{ pdf = \"deck_{n}.pdf\" }} ]\n");
    }
    fs::create_dir_all(dir.join(PACK))?;
    fs::write(dir.join(PACK).join("pack.toml"), pack)?;
    Ok(paths)
}

/// The text of a pack above its items.
fn head(dir: &Path) -> io::Result<String> {
    let pack = String::from(
        "board = \"highways\"\nstart = 2024-06-20T10:00:00\nplace = \"County Hall\"\nclerk = \"finance\"\npublished = 2024-06-12\n",
    );
    let board = board(dir)?;
    let people = fs::read_to_string(dir.join("people.toml"))?;
    let clerk = people.lines().find_map(|l| l.strip_prefix('[')?.strip_suffix(']')).unwrap_or_default();
    Ok(pack.replace("\"highways\"", &format!("\"{board}\"")).replace("\"finance\"", &format!("\"{clerk}\"")))
}

/// Writes a council's folder with a pack of `items` items below `dir`, each of which has a report.
///
/// # Errors
/// A file that cannot be read or written.
pub(crate) fn generate(dir: &Path, items: usize) -> io::Result<()> {
    folder::generate(dir, items)?;
    let mut pack = head(dir)?;
    let board = board(dir)?;
    for n in 0..items {
        let path = dir.join("reports").join(folder::id(n)).join("report.toml");
        let report = fs::read_to_string(&path)?;
        let lines = report.lines().map(|line| {
            if line.starts_with("board = ") {
                format!("board = \"{board}\"\n")
            } else if line.starts_with("meeting = ") {
                "meeting = 2024-06-20\n".to_owned()
            } else {
                format!("{line}\n")
            }
        });
        fs::write(&path, lines.collect::<String>())?;
        let _ = write!(
            pack,
            "\n[[item]]\ntitle = \"Service report number {}\"\npresenter = \"An officer will present the report.\"\npapers = [ {{ report = \"{}\" }} ]\n",
            n + 1,
            folder::id(n)
        );
    }
    fs::create_dir_all(dir.join(PACK))?;
    fs::write(dir.join(PACK).join("pack.toml"), pack)
}

/// The name of the folder's first board.
fn board(dir: &Path) -> io::Result<String> {
    let board = fs::read_dir(dir.join("boards"))?.next().ok_or(io::ErrorKind::NotFound)??.path();
    Ok(board.file_stem().unwrap_or_default().to_string_lossy().into_owned())
}

/// Makes one document of the reports that `boardpack build --emit-typst` wrote below `emitted`: each begins
/// on a right-hand page, and no two anchors are alike. The file is `one.typ` there.
///
/// # Errors
/// A file that cannot be read or written.
pub(crate) fn one_document(emitted: &Path, items: usize) -> io::Result<()> {
    let mut all = String::new();
    for n in 0..items {
        let id = folder::id(n);
        let dir = emitted.join("reports").join(&id);
        let main = fs::read_to_string(dir.join("main.typ"))?;
        fs::write(dir.join("main.typ"), main.replace("\"at-", &format!("\"{id}-at-")))?;
        let page = fs::read_to_string(dir.join("page.typ"))?;
        let own = "#let blank-verso = ";
        let (before, _) = page.split_once(own).ok_or(io::ErrorKind::InvalidData)?;
        fs::write(dir.join("page.typ"), format!("{before}{own}pagebreak(to: \"odd\", weak: true)\n"))?;
        let _ = writeln!(all, "#include \"reports/{id}/main.typ\"");
    }
    fs::write(emitted.join("one.typ"), all)
}
