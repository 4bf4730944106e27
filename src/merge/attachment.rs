//! Attachments in a paper: the pages that are kept for each, and how it is read out. It draws nothing.
//!
//! Where ink would stand under our header, mark or number, room is made for them (`room`), unless the style
//! must have pages as they were sent, with our words over them (`as_sent`), or all of them on A4 (`a4`).

use std::cell::OnceCell;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::near_edge::near_edge;
use super::room::{as_sent, place, set_on_a4, states_scale};
use super::strips::Strips;
use crate::check::AttachmentSpec;
use crate::model::{
    AttachmentDescription, AttachmentPage, AttachmentPages, DescriptionSource, MadeRoom, RoomWay,
};
use crate::pdf::{Attachment, FieldValue, FilledField, PageArea, PageBox, PagesInk, is_same_size};
use crate::style::builtin::FONTS;
use crate::style::{Tokens, fill, without_full_stop};
use crate::workers::with_stack;

/// The words on the pages of a pack or a paper round an attachment.
pub(super) struct SurroundingWords<'a> {
    /// The words at the head of each page.
    pub header: &'a str,
    /// The mark on the first page.
    pub mark: &'a str,
    pub tokens: &'a Tokens,
}

/// Makes the pages that are reserved for an attachment, whose first heading will be of the level `heading`.
/// `None` where the file could not be read.
pub(super) fn reserve(
    attached: &AttachmentSpec,
    title: &str,
    heading: u8,
    around: &SurroundingWords<'_>,
) -> Option<AttachmentPages> {
    let attachment = attached.attachment.clone()?;
    let tokens = around.tokens;
    let strips = Strips::new(tokens, around.header, around.mark);
    let fields = settable(&attachment);
    let setting = tokens.text("page.attachments");
    let (question, ink) = if setting == "make_room" {
        let question = question(&strips, &attachment);
        let mut ink = ink(&strips, &attachment, &question);
        add_fields(&mut ink, &fields, &attachment, &strips);
        (question, ink)
    } else {
        (String::new(), Vec::new())
    };
    let (pages, room) = match setting {
        "a4" => (attachment.sheets.iter().map(|sheet| set_on_a4(sheet, &strips)).collect(), Vec::new()),
        "as_sent" => (attachment.sheets.iter().map(as_sent).collect(), Vec::new()),
        _ => with_room(&attachment, &ink, &strips),
    };
    let untagged = attached.untagged();
    let described = if untagged.is_empty() {
        AttachmentDescription::Tagged
    } else {
        let told = match (&attached.transcript, attached.alternatives.is_empty()) {
            (Some(_), _) => DescriptionSource::InWords,
            (None, false) => DescriptionSource::ByClerk,
            (None, true) => DescriptionSource::Nowhere,
        };
        AttachmentDescription::Figures { words: words(attached, title, &untagged, tokens), source: told }
    };
    Some(AttachmentPages {
        near_edge: near_edge(&attachment, &pages),
        pages,
        room,
        ink,
        covered: setting == "as_sent",
        file: attached.file.text.clone(),
        span: attached.span(),
        title: title.to_owned(),
        heading,
        described,
        link_within: tokens.text("alt.link_within").to_owned(),
        link_page: tokens.text("alt.link_page").to_owned(),
        fields,
        ticked: tokens.text("alt.ticked").to_owned(),
        question,
        attachment,
    })
}

/// The filled-in fields whose values can be set. One that stands beside its page is not seen.
fn settable(attachment: &Attachment) -> Vec<FilledField> {
    let sets = |field: &&FilledField| {
        !matches!(field.value, FieldValue::Unset(..)) && area_of(field, attachment).is_some()
    };
    attachment.facts(FONTS[0]).fields.iter().filter(sets).cloned().collect()
}

/// The area of a field on its page as it is seen; `None` where it stands beside the page.
fn area_of(field: &FilledField, attachment: &Attachment) -> Option<PageArea> {
    let sheet = attachment.sheets.get(field.page - 1)?;
    let (width, height) = sheet.size();
    let own = field.map.then(sheet.matrix()).rectangle([0.0, 0.0, field.size.0, field.size.1]);
    let [left, bottom, right, top] = own;
    let area = [left.max(0.0), (height - top).max(0.0), right.min(width), (height - bottom).min(height)];
    (area[0] < area[2] && area[1] < area[3]).then_some(area)
}

/// Adds the fields that will be set to the ink of their pages: none of our words may stand over them.
fn add_fields(ink: &mut [PagesInk], fields: &[FilledField], attachment: &Attachment, strips: &Strips) {
    for field in fields {
        let Some(size) = attachment.sheets.get(field.page - 1).map(PageBox::size) else { continue };
        let Some(own) = area_of(field, attachment) else { continue };
        let Some(group) = ink.iter_mut().find(|group| is_same_size(group.size, size)) else { continue };
        let meets =
            |area: &PageArea| own[0] < area[2] && area[0] < own[2] && own[1] < area[3] && area[1] < own[3];
        group.in_the_way |= strips.areas(field.page - 1, size).iter().any(meets);
        let joined = |before: PageArea| {
            [before[0].min(own[0]), before[1].min(own[1]), before[2].max(own[2]), before[3].max(own[3])]
        };
        group.area = Some(group.area.map_or(own, joined));
    }
}

/// The question whether an attachment has ink where our words would stand, with all that decides the answer.
fn question(strips: &Strips, attachment: &Attachment) -> String {
    let mut hash = Sha256::new();
    hash.update(env!("BOARDPACK_SOURCES"));
    hash.update(attachment.sum());
    hash.update(format!("{strips:?}"));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn ink(strips: &Strips, attachment: &Attachment, question: &str) -> Vec<PagesInk> {
    let areas = |at, size| strips.areas(at, size);
    // Forms in one another take much of the stack of whoever draws them.
    with_stack(|| attachment.ink(question, &areas, FONTS[0])).unwrap_or_default()
}

/// The pages with room for our words, and how it was made.
fn with_room(
    attachment: &Attachment,
    ink: &[PagesInk],
    strips: &Strips,
) -> (Vec<AttachmentPage>, Vec<MadeRoom>) {
    // Of a page that cannot be read nobody knows that it states no scale.
    let scaled = |size: (f64, f64)| {
        let of_size = attachment.sheets.iter().enumerate().filter(|(_, s)| is_same_size(s.size(), size));
        let of_size = of_size.map(|(at, _)| at);
        let states = || {
            let mut drawn = attachment.drawn(of_size, FONTS[0]);
            drawn.any(|page| page.is_none_or(|page| states_scale(&page.words())))
        };
        with_stack(states).unwrap_or(false)
    };
    // Only where pages might be made smaller does anybody read their words, once for all of a size.
    let groups: Vec<(&PagesInk, OnceCell<bool>)> = ink.iter().map(|ink| (ink, OnceCell::new())).collect();
    let mut room: Vec<MadeRoom> = Vec::new();
    let mut pages = Vec::new();
    for (at, sheet) in attachment.sheets.iter().enumerate() {
        let group = groups.iter().find(|(ink, _)| is_same_size(ink.size, sheet.size()));
        let (page, way) = match group {
            Some((ink, known)) => place(sheet, ink, || *known.get_or_init(|| scaled(ink.size)), strips),
            // Nothing is known of its ink.
            None => (set_on_a4(sheet, strips), Some(RoomWay::OnA4)),
        };
        pages.push(page);
        let Some(way) = way else { continue };
        match room.iter_mut().find(|made| made.way == way) {
            Some(made) => made.pages.push(at + 1),
            None => room.push(MadeRoom { way, pages: vec![at + 1] }),
        }
    }
    (pages, room)
}

/// The words for the pages without tags, by the page's number from 0; `untagged` counts from 1.
fn words(
    attached: &AttachmentSpec,
    title: &str,
    untagged: &[usize],
    tokens: &Tokens,
) -> BTreeMap<usize, String> {
    let token = if attached.transcript.is_some() { "labels.page_told" } else { "labels.page_untold" };
    let said = |(nth, page): (usize, &usize)| {
        let words = attached.alternatives.get(nth).or(attached.alternatives.last());
        let words = words.map(|words| words.text.clone());
        let title = without_full_stop(title);
        let label = || fill(tokens.text(token), &[("page", page.to_string().as_str()), ("title", title)]);
        (page - 1, words.unwrap_or_else(label))
    };
    untagged.iter().enumerate().map(said).collect()
}
