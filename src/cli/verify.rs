//! `boardpack verify`: says whether what was built is as it was built. It changes nothing.

use std::path::Path;

use serde::Serialize;

use super::args::VerifyOptions;
use super::{Console, path_from, settings};
use crate::build::{VerifiedFolder, verify};
use crate::failure::Failure;
use crate::finding::FindingFormat;

/// A line about a folder. Fields are added, never renamed.
#[derive(Serialize)]
struct FolderLine<'a> {
    kind: &'static str,
    folder: &'a str,
    as_built: &'a [String],
    changed: &'a [String],
    missing: &'a [String],
    not_part: &'a [String],
}

/// A line about a build that was broken off.
#[derive(Serialize)]
struct InterruptedLine<'a> {
    kind: &'static str,
    folder: &'a str,
}

/// Verifies a folder, or the project's `out`.
///
/// # Errors
/// Where it cannot be read, or a file is not as it was built, which has been said then.
pub(super) fn run(options: &VerifyOptions, current: &Path, console: &mut Console<'_>) -> Result<(), Failure> {
    let folder = match &options.folder {
        Some(folder) => current.join(folder),
        None => settings::project(&options.common(), current)?.join("out"),
    };
    let found = verify(&folder)?;
    let json = FindingFormat::from(options.message_format) == FindingFormat::Json;
    for interrupted in &found.interrupted {
        let folder = &path_from(interrupted, current);
        let line = InterruptedLine { kind: "interrupted", folder };
        let words =
            format!("{folder}: interrupted: a build was broken off while it wrote; the next one settles it");
        say(json, &line, &[words], console)?;
    }
    for (path, files) in &found.folders {
        let folder = &path_from(path, current);
        let VerifiedFolder { as_built, changed, missing, not_part } = files;
        let line = FolderLine { kind: "verified", folder, as_built, changed, missing, not_part };
        say(json, &line, &human(folder, files), console)?;
    }
    if found.is_as_built() { Ok(()) } else { Err(Failure::Papers(None)) }
}

fn say(
    json: bool,
    line: &impl Serialize,
    words: &[String],
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let json = if json { serde_json::to_string(line).ok() } else { None };
    match json {
        Some(json) => console.print(&format!("{json}\n")),
        None => words
            .iter()
            .try_for_each(|line| console.print(&format!("{}\n", crate::finding::make_visible(line)))),
    }
}

/// The lines about a folder.
fn human(folder: &str, files: &VerifiedFolder) -> Vec<String> {
    let kinds =
        [("changed since", &files.changed), ("missing", &files.missing), ("not part of it", &files.not_part)];
    let lines = kinds.iter().filter(|(_, names)| !names.is_empty());
    let mut lines: Vec<String> =
        lines.map(|(what, names)| format!("{folder}: {what}: {}", names.join(", "))).collect();
    if lines.is_empty() {
        let count = files.as_built.len();
        lines.push(format!("{folder}: as built ({count} {})", if count == 1 { "file" } else { "files" }));
    }
    lines
}
