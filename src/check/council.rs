//! `council.toml`: the council's name and language, its areas, its rules for status and what else all its
//! papers have in common. It never looks at any other file.

use super::plain_text::plain;
use std::collections::BTreeMap;

use super::PlainText;
use super::area::{self, AreaGroups};
use super::fields::Fields;
use super::rag::{self, StatusRules};
use crate::finding::Findings;
use crate::load::TomlFile;
use crate::style::{LANGUAGES, Language};

/// The council that publishes the papers.
#[derive(Debug)]
pub(crate) struct Council {
    pub name: Option<PlainText>,
    /// The name of the house style of boards that name none.
    pub style: Option<PlainText>,
    /// The language of papers whose board names none.
    pub language: Language,
    pub areas: AreaGroups,
    /// The rules for status by name.
    pub rag: BTreeMap<String, StatusRules>,
}

/// Reads `council.toml`.
pub(super) fn read(document: &TomlFile, findings: &mut Findings) -> Council {
    let mut fields = Fields::of_document(&document.root, "`council.toml`", findings);
    let name = fields.required("name", "\"Sample County Council\"", findings).map(plain);
    let style = fields.required("style", "\"county\"", findings).map(plain);
    let language = fields.choice("language", &LANGUAGES, findings).unwrap_or_default();
    fields.choice(
        "nation",
        &[("england", ()), ("wales", ()), ("scotland", ()), ("northern_ireland", ())],
        findings,
    );
    for day in fields.list("bank_holidays", findings) {
        super::typed_dates::date_in_list("bank_holidays", day, findings);
    }
    let areas = area::read(fields.named("areas", findings), findings);
    let rag = rag::read(fields.named("rag", findings), findings);
    fields.finish(findings);
    Council { name, style, language, areas, rag }
}
