//! Untagged content: all that pages show and that neither a tag holds nor is an artifact (ISO 14289-1, 7.1),
//! on the pages themselves and in the forms that they draw. It reads content operator by operator, and
//! changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};

use super::Attachment;
use super::content::{Operation, Operations, operations};
use super::document::PdfDocument;
use super::readable::is_readable;
use super::structure::Kid;
use super::value::{Dict, ObjectId, PdfValue};

/// A kind of content that is neither tagged nor an artifact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Untagged {
    /// Words.
    Words,
    /// A picture.
    Picture,
    /// Lines or areas.
    Drawing,
    /// Marked content of this number that no structure element holds.
    Mark(usize),
    /// Content that nobody can read.
    Unread,
}

impl Display for Untagged {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words => out.write_str("words stand in no tag"),
            Self::Picture => out.write_str("a picture stands in no tag"),
            Self::Drawing => {
                out.write_str("lines or areas stand in no tag, and are not marked as mere ornament")
            }
            Self::Mark(mark) => write!(out, "no tag leads to what has the mark {mark}"),
            Self::Unread => out.write_str("a part of the page cannot be read"),
        }
    }
}

/// The content of a file that no tag holds, by page.
#[derive(Debug, Default)]
pub(crate) struct UntaggedFindings {
    /// The content that no tag holds, by its page, from 1.
    pub untagged: BTreeMap<usize, BTreeSet<Untagged>>,
    /// The pages, from 1, that stricter readers do not read to their end: pictures stand in the content
    /// itself, or something that is not written by the rules.
    pub unclear: BTreeSet<usize>,
}

/// The depth down to which forms within forms are followed.
const DEEPEST: usize = 32;
/// The most operations of a page that are read.
const MOST: usize = 20_000_000;
/// The most marked contents of a page that are named.
const MOST_MARKS: usize = 5;

impl UntaggedFindings {
    /// Reads all pages of a file with tags.
    pub(super) fn on(attachment: &Attachment) -> Self {
        let file = &attachment.document;
        let mut held = BTreeSet::new();
        let mut objects = BTreeSet::new();
        for kid in attachment.structure().elements.iter().flat_map(|element| &element.kids) {
            match kid {
                Kid::Content { page, form: None, mark } => {
                    held.insert((MarkedStream::Page(*page), *mark));
                }
                Kid::Content { form: Some(form), mark, .. } => {
                    held.insert((MarkedStream::Form(*form), *mark));
                }
                Kid::Object(id) => drop(objects.insert(*id)),
                Kid::Element(_) => {}
            }
        }
        let mut walk = Walk {
            file,
            held,
            objects,
            found: Self::default(),
            page: 0,
            open: Vec::new(),
            forms: BTreeMap::new(),
            left: MOST,
        };
        for (at, (_, page)) in file.pages().iter().enumerate() {
            walk.read_page(at, page);
        }
        walk.found
    }
}

/// A page or a form that has marked content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum MarkedStream {
    /// A page, by its index from 0.
    Page(usize),
    /// A form.
    Form(ObjectId),
    /// A form whose marked content nothing can hold: it has no key.
    Nothing,
}

/// An open marked content, by what its mark says of all that stands in it.
#[derive(Clone, Copy)]
enum EnclosingMark {
    /// A tag holds the content, or it is an artifact.
    Said,
    /// The content has this number, and no tag holds it.
    Unheld(usize),
    /// The mark says nothing of the content.
    Silent,
}

/// The kinds of content that an object shows when it is drawn and nothing round it speaks for.
type Shows = BTreeSet<Untagged>;

struct Walk<'a> {
    file: &'a PdfDocument,
    held: BTreeSet<(MarkedStream, usize)>,
    /// The objects that tags hold whole.
    objects: BTreeSet<ObjectId>,
    found: UntaggedFindings,
    /// The index of the page, from 0.
    page: usize,
    /// The forms that are being read.
    open: Vec<ObjectId>,
    /// The forms that were read, with all that they show, and whether stricter readers read them too.
    forms: BTreeMap<ObjectId, (Shows, bool)>,
    /// The number of operations of the page that may still be read.
    left: usize,
}

impl Walk<'_> {
    fn read_page(&mut self, at: usize, page: &Dict) {
        (self.page, self.left) = (at, MOST);
        let resources = self.file.resources(page);
        let content = self.file.content(page);
        // Stricter readers read its parts one by one.
        let parts = self.file.contents(page);
        let mut clear =
            parts.len() < 2 || parts.iter().all(|part| ends_well(&self.file.unpacked(*part).bytes));
        let mut shows = self.read(&content.bytes, &resources, MarkedStream::Page(at), &mut clear);
        if !content.intact || self.left == 0 {
            shows.insert(Untagged::Unread);
        }
        if !clear {
            self.found.unclear.insert(at + 1);
        }
        let marks: Vec<Untagged> =
            shows.iter().copied().filter(|one| matches!(one, Untagged::Mark(_))).skip(MOST_MARKS).collect();
        shows.retain(|one| !marks.contains(one));
        if !shows.is_empty() {
            self.found.untagged.insert(at + 1, shows);
        }
    }

    /// The content that a stream shows and nothing in it speaks for.
    fn read(&mut self, content: &[u8], resources: &Dict, holder: MarkedStream, clear: &mut bool) -> Shows {
        let mut shows = Shows::new();
        let mut marks: Vec<EnclosingMark> = Vec::new();
        let mut all = operations(content);
        for operation in all.by_ref() {
            let Some(left) = self.left.checked_sub(1) else { break };
            self.left = left;
            *clear &= is_readable(&operation);
            match operation.operator {
                b"BMC" => marks.push(said(operation.is_of(b"Artifact"))),
                b"BDC" => marks.push(self.mark(&operation, resources, holder)),
                b"EMC" => drop(marks.pop()),
                _ => {
                    let drawn = self.drawn(&operation, resources, clear);
                    if !drawn.is_empty() && !marks.iter().any(|mark| matches!(mark, EnclosingMark::Said)) {
                        let unheld = marks.iter().rev().find_map(|mark| match mark {
                            EnclosingMark::Unheld(number) => Some(Untagged::Mark(*number)),
                            _ => None,
                        });
                        match unheld {
                            Some(mark) => drop(shows.insert(mark)),
                            None => shows.extend(drawn),
                        }
                    }
                }
            }
        }
        *clear &= is_whole(&all);
        if all.gave_up || all.unfinished().is_some() {
            shows.insert(Untagged::Unread);
        }
        shows
    }

    /// Reads what a mark says of its content.
    fn mark(&self, operation: &Operation<'_>, resources: &Dict, holder: MarkedStream) -> EnclosingMark {
        if operation.is_of(b"Artifact") {
            return EnclosingMark::Said;
        }
        let named = || {
            let lists = self.file.dict(resources, "Properties")?;
            let PdfValue::Dict(list) = self.file.resolve(lists.named(&operation.name(1)?)?) else {
                return None;
            };
            usize::try_from(self.file.entry(&list, "MCID")?.as_integer()?).ok()
        };
        match operation.mark().or_else(named) {
            Some(mark) if self.held.contains(&(holder, mark)) => EnclosingMark::Said,
            Some(mark) => EnclosingMark::Unheld(mark),
            None => EnclosingMark::Silent,
        }
    }

    /// The content that an operation draws.
    fn drawn(&mut self, operation: &Operation<'_>, resources: &Dict, clear: &mut bool) -> Shows {
        let one = |what| Shows::from([what]);
        match operation.operator {
            b"Tj" | b"TJ" | b"'" | b"\"" if operation.shows_text() => one(Untagged::Words),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"sh" => one(Untagged::Drawing),
            b"EI" => one(Untagged::Picture),
            b"Do" => {
                let objects = self.file.dict(resources, "XObject").unwrap_or_default();
                let id = operation.name(0).and_then(|name| objects.named(&name).and_then(PdfValue::as_ref));
                id.map(|id| self.object(id, resources, clear)).unwrap_or_default()
            }
            _ => Shows::new(),
        }
    }

    /// The content that a picture or form shows and nothing in it speaks for.
    fn object(&mut self, id: ObjectId, resources: &Dict, clear: &mut bool) -> Shows {
        let Some((PdfValue::Dict(dict), true)) = self.file.head(id) else { return Shows::new() };
        let whole = self.objects.contains(&id);
        match dict.get("Subtype").and_then(PdfValue::as_name) {
            Some(b"Image") if !whole => Shows::from([Untagged::Picture]),
            Some(b"Form") if !self.open.contains(&id) && self.open.len() < DEEPEST => {
                if let Some((known, is_clear)) = self.forms.get(&id) {
                    *clear &= is_clear;
                    return known.clone();
                }
                let own = self.file.dict(&dict, "Resources");
                let inside = own.as_ref().unwrap_or(resources);
                let keyed = self.file.entry(&dict, "StructParents").is_some();
                let holder = if keyed { MarkedStream::Form(id) } else { MarkedStream::Nothing };
                let content = self.file.unpacked(id);
                let mut is_clear = true;
                self.open.push(id);
                let mut shows = self.read(&content.bytes, inside, holder, &mut is_clear);
                self.open.pop();
                if !content.intact {
                    shows.insert(Untagged::Unread);
                }
                if whole {
                    shows.clear();
                }
                *clear &= is_clear;
                // A form without resources shows what the names of its page stand for.
                if own.is_some() {
                    self.forms.insert(id, (shows.clone(), is_clear));
                }
                shows
            }
            _ => Shows::new(),
        }
    }
}

fn said(artifact: bool) -> EnclosingMark {
    if artifact { EnclosingMark::Said } else { EnclosingMark::Silent }
}

/// Whether a part of a page's content ends where an operation does.
pub(crate) fn ends_well(part: &[u8]) -> bool {
    let mut all = operations(part);
    all.by_ref().for_each(drop);
    is_whole(&all)
}

/// Whether all of a content was read, and nothing in it closes a thing that was never open.
fn is_whole(all: &Operations<'_>) -> bool {
    !all.gave_up && all.unfinished().is_none() && all.strays.is_empty()
}
