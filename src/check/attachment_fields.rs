//! Filled-in fields of an attachment that are neither drawn by its file nor set by the program, with the reason.
//! It reads no file, and says nothing of fields that are drawn or set.

use crate::finding::{pages_in_words, some_in_words};
use crate::pdf::{FieldValue, FilledField, UnsetReason};

/// The most fields that are named.
const NAMED: usize = 5;

/// The warning about fields that have one reason: its message, and its hints.
pub(super) struct FieldWarning {
    pub message: String,
    pub hints: [&'static str; 2],
}

/// The warnings about the fields of a file that are not drawn: one for each reason.
pub(super) fn undrawn_fields(fields: &[FilledField]) -> Vec<FieldWarning> {
    use UnsetReason::{Barcode, Comb, Password, RichText, Signature, Unclear};
    let reasons = [RichText, Comb, Barcode, Signature, Password, Unclear];
    reasons.into_iter().filter_map(|reason| warning(fields, reason)).collect()
}

fn warning(fields: &[FilledField], reason: UnsetReason) -> Option<FieldWarning> {
    let own = |field: &&FilledField| matches!(field.value, FieldValue::Unset(_, own) if own == reason);
    let mut pages: Vec<usize> = fields.iter().filter(own).map(|field| field.page).collect();
    pages.dedup();
    // Buttons of which one is chosen are one field.
    let mut all: Vec<String> = Vec::new();
    for name in fields.iter().filter(own).map(FilledField::quoted) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    if all.is_empty() {
        return None;
    }
    let one = all.len() == 1;
    let (which, is, of, its) = if one {
        ("the field", "is", "no picture of it is", "its")
    } else {
        ("the fields", "are", "no pictures of them are", "their")
    };
    let (state, why) = match reason {
        UnsetReason::RichText => ("filled in", format!("{its} words have several styles")),
        UnsetReason::Comb => ("filled in", format!("each of {its} letters has a box of its own")),
        UnsetReason::Barcode if one => ("filled in", "it is shown as a barcode".to_owned()),
        UnsetReason::Barcode => ("filled in", "they are shown as barcodes".to_owned()),
        UnsetReason::Signature => {
            ("signed", "only its sender's program knows how a signature looks".to_owned())
        }
        UnsetReason::Password => ("filled in", "a password is never printed".to_owned()),
        UnsetReason::Unclear => ("filled in", format!("nothing says which of {its} buttons is chosen")),
    };
    let (pages, all) = (pages_in_words(&pages), some_in_words(&all, NAMED));
    let message = format!("{pages}: {which} {all} {is} {state} and not drawn: {of} in the file, and {why}");
    let printed = "ask its sender to open the form, to choose Print, and to print it to PDF: then what was filled in is part of its pages";
    let look = "look at its pages in the pack: what is missing there can be given in `alt` or `transcript`";
    let hints = match reason {
        UnsetReason::Password => [
            "look at its pages in the pack: most often nothing is missing there",
            "where the words are no password and are to be read, ask its sender to make an ordinary field of it",
        ],
        _ => [printed, look],
    };
    Some(FieldWarning { message, hints })
}
