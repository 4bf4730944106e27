//! A file that is not where its author says: the nearest name that is there, and the path to write. It never
//! opens a file.

use super::folder::{FileRefusal, Folder, beside};
use super::refusal::refused;
use crate::finding::{Finding, Rule, Span, listed_parts, nearest};

/// The folders of a council in which a file may lie that an author names elsewhere.
const LIKELY: [&str; 4] = ["attachments", "indicators", "data", ""];

/// The most names of a folder that are looked at.
const MOST_NAMES: usize = 2000;

/// The finding for a file that was not read, with the path of the file that seems to be meant; `from` is the path
/// of the document that names it.
pub(super) fn refused_at(
    folder: &Folder,
    from: &str,
    refusal: FileRefusal,
    name: &str,
    span: Span,
) -> Finding {
    let finding = refused(refusal, name, span);
    if !matches!(finding.rule, Rule::FileMissing | Rule::PathOutside) {
        return finding;
    }
    if let Some(names) = several(name) {
        let each: Vec<String> = names.iter().map(|name| format!("{{ pdf = \"{name}\" }}")).collect();
        let hint = if from.starts_with("attachments/") {
            format!("each file has braces of its own: write papers = [ {} ]", each.join(", "))
        } else {
            "one file stands here: make an entry for each of them".to_owned()
        };
        return finding.hint_only(hint);
    }
    match found(folder, from, name) {
        Some(path) => {
            let base = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
            let renamed = (base(&path) != base(name))
                .then(|| format!("; where the file was renamed, name it `{}` again", base(name)));
            finding.hint_only(format!(
                "did you mean `{path}`? Then write it so here{}",
                renamed.unwrap_or_default()
            ))
        }
        None => finding,
    }
}

/// The names of several files in one text, as "a.pdf, b.pdf"; `None` where it is one name.
fn several(name: &str) -> Option<Vec<&str>> {
    let parts = listed_parts(name);
    let ending =
        |part: &&str| part.rsplit_once('.').is_some_and(|(stem, kind)| !stem.is_empty() && kind.len() <= 4);
    (parts.len() > 1 && parts.iter().all(ending)).then_some(parts)
}

/// The path, from the folder of the document `from`, of the file that seems to be meant; `None` where no file
/// has such a name.
fn found(folder: &Folder, from: &str, name: &str) -> Option<String> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let own = parent(from);
    let typed = beside(from, &name.replace('\\', "/")).ok().map(|path| parent(&path).to_owned());
    let folders = typed.into_iter().chain(std::iter::once(own.to_owned()));
    let mut folders: Vec<String> = folders.chain(LIKELY.map(str::to_owned)).collect();
    // Some sort what they are sent into folders by meeting.
    for above in [own, "attachments"].map(str::to_owned).into_iter().filter(|above| !above.is_empty()) {
        let below = folder.list(&above).unwrap_or_default().into_iter().take(MOST_NAMES);
        let below = below.map(|name| joined(&above, &name)).filter(|path| !folder.has(path));
        folders.extend(below.collect::<Vec<_>>());
    }
    let names_in = |path: &String| -> Vec<String> {
        let listed = folder.list(if path.is_empty() { "." } else { path }).unwrap_or_default();
        let files = listed.into_iter().take(MOST_NAMES);
        files.filter(|name| folder.has(&joined(path, name))).collect()
    };
    // A file of the same name anywhere comes before one of a like name.
    let same = folders.iter().find_map(|path| {
        let names = names_in(path);
        let same = names.iter().find(|name| name.eq_ignore_ascii_case(base))?;
        Some(joined(path, same))
    });
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let other_kind = || {
        folders.iter().find_map(|path| {
            let names = names_in(path);
            let same = names.iter().find(|name| stem(name) == stem(base) && may_be(base, name))?;
            Some(joined(path, same))
        })
    };
    let like = || {
        folders.iter().find_map(|path| {
            let names = names_in(path);
            let possible = names.iter().filter(|name| may_be(base, name));
            let like = nearest(base, possible.map(String::as_str))?;
            Some(joined(path, like))
        })
    };
    same.or_else(other_kind).or_else(like).map(|path| relative(own, &path))
}

/// Kinds of files of which one is often named for another.
const KINDS: [&[&str]; 3] =
    [&["csv", "xlsx", "xls", "tsv"], &["png", "jpg", "jpeg", "svg"], &["pdf", "doc", "docx", "pptx"]];

/// Whether a file may be meant by another name: one without an ending, or one of a kind like its own.
fn may_be(typed: &str, name: &str) -> bool {
    let kind = |name: &str| name.rsplit_once('.').map(|(_, kind)| kind.to_lowercase());
    let Some(wanted) = kind(typed) else { return true };
    kind(name).is_some_and(|own| {
        own == wanted
            || KINDS.iter().any(|kinds| kinds.contains(&own.as_str()) && kinds.contains(&wanted.as_str()))
    })
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A path as it is written from a folder: "../../attachments/x.pdf".
fn relative(from: &str, path: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn meant(from: &str, name: &str) -> Option<String> {
        let files = [
            "attachments/slides.pdf",
            "attachments/fire_2024.pdf",
            "reports/a/map.png",
            "indicators/wards.csv",
        ];
        let held = files.iter().map(|name| ((*name).to_owned(), Vec::new())).collect();
        let folder = Folder::open(Path::new(".")).ok()?.holding(held);
        found(&folder, from, name)
    }

    #[test]
    fn a_file_that_is_named_wrongly_is_found() {
        for (from, name, path) in [
            ("attachments/x", "attachments/slides.pdf", Some("slides.pdf")),
            ("attachments/x", "Slides.PDF", Some("slides.pdf")),
            ("attachments/x", "slides", Some("slides.pdf")),
            ("attachments/x", "C:\\Users\\me\\slides.pdf", Some("slides.pdf")),
            ("attachments/x", "fire_2023.pdf", Some("fire_2024.pdf")),
            ("reports/a/report.toml", "slides.pdf", Some("../../attachments/slides.pdf")),
            ("reports/a/report.toml", "mapp.png", Some("map.png")),
            ("indicators/crime.toml", "indicators/wards.csv", Some("wards.csv")),
            ("indicators/crime.toml", "wards.xlsx", Some("wards.csv")),
            ("indicators/crime.toml", "zebra.csv", None),
        ] {
            assert_eq!(meant(from, name).as_deref(), path, "{name}");
        }
    }
}
