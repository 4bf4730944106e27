//! The attachments that a check lists, each with the papers that use it and what is done about it. It judges
//! none, and says nothing.

use std::collections::BTreeMap;

use crate::check::{AppendixContentSpec, AttachmentSpec, Checked, ItemPaper};
use crate::finding::Span;
use crate::model::{self as merged, MadeRoom, NearEdge, Pack, Paper};
use crate::typeset::Source;

/// An attachment and where it goes.
pub(crate) struct ListedAttachment {
    /// "packs/x, item 6".
    pub used_by: String,
    /// The attachment as it was checked.
    pub attached: AttachmentSpec,
    /// How it stands in the pack or paper.
    pub placed: PlacedAttachment,
    /// The fields whose values the program sets, with the page of each; none before it is known which these are.
    pub fields: Vec<(String, usize)>,
}

/// The way in which an attachment stands in a pack or a paper.
#[derive(Clone, Default)]
pub(crate) struct PlacedAttachment {
    /// How room was made for words of the pack, and on which pages.
    pub room: Vec<MadeRoom>,
    /// The pages with ink close to an edge of their sheets.
    pub near_edge: NearEdge,
}

/// Every attachment in packs and reports.
pub(super) fn list(checked: &Checked, placed: &BTreeMap<Span, PlacedAttachment>) -> Vec<ListedAttachment> {
    let mut found = Vec::new();
    let mut add = |used_by: String, attached: &AttachmentSpec| {
        let placed = placed.get(&attached.span()).cloned().unwrap_or_default();
        found.push(ListedAttachment { used_by, attached: attached.clone(), placed, fields: Vec::new() });
    };
    for pack in &checked.packs {
        for item in &pack.items {
            for paper in &item.papers {
                if let ItemPaper::Pdf(attached, _) = paper {
                    add(format!("packs/{}, item {}", pack.id, item.number), attached);
                }
            }
        }
    }
    for report in &checked.reports {
        for appendix in &report.appendices {
            if let AppendixContentSpec::Attached(attached) = &appendix.content {
                add(format!("reports/{}", report.id), attached);
            }
        }
    }
    // What could not be read has its finding.
    found.retain(|file| file.attached.attachment.is_some());
    found
}

/// The ways in which attachments stand in packs and papers, by the places that name them.
pub(super) fn placed(papers: &[Paper], packs: &[Pack]) -> BTreeMap<Span, PlacedAttachment> {
    let of_packs = packs.iter().flat_map(|pack| &pack.entries).map(|entry| &entry.paper);
    let appendices = papers.iter().chain(of_packs).flat_map(|paper| &paper.appendices);
    let reserved = appendices.filter_map(|appendix| match &appendix.content {
        merged::AppendixContent::Attached(reserved, _) => Some(reserved),
        _ => None,
    });
    let placed = |reserved: &merged::AttachmentPages| PlacedAttachment {
        room: reserved.room.clone(),
        near_edge: reserved.near_edge.clone(),
    };
    reserved.map(|reserved| (reserved.span, placed(reserved))).collect()
}

/// Notes which fields of attachments the program sets, by the sources of the papers that these stand in.
pub(super) fn note_fields<'a>(files: &mut [ListedAttachment], sources: impl Iterator<Item = &'a Source>) {
    for kept in sources.flat_map(|source| &source.attachment_pages) {
        for file in files.iter_mut().filter(|file| file.attached.span() == kept.span) {
            file.fields = kept.fields.iter().map(|field| (field.name.clone(), field.page)).collect();
        }
    }
}
