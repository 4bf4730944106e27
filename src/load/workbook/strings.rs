//! Texts of a workbook, whose runs may be raised: the shared ones, and those in cells. It never joins a raised
//! note mark to the figure before it.

use std::ops::ControlFlow;

use crate::load::ooxml::{Item, Package, PartError, XmlElement};

/// The most shared texts, and the most bytes of all of them.
const MOST_TEXTS: usize = 2_000_000;
const MOST_BYTES: usize = 256 << 20;

/// Reads the shared texts of a workbook, in their order.
///
/// # Errors
/// A [`PartError`] where the part is missing or damaged, or holds more than any person types.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Vec<RunText>, PartError> {
    let (mut texts, mut bytes) = (Vec::new(), 0);
    let mut reader: Option<TextReader> = None;
    let mut too_many = false;
    package.read(path, &mut |item| {
        match (&item, &mut reader) {
            (Item::Start(element), None) if element.is("si") => reader = Some(TextReader::default()),
            (Item::End("si"), Some(_)) => {
                let text = reader.take().map(TextReader::finish).unwrap_or_default();
                bytes += text.text.len();
                texts.push(text);
            }
            (_, Some(reader)) => reader.see(&item),
            _ => {}
        }
        too_many = texts.len() > MOST_TEXTS || bytes > MOST_BYTES;
        if too_many { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    if too_many { Err(PartError::Damaged) } else { Ok(texts) }
}

/// A text of one or several runs.
#[derive(Debug, Clone, Default)]
pub(super) struct RunText {
    /// The text, with raised digits as signs of their own: "456²".
    pub text: String,
    /// Whether some of it is struck out.
    pub is_struck: bool,
}

/// Reads the runs of one text, from its first element to its last.
#[derive(Default)]
pub(super) struct TextReader {
    text: String,
    /// Whether the run that is read is raised.
    is_raised: bool,
    /// Whether the run that is read, and any that was, is struck out.
    is_struck: bool,
    any_struck: bool,
    /// Whether an element `t` is open, and how many `rPh`, which say how a text is spoken.
    in_text: bool,
    spoken: usize,
}

impl TextReader {
    /// Takes one piece of XML.
    pub(super) fn see(&mut self, item: &Item<'_>) {
        match item {
            Item::Start(element) if element.is("t") => self.in_text = self.spoken == 0,
            Item::Start(element) if element.is("rPh") => self.spoken += 1,
            Item::Start(element) if element.is("strike") => self.is_struck = is_switched_on(element),
            Item::Start(element) if element.is("vertAlign") => {
                self.is_raised = element.attribute("val").as_deref() == Some("superscript");
            }
            Item::End("t") => self.in_text = false,
            Item::End("rPh") => self.spoken = self.spoken.saturating_sub(1),
            Item::End("r") => (self.is_raised, self.is_struck) = (false, false),
            Item::Text(text) if self.in_text => {
                self.any_struck |= self.is_struck;
                match raised(text).filter(|_| self.is_raised) {
                    Some(signs) => self.text += &signs,
                    None => self.text += text,
                }
            }
            _ => {}
        }
    }

    /// The text that was read.
    pub(super) fn finish(self) -> RunText {
        RunText { text: unescaped(&self.text), is_struck: self.any_struck }
    }
}

/// Whether an element such as `strike` holds: it may say that it does not.
pub(super) fn is_switched_on(element: &XmlElement<'_>) -> bool {
    element.attribute("val").is_none() || element.is_yes("val")
}

/// A text of digits and brackets in raised signs; `None` where a sign has no raised form, as in "1st".
fn raised(text: &str) -> Option<String> {
    text.chars()
        .map(|c| {
            Some(match c {
                '0' => '\u{2070}',
                '1' => '\u{B9}',
                '2' => '\u{B2}',
                '3' => '\u{B3}',
                '4'..='9' => char::from_u32(0x2070 + c.to_digit(10)?)?,
                ',' | ' ' => c,
                _ => return None,
            })
        })
        .collect()
}

/// The text without the escapes that Excel writes for signs that XML cannot hold: `_x000D_`. A sign beyond
/// the first 65,536 is two of them.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let code =
            rest.strip_prefix("_x").and_then(|code| code.get(..5)).and_then(|code| code.strip_suffix('_'));
        match code.and_then(|code| u16::from_str_radix(code, 16).ok()) {
            Some(unit) => {
                units.push(unit);
                rest = &rest[7..];
            }
            None => {
                units.extend_from_slice(sign.encode_utf16(&mut [0; 2]));
                rest = &rest[sign.len_utf8()..];
            }
        }
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_escapes_is_read() {
        assert_eq!(unescaped("a_x000D_b_x0041_ _x"), "a\rbA _x");
        assert_eq!(unescaped("_x00_ _x005F_x0041_"), "_x00_ _x0041_");
        assert_eq!(unescaped("_xD801__xDC05_ é_x"), "\u{10405} é_x");
    }

    #[test]
    fn raised_digits_are_signs_of_their_own() {
        assert_eq!(raised("1,2"), Some("\u{B9},\u{B2}".to_owned()));
        assert_eq!(raised("90"), Some("\u{2079}\u{2070}".to_owned()));
        assert_eq!(raised("123 45678").as_deref(), Some("¹²³ ⁴⁵⁶⁷⁸"));
        assert_eq!(raised("st"), None);
    }
}
