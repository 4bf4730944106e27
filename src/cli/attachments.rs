//! The list of attachments with what each has and lacks, which ends a check: for people, or
//! one JSON object a line. It judges nothing but what the independent check says.

use serde::Serialize;

use super::Console;
use super::fault_words::fault_lines;
use super::settings::Settings;
use crate::build::ListedAttachment;
use crate::conformance::own_faults;
use crate::finding::{FindingFormat, pages_in_words};
use crate::model::{MadeRoom, RoomWay};
use crate::style::builtin::FONTS;

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
    /// True where some of its pages are set on A4, since words of the pack would hide something.
    set_on_a4: bool,
    /// How room was made for words of the pack, and on which pages.
    room: &'a [MadeRoom],
    /// The pages with words within 5 mm of an edge.
    words_near_edge: &'a [usize],
    /// The pages with pictures or drawings within 5 mm of an edge that do not cover the whole page.
    drawings_near_edge: &'a [usize],
    /// The filled-in fields whose values the program sets.
    fields_set: Vec<&'a str>,
    /// The rules of PDF/UA-1 that it breaks by itself.
    faults: &'a [String],
}

/// Millimetres in a point.
const MILLIMETRES: f64 = 25.4 / 72.0;

/// Says which fields the program sets: "2 filled-in fields on page 1 set by boardpack: Name, Date".
fn fields_in_words(fields: &[(String, usize)]) -> Option<String> {
    let mut pages: Vec<usize> = fields.iter().map(|(_, page)| *page).collect();
    pages.dedup();
    let named = |(name, _): &(String, usize)| match name.as_str() {
        "" => "one without a name".to_owned(),
        name => name.to_owned(),
    };
    let mut names: Vec<String> = fields.iter().map(named).collect();
    let count = names.len();
    let rest = names.split_off(count.min(NAMED)).len();
    let names = names.join(", ");
    let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    let (field, them) = if count == 1 { ("field", "it") } else { ("fields", "them") };
    let pages = pages_in_words(&pages);
    (count > 0).then(|| {
        format!(
            "{count} filled-in {field} on {pages} set by boardpack: {names}{more}; look at {them} in the pack"
        )
    })
}

/// The most fields that are named.
const NAMED: usize = 8;

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
        let facts = attachment.facts(FONTS[0]);
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
            set_on_a4: file.placed.room.iter().any(|made| made.way == RoomWay::OnA4),
            room: &file.placed.room,
            words_near_edge: &file.placed.near_edge.words,
            drawings_near_edge: &file.placed.near_edge.drawings,
            fields_set: file.fields.iter().map(|(name, _)| name.as_str()).collect(),
            faults: &faults,
        };
        match settings.view.format {
            FindingFormat::Json => console.say(&serde_json::to_string(&line).unwrap_or_default()),
            _ => line.human(&file.fields).iter().for_each(|line| console.say(line)),
        }
    }
}

/// Says how room was made: "pages 1 to 3 are moved on their sheets: …".
fn room_in_words(made: &MadeRoom) -> String {
    let one = made.pages.len() == 1;
    let be = if one { "is" } else { "are" };
    let sheet = if one { "its sheet" } else { "their sheets" };
    let how = match made.way {
        RoomWay::Moved => format!("{be} moved on {sheet}"),
        RoomWay::Enlarged if one => "has a larger sheet".to_owned(),
        RoomWay::Enlarged => "have larger sheets".to_owned(),
        RoomWay::Smaller => format!("{be} made smaller on {sheet}"),
        RoomWay::OnA4 => format!("{be} set on A4"),
    };
    let pages = pages_in_words(&made.pages);
    format!("{pages} {how}: the pack's header, mark or page number would stand over something there")
}

/// Says which pages a printer may cut: "page 3 has words within 5 mm of an edge, which a printer may lose".
fn near_edge_in_words(pages: &[usize], what: &str) -> Option<String> {
    let have = if pages.len() == 1 { "has" } else { "have" };
    let pages = (!pages.is_empty()).then(|| pages_in_words(pages))?;
    Some(format!("{pages} {have} {what} within 5 mm of an edge, which a printer may lose"))
}

fn millimetres(points: u32) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides of a page")]
    let whole = (f64::from(points) * MILLIMETRES).round() as u32;
    whole
}

impl AttachmentLine<'_> {
    /// The line in words; `fields` are those that the program sets, with their pages.
    fn human(&self, fields: &[(String, usize)]) -> Vec<String> {
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
        lines.extend(self.room.iter().map(|made| format!("    {}", room_in_words(made))));
        let near = [(self.words_near_edge, "words"), (self.drawings_near_edge, "a picture or drawing")];
        let near = near.into_iter().filter_map(|(pages, what)| near_edge_in_words(pages, what));
        lines.extend(near.map(|line| format!("    {line}")));
        lines.extend(fields_in_words(fields).map(|line| format!("    {line}")));
        lines.extend(fault_lines(self.faults).iter().map(|line| format!("    {line}")));
        lines
    }
}
