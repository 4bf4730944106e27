//! `council.toml`. It never looks at any other file.

use super::Plain;
use super::fields::Fields;
use crate::finding::Findings;
use crate::load::Document;

/// The council that publishes the papers.
#[derive(Debug)]
pub struct Council {
    /// Its name.
    pub name: Option<Plain>,
    /// The house style of boards that name none.
    pub style: Option<Plain>,
}

/// Reads `council.toml`.
pub(super) fn read(document: &Document, findings: &mut Findings) -> Council {
    let mut fields = Fields::of(&document.root, "`council.toml`", findings);
    let name = fields.required("name", "\"Sample County Council\"", findings).map(plain);
    let style = fields.required("style", "\"county\"", findings).map(plain);
    fields.choice(
        "nation",
        &[("england", ()), ("wales", ()), ("scotland", ()), ("northern_ireland", ())],
        findings,
    );
    for day in fields.list("bank_holidays", findings) {
        super::fields::date("bank_holidays", day, findings);
    }
    fields.finish(findings);
    Council { name, style }
}

/// A text as it was typed.
pub(super) fn plain(text: &crate::load::node::Text) -> Plain {
    Plain { text: text.string.clone(), place: text.place() }
}
