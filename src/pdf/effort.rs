//! The work of drawing a page: operations, with those of all that they draw, as often as it is drawn. A few
//! bytes can take more time than anybody can wait for, and more stack than there is. It draws nothing.
//!
//! Since all that a page draws is unpacked for that, it also says whether all of it could be.

use std::collections::{BTreeMap, BTreeSet};

use super::content::{Operation, operations};
use super::document::PdfDocument;
use super::value::{Dict, ObjectId, PdfValue};

/// The work of a page that nobody can wait for.
pub(super) const ENDLESS: u64 = u64::MAX;
/// The depth down to which drawings within drawings are followed.
const DEEPEST: usize = 40;
/// The most operations of a file that are read.
const MOST: usize = 20_000_000;
/// The number of a picture's pixels that take as long as an operation.
const PIXELS: f64 = 1000.0;

/// The work that it is to draw a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageWork {
    /// The number of operations, or what takes as long; [`ENDLESS`] where something draws itself.
    pub operations: u64,
    /// Whether all of its content could be unpacked.
    pub intact: bool,
}

/// The work of each page of a file.
pub(super) fn work_of_pages(file: &PdfDocument) -> Vec<PageWork> {
    let mut estimate = WorkEstimate {
        file,
        known: BTreeMap::new(),
        open: BTreeSet::new(),
        left: MOST,
        damaged: BTreeSet::new(),
        intact: true,
    };
    file.pages().iter().map(|(_, page)| estimate.of_page(page)).collect()
}

/// An estimate of the work that it is to draw the pages of a file.
struct WorkEstimate<'a> {
    file: &'a PdfDocument,
    /// The work of each form, pattern and letter that was looked at.
    known: BTreeMap<ObjectId, u64>,
    /// Those of which some content could not be unpacked.
    damaged: BTreeSet<ObjectId>,
    /// Whether all content of the page could be unpacked so far.
    intact: bool,
    /// The forms, patterns and letters that are being looked at.
    open: BTreeSet<ObjectId>,
    /// The number of operations that may still be read.
    left: usize,
}

impl WorkEstimate<'_> {
    /// The work of a page, with that of what lies on it.
    fn of_page(&mut self, page: &Dict) -> PageWork {
        let resources = self.file.resources(page);
        let content = self.file.content(page);
        self.intact = content.intact;
        let mut operations = self.content(&content.bytes, &resources);
        // A picture of an annotation that cannot be unpacked is no damage to the page.
        let intact = self.intact;
        for note in self.file.array(page, "Annots").unwrap_or_default() {
            let PdfValue::Dict(note) = self.file.resolve(&note) else { continue };
            let normal = self.file.dict(&note, "AP").and_then(|all| all.get("N")?.as_ref());
            operations = operations.saturating_add(normal.map_or(0, |form| self.stream(form, &resources)));
        }
        PageWork { operations, intact }
    }

    fn content(&mut self, content: &[u8], resources: &Dict) -> u64 {
        // The work of what each name stands for, by the operator and the name: a page chooses few fonts, but often.
        let mut named: BTreeMap<(&[u8], &[u8]), u64> = BTreeMap::new();
        let mut work = 0_u64;
        // The work of a letter of the font that was chosen last.
        let mut letter = 0;
        let mut all = operations(content);
        for operation in all.by_ref() {
            let Some(left) = self.left.checked_sub(1) else { return ENDLESS };
            self.left = left;
            let own = match operation.operator {
                operator @ (b"Do" | b"scn" | b"SCN" | b"gs" | b"Tf") => {
                    let at = if operator == b"Tf" { 0 } else { operation.operands.len().saturating_sub(1) };
                    let key = (operator, operation.operands.get(at).copied().unwrap_or_default());
                    let known = named.get(&key).copied();
                    let own = known.unwrap_or_else(|| {
                        let name = operation.name(at);
                        name.map_or(0, |name| self.of_name(operator, &name, resources))
                    });
                    named.insert(key, own);
                    if operator == b"Tf" {
                        letter = own;
                    }
                    own
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => letter.saturating_mul(bytes(&operation)),
                _ => 0,
            };
            work = work.saturating_add(1).saturating_add(own);
            if work == ENDLESS {
                return ENDLESS;
            }
        }
        if all.too_deep { ENDLESS } else { work }
    }

    /// The work of what a name stands for, in the resources of the content that names it.
    fn of_name(&mut self, operator: &[u8], name: &[u8], resources: &Dict) -> u64 {
        let kind = match operator {
            b"Do" => "XObject",
            b"gs" => "ExtGState",
            b"Tf" => "Font",
            _ => "Pattern",
        };
        let all = self.file.dict(resources, kind);
        let Some(value) = all.and_then(|all| all.named(name).cloned()) else { return 0 };
        match operator {
            b"gs" => self.state(&self.file.resolve(&value), resources),
            b"Tf" => self.letter(&self.file.resolve(&value), resources),
            _ => value.as_ref().map_or(0, |drawn| self.stream(drawn, resources)),
        }
    }

    /// The work of a form, a picture, a pattern or a letter, in the resources of the one that draws it.
    fn stream(&mut self, id: ObjectId, around: &Dict) -> u64 {
        if self.damaged.contains(&id) {
            self.intact = false;
        }
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let Some((PdfValue::Dict(dict), true)) = self.file.head(id) else { return 0 };
        if dict.get("Subtype").and_then(PdfValue::as_name) == Some(b"Image") {
            let side = |key| self.file.entry(&dict, key).and_then(|side| side.as_number()).unwrap_or(0.0);
            let pixels = (side("Width") * side("Height") / PIXELS).clamp(0.0, 1e15);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            let work = pixels as u64;
            let mask = dict.get("SMask").and_then(PdfValue::as_ref);
            let mask = mask.filter(|mask| *mask != id).and_then(|mask| self.file.head(mask));
            let masked =
                mask.is_some_and(|(mask, _)| mask.as_dict().is_some_and(|m| m.get("SMask").is_some()));
            // A mask has none of its own (ISO 32000-1, 11.6.5.3).
            return if masked { ENDLESS } else { work.saturating_mul(2) };
        }
        if self.open.len() >= DEEPEST || !self.open.insert(id) {
            return ENDLESS;
        }
        let own = self.file.dict(&dict, "Resources");
        let content = self.file.unpacked(id);
        let before = std::mem::replace(&mut self.intact, content.intact);
        let work = self.content(&content.bytes, own.as_ref().unwrap_or(around));
        if !self.intact {
            self.damaged.insert(id);
        }
        self.intact &= before;
        self.open.remove(&id);
        // What has no resources draws those of whoever draws it.
        if own.is_some() || work == ENDLESS {
            self.known.insert(id, work);
        }
        work
    }

    /// The work of the mask that a graphics state has.
    fn state(&mut self, state: &PdfValue, around: &Dict) -> u64 {
        let mask = state.as_dict().and_then(|state| self.file.dict(state, "SMask"));
        let group = mask.and_then(|mask| mask.get("G")?.as_ref());
        group.map_or(0, |group| self.stream(group, around))
    }

    /// The work of the longest letter of a font whose letters are drawings.
    fn letter(&mut self, font: &PdfValue, around: &Dict) -> u64 {
        let Some(font) = font.as_dict() else { return 0 };
        if font.get("Subtype").and_then(PdfValue::as_name) != Some(b"Type3") {
            return 0;
        }
        let own = self.file.dict(font, "Resources");
        let letters = self.file.dict(font, "CharProcs").unwrap_or_default();
        let all = letters.iter().filter_map(|(_, letter)| letter.as_ref());
        all.map(|letter| self.stream(letter, own.as_ref().unwrap_or(around))).max().unwrap_or(0)
    }
}

/// The number of letters that an operation shows, at most.
fn bytes(operation: &Operation<'_>) -> u64 {
    operation.operands.last().map_or(0, |text| text.len() as u64)
}
