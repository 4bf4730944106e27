//! The sheet of a workbook that is read: the one that is named, else the first that can be seen. It reads no
//! cell, but looks whether other sheets have any.

use std::ops::ControlFlow;

use super::OpenWorkbook;
use super::book::SheetEntry;
use crate::finding::{Finding, Rule, Span, did_you_mean, same_word};
use crate::load::node::{TypedText, toml_text};
use crate::load::ooxml::{Item, Package};
use crate::load::worksheet::fold_heading;

/// A sheet that was chosen.
pub(super) struct SheetChoice<'a> {
    pub entry: &'a SheetEntry,
    /// The note that others of the workbook are not read, where nobody said which one is meant.
    pub note: Option<Finding>,
}

/// The names of sheets that tell of a workbook and hold none of its data, without capitals.
const COVER_NAMES: [&str; 20] = [
    "about",
    "contents",
    "cover",
    "cover page",
    "cover sheet",
    "front page",
    "front sheet",
    "guidance",
    "index",
    "info",
    "information",
    "instructions",
    "introduction",
    "metadata",
    "notes",
    "read me",
    "readme",
    "table of contents",
    "title",
    "title page",
];

/// The most names of sheets that a message lists.
const MOST_NAMES: usize = 8;

impl OpenWorkbook {
    /// Chooses the sheet that is read.
    ///
    /// # Errors
    /// The finding where there is no such sheet, or none is named and the first is the cover of others.
    pub(super) fn choose_sheet(
        &self,
        wanted: Option<&TypedText>,
        whole: Span,
        name: &str,
    ) -> Result<SheetChoice<'_>, Vec<Finding>> {
        let all = &self.book.sheets;
        let Some(wanted) = wanted else { return self.choose_first(whole, name) };
        let same = |sheet: &&SheetEntry| fold_heading(&sheet.name) == fold_heading(&wanted.string);
        let mut alike = all.iter().filter(same);
        let found = all.iter().find(|sheet| sheet.name == wanted.string);
        let found = found.or_else(|| alike.next().filter(|_| alike.next().is_none()));
        let choice = found.map(|entry| SheetChoice { entry, note: None });
        choice.ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(|sheet| sheet.name.as_str()).collect();
            let message = format!("`{name}` has no sheet `{}`", wanted.string);
            vec![
                Finding::error(Rule::DataNoSheet, wanted.span(), message)
                    .hint_if(did_you_mean(&wanted.string, names.iter().copied()).or_else(
                        || match names[..] {
                            [one] => {
                                Some(format!("write sheet = {}, the only one that it has", toml_text(one)))
                            }
                            _ => None,
                        },
                    ))
                    .correct(
                        same_word(&wanted.string, names.iter().copied()).and_then(|one| wanted.rewrite(one)),
                    )
                    .hint(format!("it has: {}", names.join(", "))),
            ]
        })
    }

    /// Chooses the first sheet that can be seen; one that nobody sees is read only where it is named.
    fn choose_first(&self, whole: Span, name: &str) -> Result<SheetChoice<'_>, Vec<Finding>> {
        let all = &self.book.sheets;
        let seen = |sheet: &&SheetEntry| sheet.is_visible && sheet.path.is_some();
        let Some(entry) = all.iter().find(seen).or(all.first()) else {
            let message = format!("`{name}` has no sheet");
            let finding = Finding::error(Rule::DataNoSheet, whole, message);
            return Err(vec![finding.hint("save the workbook with one in Excel")]);
        };
        let others: Vec<&str> = all
            .iter()
            .filter(seen)
            .filter(|other| other.name != entry.name && self.has_cells(other))
            .map(|other| other.name.as_str())
            .collect();
        let Some(first) = others.first() else { return Ok(SheetChoice { entry, note: None }) };
        let own = &entry.name;
        let names = match others.len().checked_sub(MOST_NAMES) {
            Some(more) if more > 0 => format!("{}, and {more} more", others[..MOST_NAMES].join(", ")),
            _ => others.join(", "),
        };
        let hint = format!("the others are: {names}; name the one that is meant: sheet = \"{first}\"");
        if COVER_NAMES.contains(&fold_heading(own).as_str()) {
            let message =
                format!("`{name}` begins with the sheet `{own}`, and nothing says which sheet is meant");
            return Err(vec![Finding::error(Rule::DataNoSheet, whole, message).hint(hint)]);
        }
        let more = others.len();
        let is = if more == 1 { "1 more sheet is" } else { &format!("{more} more sheets are") };
        let message = format!("the first sheet of `{name}`, `{own}`, is read, and {is} not");
        let hint = format!("{hint}; sheet = \"{own}\" says that it is the first");
        Ok(SheetChoice { entry, note: Some(Finding::note(Rule::DataFirstSheet, whole, message).hint(hint)) })
    }

    /// The hint for a sheet without cells: those of the others that have some.
    pub(super) fn sheet_with_cells(&self, empty: &SheetEntry) -> String {
        let others =
            self.book.sheets.iter().filter(|other| other.name != empty.name && self.has_cells(other));
        let names: Vec<String> = others.map(|other| toml_text(&other.name)).collect();
        match names.as_slice() {
            [] => "open it in Excel, and look whether the figures were saved: the first row holds their headings".to_owned(),
            [one] => format!("the sheet {one} has cells: below the line that names this file, write sheet = {one}"),
            _ => format!(
                "other sheets have cells: below the line that names this file, write sheet = and one of {}",
                names.join(", ")
            ),
        }
    }

    /// Whether a sheet has any cell with a value in it.
    fn has_cells(&self, sheet: &SheetEntry) -> bool {
        let Some((mut package, path)) = Package::open(&self.bytes).zip(sheet.path.as_ref()) else {
            return false;
        };
        let mut found = false;
        let read = package.read(path, &mut |item| {
            found |= matches!(item, Item::Start(element) if element.is("v") || element.is("is"));
            if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        // A sheet that is damaged may have some.
        found || read.is_err()
    }
}
