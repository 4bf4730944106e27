//! The list of attachments with what each has and lacks, which ends a check: for people, or
//! one JSON object a line. It judges nothing but what the independent check says.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Console;
use super::accessibility_statement::own_faults;
use super::fault_words::fault_lines;
use super::settings::Settings;
use crate::check::{AppendixContentSpec, AttachmentSpec, Checked, ItemPaper, pages_in_words};
use crate::finding::{FindingFormat, Span};
use crate::model::{self as merged, Pack, Paper};

/// A file and where it goes.
pub(super) struct ListedAttachment {
    /// "packs/x, item 6".
    used_by: String,
    attached: AttachmentSpec,
    /// True where its pages are set on A4, as they cannot stand at their own size.
    fitted: bool,
}

/// A line about a file. Fields are added, never renamed.
#[derive(Serialize)]
struct AttachmentLine<'a> {
    kind: &'static str,
    #[serde(rename = "place")]
    used_by: &'a str,
    file: &'a str,
    pages: usize,
    bytes: usize,
    /// Width and height in millimetres, and how many pages have them.
    sizes: Vec<(u32, u32, usize)>,
    version: String,
    tagged: bool,
    /// Pages to which no tag leads; all of them where there are none.
    pages_without_tags: &'a [usize],
    title: bool,
    language: bool,
    encrypted: bool,
    scanned_pages: &'a [usize],
    fonts_not_embedded: &'a [String],
    smallest_text: Option<f64>,
    links_out: usize,
    left_out: &'a [&'static str],
    /// True where its pages are set on A4, since words of the pack would hide something at their edges.
    set_on_a4: bool,
    /// The rules of PDF/UA-1 that it breaks by itself.
    faults: &'a [String],
}

/// The line about a file that cannot stand at its own size.
const FITTED: &str = "    set smaller, on A4: the pack's header, mark or page number would hide something at the edge of a page";

/// Millimetres in a point.
const MILLIMETRES: f64 = 25.4 / 72.0;

/// Every attachment in packs and reports.
pub(super) fn list(checked: &Checked, fitted: &BTreeSet<Span>) -> Vec<ListedAttachment> {
    let mut found = Vec::new();
    let mut add = |used_by: String, attached: &AttachmentSpec| {
        let fitted = fitted.contains(&attached.span());
        found.push(ListedAttachment { used_by, attached: attached.clone(), fitted });
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

/// The places that name attachments whose pages are set on A4, though the style would have them at their own
/// size.
pub(super) fn fitted(papers: &[Paper], packs: &[Pack]) -> BTreeSet<Span> {
    let of_packs = packs.iter().flat_map(|pack| &pack.entries).map(|entry| &entry.paper);
    let appendices = papers.iter().chain(of_packs).flat_map(|paper| &paper.appendices);
    let reserved = appendices.filter_map(|appendix| match &appendix.content {
        merged::AppendixContent::Attached(reserved, _) => Some(reserved),
        _ => None,
    });
    reserved.filter(|reserved| reserved.fitted).map(|reserved| reserved.span).collect()
}

/// Says what each file has and lacks.
pub(super) fn say(files: &[ListedAttachment], settings: &Settings, console: &mut Console<'_>) {
    // A line of the short form is a finding, and nothing else.
    if settings.quiet || files.is_empty() || settings.view.format == FindingFormat::Short {
        return;
    }
    if settings.view.format == FindingFormat::Human {
        console.say("");
        console.say("attachments:");
    }
    for file in files {
        let Some(attachment) = &file.attached.attachment else { continue };
        let facts = attachment.facts();
        let faults = own_faults(attachment);
        let untagged = file.attached.untagged();
        let sizes: Vec<(u32, u32, usize)> =
            facts.sizes.iter().map(|((w, h), n)| (millimetres(*w), millimetres(*h), *n)).collect();
        let line = AttachmentLine {
            kind: "attachment",
            used_by: &file.used_by,
            file: &file.attached.file.text,
            pages: attachment.sheets.len(),
            bytes: facts.bytes,
            sizes,
            version: format!("{}.{}", facts.version / 10, facts.version % 10),
            tagged: facts.tagged,
            pages_without_tags: &untagged,
            title: facts.titled,
            language: facts.language,
            encrypted: facts.encrypted,
            scanned_pages: &facts.scanned,
            fonts_not_embedded: &facts.fonts,
            smallest_text: facts.smallest.map(|(size, _)| (size * 10.0).round() / 10.0),
            links_out: facts.links_out,
            left_out: &facts.dangers,
            set_on_a4: file.fitted,
            faults: &faults,
        };
        match settings.view.format {
            FindingFormat::Json => console.say(&serde_json::to_string(&line).unwrap_or_default()),
            _ => line.human().iter().for_each(|line| console.say(line)),
        }
    }
}

fn millimetres(points: u32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides of a page")]
    let whole = (f64::from(points) * MILLIMETRES).round() as u32;
    whole
}

impl AttachmentLine<'_> {
    fn human(&self) -> Vec<String> {
        let sizes: Vec<String> = self
            .sizes
            .iter()
            .map(|(width, height, count)| {
                let lies = if width > height { ", on its side" } else { "" };
                let pages = if *count == 1 { "page" } else { "pages" };
                format!("{count} {pages} of {width} × {height} mm{lies}")
            })
            .collect();
        let size = match self.bytes {
            bytes if bytes < 1 << 20 => format!("{} kB", bytes.div_ceil(1 << 10)),
            bytes => format!("{} MB", bytes.div_ceil(1 << 20)),
        };
        let has = |there: bool, what: &str| if there { what.to_owned() } else { format!("no {what}") };
        let tags = match self.pages_without_tags.len() {
            0 => "tags".to_owned(),
            _ if !self.tagged => "no tags".to_owned(),
            _ => format!("tags, but none on {}", pages_in_words(self.pages_without_tags)),
        };
        let links = if self.links_out == 1 { "link" } else { "links" };
        let smallest = self.smallest_text.map(|size| format!(", smallest words {size} points on A4"));
        let mut lines = vec![
            format!("  {}: {}", self.used_by, self.file),
            format!("    {}; {size}, PDF {}", sizes.join(", "), self.version),
            format!(
                "    {}, {}, {}, {} {links} out{}",
                tags,
                has(self.title, "title"),
                has(self.language, "language"),
                self.links_out,
                smallest.unwrap_or_default()
            ),
        ];
        if self.set_on_a4 {
            lines.push(FITTED.to_owned());
        }
        lines.extend(fault_lines(self.faults).iter().map(|line| format!("    {line}")));
        lines
    }
}
