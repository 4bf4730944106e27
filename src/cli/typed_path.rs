//! A path on the command line as a path in the council's folder; and where it leads to no paper, what there is
//! instead. It opens a paper only to see which board it is of.

use std::path::Path;

use crate::failure::{Explanation, Failure, plain_path};
use crate::finding::{Sources, nearest, some_in_words};
use crate::load::{Folder, Selection, look_up};

/// The most papers that a hint names.
const MOST_NAMED: usize = 10;

/// Where papers are looked for, for who has named something else.
const NAMED: &str = "name papers of the council's folder, such as reports/NAME or packs/NAME";

/// The path of `--from`, as a path in the project: a path below the folder `kind`, a name in it, or
/// else any other path that is there. `None` where none of them is. A pack may be called "minutes",
/// as a folder of the project is.
///
/// # Errors
/// Where it lies outside the project.
pub(super) fn source(
    typed: &Path,
    kind: &str,
    folder: &Folder,
    current: &Path,
) -> Result<Option<String>, Failure> {
    let there = inside(typed, folder, current);
    let named = || inside(&Path::new(kind).join(typed), folder, folder.root()).ok();
    let outside = current.join(typed).canonicalize().is_ok();
    match there {
        Ok(path) if path.starts_with(&format!("{kind}/")) => Ok(Some(path)),
        Ok(path) => Ok(named().or(Some(path))),
        Err(_) if !outside || named().is_some() => Ok(named()),
        Err(refused) => Err(refused),
    }
}

/// The path of papers, or of a folder of papers, that was typed as an argument.
///
/// # Errors
/// Where no paper is there.
pub(super) fn named_papers(typed: &Path, folder: &Folder, current: &Path) -> Result<String, Failure> {
    let path = inside(typed, folder, current)?;
    let selection = Selection(vec![path.clone()]);
    let empty = KINDS.contains(&path.as_str());
    if empty || selection.0[0].is_empty() || PaperFiles::of(folder).all().any(|file| selection.covers(&file))
    {
        return Ok(path);
    }
    Err(Failure::Usage(Some(no_paper(&path, folder))))
}

/// A path that was typed, as a path in the project.
fn inside(path: &Path, folder: &Folder, current: &Path) -> Result<String, Failure> {
    let missing = || Failure::Usage(Some(not_there(&path.to_string_lossy(), folder)));
    // A path from the project's root is understood too, as documents and findings print it.
    let real = current
        .join(path)
        .canonicalize()
        .or_else(|_| folder.root().join(path).canonicalize())
        .map_err(|_| missing())?;
    let inner = real.strip_prefix(folder.root()).map_err(|_| {
        let root = plain_path(folder.root());
        Failure::usage(format!("{} is not in the council's folder {root}", path.display()), NAMED)
    })?;
    let parts: Vec<String> =
        inner.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
    Ok(parts.join("/"))
}

/// The folders that hold papers.
const KINDS: [&str; 4] = ["reports", "packs", "minutes", "actions"];

/// The papers of a council's folder, by their names alone.
struct PaperFiles {
    /// The papers as they are named: "reports/x", "minutes/x/2025-06-20", in the order of their kinds.
    names: Vec<String>,
    /// Those of them whose file is there: not every folder in packs/ holds a pack.
    there: Vec<String>,
}

impl PaperFiles {
    fn of(folder: &Folder) -> Self {
        let list = |path: &str| {
            let names = folder.list(path).unwrap_or_default().into_iter();
            names.filter(|name| !name.starts_with('.')).map(|name| format!("{path}/{name}")).collect()
        };
        let folders = ["reports", "packs"].into_iter().flat_map(list);
        let of_meetings = ["minutes", "actions"].into_iter().flat_map(list);
        let files = of_meetings.flat_map(|path: String| {
            // A file in no board's folder is a finding of its own.
            if path.ends_with(".toml") { vec![path] } else { list(&path) }
        });
        let without = |path: String| path.strip_suffix(".toml").map_or(path.clone(), str::to_owned);
        let files = files.filter(|path| path.ends_with(".toml")).map(without);
        let names: Vec<String> = folders.chain(files).collect();
        let there = names.iter().filter(|name| folder.has(&file_of(name))).cloned().collect();
        Self { names, there }
    }

    /// Their files: "reports/x/report.toml".
    fn all(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|name| file_of(name))
    }

    /// The one that is called so, however its name is written; in its folder where one is named.
    fn called(&self, typed: &str) -> Option<&str> {
        let (folded, kind) = (fold(typed), kind_of(typed));
        let name = folded.rsplit('/').next().unwrap_or_default();
        let same_name = |paper: &&String| fold(paper).rsplit('/').next() == Some(name);
        let of_kind = |paper: &&String| kind.is_none_or(|kind| kind_of(paper) == Some(kind));
        let whole = self.names.iter().find(|paper| fold(paper) == folded);
        let mut same = self.names.iter().filter(same_name);
        let found = whole.or_else(|| same.clone().find(of_kind)).or_else(|| same.next());
        found.map(String::as_str)
    }

    /// The nearest by the letters of its name; in its folder where one is named.
    fn nearest(&self, typed: &str) -> Option<&str> {
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let of_kind = self.of_kind(kind_of(typed));
        let names: Vec<String> = of_kind.iter().map(|paper| last(paper)).collect();
        let name = nearest(&last(&fold(typed)), names.iter().map(String::as_str))?;
        of_kind.into_iter().find(|paper| last(paper) == name)
    }

    /// Those of a kind, or of all kinds.
    fn of_kind(&self, kind: Option<&str>) -> Vec<&str> {
        let of_kind = |paper: &&str| kind.is_none_or(|kind| kind_of(paper) == Some(kind));
        self.there.iter().map(String::as_str).filter(of_kind).collect()
    }

    /// A hint with the papers of a kind, or of all kinds; `None` where it would name no other than `near`.
    fn there_are(&self, kind: Option<&str>, near: Option<&str>) -> Option<String> {
        match (self.of_kind(kind).as_slice(), kind) {
            ([], None) => None,
            ([], Some(kind)) => Some(format!("there are none in {kind}/ yet")),
            ([one], _) if near == Some(*one) => None,
            ([one], _) => Some(format!("there is {one}")),
            (several, _) => Some(format!(
                "there are {}",
                some_in_words(&several.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), MOST_NAMED)
            )),
        }
    }
}

/// The file of a paper, by the paper's name.
fn file_of(name: &str) -> String {
    match kind_of(name) {
        Some("reports") => format!("{name}/report.toml"),
        Some("packs") => format!("{name}/pack.toml"),
        _ => format!("{name}.toml"),
    }
}

/// A name as it is compared: capitals, blanks, strokes and the ends of file names make no other paper of it.
fn fold(name: &str) -> String {
    let name = name.trim().to_lowercase().replace('\\', "/").replace(' ', "_");
    let name = name.trim_start_matches("./").trim_start_matches("out/").trim_end_matches('/');
    let name = name.trim_end_matches(".pdf").trim_end_matches(".toml");
    // The file of a paper stands for its folder; a folder may have the file's name.
    match name.rsplit_once('/') {
        Some((above, "report" | "pack")) if !KINDS.contains(&above) => above.to_owned(),
        _ => name.to_owned(),
    }
}

/// The kind of paper that the path is of, by its first folder.
fn kind_of(path: &str) -> Option<&'static str> {
    let mut parts = path.split(['/', '\\']).skip_while(|part| [".", ".."].contains(part));
    let first = parts.next().unwrap_or_default().to_lowercase();
    KINDS.into_iter().find(|kind| *kind == first)
}

/// The message where nothing is at the path that was typed.
fn not_there(typed: &str, folder: &Folder) -> Explanation {
    let typed = typed.replace('\\', "/");
    let message = format!("there is no {typed} in the council's folder {}", plain_path(folder.root()));
    let (papers, kind) = (PaperFiles::of(folder), kind_of(&typed));
    // The command line of Windows does not fill in what `*` stands for.
    if let (Some(kind), true) = (kind, typed.contains('*')) {
        return Explanation::new(message).hint(format!("for all of them, name their folder: {kind}"));
    }
    if let Some(paper) = papers.called(&typed) {
        return Explanation::new(message).hint(format!("did you mean {paper}?"));
    }
    if let Some(board) = board_of(&typed, folder) {
        return board_is_no_paper(&board, folder);
    }
    if ["fix", "diff", "open", "all", "specimen"].contains(&typed.as_str()) {
        return Explanation::new(message)
            .hint(format!("the name of an option begins with two strokes: --{typed}"));
    }
    let explained = Explanation::new(message);
    let near = papers.nearest(&typed);
    let explained = match near {
        Some(paper) => explained.hint(format!("did you mean {paper}?")),
        None => explained.hint(NAMED),
    };
    papers.there_are(kind, near).into_iter().fold(explained, Explanation::hint)
}

/// The message where something is at a path of the project, and no paper.
fn no_paper(path: &str, folder: &Folder) -> Explanation {
    let board = path.strip_prefix("boards/").and_then(|file| board_of(file, folder));
    if let Some(board) = board {
        return board_is_no_paper(&board, folder);
    }
    if let Some(explained) = too_deep(path, folder) {
        return explained;
    }
    let papers = PaperFiles::of(folder);
    let (own, reason) = match path.strip_prefix("out/") {
        Some(built) => (built, "was built from"),
        None => (path, "is a file of"),
    };
    let above = Path::new(own).ancestors().filter_map(Path::to_str).map(|path| path.trim_end_matches(".pdf"));
    let paper = above.into_iter().find(|path| papers.names.iter().any(|name| name == path));
    let (message, hint) = match paper {
        Some(paper) => (format!("{path} {reason} {paper}"), format!("name the paper itself: {paper}")),
        None => (format!("{path} is {}", kind_of_file(path)), NAMED.to_owned()),
    };
    Explanation::new(message).hint(hint).hint("without a name, all papers of the council's folder are meant")
}

/// What a file is that is no paper, by the ending of its name.
fn kind_of_file(path: &str) -> &'static str {
    let kind = Path::new(path).extension().and_then(|kind| kind.to_str()).unwrap_or_default().to_lowercase();
    match kind.as_str() {
        "doc" | "docx" => "a Word file, and a paper is a report.toml in a folder of its own in reports/",
        "ppt" | "pptx" => {
            "a PowerPoint file, and a paper is a report.toml in a folder of its own in reports/"
        }
        "csv" | "xls" | "xlsx" => "a data file, and is checked with the papers that use it",
        _ => "no paper",
    }
}

/// The message where a report or a pack lies in a folder of `reports/` or `packs/` that is none; `None` anywhere else.
fn too_deep(path: &str, folder: &Folder) -> Option<Explanation> {
    let mut parts = path.trim_end_matches('/').split('/');
    let (kind, between, name) = (parts.next()?, parts.next()?, parts.next()?);
    let one = kind.strip_suffix('s').filter(|_| matches!(kind, "reports" | "packs"))?;
    let is_deep = folder.has(&format!("{kind}/{between}/{name}/{one}.toml"))
        && !folder.has(&format!("{kind}/{between}/{one}.toml"));
    is_deep.then(|| {
        Explanation::new(format!("{kind}/{between}/{name} is a {one} one folder too deep, and is not built"))
            .hint(format!("move its folder to {kind}/{name}, and name that: {kind}/{name}"))
    })
}

/// The id of the board that is meant by a name, or by the name of its file.
fn board_of(typed: &str, folder: &Folder) -> Option<String> {
    let id = fold(typed);
    let id = id.strip_prefix("boards/").unwrap_or(&id);
    folder.has(&format!("boards/{id}.toml")).then(|| id.to_owned())
}

/// The message where a board is named in place of a paper.
fn board_is_no_paper(board: &str, folder: &Folder) -> Explanation {
    let explained = Explanation::new(format!("{board} is a board (boards/{board}.toml), and no paper"));
    let mut sources = Sources::default();
    let mut is_of_board = |file: &str| {
        let read = look_up(folder, file, &mut sources);
        let named = read.as_ref().and_then(|read| read.document.root.table()?.get("board")?.text());
        named.is_some_and(|named| named.string == board)
    };
    let papers = PaperFiles::of(folder);
    let mut own: Vec<String> = Vec::new();
    for (name, file) in papers.names.iter().zip(papers.all()) {
        let in_folder = ["minutes", "actions"].map(|kind| format!("{kind}/{board}"));
        match in_folder.into_iter().find(|of_board| name.starts_with(&format!("{of_board}/"))) {
            Some(of_board) if !own.contains(&of_board) => own.push(of_board),
            None if is_of_board(&file) => own.push(name.clone()),
            Some(_) | None => {}
        }
    }
    explained.hint(match own.as_slice() {
        [] => format!(
            "it has no papers yet: a report of it is a file reports/NAME/report.toml with board = \"{board}\""
        ),
        [one] => format!("name what it has: {one}"),
        several => format!("name what it has: {}", some_in_words(several, MOST_NAMED)),
    })
}
