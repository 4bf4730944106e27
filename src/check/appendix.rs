//! Appendices of a paper: a text, a link, or a title alone. It never numbers or letters them.

use super::Plain;
use super::attached::{self, Attached};
use super::background::address;
use super::council::plain;
use super::fields::Fields;
use super::markup::{Block, Line, line, narrative};
use super::report::{STATUSES, Status, refuse_exempt};
use crate::finding::{Finding, Findings, Place, Rule};
use crate::load::Assets;
use crate::load::node::Node;
use crate::style::{LANGUAGES, Language};

/// An appendix.
#[derive(Debug, Clone)]
pub struct Appendix {
    /// Its name for references.
    pub name: Option<Plain>,
    /// Its label, where the next one in the style's order will not do.
    pub label: Option<Plain>,
    /// Its title.
    pub title: Line,
    /// Whether its pages are marked as a draft.
    pub status: Status,
    /// What it holds.
    pub content: Content,
    /// Its language, where it says one.
    pub language: Option<Language>,
    /// The title.
    pub place: Place,
}

impl Appendix {
    /// Its text.
    pub fn blocks(&self) -> &[Block] {
        match &self.content {
            Content::Pages(blocks) | Content::Link(_, blocks) => blocks,
            Content::Attached(attached) => attached.transcript.as_deref().unwrap_or_default(),
            Content::Listed => &[],
        }
    }
}

/// What an appendix holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// Pages of its own.
    Pages(Vec<Block>),
    /// An address, and words about it in the list of appendices.
    Link(Plain, Vec<Block>),
    /// An attachment.
    Attached(Box<Attached>),
    /// Nothing here: it is only listed.
    Listed,
}

/// Reads every `[[appendix]]`.
pub(super) fn read(nodes: &[Node], assets: &Assets, findings: &mut Findings) -> Vec<Appendix> {
    nodes.iter().map(|node| one(node, assets, findings)).collect()
}

fn one(node: &Node, assets: &Assets, findings: &mut Findings) -> Appendix {
    let mut fields = Fields::of(node, "`[[appendix]]`", findings);
    let name = fields.text("name", findings).map(plain);
    let label = fields.text("label", findings).map(plain);
    let title = fields.required("title", "\"Delivery plan\"", findings);
    let status = fields.choice("status", &STATUSES, findings).unwrap_or(Status::Final);
    let language = fields.choice("language", &LANGUAGES, findings);
    let text = fields.text("text", findings);
    let link = fields.text("link", findings);
    refuse_exempt(&mut fields, findings);
    let pdf = attached::read(&mut fields, assets, findings);
    fields.finish(findings);
    if let (Some(pdf), true) = (&pdf, text.is_some() || link.is_some()) {
        findings.push(
            Finding::error(Rule::AppendixPdf, pdf.place(), "an appendix is one of text, link and pdf")
                .hint("make two appendices of it, or take one of them out"),
        );
    }
    if let Some(link) = link {
        address(link, findings);
    }
    let blocks = text.map(|t| narrative(t, findings)).unwrap_or_default();
    let content = match (link, text) {
        _ if pdf.is_some() => pdf.map_or(Content::Listed, |pdf| Content::Attached(Box::new(pdf))),
        (Some(link), _) => Content::Link(plain(link), blocks),
        (None, Some(_)) => Content::Pages(blocks),
        (None, None) => Content::Listed,
    };
    let place = title.map_or(node.place, |t| t.place());
    let title = title.map(|t| line(t, findings)).unwrap_or_default();
    Appendix { name, label, title, status, content, language, place }
}
