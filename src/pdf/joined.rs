//! Pages whose content stands in several streams, each with one stream in their place. It changes nothing that a
//! page shows: stricter readers want each stream to end where an operation does, which the standard does not ask
//! for (ISO 32000-1, 7.8.2).

use super::document::PdfDocument;
use super::file_update::FileUpdate;
use super::untagged::ends_well;
use super::value::{PdfValue, write_dict};
use super::xref::ReferenceTable;

/// The file with the content of such pages in one stream each. `None` where there are none, or where the file is
/// encrypted or its table cannot be read.
pub(super) fn joined(document: &PdfDocument, file: &[u8]) -> Option<Vec<u8>> {
    let table = ReferenceTable::read(file).filter(|_| !document.is_encrypted())?;
    let mut update = FileUpdate::new(file, &table);
    for (id, mut page) in document.pages() {
        let parts = document.contents(&page);
        if parts.len() < 2 || parts.iter().all(|part| ends_well(&document.unpacked(*part).bytes)) {
            continue;
        }
        let content = document.content(&page);
        let number = id.and_then(|(number, _)| u32::try_from(number).ok());
        let (Some(number), Some(new), true) = (number, update.next(), content.intact) else { continue };
        let mut stream = format!("<</Length {}>>\nstream\n", content.bytes.len()).into_bytes();
        stream.extend_from_slice(&content.bytes);
        stream.extend_from_slice(b"\nendstream");
        update.put(new, &stream);
        page.set("Contents", PdfValue::Ref((i32::try_from(new).ok()?, 0)));
        let mut body = Vec::new();
        write_dict(&page, &mut body);
        update.put(number, &body);
    }
    if update.is_empty() { None } else { update.finish() }
}
