//! Sections, front and closing fields, and recommendations of a paper. It never numbers anything.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::PlainText;
use super::fields::Fields;
use super::markup::{MarkupBlock, MarkupLine, line, narrative};
use super::other_keys::is_misspelt;
use super::person::{Person, find_name};
use super::plain_text::{capital, plain};
use super::typed_capitals;
use super::typed_headings::{self, SectionText};
use super::typed_numbers::{self, starts_with_number};
use crate::finding::{Finding, Findings, Rule, Span, did_you_mean};
use crate::load::node::{Node, TomlEntry, TomlValue};
use crate::style::builtin::STYLES;
use crate::style::{DeclaredField, LANGUAGES, Language, Style};
use crate::value::Id;

/// The part that a section takes in the numbering of its paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionNumberingSpec {
    /// Each paragraph takes the next number.
    Paragraphs,
    /// The heading takes the next number, and its paragraphs none.
    Heading,
    /// The heading has this number: that of a minute.
    Given(u32),
    /// Nothing takes a number.
    None,
}

/// A section of a paper.
#[derive(Debug, Clone)]
pub(crate) struct SectionSpec {
    /// The level of the heading: 1 or deeper.
    pub level: usize,
    pub heading: MarkupLine,
    pub name: Option<PlainText>,
    pub numbering: SectionNumberingSpec,
    pub blocks: Vec<MarkupBlock>,
    /// The language, where it is not the paper's.
    pub language: Option<Language>,
    /// The span of the heading, or of the table where there is none.
    pub span: Span,
}

/// A field of the front sheet or the closing table.
#[derive(Debug, Clone)]
pub(crate) struct FieldSpec {
    /// The label that is printed above the text.
    pub label: String,
    pub blocks: Vec<MarkupBlock>,
    /// The name of who signed the field, as printed, and the day.
    pub signed: Option<(String, Option<NaiveDate>)>,
    /// The office that is to sign the field, as printed; empty where none is.
    pub signer: String,
    /// The span of the whole field.
    pub span: Span,
}

/// The recommendations: what the board is required to do.
#[derive(Debug, Clone)]
pub(crate) struct RecommendationsSpec {
    /// The part that they take in the numbering.
    pub numbering: SectionNumberingSpec,
    pub blocks: Vec<MarkupBlock>,
}

/// A field that a house style asks for: its group and key, "front.legal", and its label.
pub(super) struct RequiredField {
    pub path: String,
    pub label: String,
}

const NUMBERINGS: [(&str, SectionNumberingSpec); 3] = [
    ("paragraphs", SectionNumberingSpec::Paragraphs),
    ("heading", SectionNumberingSpec::Heading),
    ("none", SectionNumberingSpec::None),
];

/// Reads the sections in order; one whose level is more than one below the section before is a finding.
pub(super) fn sections(nodes: &[Node], findings: &mut Findings) -> Vec<SectionSpec> {
    let mut sections = Vec::new();
    let mut above = 0;
    for node in nodes {
        let mut fields = Fields::of(node, "`[[section]]`", findings);
        let language = fields.choice("language", &LANGUAGES, findings);
        let heading = fields.required("heading", "\"Introduction\"", findings);
        heading.into_iter().for_each(|text| typed_capitals::find("heading", text, findings));
        if let Some(text) = heading.filter(|h| starts_with_number(&h.string)) {
            findings.push(
                Finding::error(Rule::HeadingNumber, text.span(), "this heading is numbered by hand, and numbers are the style's to write")
                    .hint("take the number away; number = \"heading\" gives the heading the next number of the paper"),
            );
        }
        let level_node = fields.node("level");
        let level =
            fields.integer("level", 1, 4, findings).and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
        let numbering = numbering(&mut fields, findings);
        let name = fields.text("name", findings).map(plain);
        let text = fields.text("text", findings);
        fields.finish(findings);
        if level > above + 1 {
            let span = level_node.map_or(node.span, |n| n.span);
            let message = format!("this section is of level {level}, and the one before it of level {above}");
            let message = if above == 0 { format!("the first section is of level {level}") } else { message };
            findings.push(Finding::error(Rule::SectionLevel, span, message).hint(format!(
                "headings never skip a level, so that a screen reader can follow them: write level = {}",
                above + 1
            )));
        }
        above = level;
        let span = heading.map_or(node.span, |h| h.span());
        let heading = heading.map(|h| line(h, findings)).unwrap_or_default();
        let blocks = text.map(|text| {
            let mut own = Findings::default();
            let blocks = narrative(text, &mut own);
            findings.append(typed_headings::complete(own, &SectionText { text, section: node, level }));
            blocks
        });
        let blocks = blocks.unwrap_or_default();
        if let Some(text) = text.filter(|_| numbering == SectionNumberingSpec::Paragraphs) {
            typed_numbers::find_typed_numbers(text, &blocks, findings);
        }
        sections.push(SectionSpec { level, heading, name, numbering, blocks, language, span });
    }
    sections
}

/// Reads what is numbered in a section; a number is a finding, for the program counts.
fn numbering(fields: &mut Fields<'_>, findings: &mut Findings) -> SectionNumberingSpec {
    let node = fields.node("number");
    let is_number = |node: &&Node| match &node.value {
        TomlValue::Integer(_) | TomlValue::Float(_) => true,
        TomlValue::Text(text) => text.string.trim().starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    if let Some(node) = node.filter(is_number) {
        findings.push(
            Finding::error(Rule::WrongValue, node.span, "numbers are counted by the program, and none is typed")
                .hint("write number = \"heading\" for a heading with the next number, number = \"paragraphs\" for numbers at its paragraphs, or number = \"none\""),
        );
        return SectionNumberingSpec::Paragraphs;
    }
    fields.choice("number", &NUMBERINGS, findings).unwrap_or(SectionNumberingSpec::Paragraphs)
}

/// Reads `[recommendations]`.
pub(super) fn recommendations(node: &Node, findings: &mut Findings) -> RecommendationsSpec {
    let mut fields = Fields::of(node, "`[recommendations]`", findings);
    let numbering = numbering(&mut fields, findings);
    let text = fields.required("text", "'''That the Board notes this report.'''", findings);
    fields.finish(findings);
    let blocks = text.map(|t| narrative(t, findings)).unwrap_or_default();
    RecommendationsSpec { numbering, blocks }
}

/// Reads the fields of `[front]` or `[closing]` that the style declares, in the style's order, and adds those that it asks
/// for and the paper does not have to `lacking`.
pub(super) fn declared(
    group: &str,
    node: Option<&Node>,
    style: &Style,
    people: &BTreeMap<String, Person>,
    lacking: &mut Vec<RequiredField>,
    findings: &mut Findings,
) -> Vec<FieldSpec> {
    let declared = &style.declared(group);
    let table = node.and_then(Node::table);
    let known: Vec<&str> = declared.iter().map(|d| d.key.as_str()).collect();
    let typed = table.map_or(&[][..], |t| &t.entries);
    for entry in typed.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
        findings.push(unknown_field(group, entry, declared, style));
    }
    let mut fields = Vec::new();
    for field in declared {
        match table.and_then(|t| t.get(&field.key)) {
            Some(node) => fields.push(one_field(group, field, node, people, findings)),
            // A field whose key is misspelt has its finding.
            None if field.required && !table.is_some_and(|table| is_misspelt(&field.key, table, &known)) => {
                lacking.push(RequiredField {
                    path: format!("{group}.{}", field.key),
                    label: field.label.clone(),
                });
            }
            None => {}
        }
    }
    fields
}

/// The finding for a field that the house style does not declare: the one that is meant, or how to declare it.
fn unknown_field(group: &str, entry: &TomlEntry, declared: &[DeclaredField], style: &Style) -> Finding {
    let known: Vec<&str> = declared.iter().map(|d| d.key.as_str()).collect();
    let message = format!("the house style `{}` has no {group} field `{}`", style.name, entry.key);
    let by_label = declared.iter().find(|d| Id::near(&d.label).to_string() == entry.key);
    let meant = by_label.map(|d| format!("write [{group}.{}], whose heading is \"{}\"", d.key, d.label));
    let meant = meant.or_else(|| did_you_mean(&entry.key, known.iter().copied()));
    let is_meant = meant.is_some();
    let there_are = (!known.is_empty()).then(|| format!("its {group} fields are: {}", known.join(", ")));
    let finding =
        Finding::error(Rule::UnknownField, entry.key_place, message).hint_if(meant).hint_if(there_are);
    if is_meant {
        return finding;
    }
    let hint = if STYLES.iter().any(|(name, _)| *name == style.name) {
        format!(
            "`{}` comes with the program: a style of the council's own, which `boardpack new house-style NAME` makes, declares more fields with such lines:",
            style.name
        )
    } else {
        format!(
            "a house style declares its fields: to have this one, add these lines to templates/{}/style.toml:",
            style.name
        )
    };
    let lines = vec![format!("[{group}.{}]", entry.key), format!("label = \"{}\"", as_label(&entry.key))];
    finding.paste(hint, lines)
}

/// The label that a field's key makes: "foreword" is "Foreword".
fn as_label(key: &str) -> String {
    capital(&key.replace(['_', '-'], " "))
}

/// Warns of the fields of a final paper that are not signed off, where the style says who signs them.
pub(super) fn unsigned<'a>(fields: impl IntoIterator<Item = &'a FieldSpec>, findings: &mut Findings) {
    for field in fields {
        if field.signed.is_none() && !field.signer.is_empty() {
            let message = format!("`{}` is not signed off by {}", field.label, field.signer);
            findings.push(
                Finding::warning(Rule::NotSignedOff, field.span.head(), message)
                    .hint("when it is, add: signed_off = { on = 2024-08-20 }; until then write status = \"draft\" above"),
            );
        }
    }
}

fn one_field(
    group: &str,
    field: &DeclaredField,
    node: &Node,
    people: &BTreeMap<String, Person>,
    findings: &mut Findings,
) -> FieldSpec {
    let mut fields = Fields::of(node, format!("`[{group}.{}]`", field.key), findings);
    let text = fields.required("text", "'''There are none.'''", findings);
    let signed = fields.node("signed_off").map(|n| signed_off(n, field, people, findings));
    fields.finish(findings);
    let blocks = text.map(|t| narrative(t, findings)).unwrap_or_default();
    let signer = field.signed_by.clone();
    FieldSpec { label: field.label.clone(), blocks, signed, signer, span: node.span }
}

/// Reads the name of who has signed a field, as printed, and the day. A person who is named signs in place of
/// the office that the style has for the field.
fn signed_off(
    node: &Node,
    field: &DeclaredField,
    people: &BTreeMap<String, Person>,
    findings: &mut Findings,
) -> (String, Option<NaiveDate>) {
    if matches!(node.value, TomlValue::Boolean(_) | TomlValue::Text(_)) {
        findings.push(super::fields::wrong(
            "signed_off",
            node,
            "{ by = \"the Section 151 Officer\", on = 2024-08-20 }",
        ));
        return (field.signed_by.clone(), None);
    }
    let mut fields = Fields::of(node, "`signed_off`", findings);
    let by = fields.text("by", findings).filter(|text| !text.string.trim().is_empty());
    let on = fields.date("on", findings);
    if by.is_none() && field.signed_by.is_empty() {
        fields.missing("by", "\"…\", with the office as it is printed", findings);
    }
    fields.finish(findings);
    let Some(by) = by else { return (field.signed_by.clone(), on) };
    let name = find_name(by, people).map_err(|finding| {
        let office = (!field.signed_by.is_empty())
            .then(|| format!("or leave `by` out: the style then prints `{}`", field.signed_by));
        findings.push(finding.hint_if(office));
    });
    (name.map(|name| name.text.trim().to_owned()).unwrap_or_default(), on)
}
