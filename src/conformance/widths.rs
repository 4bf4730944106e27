//! The widths of letters in a font's dictionary beside those in its program (ISO 14289-1, 7.21.5). Where it is not
//! sure which letter of the program a code stands for, it says so, and decides nothing.

use std::collections::BTreeMap;

use encoding_rs::MACINTOSH;
use read_fonts::ps::cff::CffFontRef;
use read_fonts::ps::string::Sid;
use read_fonts::ps::type1::Type1Font;
use read_fonts::tables::cmap::PlatformId;
use read_fonts::types::GlyphId;
use read_fonts::{FontRef, TableProvider};

use super::encoding::{BaseEncoding, SimpleEncoding};
use crate::pdf::value::PdfValue;
use crate::pdf::{FontProgram, PdfDocument, ShownFont};

/// What is known of the widths of all fonts of a file.
#[derive(Debug, PartialEq)]
pub(super) enum Widths {
    /// Each is that of the program, or the program has no such letter.
    Right,
    /// One is not, in words.
    Wrong(String),
    /// Of some nobody can be sure.
    Unknown,
}

/// The difference that counts, in thousandths of the size.
const TOLERANCE: f64 = 1.0;
/// The width from which on a letter is none.
const WIDEST: f64 = 20_000.0;
/// The width of letters for which a font of many letters names none (ISO 32000-1, table 117).
const DEFAULT_WIDTH: f64 = 1000.0;
/// The units in which widths are given, in the size of a font.
const UNITS: f32 = 1000.0;
/// The bit of the flags of a font of signs that are no letters (ISO 32000-1, table 123).
const SYMBOLIC: i64 = 4;

/// Compares the widths of all letters that are seen.
pub(super) fn widths_of(fonts: &[ShownFont], file: &PdfDocument) -> Widths {
    let mut all_known = true;
    for font in fonts.iter().filter(|font| font.is_seen && font.kind(file).as_deref() != Some("Type3")) {
        // Of a font that is not in the file, another clause speaks.
        let Some(program) = font.program(file) else { continue };
        let Some(checked) = FontWidths::new(font, &program, file).and_then(|widths| widths.first_wrong())
        else {
            all_known = false;
            continue;
        };
        if let Some((own, said)) = checked {
            return Widths::Wrong(format!(
                "page {}: letters of the font {} are {own:.0} wide, and {said:.0} by its list of widths",
                font.page,
                font.name(file)
            ));
        }
    }
    if all_known { Widths::Right } else { Widths::Unknown }
}

/// The widths of a font's letters by their codes.
struct FontWidths<'a> {
    font: &'a ShownFont,
    program: Program<'a>,
    file: &'a PdfDocument,
    /// The letters of the program by their names.
    names: BTreeMap<String, GlyphId>,
}

/// A font's program, read.
enum Program<'a> {
    Type1(Box<Type1Font>),
    Cff(CffFontRef<'a>),
    TrueType(FontRef<'a>),
}

/// The letter of a program that a code stands for.
enum CodeGlyph {
    Glyph(GlyphId),
    /// The program has none.
    Lacking,
}

impl<'a> FontWidths<'a> {
    fn new(font: &'a ShownFont, program: &'a FontProgram, file: &'a PdfDocument) -> Option<Self> {
        let cff = |bytes: &'a [u8]| CffFontRef::new_cff(bytes, 0, None).ok();
        let program = match program {
            FontProgram::Type1(bytes) => Program::Type1(Box::new(Type1Font::new(bytes).ok()?)),
            FontProgram::Cff(bytes) => match cff(bytes) {
                Some(cff) => Program::Cff(cff),
                None => Program::TrueType(FontRef::new(bytes).ok()?),
            },
            FontProgram::TrueType(bytes) => {
                let face = FontRef::new(bytes).ok()?;
                match face.cff() {
                    Ok(table) => Program::Cff(cff(table.offset_data().as_bytes())?),
                    Err(_) => Program::TrueType(face),
                }
            }
        };
        let names = program.names();
        Some(Self { font, program, file, names })
    }

    /// The first letter whose widths differ, as its program and as its dictionary give it; `None` where it is not
    /// sure of one, `Some(None)` where all are the same.
    fn first_wrong(&self) -> Option<Option<(f64, f64)>> {
        let encoding = CodeTable::of(self)?;
        for code in &self.font.codes {
            let CodeGlyph::Glyph(glyph) = encoding.glyph(*code, self)? else { continue };
            let (Some(own), Some(said)) = (self.program.width(glyph), encoding.said(*code)) else { continue };
            // Matrices of programs may mean anything.
            if own.abs() > WIDEST {
                return None;
            }
            if (own - said).abs() > TOLERANCE {
                return Some(Some((own, said)));
            }
        }
        Some(None)
    }
}

impl Program<'_> {
    fn names(&self) -> BTreeMap<String, GlyphId> {
        match self {
            Self::Type1(font) => font.glyph_names().map(|(glyph, name)| (name.to_owned(), glyph)).collect(),
            Self::Cff(font) if !font.is_cid() => {
                let Some(charset) = font.charset() else { return BTreeMap::new() };
                let named = |(glyph, sid): (GlyphId, Sid)| {
                    Some((String::from_utf8_lossy(font.string(sid)?).into_owned(), glyph))
                };
                charset.iter().filter_map(named).collect()
            }
            Self::Cff(_) | Self::TrueType(_) => BTreeMap::new(),
        }
    }

    /// The width of a letter in thousandths of the size.
    fn width(&self, glyph: GlyphId) -> Option<f64> {
        let mut nowhere = read_fonts::model::pen::NullPen;
        match self {
            Self::Type1(font) => font.draw(glyph, Some(UNITS), &mut nowhere).ok()?.map(f64::from),
            Self::Cff(font) => {
                let part = font.subfont(font.subfont_index(glyph)?, &[]).ok()?;
                font.draw(&part, glyph, &[], Some(UNITS), &mut nowhere).ok()?.map(f64::from)
            }
            Self::TrueType(font) => {
                let units = f64::from(font.head().ok()?.units_per_em());
                let advance = font.hmtx().ok()?.advance(glyph)?;
                (units > 0.0).then(|| f64::from(advance) * f64::from(UNITS) / units)
            }
        }
    }
}

/// The meaning of a font's codes, and the widths that its dictionary gives them.
struct CodeTable {
    way: Way,
    widths: BTreeMap<u16, f64>,
    /// The width of all others, where one is given.
    other: Option<f64>,
}

/// A way from a code to a letter.
enum Way {
    /// By the name of the letter, or by the program's own encoding.
    Names(SimpleEncoding),
    /// By the program's table of signs, from the text of the code.
    Texts(BaseEncoding),
    /// By the program's table for signs that are no letters.
    Signs,
    /// The code is the number of the letter.
    Numbers,
    /// By a list of numbers of letters.
    Listed(Vec<u8>),
    /// By the numbers that a CFF program gives its letters.
    Cids,
}

impl CodeTable {
    /// `None` where it is not sure what codes mean.
    fn of(font: &FontWidths<'_>) -> Option<Self> {
        let file = font.file;
        let dict = &font.font.dict;
        if dict.get("Subtype").and_then(PdfValue::as_name) == Some(b"Type0") {
            return Self::of_many(font);
        }
        let encoding = SimpleEncoding::of(dict, file)?;
        let flags = font.font.descriptor(file).get("Flags").and_then(PdfValue::as_integer).unwrap_or(0);
        let way = match (&font.program, encoding) {
            (Program::TrueType(_), SimpleEncoding { base: None, .. }) if flags & SYMBOLIC != 0 => Way::Signs,
            (Program::TrueType(_), SimpleEncoding { base: Some(base), names }) if flags & SYMBOLIC == 0 => {
                // What text a name stands for is in no table here.
                if !names.is_empty() {
                    return None;
                }
                Way::Texts(base)
            }
            (Program::TrueType(_), _) => return None,
            (_, encoding) => Way::Names(encoding),
        };
        let first = file.entry(dict, "FirstChar").and_then(|first| first.as_integer())?;
        let widths = file.array(dict, "Widths")?;
        let widths = widths.iter().enumerate().filter_map(|(at, width)| {
            let code = u16::try_from(first + i64::try_from(at).ok()?).ok()?;
            Some((code, file.resolve(width).as_number()?))
        });
        let other =
            file.entry(&font.font.descriptor(file), "MissingWidth").and_then(|width| width.as_number());
        Some(Self { way, widths: widths.collect(), other })
    }

    /// Of a font with several bytes to a letter, whose codes are the numbers of letters.
    fn of_many(font: &FontWidths<'_>) -> Option<Self> {
        let file = font.file;
        let Some(PdfValue::Name(map)) = file.entry(&font.font.dict, "Encoding") else { return None };
        if !matches!(map.as_ref() as &[u8], b"Identity-H" | b"Identity-V") {
            return None;
        }
        let own = font.font.own(file);
        let way = match &font.program {
            Program::TrueType(_) => match own.get("CIDToGIDMap") {
                None => Way::Numbers,
                Some(value) => match (value.as_ref(), file.resolve(value)) {
                    (_, PdfValue::Name(name)) if &*name == b"Identity" => Way::Numbers,
                    (Some(id), PdfValue::Dict(_)) => Way::Listed(file.unpacked(id).bytes),
                    _ => return None,
                },
            },
            Program::Cff(cff) if cff.is_cid() => Way::Cids,
            Program::Cff(_) => Way::Numbers,
            Program::Type1(_) => return None,
        };
        let other = file.entry(&own, "DW").and_then(|width| width.as_number()).unwrap_or(DEFAULT_WIDTH);
        let mut widths = BTreeMap::new();
        let listed = file.array(&own, "W").unwrap_or_default();
        let mut listed = listed.iter().map(|value| file.resolve(value));
        let code = |value: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturating")]
            let code = value as u16;
            code
        };
        // One code and the widths from it on, or two codes and the width of all between (9.7.4.3).
        while let Some(from) = listed.next().and_then(|value| value.as_number()) {
            match listed.next()? {
                PdfValue::Array(several) => {
                    for (at, width) in several.iter().enumerate() {
                        let at = code(from).checked_add(u16::try_from(at).ok()?)?;
                        widths.insert(at, file.resolve(width).as_number()?);
                    }
                }
                to => {
                    let (to, width) = (to.as_number()?, listed.next()?.as_number()?);
                    widths.extend((code(from)..=code(to)).map(|at| (at, width)));
                }
            }
        }
        Some(Self { way, widths, other: Some(other) })
    }

    /// The width that the dictionary gives a code; `None` where it gives none.
    fn said(&self, code: u16) -> Option<f64> {
        self.widths.get(&code).copied().or(self.other)
    }

    /// The letter of a code; `None` where that is not sure.
    fn glyph(&self, code: u16, font: &FontWidths<'_>) -> Option<CodeGlyph> {
        let found = |glyph: Option<GlyphId>| glyph.map_or(CodeGlyph::Lacking, CodeGlyph::Glyph);
        Some(match &self.way {
            Way::Numbers => CodeGlyph::Glyph(GlyphId::new(u32::from(code))),
            Way::Listed(list) => {
                let at = usize::from(code) * 2;
                let pair = list.get(at..at + 2);
                found(pair.map(|pair| GlyphId::new(u32::from(u16::from_be_bytes([pair[0], pair[1]])))))
            }
            Way::Cids => {
                let Program::Cff(cff) = &font.program else { return None };
                found(cff.charset()?.glyph_id(Sid::new(code)).ok())
            }
            Way::Names(SimpleEncoding { base, names }) => {
                let code = u8::try_from(code).ok()?;
                match (names.get(&u16::from(code)), base, &font.program) {
                    (Some(name), ..) => found(font.names.get(name).copied()),
                    (None, Some(base), _) => found(font.names.get(base.name(code)?).copied()),
                    (None, None, Program::Type1(program)) => found(program.encoding()?.map(code)),
                    (None, None, Program::Cff(program)) => found(program.encoding()?.map(code)),
                    (None, None, Program::TrueType(_)) => return None,
                }
            }
            Way::Texts(base) => {
                let text = base.text(u8::try_from(code).ok()?)?;
                let Program::TrueType(program) = &font.program else { return None };
                let cmap = program.cmap().ok()?;
                let table = |platform, encoding| {
                    let mut records = cmap.encoding_records().iter();
                    let found =
                        records.find(|r| r.platform_id() == platform && r.encoding_id() == encoding)?;
                    found.subtable(cmap.offset_data()).ok()
                };
                let by_unicode = || table(PlatformId::Windows, 1)?.map_codepoint(text);
                let by_mac = || {
                    let letter = text.to_string();
                    let (code, _, is_lost) = MACINTOSH.encode(&letter);
                    let code = code.first().filter(|_| !is_lost)?;
                    table(PlatformId::Macintosh, 0)?.map_codepoint(u32::from(*code))
                };
                // One that lacks the sign in both may have it by its name.
                by_unicode().or_else(by_mac).map(CodeGlyph::Glyph)?
            }
            Way::Signs => {
                let Program::TrueType(program) = &font.program else { return None };
                let cmap = program.cmap().ok()?;
                let records = cmap.encoding_records();
                // A font of signs has one table (7.21.6); with several, readers choose as they like.
                let [record] = records else { return None };
                let table = record.subtable(cmap.offset_data()).ok()?;
                let code = u32::from(code);
                [code, 0xf000 + code]
                    .into_iter()
                    .find_map(|code| table.map_codepoint(code))
                    .map(CodeGlyph::Glyph)?
            }
        })
    }
}
