//! Object streams that hold very many objects, written out as objects by themselves at the end of a file, as if
//! it had been saved again (ISO 32000-1, 7.5.6). The reader goes through all the numbers of such a stream for each
//! of its objects, so that its time grows with their square. It changes no object.

use std::collections::BTreeMap;

use super::file_update::FileUpdate;
use super::inflate::inflate;
use super::lexer::skip_blank;
use super::parse::value_end;
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
    let mut update = FileUpdate::new(file, table);
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
            if objects.binary_search(&number).is_err() || update.has(number) {
                continue;
            }
            let object = data.get(first.checked_add(offset)?..)?;
            let from = skip_blank(object, 0);
            let to = value_end(object, from)?;
            update.put(number, &object[from..to]);
        }
    }
    update.finish()
}
