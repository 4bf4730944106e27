//! Colour spaces of an attachment's page by their names (ISO 32000-1, 8.6.3), without those that lead back to
//! themselves. It changes no colour: what leads back is either the standard space of that name, or none at
//! all.

use std::collections::BTreeSet;

use crate::pdf::PdfDocument;
use crate::pdf::value::{Dict, ObjectId, PdfValue};

/// The names under which a page has spaces in place of the device's own (ISO 32000-1, 8.6.5.6).
const DEFAULTS: [(&[u8], &str); 3] =
    [(b"DeviceGray", "DefaultGray"), (b"DeviceRGB", "DefaultRGB"), (b"DeviceCMYK", "DefaultCMYK")];

/// The most steps from one space to the next that are followed.
const LONGEST: usize = 32;

/// The spaces of a dictionary, without those that lead back to themselves, or do not end within as many steps
/// as are followed: some programs follow these for ever. LaTeX writes `/Pattern /Pattern`.
pub(super) fn without_loops(file: &PdfDocument, spaces: &Dict) -> Dict {
    let ends = |name: &[u8]| {
        SpaceChain { file, spaces, names: BTreeSet::new(), objects: BTreeSet::new() }.reaches_end(name)
    };
    let kept = spaces.iter().filter(|(name, _)| ends(name));
    kept.map(|(name, value)| (name.to_vec(), value.clone())).collect()
}

/// A space and those on which it stands, one after another.
struct SpaceChain<'a> {
    file: &'a PdfDocument,
    spaces: &'a Dict,
    names: BTreeSet<Vec<u8>>,
    objects: BTreeSet<ObjectId>,
}

impl SpaceChain<'_> {
    /// Whether the steps from a name come to an end.
    fn reaches_end(mut self, name: &[u8]) -> bool {
        self.names.insert(name.to_vec());
        let mut next = self.spaces.named(name).cloned();
        for _ in 0..LONGEST {
            let Some(value) = next else { return true };
            if value.as_ref().is_some_and(|id| !self.objects.insert(id)) {
                return false;
            }
            next = match self.file.resolve(&value) {
                PdfValue::Name(name) => {
                    let default = DEFAULTS.iter().find(|(device, _)| *device == name).map(|(_, name)| *name);
                    let name = default.map_or(name, |name| name.as_bytes().to_vec());
                    let there = self.spaces.named(&name).cloned();
                    if there.is_some() && !self.names.insert(name) {
                        return false;
                    }
                    there
                }
                PdfValue::Array(parts) => below(&parts).cloned(),
                _ => None,
            };
        }
        false
    }
}

/// The space on which another stands (ISO 32000-1, 8.6.6); `None` where it stands on none.
fn below(parts: &[PdfValue]) -> Option<&PdfValue> {
    match parts.first()?.as_name()? {
        b"Indexed" | b"I" | b"Pattern" => parts.get(1),
        b"Separation" | b"DeviceN" => parts.get(2),
        _ => None,
    }
}
