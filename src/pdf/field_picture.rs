//! The pictures that a file holds of fields and comments (appearance streams; ISO 32000-1, 12.5.5): which one
//! shows, and whether it shows anything. It draws none.

use super::content::{Operation, operations};
use super::document::PdfDocument;
use super::field_dict::inherited;
use super::text_string::words_of;
use super::value::{Dict, ObjectId, PdfValue};

/// The picture that an annotation shows; `None` where the file has none.
pub(crate) fn picture_of(file: &PdfDocument, note: &Dict) -> Option<ObjectId> {
    let appearances = file.dict(note, "AP")?;
    let mut normal = appearances.get("N")?.clone();
    if let Some((value, false)) = normal.as_ref().and_then(|id| file.head(id)) {
        normal = value;
    }
    if let PdfValue::Dict(states) = &normal {
        normal = states.named(&on_state(file, note)?)?.clone();
    }
    normal.as_ref().filter(|id| file.head(*id).is_some_and(|(_, stream)| stream))
}

/// The state that a box or a button is in; `None` where the file does not say so. One without a state of its
/// own is in that of its field, where it has a picture of that.
pub(super) fn on_state(file: &PdfDocument, note: &Dict) -> Option<Vec<u8>> {
    if let Some(state) = file.entry(note, "AS") {
        return state.as_name().map(<[u8]>::to_vec);
    }
    let value = inherited(file, note, "V")?.as_name()?.to_vec();
    let pictures = file.dict(note, "AP").and_then(|all| file.dict(&all, "N"))?;
    let known = pictures.named(&value).is_some();
    Some(if known { value } else { b"Off".to_vec() })
}

/// Whether a picture shows words, or may do so in another drawing: a frame is none.
pub(super) fn shows_words(file: &PdfDocument, picture: ObjectId) -> bool {
    let content = file.unpacked(picture).bytes;
    operations(&content).any(|one| is_text(&one) || matches!(one.operator, b"Do" | b"EI"))
}

/// Whether a picture draws anything.
pub(super) fn draws(file: &PdfDocument, picture: ObjectId) -> bool {
    let paints: [&[u8]; 10] = [b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh"];
    let content = file.unpacked(picture).bytes;
    shows_words(file, picture) || operations(&content).any(|one| paints.contains(&one.operator))
}

/// Whether the words that a picture draws are those of a value, or hold them where it draws a list: as far as
/// they can be read without the tables of its fonts.
pub(super) fn shows_value(file: &PdfDocument, picture: ObjectId, value: &str, listed: bool) -> bool {
    let mut drawn = String::new();
    for one in operations(&file.unpacked(picture).bytes).filter(is_text) {
        drawn.extend(one.strings().iter().map(|text| words_of(text)));
    }
    let close = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (drawn, value) = (close(&drawn), close(value));
    if listed { drawn.contains(&value) } else { drawn == value }
}

/// The content of a picture without its words: what a frame and a ground are left of it.
pub(crate) fn without_words(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let (mut kept, mut open) = (0, None);
    for one in operations(content) {
        let gone = match one.operator {
            b"BT" => {
                open.get_or_insert(one.range.start);
                continue;
            }
            b"ET" => open.take().unwrap_or(one.range.start)..one.range.end,
            b"Do" if open.is_none() => one.range,
            _ => continue,
        };
        out.extend_from_slice(&content[kept..gone.start]);
        out.push(b'\n');
        kept = gone.end;
    }
    out.extend_from_slice(&content[kept..open.unwrap_or(content.len()).max(kept)]);
    out
}

fn is_text(one: &Operation<'_>) -> bool {
    matches!(one.operator, b"Tj" | b"TJ" | b"'" | b"\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_without_words_keeps_its_frame() {
        let left = |content: &str| {
            let out = String::from_utf8(without_words(content.as_bytes())).expect("ASCII");
            out.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            left("0.9 g 0 0 9 9 re f /Tx BMC q BT /F 9 Tf (a ET b) Tj ET Q EMC 1 w"),
            "0.9 g 0 0 9 9 re f /Tx BMC q Q EMC 1 w"
        );
        assert_eq!(left("q /Im Do Q BT (never closed) Tj"), "q Q");
        assert_eq!(left("0 0 9 9 re S"), "0 0 9 9 re S");
    }
}
