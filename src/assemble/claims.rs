//! The claim to PDF/UA-1 in a file's metadata, which is taken out where an attachment does not pass the
//! check. It never adds a claim.

use crate::pdf::Objects;
use crate::pdf::value::PdfValue;

/// The claim to be PDF/UA-1 (ISO 14289-1, 5).
const CLAIM: &[u8] = b"<pdfuaid:part>1</pdfuaid:part>";

/// Takes the claim to be PDF/UA-1 away. `None` where there is none to be found.
pub(super) fn withdraw(objects: &mut Objects<'_>) -> Option<()> {
    let metadata = objects.reference(objects.catalog()?, "Metadata")?;
    let body = objects.bytes(metadata);
    let at = body.windows(CLAIM.len()).position(|w| w == CLAIM)?;
    let length = usize::try_from(objects.entry(metadata, "Length")?.as_integer()?).ok()?;
    let without = [&body[..at], &body[at + CLAIM.len()..]].concat();
    objects.put_bytes(metadata, without);
    objects.set(metadata, "Length", PdfValue::count(length.checked_sub(CLAIM.len())?));
    Some(())
}
