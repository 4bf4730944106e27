//! The council's own fonts, in its folder `fonts/`. It never looks into one.

use super::folder::{Folder, LARGEST_BINARY};
use super::refusal::refused;
use crate::finding::{FileId, Finding, Findings, Rule, Sources, Span};

/// A font file of the folder `fonts/`.
#[derive(Debug, Clone)]
pub(crate) struct FontFile {
    /// The name in the folder.
    pub name: String,
    /// The file as findings name it.
    pub file: FileId,
    pub bytes: Vec<u8>,
}

/// The endings of the font files that are read.
const READ: [&str; 2] = [".ttf", ".otf"];

/// The endings of other font files, which are not read.
const OTHERS: [&str; 6] = [".ttc", ".otc", ".woff", ".woff2", ".eot", ".pfb"];

/// Reads every font, in the order of the files' names. Licences and other files are passed over.
pub(super) fn fonts(
    folder: &Folder,
    names: &[String],
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<FontFile> {
    let mut fonts = Vec::new();
    for name in names.iter().filter(|name| !name.starts_with('.')) {
        let (lower, path) = (name.to_lowercase(), format!("fonts/{name}"));
        if READ.iter().any(|kind| lower.ends_with(kind)) {
            let file = sources.add(path.as_str(), "");
            match folder.read(&path, LARGEST_BINARY) {
                Ok(bytes) => fonts.push(FontFile { name: name.clone(), file, bytes }),
                Err(refusal) => findings.push(refused(refusal, &path, Span::whole(file))),
            }
        } else if OTHERS.iter().any(|kind| lower.ends_with(kind)) {
            let file = sources.add(path.as_str(), "");
            findings.push(
                Finding::warning(
                    Rule::FontFile,
                    Span::whole(file),
                    format!("`{name}` is not a kind of font that boardpack reads, so it is not used"),
                )
                .hint("ask its maker for the fonts as .ttf or .otf, one file for each face"),
            );
        }
    }
    fonts
}
