//! Single files beside those that a run is about: looked up for what they say, or read by a command that
//! makes a new file from them. It never follows the names of files in them.

use super::decode::decode;
use super::folder::{Folder, LARGEST_TEXT};
use super::loader::{TomlFile, encoding};
use super::refusal::refused;
use super::toml::parse;
use crate::finding::{Findings, Sources, Span};

/// A file that is looked up for what it says. Its own mistakes are findings only in a run that is about it.
#[derive(Debug)]
pub(crate) struct LookedUp {
    /// The path in the council's folder.
    pub path: String,
    pub document: TomlFile,
}

/// Reads a file for what it says; `None` where it cannot be read or has mistakes, which are no findings here.
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

/// Reads every pack's agenda that can be read.
pub(crate) fn look_up_packs(folder: &Folder, sources: &mut Sources) -> Vec<LookedUp> {
    let names = folder.list("packs").unwrap_or_default();
    names.iter().filter_map(|id| look_up(folder, &format!("packs/{id}/pack.toml"), sources)).collect()
}

/// Reads a TOML file by itself, with all that keeps it from being read as findings; `None` where anything
/// does.
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
