//! The layers of an attachment (optional content, ISO 32000-1, 8.11), and which of them are shown when the
//! file is opened. It takes nothing out itself.

use std::collections::BTreeSet;

use super::document::PdfDocument;
use super::value::{Dict, ObjectId, PdfValue};

/// The layers of a file.
pub(crate) struct Layers {
    all: BTreeSet<ObjectId>,
    hidden: BTreeSet<ObjectId>,
}

impl Layers {
    /// Reads the layers, as they are when the file is opened.
    pub(crate) fn of(file: &PdfDocument) -> Self {
        let properties = file.dict(&file.catalog(), "OCProperties").unwrap_or_default();
        let groups = |dict: &Dict, key| -> BTreeSet<ObjectId> {
            file.array(dict, key).unwrap_or_default().iter().filter_map(PdfValue::as_ref).collect()
        };
        let all = groups(&properties, "OCGs");
        let first = file.dict(&properties, "D").unwrap_or_default();
        let base = file.entry(&first, "BaseState");
        let mut hidden = match base.as_ref().and_then(PdfValue::as_name) {
            Some(b"OFF") => all.clone(),
            _ => BTreeSet::new(),
        };
        for shown in groups(&first, "ON") {
            hidden.remove(&shown);
        }
        hidden.extend(groups(&first, "OFF"));
        Self { all, hidden }
    }

    /// Whether the file has layers.
    pub(crate) fn any(&self) -> bool {
        !self.all.is_empty()
    }

    /// Whether the content of a layer, or of several together, is shown. `None` where the value is no layer.
    pub(crate) fn shows(&self, file: &PdfDocument, group: &PdfValue) -> Option<bool> {
        let shown = |value: &PdfValue| value.as_ref().map(|id| !self.hidden.contains(&id));
        if let Some(id) = group.as_ref()
            && self.all.contains(&id)
        {
            return shown(group);
        }
        let PdfValue::Dict(several) = file.resolve(group) else { return None };
        match several.get("Type").and_then(PdfValue::as_name)? {
            b"OCG" => Some(shown(group).unwrap_or(true)),
            b"OCMD" => {
                let members: Vec<bool> = match several.get("OCGs") {
                    Some(PdfValue::Array(groups)) => groups.iter().filter_map(shown).collect(),
                    Some(one) => match file.resolve(one) {
                        PdfValue::Array(groups) => groups.iter().filter_map(shown).collect(),
                        _ => shown(one).into_iter().collect(),
                    },
                    None => Vec::new(),
                };
                if members.is_empty() {
                    return Some(true);
                }
                let policy = file.entry(&several, "P");
                Some(match policy.as_ref().and_then(PdfValue::as_name) {
                    Some(b"AllOn") => members.iter().all(|on| *on),
                    Some(b"AllOff") => members.iter().all(|on| !*on),
                    Some(b"AnyOff") => members.iter().any(|on| !*on),
                    _ => members.iter().any(|on| *on),
                })
            }
            _ => None,
        }
    }
}
