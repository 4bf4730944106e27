//! Settings: what the arguments and the surroundings come to. It reads no paper.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Build, Color, CommonOptions};
use super::typed_path::named_papers;
use super::viewer::Viewer;
use crate::failure::{DiskFailure, Failure, Fault, plain_path};
use crate::finding::{FindingFormat, FindingView, did_you_mean};
use crate::load::{Folder, Selection};
use crate::style::named;
use crate::watch::{Gauge, Panics, Stop, Watch};
use crate::write::OutputPath;

/// What the shell gives: only `main` asks for it.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The folder that relative paths start from.
    pub current: PathBuf,
    /// Whether standard error is a terminal that shows colors and progress.
    pub err_is_terminal: bool,
    /// Whether the shell asks for no colors.
    pub no_color: bool,
    /// Set where the run is to end before it is done.
    pub stop: Stop,
    /// Where panics came from.
    pub panics: Panics,
    /// The clock, for those who ask how long things take.
    pub gauge: Option<Arc<dyn Gauge>>,
    /// The programs that show files, for those who ask to see what was built.
    pub viewer: Option<Arc<dyn Viewer>>,
}

/// A run, ready to go.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    /// The council's folder.
    pub folder: Folder,
    /// The papers it is about.
    pub selection: Selection,
    /// The house style that every paper is set in; that of its board where there is none.
    pub style: Option<String>,
    /// The house style of which a specimen is made in place of papers.
    pub specimen: Option<String>,
    /// Where PDFs go; `None` where nothing is written.
    pub out: Option<PathBuf>,
    /// Where Typst sources go.
    pub emit: Option<PathBuf>,
    /// Where it is written how long things took.
    pub timings: Option<OutputPath>,
    /// How findings are shown.
    pub view: FindingView,
    /// Whether a progress line is shown.
    pub progress: bool,
    /// Whether warnings stop the build.
    pub deny_warnings: bool,
    /// Whether only findings are said.
    pub quiet: bool,
    /// Whether it is said how many findings can be corrected.
    pub offers_fix: bool,
    /// What written paths are shown from.
    pub current: PathBuf,
    /// The programs that show what was built; `None` where it is only built.
    pub viewer: Option<Arc<dyn Viewer>>,
    /// The watch over the run.
    pub watch: Arc<Watch>,
}

/// Finds the project and turns paths into papers.
///
/// # Errors
/// Where there is no project, or a path is not in it.
pub(super) fn resolve(
    common: &CommonOptions,
    build: Option<&Build>,
    surroundings: &Surroundings,
    watch: &Arc<Watch>,
) -> Result<Settings, Failure> {
    let root = project(common, &surroundings.current)?;
    let folder = Folder::open(&root).map_err(|error| DiskFailure::read(&root, &error))?;
    let specimen = build.and_then(|b| b.specimen.clone());
    for style in common.style.iter().chain(&specimen) {
        known_style(style, &folder)?;
    }
    let current = surroundings.current.as_path();
    let named = common.paths.iter().map(|path| named_papers(path, &folder, current));
    let paths = named.collect::<Result<Vec<String>, Failure>>()?;
    let out = build
        .map(|b| b.out.as_ref().map_or_else(|| folder.root().join("out"), |o| surroundings.current.join(o)));
    if let Some(out) = &out {
        can_be_out(out, build.and_then(|b| b.out.as_deref()), &folder)?;
    }
    let built = out.clone().unwrap_or_else(|| folder.root().join("out"));
    let timings = common.timings.as_ref();
    let timings = timings.map(|typed| timings_file(typed, Some((&folder, &built)), &surroundings.current));
    let timings = timings.transpose()?;
    let emit = build.and_then(|b| b.emit_typst.as_ref()).map(|dir| surroundings.current.join(dir));
    let viewer = match (build, &surroundings.viewer) {
        (Some(Build { open: true, .. }), None) => return Err(Fault::here(None, &[]).into()),
        (Some(Build { open: true, .. }), viewer) => viewer.clone(),
        _ => None,
    };
    let color = match common.color {
        Color::Auto => surroundings.err_is_terminal && !surroundings.no_color,
        Color::Always => true,
        Color::Never => false,
    };
    let format = FindingFormat::from(common.message_format);
    let progress = surroundings.err_is_terminal && format == FindingFormat::Human && !common.quiet;
    Ok(Settings {
        folder,
        selection: Selection(paths),
        style: common.style.clone(),
        specimen,
        out,
        emit,
        timings,
        view: FindingView { format, color, all: common.all },
        progress,
        deny_warnings: common.deny_warnings,
        quiet: common.quiet,
        offers_fix: false,
        current: surroundings.current.clone(),
        viewer,
        watch: watch.clone(),
    })
}

/// Refuses a folder for what is built that is the council's own, or one that holds what it is built from, and
/// the name of a PDF.
fn can_be_out(out: &Path, typed: Option<&Path>, folder: &Folder) -> Result<(), Failure> {
    let typed = typed.unwrap_or(Path::new("out"));
    let shown = plain_path(typed);
    if typed.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("pdf")) && !out.is_dir() {
        return Err(Failure::usage(
            format!("--out {shown} is the name of a PDF, and --out names a folder"),
            "name a folder, such as --out shared; each PDF has its own name in it, such as reports/NAME/report.pdf",
        ));
    }
    let there = out.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let real = there.map(|(above, real)| real.join(out.strip_prefix(above).unwrap_or(Path::new(""))));
    let inner = real.as_deref().and_then(|real| real.strip_prefix(folder.root()).ok());
    let first = inner.map(|inner| inner.components().next().map(|first| first.as_os_str().to_owned()));
    let what = match first {
        Some(None) => "the council's own folder".to_owned(),
        Some(Some(first)) if SOURCES.iter().any(|source| first == *source) => {
            format!("in the council's folder {}", first.display())
        }
        _ => return Ok(()),
    };
    Err(Failure::usage(
        format!("--out {shown} is {what}, where what is built would lie among what it is built from"),
        "name another, such as --out out",
    ))
}

/// The folders that hold what papers are built from.
const SOURCES: [&str; 10] = [
    "reports",
    "packs",
    "minutes",
    "actions",
    "boards",
    "indicators",
    "attachments",
    "templates",
    "fonts",
    "exempt",
];

/// The file of `--timings`, which is wherever it was typed. A file of the council's own is not replaced by it:
/// one in its folder, but not in that of what is built.
///
/// # Errors
/// Where it cannot be such a file.
pub(super) fn timings_file(
    typed: &Path,
    council: Option<(&Folder, &Path)>,
    current: &Path,
) -> Result<OutputPath, Failure> {
    let path = current.join(typed);
    let shown = typed.display();
    let (Some(parent), Some(name), Some("json")) =
        (path.parent(), path.file_name(), path.extension().and_then(|kind| kind.to_str()))
    else {
        return Err(Failure::usage(
            format!("--timings {shown} is not the name of a JSON file"),
            "give it a name that ends in .json, such as --timings timings.json",
        ));
    };
    let parent_is_below = |root: &Path| {
        let real = parent.canonicalize().ok().zip(root.canonicalize().ok());
        real.is_some_and(|(parent, root)| parent.starts_with(root))
    };
    let own = |(folder, out): (&Folder, &Path)| parent_is_below(folder.root()) && !parent_is_below(out);
    if council.is_some_and(own) && path.exists() {
        return Err(Failure::usage(
            format!("--timings {shown} is a file of the council's folder, and is left as it is"),
            "name a new file, one in the output folder (out/timings.json), or one outside the council's folder",
        ));
    }
    OutputPath::below(parent, name).map_err(Failure::from)
}

/// Refuses a house style that is not there.
fn known_style(style: &str, folder: &Folder) -> Result<(), Failure> {
    let own = folder.list("templates").unwrap_or_default();
    let known = named(own.iter().map(String::as_str));
    if known.iter().any(|name| name == style) {
        return Ok(());
    }
    let near = did_you_mean(style, known.iter().map(String::as_str)).map(|hint| format!("{hint} "));
    let hint = format!("{}there are: {}", near.unwrap_or_default(), known.join(", "));
    Err(Failure::usage(format!("there is no house style `{style}`"), hint))
}

/// The council's folder that is named, or the nearest one upward.
pub(super) fn project(common: &CommonOptions, current: &Path) -> Result<PathBuf, Failure> {
    if let Some(project) = &common.project {
        let root = current.join(project);
        if !root.join("council.toml").is_file() {
            if root.is_file() {
                let above = project.parent().filter(|above| !above.as_os_str().is_empty());
                let above = above.map_or_else(|| ".".to_owned(), plain_path);
                return Err(Failure::usage(
                    format!("{} is a file, and --project names a folder", project.display()),
                    format!("name the folder that it is in: --project {above}"),
                ));
            }
            if !root.exists() {
                return Err(Failure::usage(
                    format!("there is no folder {} here", project.display()),
                    "look at how its name is written, or go into the council's folder and leave --project out",
                ));
            }
            return Err(Failure::usage(
                format!("{} holds no council.toml, so it is not a council's folder", project.display()),
                "name the folder that holds council.toml; `boardpack new council DIR` makes one",
            ));
        }
        return Ok(root);
    }
    let named = common.paths.first().map(|p| current.join(p));
    let found = Folder::find(current).or_else(|| Folder::find(&named?));
    found.ok_or_else(|| {
        Failure::usage(
            "there is no council.toml here or in any folder above",
            "go into the council's folder, or name it with --project; `boardpack new council my_council` makes a new one",
        )
    })
}
