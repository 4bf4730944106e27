//! A font in which small letters look like capitals, made from any other. Words that a style sets in capitals are
//! set in it, so that they stay the author's words: they are copied, searched and read out in the author's case.
//!
//! Typst's `upper` changes the words themselves, and no face has a feature for it.

use ttf_parser::{Face, RawFace, name_id};

/// The words behind the name of a family that name its font of capitals.
const SUFFIX: &str = " capitals";

/// The bytes of a face whose small letters have the shapes of capitals. All other signs, their widths and their
/// kerning are the face's own. `None` where it is no face, or no letter in it has a capital.
pub(crate) fn capitals_font(data: &[u8]) -> Option<Vec<u8>> {
    let face = Face::parse(data, 0).ok()?;
    let glyphs = glyphs(&face);
    if glyphs.is_empty() {
        return None;
    }
    let raw = RawFace::parse(data, 0).ok()?;
    let mut tables: Vec<([u8; 4], Vec<u8>)> = Vec::new();
    for record in raw.table_records {
        let (start, length) = (usize::try_from(record.offset).ok()?, usize::try_from(record.length).ok()?);
        let own = data.get(start..start.checked_add(length)?)?;
        let table = match &record.tag.to_bytes() {
            b"cmap" => cmap(&glyphs),
            b"name" => names(&face)?,
            // A signature would not hold any more.
            b"DSIG" => continue,
            _ => own.to_vec(),
        };
        tables.push((record.tag.to_bytes(), table));
    }
    Some(file(data.get(..4)?, &tables))
}

/// The capital that stands for a small letter; `None` for any other sign, and where it takes several letters.
pub(super) fn capital(c: char) -> Option<char> {
    let mut upper = c.to_uppercase();
    let first = upper.next().filter(|upper| *upper != c)?;
    upper.next().is_none().then_some(first)
}

/// The glyph of each sign of a face, in the order of the signs; of a small letter, that of its capital where the
/// face has one.
fn glyphs(face: &Face<'_>) -> Vec<(u32, u16)> {
    let mut signs = Vec::new();
    for subtable in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables) {
        if subtable.is_unicode() {
            subtable.codepoints(|sign| signs.push(sign));
        }
    }
    signs.sort_unstable();
    signs.dedup();
    let shown = |sign: u32| {
        let c = char::from_u32(sign)?;
        let glyph = capital(c).and_then(|upper| face.glyph_index(upper)).or_else(|| face.glyph_index(c))?;
        Some((sign, glyph.0))
    };
    signs.into_iter().filter_map(shown).collect()
}

/// A table of characters in format 12 (OpenType, `cmap`), with one group for each run of signs and glyphs.
fn cmap(glyphs: &[(u32, u16)]) -> Vec<u8> {
    let mut groups: Vec<[u32; 3]> = Vec::new();
    for (sign, glyph) in glyphs {
        let glyph = u32::from(*glyph);
        match groups.last_mut() {
            Some([first, last, start]) if *last + 1 == *sign && *start + (*sign - *first) == glyph => {
                *last = *sign;
            }
            _ => groups.push([*sign, *sign, glyph]),
        }
    }
    let count = u32::try_from(groups.len()).unwrap_or(0);
    let mut table = Vec::new();
    // Version, number of subtables; platform (Windows), encoding (all of Unicode), offset.
    [0u16, 1, 3, 10].iter().for_each(|n| table.extend(n.to_be_bytes()));
    table.extend(12u32.to_be_bytes());
    // Format, reserved; length, language, number of groups.
    [12u16, 0].iter().for_each(|n| table.extend(n.to_be_bytes()));
    [16 + 12 * count, 0, count]
        .iter()
        .chain(groups.iter().flatten())
        .for_each(|n| table.extend(n.to_be_bytes()));
    table
}

/// A table of names: those of the face's family and kind, with the family called otherwise.
fn names(face: &Face<'_>) -> Option<Vec<u8>> {
    let own = |id: u16| {
        let named = face.names().into_iter().filter(|name| name.name_id == id && name.is_unicode());
        named.filter_map(|name| name.to_string()).find(|name| !name.is_empty())
    };
    let family = own(name_id::TYPOGRAPHIC_FAMILY).or_else(|| own(name_id::FAMILY))?;
    let kind = own(name_id::SUBFAMILY).unwrap_or_else(|| "Regular".to_owned());
    let family = format!("{family}{SUFFIX}");
    let script = own(name_id::POST_SCRIPT_NAME).map(|name| format!("{name}-Capitals"));
    let mut entries = vec![
        (name_id::FAMILY, family.clone()),
        (name_id::SUBFAMILY, kind.clone()),
        (name_id::FULL_NAME, format!("{family} {kind}")),
    ];
    entries.extend(script.map(|script| (name_id::POST_SCRIPT_NAME, script)));
    entries.push((name_id::TYPOGRAPHIC_FAMILY, family));
    let entries: Vec<(u16, Vec<u8>)> = entries
        .into_iter()
        .map(|(id, text)| (id, text.encode_utf16().flat_map(u16::to_be_bytes).collect()))
        .collect();
    let count = u16::try_from(entries.len()).ok()?;
    let (mut table, mut texts) = (Vec::new(), Vec::new());
    [0, count, 6 + 12 * count].iter().for_each(|n: &u16| table.extend(n.to_be_bytes()));
    for (id, text) in entries {
        let (length, at) = (u16::try_from(text.len()).ok()?, u16::try_from(texts.len()).ok()?);
        // Platform (Windows), encoding (Unicode), language (English), which name, and its text.
        [3, 1, 0x409, id, length, at].iter().for_each(|n| table.extend(n.to_be_bytes()));
        texts.extend(text);
    }
    table.extend(texts);
    Some(table)
}

/// A font file of tables (OpenType, "Organization of an OpenType font").
fn file(kind: &[u8], tables: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or(u16::MAX);
    let power = count.checked_ilog2().unwrap_or(0);
    let range = 16u16 << power;
    let mut out = kind.to_vec();
    [count, range, u16::try_from(power).unwrap_or(0), 16 * count - range]
        .iter()
        .for_each(|n| out.extend(n.to_be_bytes()));
    let mut at = out.len() + 16 * tables.len();
    for (tag, table) in tables {
        out.extend(tag);
        [sum(table), u32::try_from(at).unwrap_or(0), u32::try_from(table.len()).unwrap_or(0)]
            .iter()
            .for_each(|n| out.extend(n.to_be_bytes()));
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

/// The checksum of a table.
fn sum(table: &[u8]) -> u32 {
    let word = |part: &[u8]| {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        u32::from_be_bytes(word)
    };
    table.chunks(4).map(word).fold(0, u32::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::builtin::FONTS;

    #[test]
    fn small_letters_have_the_glyphs_of_capitals_and_all_else_stays() {
        for data in FONTS {
            let own = Face::parse(data, 0).expect("a face");
            let bytes = capitals_font(data).expect("a font of capitals");
            let made = Face::parse(&bytes, 0).expect("a face");
            for (small, large) in [('a', 'A'), ('z', 'Z'), ('é', 'É'), ('ŵ', 'Ŵ'), ('œ', 'Œ')] {
                assert_eq!(made.glyph_index(small), own.glyph_index(large), "{small}");
                assert!(made.glyph_index(small).is_some());
            }
            for sign in "A9,–ß£’ŷŶ ".chars() {
                let shown = capital(sign).unwrap_or(sign);
                assert_eq!(made.glyph_index(sign), own.glyph_index(shown), "{sign}");
            }
            assert_eq!(made.number_of_glyphs(), own.number_of_glyphs());
            assert_eq!(made.is_bold(), own.is_bold());
        }
    }

    #[test]
    fn the_font_has_a_family_of_its_own() {
        let bytes = capitals_font(FONTS[1]).expect("a font");
        let font = typst::text::Font::new(typst::foundations::Bytes::new(bytes), 0).expect("a font");
        assert_eq!(font.info().family, "Boardpack Sans capitals");
        assert_eq!(font.info().variant.weight.to_number(), 700);
    }

    #[test]
    fn what_is_no_font_gives_none() {
        assert!(capitals_font(b"").is_none());
        assert!(capitals_font(&FONTS[0][..2000]).is_none());
    }
}
