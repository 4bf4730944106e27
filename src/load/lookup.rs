//! Single files beside those that a run is about: looked up for what they say, or read by a command that
//! makes a new file from them. It never follows the names of files in them.

use super::assets::refused;
use super::decode::decode;
use super::folder::{Folder, LARGEST_TEXT};
use super::project::{TomlFile, encoding};
use super::toml::parse;
use crate::finding::{Findings, Sources, Span};

/// A file that is looked up. Its own mistakes are said where it is what a run is about.
#[derive(Debug)]
pub(crate) struct LookedUp {
    /// Its path in the project.
    pub path: String,
    /// What it holds.
    pub document: TomlFile,
}

/// What a file says; `None` where it cannot be read.
pub(crate) fn look_up(folder: &Folder, path: &str, sources: &mut Sources) -> Option<LookedUp> {
    let bytes = folder.read(path, LARGEST_TEXT).ok()?;
    let (text, trouble) = decode(&bytes);
    if trouble.is_some() {
        return None;
    }
    let file = sources.find(path).unwrap_or_else(|| sources.add(path, text.clone()));
    let mut unsaid = Findings::default();
    let root = parse(&text, file, &mut unsaid);
    let document = TomlFile { file, root };
    (!unsaid.has_errors()).then(|| LookedUp { path: path.to_owned(), document })
}

/// Every pack's agenda that can be read.
pub(crate) fn look_up_packs(folder: &Folder, sources: &mut Sources) -> Vec<LookedUp> {
    let names = folder.list("packs").unwrap_or_default();
    names.iter().filter_map(|id| look_up(folder, &format!("packs/{id}/pack.toml"), sources)).collect()
}

/// One file by itself, with all that keeps it from being read; `None` where anything does.
pub(crate) fn document(
    folder: &Folder,
    path: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<TomlFile> {
    let bytes = match folder.read(path, LARGEST_TEXT) {
        Ok(bytes) => bytes,
        Err(refusal) => {
            let file = sources.add(path, "");
            findings.push(refused(refusal, path, Span::whole(file)));
            return None;
        }
    };
    let (text, trouble) = decode(&bytes);
    let file = sources.add(path, text.clone());
    if let Some(trouble) = trouble {
        findings.push(encoding(trouble, file));
        return None;
    }
    let mut own = Findings::default();
    let root = parse(&text, file, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    sound.then_some(TomlFile { file, root })
}
