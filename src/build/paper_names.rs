//! `PaperNames`: the names by which links lead to the papers of a pack, and which stand before the names of
//! places in them: two papers may have a table of one name. They follow from the papers' files, so that they
//! stay the same wherever a paper stands.

use std::collections::BTreeSet;

use crate::model::{AppendixContent, Paper, PaperKind};

/// The names that papers of a pack have been given.
#[derive(Default)]
pub(super) struct PaperNames(BTreeSet<String>);

impl PaperNames {
    /// The name of a paper: "performance_2023_q3" of that report, "minutes-2023-12-15", and the name of the file
    /// of an attachment. Of papers with one name the later ones are counted.
    pub(super) fn name(&mut self, paper: &Paper) -> String {
        let parts: Vec<&str> = paper.id.split('/').collect();
        let own = match (paper.kind, &parts[..]) {
            (PaperKind::Report, [_, name, _]) => (*name).to_owned(),
            (PaperKind::Minutes | PaperKind::Actions, [kind, _, day]) => format!("{kind}-{day}"),
            _ => file_name(paper),
        };
        let mut name = own.clone();
        let mut n = 1;
        while !self.0.insert(name.clone()) {
            n += 1;
            name = format!("{own}-{n}");
        }
        name
    }
}

/// The name of an attachment's file, without its ending and folders, in letters that an address may have.
fn file_name(paper: &Paper) -> String {
    let file = paper.appendices.iter().find_map(|appendix| match &appendix.content {
        AppendixContent::Attached(reserved, _) => Some(reserved.file.as_str()),
        _ => None,
    });
    let file = file.unwrap_or("paper").rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_lowercase();
    if name.is_empty() { "paper".to_owned() } else { name }
}
