//! `boardpack build --specimen`: a report that shows every element of a house style, made as any paper
//! of a pack is. It reads no paper of the council's.
//!
//! A specimen is made by the stages like any paper, as an item of a pack, so that it has a stamp and a
//! header; its page is as long as it needs (`page.single`). The folder that it is read from is held in
//! memory, but for the council's `templates/` and `fonts/`.

use std::collections::BTreeMap;

use super::Console;
use super::build;
use super::settings::Settings;
use crate::check::check_in;
use crate::failure::Failure;
use crate::finding::{Findings, Sources};
use crate::load::{Folder, Selection, load};
use crate::skeleton::{SpecimenField, specimen};
use crate::style::Style;
use crate::style::builtin::SPECIMEN;

/// The one pack of the specimen.
const PACK: &str = "packs/specimen";

/// Builds the specimen of a style.
pub(super) fn run(settings: &Settings, console: &mut Console<'_>) -> Result<(), Failure> {
    let name = settings.specimen.as_deref().unwrap_or_default();
    let (folder, selection) = (settings.folder.holding(files(None)), Selection(vec![PACK.to_owned()]));
    let style = style(name, &folder, &selection);
    let settings = Settings {
        folder: settings.folder.holding(files(style.as_ref())),
        selection,
        style: Some(name.to_owned()),
        ..settings.clone()
    };
    build::run(&settings, console)
}

/// The style itself. What is wrong with it is said when the specimen is built.
fn style(name: &str, folder: &Folder, selection: &Selection) -> Option<Style> {
    let (mut sources, mut unsaid) = (Sources::default(), Findings::default());
    let project = load(folder, selection, &mut sources, &mut unsaid)?;
    let checked = check_in(Some(name), &project, &mut sources, &mut unsaid);
    checked.boards.into_values().next().map(|board| (*board.style).clone())
}

/// The files of the specimen's council; its report has the fields that the style declares.
fn files(style: Option<&Style>) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> =
        SPECIMEN.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    let declared = ["front", "closing"].map(|group| (group, style.map(|s| s.declared(group))));
    let fields: Vec<SpecimenField<'_>> = declared
        .iter()
        .flat_map(|(group, fields)| fields.iter().flatten().map(move |field| (*group, field)))
        .map(|(group, field)| SpecimenField {
            group,
            key: &field.key,
            required: field.required,
            signed: !field.signed_by.is_empty(),
        })
        .collect();
    if let Some(report) = files.get_mut("reports/specimen/report.toml") {
        let text = specimen(&String::from_utf8_lossy(report), &fields);
        *report = text.into_bytes();
    }
    files
}
