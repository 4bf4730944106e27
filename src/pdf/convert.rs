//! From the objects of `hayro-syntax`, which reads PDFs for us, to values of ours. It leaves out what cannot
//! be read, and looks nothing up.

use hayro_syntax::object::{self, MaybeRef, Object};

use super::catch_panic::catch_panic;
use super::value::{Dict, PdfValue};

/// The depth down to which values of an object are followed: none are nested deeper in good faith.
const DEEPEST: usize = 64;

/// Converts a value that stands at a depth in its object.
pub(super) fn value(object: &Object<'_>, depth: usize) -> PdfValue {
    if depth > DEEPEST {
        return PdfValue::Null;
    }
    match object {
        Object::Null(_) => PdfValue::Null,
        Object::Boolean(yes) => PdfValue::Bool(*yes),
        Object::Number(n) => PdfValue::Number(n.as_f64()),
        Object::String(text) => PdfValue::Text(text.as_bytes().to_vec()),
        Object::Name(name) => PdfValue::Name(name.as_ref().to_vec()),
        Object::Dict(inner) => PdfValue::Dict(dict(inner, depth)),
        Object::Array(inner) => PdfValue::Array(array(inner, depth)),
        // A stream is an object of its own always.
        Object::Stream(_) => PdfValue::Null,
    }
}

/// Converts a dictionary, with its keys in order.
pub(super) fn dict(inner: &object::Dict<'_>, depth: usize) -> Dict {
    let mut keys: Vec<_> = inner.keys().collect();
    keys.sort_by(|a, b| a.as_ref().cmp(b.as_ref()));
    let entry = |key: &object::Name<'_>| {
        let value = inner.get_raw::<Object<'_>>(key.as_ref())?;
        Some((key.as_ref().to_vec(), maybe(value, depth + 1)))
    };
    let all = catch_panic(|| keys.iter().filter_map(entry).collect());
    // Where one of them cannot be read, the others can.
    all.unwrap_or_else(|| keys.iter().filter_map(|key| catch_panic(|| entry(key))?).collect())
}

/// Converts an array, as far as it can be read.
fn array(inner: &object::Array<'_>, depth: usize) -> Vec<PdfValue> {
    let all = catch_panic(|| inner.raw_iter().map(|item| maybe(item, depth + 1)).collect());
    all.unwrap_or_else(|| {
        let mut items = inner.raw_iter();
        let mut found = Vec::new();
        while let Some(Some(item)) = catch_panic(|| items.next().map(|item| maybe(item, depth + 1))) {
            found.push(item);
        }
        found
    })
}

fn maybe(one: MaybeRef<Object<'_>>, depth: usize) -> PdfValue {
    match one {
        MaybeRef::Ref(id) => PdfValue::Ref((id.obj_number, id.gen_number)),
        MaybeRef::NotRef(object) => value(&object, depth),
    }
}
