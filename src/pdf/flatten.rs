//! Object streams that hold very many objects, written out as objects by themselves at the end of a file, as if
//! it had been saved again (ISO 32000-1, 7.5.6). The reader goes through all the numbers of such a stream for each
//! of its objects, so that its time grows with their square. It changes no object.

use std::collections::BTreeMap;

use super::inflate::inflate;
use super::lexer::skip_blank;
use super::parse::value_end;
use super::value::{PdfValue, write_dict};
use super::xref::{ObjectPosition, ReferenceTable, integer, object_at, stream_at};

/// The number of objects in a stream from which on they are written out.
const MANY: usize = 500;

/// The file with the objects of its large object streams written out after its end. `None` where it has no
/// such stream, or its table of references cannot be read, or it is encrypted: then it stays as it is.
pub(super) fn flatten(file: &[u8], table: &ReferenceTable) -> Option<Vec<u8>> {
    if table.trailer.get("Encrypt").is_some() {
        return None;
    }
    let mut packed: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (number, position) in &table.positions {
        if let ObjectPosition::Packed(stream) = position {
            packed.entry(*stream).or_default().push(*number);
        }
    }
    packed.retain(|_, objects| objects.len() >= MANY);
    if packed.is_empty() {
        return None;
    }
    let mut out = file.to_vec();
    let mut positions: BTreeMap<u32, usize> = BTreeMap::new();
    for (stream, objects) in &packed {
        let Some(ObjectPosition::At(at)) = table.positions.get(stream) else { continue };
        let (dict, data) = stream_at(object_at(file, *at)?)?;
        let first = usize::try_from(dict.get("First")?.as_integer()?).ok()?;
        let data = match dict.get("Filter").and_then(|filter| filter.as_name()) {
            None if dict.get("Filter").is_none() => data.to_vec(),
            Some(b"FlateDecode" | b"Fl") if dict.get("DecodeParms").is_none() => inflate(data),
            _ => return None,
        };
        let mut at = 0;
        while let Some((number, end)) = integer(&data, at).filter(|(_, end)| *end <= first) {
            let (offset, end) = integer(&data, end)?;
            at = end;
            let number = u32::try_from(number).ok()?;
            if objects.binary_search(&number).is_err() || positions.contains_key(&number) {
                continue;
            }
            let object = data.get(first.checked_add(offset)?..)?;
            let from = skip_blank(object, 0);
            let to = value_end(object, from)?;
            out.push(b'\n');
            positions.insert(number, out.len());
            out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            out.extend_from_slice(&object[from..to]);
            out.extend_from_slice(b"\nendobj");
        }
    }
    append_table(&mut out, &positions, table)?;
    Some(out)
}

/// Appends a table of references to the objects that were written out, before the one that the file has.
fn append_table(out: &mut Vec<u8>, positions: &BTreeMap<u32, usize>, table: &ReferenceTable) -> Option<()> {
    let start = out.len() + 1;
    out.extend_from_slice(b"\nxref\n");
    for (number, at) in positions {
        // Ten digits, or the file is larger than its table can say.
        if *at > 9_999_999_999 {
            return None;
        }
        out.extend_from_slice(format!("{number} 1\n{at:010} 00000 n\r\n").as_bytes());
    }
    let mut trailer = table.trailer.clone();
    // What the trailer is where it is a stream.
    for key in ["Type", "W", "Index", "Filter", "DecodeParms", "Length", "XRefStm"] {
        trailer.take(key);
    }
    trailer.set("Prev", PdfValue::count(table.start));
    out.extend_from_slice(b"trailer\n");
    write_dict(&trailer, out);
    out.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
    Some(())
}
