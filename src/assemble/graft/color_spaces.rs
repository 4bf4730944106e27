//! Colour spaces of an attachment's page by their names (ISO 32000-1, 8.6.3), without those that lead back to
//! themselves. It changes no colour: what leads back is either the standard space of that name, or none at
//! all.

use std::collections::BTreeSet;

use crate::pdf::PdfDocument;
use crate::pdf::value::{Dict, ObjectId, PdfValue};

/// The names under which a page has spaces in place of the device's own (ISO 32000-1, 8.6.5.6).
const DEFAULTS: [(&[u8], &str); 3] =
    [(b"DeviceGray", "DefaultGray"), (b"DeviceRGB", "DefaultRGB"), (b"DeviceCMYK", "DefaultCMYK")];

/// Steps from one space to the next that are followed.
const LONGEST: usize = 32;

/// The spaces that a dictionary has, without those that lead back to themselves, or nowhere that is near: some
/// programs follow these for ever. LaTeX writes `/Pattern /Pattern`.
pub(super) fn without_loops(file: &PdfDocument, spaces: &Dict) -> Dict {
    let ends = |name: &[u8]| {
        SpaceChain { file, spaces, names: BTreeSet::new(), objects: BTreeSet::new() }.reaches_end(name)
    };
    let kept = spaces.iter().filter(|(name, _)| ends(name));
    kept.map(|(name, value)| (name.to_vec(), value.clone())).collect()
}

/// The way from one space to those on which it stands.
struct SpaceChain<'a> {
    file: &'a PdfDocument,
    spaces: &'a Dict,
    names: BTreeSet<Vec<u8>>,
    objects: BTreeSet<ObjectId>,
}

impl SpaceChain<'_> {
    /// Tells whether the way from a name ends.
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

/// The space on which another stands (ISO 32000-1, 8.6.6).
fn below(parts: &[PdfValue]) -> Option<&PdfValue> {
    match parts.first()?.as_name()? {
        b"Indexed" | b"I" | b"Pattern" => parts.get(1),
        b"Separation" | b"DeviceN" => parts.get(2),
        _ => None,
    }
}
