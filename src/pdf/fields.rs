//! Fields of a form that somebody filled in and of which a file holds no picture of the value that counts: each
//! program draws their values as it likes. It says what stands in them and where, and draws nothing itself.

use std::collections::BTreeSet;

use super::field_dict::{DefaultLook, Form, full_name, inherited, text_of};
use super::field_picture::{draws, on_state, picture_of, shows_value, shows_words};
use super::matrix::Matrix;
use super::rich_text::has_several_styles;
use super::text_string::words_of;
use super::value::{Dict, PdfValue};

/// A field with a value of which the file holds no picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FilledField {
    /// The page, from 1.
    pub page: usize,
    /// The index of the field among the annotations of its page, from 0.
    pub annotation: usize,
    /// The name by which a form shows the field to people, or else the one by which it finds it.
    pub name: String,
    pub value: FieldValue,
    /// The width and the height of the field as its words stand in it, in units of the page.
    pub size: (f64, f64),
    /// The map from places in the field, from its lower left corner, to places on its page.
    pub map: Matrix,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FieldValue {
    /// Words that can be set.
    Words(FieldWords),
    /// A box that is ticked, or a button that is chosen.
    Tick {
        /// The sign that the form has for it.
        sign: TickSign,
        /// Whether it is one of several of which one is chosen.
        one_of_several: bool,
    },
    /// A value that cannot be set as it is meant, in words where it has any that may be said.
    Unset(String, UnsetReason),
}

/// Words of a field, and the way in which they stand in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FieldWords {
    pub text: String,
    /// Whether they stand in several lines, from the top; one line stands in the middle.
    pub several_lines: bool,
    pub side: FieldSide,
    /// The size of the letters in units of the page; `None` where it follows from the field.
    pub letters: Option<f64>,
}

/// The side at which the words of a field stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldSide {
    Left,
    Center,
    Right,
}

/// The signs of boxes that are ticked and of buttons that are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TickSign {
    Tick,
    Cross,
    Dot,
    Square,
    Diamond,
}

/// The reasons for which a value cannot be set as it is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum UnsetReason {
    /// Its words have several styles.
    RichText,
    /// Each of its letters has a place of its own.
    Comb,
    /// It is shown as a barcode.
    Barcode,
    /// It is a signature.
    Signature,
    /// It is a password, which nobody may read.
    Password,
    /// The file does not say which of several buttons is chosen.
    Unclear,
}

/// The most letters of a value that are quoted.
const QUOTED: usize = 40;

/// The flags of fields (ISO 32000-1, tables 226 to 230).
const MULTILINE: i64 = 1 << 12;
const PASSWORD: i64 = 1 << 13;
const RADIO: i64 = 1 << 15;
const PUSHBUTTON: i64 = 1 << 16;
const COMBO: i64 = 1 << 17;
const FILE: i64 = 1 << 20;
const COMB: i64 = 1 << 24;

impl FilledField {
    /// The field with its value, as findings name it: "`Name` ("J. Smith")".
    pub(crate) fn quoted(&self) -> String {
        let name = if self.name.is_empty() { "without a name" } else { &self.name };
        let value = match &self.value {
            FieldValue::Words(words) => &words.text,
            FieldValue::Unset(words, _) => words,
            FieldValue::Tick { .. } => "",
        };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() {
            return format!("`{name}`");
        }
        let value = match value.char_indices().nth(QUOTED) {
            Some((end, _)) => {
                let cut = &value[..end];
                format!("{}…", cut.rsplit_once(char::is_whitespace).map_or(cut, |(words, _)| words))
            }
            None => value,
        };
        format!("`{name}` (\"{value}\")")
    }
}

/// Reads the filled-in fields of a page, from 1, of which the form's file holds no picture of their values.
pub(super) fn filled_fields(form: &Form<'_>, page: &Dict, number: usize) -> Vec<FilledField> {
    let notes = form.file.array(page, "Annots").unwrap_or_default();
    let mut seen = BTreeSet::new();
    let read = |(at, note): (usize, &PdfValue)| {
        // What a page names twice stands on it once.
        if note.as_ref().is_some_and(|id| !seen.insert(id)) {
            return None;
        }
        let PdfValue::Dict(note) = form.file.resolve(note) else { return None };
        filled(form, &note, number, at)
    };
    notes.iter().enumerate().filter_map(read).collect()
}

/// Reads an annotation; `None` where it is no field, is hidden, has no value, or is drawn.
fn filled(form: &Form<'_>, note: &Dict, page: usize, annotation: usize) -> Option<FilledField> {
    let file = form.file;
    if note.get("Subtype").and_then(PdfValue::as_name) != Some(b"Widget") || !form.is_seen(note) {
        return None;
    }
    let [left, bottom, right, top] = file.rectangle(note, "Rect")?;
    let (width, height) = (right - left, top - bottom);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let flags = inherited(file, note, "Ff").and_then(|flags| flags.as_integer()).unwrap_or(0);
    let value = match inherited(file, note, "FT")?.as_name()? {
        b"Tx" => text(form, note, flags)?,
        b"Ch" => choice(form, note, flags)?,
        b"Btn" if flags & PUSHBUTTON == 0 => tick(form, note, flags)?,
        b"Sig" => {
            let signed = matches!(inherited(file, note, "V"), Some(PdfValue::Dict(_)));
            let drawn = picture_of(file, note).is_some_and(|picture| draws(file, picture));
            (signed && !drawn).then(|| FieldValue::Unset(String::new(), UnsetReason::Signature))?
        }
        _ => return None,
    };
    let name = match inherited(file, note, "TU") {
        Some(PdfValue::Text(name)) if !name.is_empty() => words_of(&name),
        _ => full_name(file, note),
    };
    let turned = file.dict(note, "MK").and_then(|looks| file.entry(&looks, "R")?.as_integer());
    // The words of a field are turned to the left by so much (ISO 32000-1, table 189).
    let (size, map) = match turned.unwrap_or(0).rem_euclid(360) {
        90 => ((height, width), [0.0, 1.0, -1.0, 0.0, right, bottom]),
        180 => ((width, height), [-1.0, 0.0, 0.0, -1.0, right, top]),
        270 => ((height, width), [0.0, -1.0, 1.0, 0.0, left, top]),
        _ => ((width, height), [1.0, 0.0, 0.0, 1.0, left, bottom]),
    };
    Some(FilledField { page, annotation, name: name.trim().to_owned(), value, size, map: Matrix(map) })
}

/// The value of a field of words, where it has one that is not drawn.
fn text(form: &Form<'_>, note: &Dict, flags: i64) -> Option<FieldValue> {
    let file = form.file;
    let text = text_of(file, note, "V").filter(|text| !text.trim().is_empty())?;
    if flags & PASSWORD != 0 {
        let drawn = picture_of(file, note).is_some_and(|picture| shows_words(file, picture));
        return (!drawn).then(|| FieldValue::Unset(String::new(), UnsetReason::Password));
    }
    let several_lines = flags & MULTILINE != 0;
    let most = inherited(file, note, "MaxLen").and_then(|most| most.as_integer()).unwrap_or(0);
    let unset = if note.get("PMD").is_some() {
        Some(UnsetReason::Barcode)
    } else if flags & COMB != 0 && most > 0 && !several_lines && flags & FILE == 0 {
        Some(UnsetReason::Comb)
    } else if text_of(file, note, "RV").is_some_and(|rich| has_several_styles(&rich)) {
        Some(UnsetReason::RichText)
    } else {
        None
    };
    value(form, note, text, several_lines, unset, false)
}

/// The shown text of the options that are chosen, where they are not drawn (ISO 32000-1, 12.7.4.4).
fn choice(form: &Form<'_>, note: &Dict, flags: i64) -> Option<FieldValue> {
    let file = form.file;
    let chosen: Vec<String> = match inherited(file, note, "V")? {
        PdfValue::Array(several) => {
            let text = |one: &PdfValue| file.resolve(one).as_text().map(words_of);
            several.iter().filter_map(text).collect()
        }
        one => vec![words_of(one.as_text()?)],
    };
    let options: Vec<(String, String)> = match inherited(file, note, "Opt") {
        Some(PdfValue::Array(all)) => {
            let option = |one: &PdfValue| match file.resolve(one) {
                PdfValue::Text(words) => Some((words_of(&words), words_of(&words))),
                PdfValue::Array(pair) => {
                    let part = |at: usize| Some(words_of(file.resolve(pair.get(at)?).as_text()?));
                    Some((part(0)?, part(1)?))
                }
                _ => None,
            };
            all.iter().filter_map(option).collect()
        }
        _ => Vec::new(),
    };
    let shown = |value: String| {
        let option = options.iter().find(|(own, _)| *own == value);
        option.map_or(value, |(_, shown)| shown.clone())
    };
    let text = chosen.into_iter().map(shown).collect::<Vec<_>>().join(", ");
    value(form, note, text, flags & COMBO == 0, None, true)
}

/// The words of a field where its picture does not show them, or `unset`, which is the reason why they cannot
/// be set. The picture of a list shows what was not chosen too.
fn value(
    form: &Form<'_>,
    note: &Dict,
    text: String,
    several_lines: bool,
    unset: Option<UnsetReason>,
    listed: bool,
) -> Option<FieldValue> {
    let file = form.file;
    let text = text.trim().to_owned();
    if text.is_empty() {
        return None;
    }
    if let Some(picture) = picture_of(file, note).filter(|picture| shows_words(file, *picture)) {
        // Whoever opens the form is to draw its values anew: what is drawn may be of an earlier one.
        if !form.draws_anew || unset.is_some() || shows_value(file, picture, &text, listed) {
            return None;
        }
    }
    if let Some(reason) = unset {
        return Some(FieldValue::Unset(text, reason));
    }
    let side = inherited(file, note, "Q").or_else(|| form.default("Q"));
    let side = match side.and_then(|side| side.as_integer()) {
        Some(1) => FieldSide::Center,
        Some(2) => FieldSide::Right,
        _ => FieldSide::Left,
    };
    let look = inherited(file, note, "DA").or_else(|| form.default("DA"));
    let look = look.as_ref().and_then(PdfValue::as_text).map(DefaultLook::read).unwrap_or_default();
    Some(FieldValue::Words(FieldWords { text, several_lines, side, letters: look.letters }))
}

/// A tick, where the box is ticked or the button chosen and the file has no picture of that state.
fn tick(form: &Form<'_>, note: &Dict, flags: i64) -> Option<FieldValue> {
    let file = form.file;
    let radio = flags & RADIO != 0;
    let on = match on_state(file, note) {
        Some(state) => state != b"Off",
        None => match inherited(file, note, "V")?.as_name()? {
            b"Off" => false,
            // Of several buttons none says that it is the one.
            _ if radio => return Some(FieldValue::Unset(String::new(), UnsetReason::Unclear)),
            _ => true,
        },
    };
    if !on || picture_of(file, note).is_some_and(|picture| draws(file, picture)) {
        return None;
    }
    let sign = file.dict(note, "MK").and_then(|looks| file.entry(&looks, "CA"));
    let sign = sign.as_ref().and_then(PdfValue::as_text).map(words_of);
    // The signs of ZapfDingbats by which programs draw them (ISO 32000-1, 12.7.4.2).
    let sign = match sign.as_deref().and_then(|sign| sign.chars().next()) {
        Some('8' | '5' | '6' | '7') => TickSign::Cross,
        Some('l' | 'm') => TickSign::Dot,
        Some('n' | 'o') => TickSign::Square,
        Some('u') => TickSign::Diamond,
        Some('4' | '3') => TickSign::Tick,
        _ if radio => TickSign::Dot,
        _ => TickSign::Tick,
    };
    Some(FieldValue::Tick { sign, one_of_several: radio })
}
