//! The depth to which objects of a file are nested in one another, found before any reader follows them: some
//! files use up the stack. It understands no object, and unpacks none.

use std::ops::Range;

use super::lexer::string_end;

/// The depth of arrays and dictionaries in one another from which on a file means harm: none are nested half
/// as deep in good faith.
const DEEPEST: usize = 500;

/// An object stream: the bytes of its dictionary and of its packed data.
pub(super) struct ObjectStream {
    pub dict: Range<usize>,
    pub data: Range<usize>,
}

/// The object streams of a file, as far as can be told without its table of references. `None` where
/// something outside them is nested so deep that it means harm.
pub(super) fn object_streams(file: &[u8]) -> Option<Vec<ObjectStream>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    // Where the object begins that is being read.
    let mut object = 0;
    let mut at = 0;
    while let Some(byte) = file.get(at) {
        let rest = &file[at..];
        match byte {
            b'[' => depth += 1,
            b'<' if rest.starts_with(b"<<") => (depth, at) = (depth + 1, at + 1),
            b']' => depth = depth.saturating_sub(1),
            b'>' if rest.starts_with(b">>") => (depth, at) = (depth.saturating_sub(1), at + 1),
            b'e' if rest.starts_with(b"endobj") => (depth, object) = (0, at),
            b's' if begins_data(rest) && !file[..at].ends_with(b"end") => {
                let begins = at + 7 + usize::from(rest.starts_with(b"stream\r\n"));
                let (dict, data) = (&file[object..at], file.get(begins..).unwrap_or_default());
                let length = data_length(dict, data);
                if holds_objects(dict) {
                    found.push(ObjectStream { dict: object..at, data: begins..begins + length });
                }
                (depth, object) = (0, begins + length);
                at = object;
                continue;
            }
            _ => {}
        }
        if depth > DEEPEST {
            return None;
        }
        at += 1;
    }
    Some(found)
}

/// Whether the data of a stream begin here (ISO 32000-1, 7.3.8.1).
fn begins_data(rest: &[u8]) -> bool {
    rest.starts_with(b"stream\r") || rest.starts_with(b"stream\n")
}

/// Whether a stream with this dictionary holds objects (ISO 32000-1, 7.5.7).
fn holds_objects(dict: &[u8]) -> bool {
    dict.windows(7).any(|w| w == b"/ObjStm")
}

/// The number of bytes of a stream's data: as many as its dictionary says, where it ends there, else up to
/// its end.
fn data_length(dict: &[u8], data: &[u8]) -> usize {
    let said = dict.windows(8).rposition(|w| w == b"/Length ").and_then(|at| {
        let digits = dict[at + 8..].split(|b| !b.is_ascii_digit()).next()?;
        std::str::from_utf8(digits).ok()?.parse::<usize>().ok()
    });
    let ends =
        |at: &usize| data.get(*at..).is_some_and(|after| after.trim_ascii_start().starts_with(b"endstream"));
    let found = || data.windows(9).position(|w| w == b"endstream");
    said.filter(ends).or_else(found).unwrap_or(data.len())
}

/// Whether something in the unpacked data of an object stream is nested so deep that it means harm.
pub(super) fn is_too_deep(objects: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = objects.get(at) {
        match byte {
            b'(' => at = string_end(objects, at).map_or(at, |end| end - 1),
            b'[' => depth += 1,
            b'<' if objects.get(at + 1) == Some(&b'<') => (depth, at) = (depth + 1, at + 1),
            b']' => depth = depth.saturating_sub(1),
            b'>' if objects.get(at + 1) == Some(&b'>') => (depth, at) = (depth.saturating_sub(1), at + 1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::super::inflate::inflate;
    use super::*;

    fn is_harm(file: &[u8]) -> bool {
        object_streams(file)
            .is_none_or(|all| all.iter().any(|one| is_too_deep(&inflate(&file[one.data.clone()]))))
    }

    fn packed(objects: &str) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(objects.as_bytes()).expect("in memory");
        let data = encoder.finish().expect("in memory");
        let head = format!("1 0 obj <</Type/ObjStm/Filter/FlateDecode/Length {}>>\nstream\n", data.len());
        [head.as_bytes(), &data, b"\nendstream endobj"].concat()
    }

    #[test]
    fn what_is_nested_without_end_is_found_in_objects_and_in_packed_ones() {
        let deep = |count: usize| format!("{}{}", "[<<".repeat(count), ">>]".repeat(count));
        for (count, harm) in [(10, false), (240, false), (300, true), (100_000, true)] {
            assert_eq!(is_harm(format!("1 0 obj {} endobj", deep(count)).as_bytes()), harm, "{count}");
            assert_eq!(is_harm(&packed(&deep(count))), harm, "{count} packed");
            let after =
                format!("1 0 obj <</Length 1>>stream\r\nx\nendstream\nendobj 2 0 obj {} endobj", deep(count));
            assert_eq!(is_harm(after.as_bytes()), harm, "{count} after a stream");
        }
    }

    #[test]
    fn data_are_no_objects_however_they_look() {
        let data = "[".repeat(2000);
        for length in ["2000", "7", "3 0 R"] {
            let file = format!("1 0 obj <</Length {length}>>\nstream\n{data}\nendstream endobj [[]]");
            assert!(!is_harm(file.as_bytes()), "{length}");
        }
        assert!(!is_harm(&packed(&format!("({data})"))));
        let objects: String = (0..1000).map(|n| format!("{n} 0 obj [ endobj ")).collect();
        assert!(!is_harm(objects.as_bytes()));
    }
}
