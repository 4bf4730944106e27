//! Appendices of a paper: pages of text, an attachment, a link, or a title alone. It never numbers or letters
//! them.

use super::PlainText;
use super::attachment::{self, AttachmentSpec};
use super::background::check_address;
use super::fields::{Fields, blank};
use super::markup::{MarkupBlock, MarkupLine, line, narrative};
use super::paper_status::{PaperStatus, STATUSES, refuse_exempt};
use super::plain_text::plain;
use super::typed_labels::refuse_number;
use crate::finding::{Finding, Findings, Rule, Span};
use crate::load::Assets;
use crate::load::node::Node;
use crate::style::{LANGUAGES, Language};

/// An appendix as its author wrote it.
#[derive(Debug, Clone)]
pub(crate) struct AppendixSpec {
    pub name: Option<PlainText>,
    /// The author's own label, where the next one in the style's order will not do.
    pub label: Option<PlainText>,
    pub title: MarkupLine,
    pub status: PaperStatus,
    pub content: AppendixContentSpec,
    /// The language, where it is not the paper's.
    pub language: Option<Language>,
    /// The span of the title.
    pub span: Span,
}

impl AppendixSpec {
    /// The text that an appendix prints: its pages, the words about its address, or its attachment's
    /// transcript.
    pub(crate) fn blocks(&self) -> &[MarkupBlock] {
        match &self.content {
            AppendixContentSpec::Pages(blocks) | AppendixContentSpec::Link(_, blocks) => blocks,
            AppendixContentSpec::Attached(attached) => attached.transcript.as_deref().unwrap_or_default(),
            AppendixContentSpec::Listed => &[],
        }
    }
}

/// The content of an appendix: pages, an address, an attachment or nothing.
#[derive(Debug, Clone)]
pub(crate) enum AppendixContentSpec {
    /// Pages of its own.
    Pages(Vec<MarkupBlock>),
    /// An address, and words about it in the list of appendices.
    Link(PlainText, Vec<MarkupBlock>),
    Attached(Box<AttachmentSpec>),
    /// A line in the list of appendices, and no content.
    Listed,
}

/// Reads every `[[appendix]]`.
pub(super) fn read(nodes: &[Node], assets: &Assets, findings: &mut Findings) -> Vec<AppendixSpec> {
    nodes.iter().map(|node| one(node, assets, findings)).collect()
}

fn one(node: &Node, assets: &Assets, findings: &mut Findings) -> AppendixSpec {
    let mut fields = Fields::of(node, "`[[appendix]]`", findings);
    let name = fields.text("name", findings).map(plain);
    let typed = fields.text("label", findings);
    let label = typed.filter(|text| !blank("label", text, "\"A\"", findings)).map(plain);
    let title = fields.required("title", "\"Delivery plan\"", findings);
    if let Some(text) = title {
        refuse_number(text, findings);
    }
    let status = fields.choice("status", &STATUSES, findings).unwrap_or(PaperStatus::Final);
    let language = fields.choice("language", &LANGUAGES, findings);
    let text = fields.text("text", findings);
    let link = fields.text("link", findings);
    refuse_exempt(&mut fields, findings);
    let pdf = attachment::read(&mut fields, assets, findings);
    fields.finish(findings);
    if let (Some(pdf), true) = (&pdf, text.is_some() || link.is_some()) {
        findings.push(
            Finding::error(Rule::AppendixPdf, pdf.span(), "an appendix is one of text, link and pdf")
                .hint("make two appendices of it, or take one of them out"),
        );
    }
    if let Some(link) = link {
        check_address(link, findings);
    }
    let blocks = text.map(|t| narrative(t, findings)).unwrap_or_default();
    let content = match (link, text) {
        _ if pdf.is_some() => {
            pdf.map_or(AppendixContentSpec::Listed, |pdf| AppendixContentSpec::Attached(Box::new(pdf)))
        }
        (Some(link), _) => AppendixContentSpec::Link(plain(link), blocks),
        (None, Some(_)) => AppendixContentSpec::Pages(blocks),
        (None, None) => AppendixContentSpec::Listed,
    };
    let span = title.map_or(node.span, |t| t.span());
    let title = title.map(|t| line(t, findings)).unwrap_or_default();
    AppendixSpec { name, label, title, status, content, language, span }
}
