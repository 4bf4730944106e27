//! The independent check of a file by the rules of PDF/UA-1, `page_validation`, within bounds. It decides
//! nothing about its answers.

use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::pdf::catch_panic;
use crate::workers::{DEEPEST, with_stack};

/// The beginning of what is said of a file that the check could not read.
pub(crate) const UNCHECKED: &str = "it could not be checked";
/// The words for a file that the check could not read.
pub(super) const DAMAGED: &str = "it could not be checked: it is damaged";

/// So much of a file is checked: parts, forms as often as they are drawn, and bytes of content. A pack of a
/// thousand pages has less.
const MOST_OBJECTS: usize = 5_000_000;
const MOST_FORMS: usize = 100_000;
const MOST_BYTES: usize = 1 << 30;
/// The rules of PDF/UA-1 that a file breaks, by an independent check.
pub(super) fn independent(pdf: &[u8]) -> Vec<String> {
    // Where the check meets damage it may go on for ever; its own bounds are too narrow for large pictures.
    let limits = SafetyLimits::unlimited()
        .with_max_object_count(MOST_OBJECTS)
        .with_max_form_invocations(MOST_FORMS)
        .with_max_total_decoded_content_size(MOST_BYTES)
        .with_max_reference_depth(DEEPEST);
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1).limits(limits);
    match with_stack(|| catch_panic(|| validate_pdf_bytes(pdf, &options))).flatten() {
        Some(Ok(report)) => report.failures.iter().map(|f| format!("{}: {}", f.rule_id, f.message)).collect(),
        Some(Err(error)) => vec![format!("it could not be checked: {error}")],
        None => vec![DAMAGED.to_owned()],
    }
}
