//! `check --fix` and `--diff`: the corrections of findings, made in the council's files or shown. It decides on no
//! correction, and edits TOML files alone.
//!
//! A correction brings others to light: text that is no TOML hides what is wrong in it. So the files are read again as
//! they would be, until nothing more is corrected. Only then is any file written.

use std::collections::BTreeMap;

use serde::Serialize;
use similar::TextDiff;

use super::args::Check;
use super::settings::Settings;
use super::{Console, build};
use crate::check::check_in;
use crate::failure::{DiskFailure, Failure, Remedy, Stage};
use crate::finding::{CorrectedText, FindingFormat, Findings, Sources, make_visible};
use crate::load::{Folder, load};
use crate::merge::merge;
use crate::write::{ChangedFile, OutputPath, replace_files};

/// The most times that the files are read and corrected: each brings to light what the one before has hidden.
const MOST_TURNS: usize = 10;

/// The lines round a change that a diff shows.
const CONTEXT: usize = 3;

/// The byte-order mark, which no text that was read has.
const BYTE_ORDER_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// A file with its corrections.
struct CorrectedFile {
    before: Vec<u8>,
    after: Vec<u8>,
    /// The number of corrections.
    made: usize,
}

/// A line about a file that was corrected. Fields are added, never renamed.
#[derive(Serialize)]
struct FileLine<'a> {
    kind: &'static str,
    file: &'a str,
    corrections: usize,
}

/// Refuses to correct where only PDFs are named.
///
/// # Errors
/// Where it is typed all the same.
pub(super) fn refuse_pdfs(check: &Check) -> Result<(), Failure> {
    let option = if check.fix { "--fix" } else { "--diff" };
    if !check.fix && !check.diff {
        return Ok(());
    }
    Err(Failure::usage(
        format!("{option} is about the council's TOML files, and only PDFs are named"),
        format!("leave {option} out; or name papers, such as boardpack check {option} reports/NAME"),
    ))
}

/// Checks, after the corrections that were asked for.
pub(super) fn run(check: &Check, settings: &Settings, console: &mut Console<'_>) -> Result<(), Failure> {
    if check.diff {
        show(&correct(settings)?, console)?;
    } else if check.fix {
        write(correct(settings)?, settings, console)?;
    }
    build::run(&Settings { offers_fix: !check.diff, ..settings.clone() }, console)
}

/// The files of the council's folder that have corrections, by path. None is written.
fn correct(settings: &Settings) -> Result<BTreeMap<String, CorrectedFile>, Failure> {
    let watch = &settings.watch;
    let mut folder = settings.folder.clone();
    let mut files: BTreeMap<String, CorrectedFile> = BTreeMap::new();
    for _ in 0..MOST_TURNS {
        watch.go_on()?;
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let loaded =
            watch.stage(Stage::Load, || load(&folder, &settings.selection, &mut sources, &mut findings));
        if let Some(project) = &loaded {
            let style = settings.style.as_deref();
            let checked = watch.stage(Stage::Check, || check_in(style, project, &mut sources, &mut findings));
            watch.stage(Stage::Merge, || merge(&checked, &mut findings));
        }
        let corrected = findings.correct_files(&sources);
        if corrected.is_empty() {
            break;
        }
        for (path, text) in corrected {
            let read = sources.find(&path).map_or("", |file| sources.text(file));
            add(&path, text, read, &mut folder, &mut files)?;
        }
    }
    Ok(files)
}

/// Adds the corrections of a file, which was read as the text `read`, to those that it has.
fn add(
    path: &str,
    corrected: CorrectedText,
    read: &str,
    folder: &mut Folder,
    files: &mut BTreeMap<String, CorrectedFile>,
) -> Result<(), Failure> {
    let changed =
        || DiskFailure::refused(path.as_ref(), "it has changed since it was read", Remedy::TryAgain);
    let now = folder.read_toml(path).map_err(|_| changed().fixed())?;
    let mark = if now.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { &[] };
    if &now[mark.len()..] != read.as_bytes() {
        return Err(changed().fixed().into());
    }
    let after = [mark, corrected.text.as_bytes()].concat();
    folder.correct(path, after.clone());
    let file = files.entry(path.to_owned());
    let file = file.or_insert(CorrectedFile { before: now, after: Vec::new(), made: 0 });
    file.after = after;
    file.made += corrected.made;
    Ok(())
}

/// Writes corrected files, and says which.
fn write(
    files: BTreeMap<String, CorrectedFile>,
    settings: &Settings,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let root = settings.folder.root();
    let mut changed = Vec::new();
    let mut made = Vec::new();
    for (path, file) in files {
        let place = OutputPath::below(root, &path)?;
        changed.push(ChangedFile { path: place, before: file.before, after: file.after });
        made.push((path, file.made));
    }
    settings.watch.go_on()?;
    settings.watch.stage(Stage::Write, || replace_files(&changed))?;
    let mut printed = Ok(());
    for file in &changed {
        printed = printed.and(console.print_path(&file.path.path(), &settings.current));
    }
    say(&made, settings, console);
    printed
}

/// Says how many corrections were made, and where.
fn say(made: &[(String, usize)], settings: &Settings, console: &mut Console<'_>) {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match settings.view.format {
        FindingFormat::Human if !settings.quiet => {
            for (path, n) in made {
                console.say(&format!("{path}: {}", count(*n, "correction")));
            }
            let all: usize = made.iter().map(|(_, n)| n).sum();
            console.say(&match made.len() {
                0 => "nothing was found that could be corrected".to_owned(),
                files => format!("{} in {}", count(all, "correction"), count(files, "file")),
            });
        }
        FindingFormat::Json => {
            for (file, corrections) in made {
                let line = FileLine { kind: "corrected", file, corrections: *corrections };
                console.say(&serde_json::to_string(&line).unwrap_or_default());
            }
        }
        // A line of this form is a finding, and nothing else.
        _ => {}
    }
}

/// Shows what would be changed.
fn show(files: &BTreeMap<String, CorrectedFile>, console: &mut Console<'_>) -> Result<(), Failure> {
    for (path, file) in files {
        let (before, after) = (String::from_utf8_lossy(&file.before), String::from_utf8_lossy(&file.after));
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        let (from, to) = (format!("a/{path}"), format!("b/{path}"));
        let shown = diff.unified_diff().context_radius(CONTEXT).header(&from, &to).to_string();
        // Line ends stay, and so a CR before one; a terminal must obey nothing else.
        let visible = shown.split_inclusive('\n').map(|line| {
            let words = line.trim_end_matches(['\r', '\n']);
            let tabs: Vec<_> = words.split('\t').map(make_visible).collect();
            format!("{}{}", tabs.join("\t"), &line[words.len()..])
        });
        console.print(&visible.collect::<String>())?;
    }
    Ok(())
}
