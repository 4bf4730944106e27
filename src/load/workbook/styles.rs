//! `Styles`: the number format of each cell style of a workbook, and whether its words are white on white. It
//! reads no cell.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::format::NumberFormat;
use super::strings::is_switched_on;
use crate::load::ooxml::{Item, Package, PartError, XmlElement};

/// The styles of a workbook's cells.
#[derive(Debug)]
pub(super) struct Styles {
    /// The style that cells name by its place.
    styles: Vec<CellStyle>,
    general: CellStyle,
    /// Whether each style that a condition gives changes what is shown: the number format, or white words.
    conditional: Vec<bool>,
}

/// A style of cells.
#[derive(Debug, Clone)]
pub(super) struct CellStyle {
    pub format: NumberFormat,
    /// The code of the format, for messages.
    pub code: String,
    /// Whether its words are white, on no ground or a white one: nobody sees them.
    pub is_unseen: bool,
    /// Whether its words are struck out.
    pub is_struck: bool,
}

impl Default for Styles {
    fn default() -> Self {
        let general = CellStyle {
            format: NumberFormat::general(),
            code: "General".to_owned(),
            is_unseen: false,
            is_struck: false,
        };
        Self { styles: Vec::new(), general, conditional: Vec::new() }
    }
}

impl Styles {
    /// Whether the style that a condition gives, by its number, changes what is shown.
    pub(super) fn changes_what_is_shown(&self, conditional: usize) -> bool {
        self.conditional.get(conditional).copied().unwrap_or(true)
    }

    /// The style that a cell names; that of a cell which names none, for `None`.
    pub(super) fn of(&self, style: Option<usize>) -> &CellStyle {
        style.and_then(|style| self.styles.get(style)).unwrap_or(&self.general)
    }
}

/// The part of the styles that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Fonts,
    Fills,
    CellFormats,
    Conditional,
}

/// Reads the styles of a workbook.
///
/// # Errors
/// A [`PartError`] where the part is missing or damaged.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Styles, PartError> {
    let mut codes: BTreeMap<u32, String> = BTreeMap::new();
    let (mut white_fonts, mut white_fills): (Vec<bool>, Vec<bool>) = Default::default();
    let (mut struck_fonts, mut conditional): (Vec<bool>, Vec<bool>) = Default::default();
    let mut named: Vec<(u32, usize, usize)> = Vec::new();
    let mut within = Within::Nothing;
    package.read(path, &mut |item| {
        match item {
            Item::Start(element) if element.is("dxfs") => within = Within::Conditional,
            Item::Start(element) if within == Within::Conditional => {
                if element.is("dxf") {
                    conditional.push(false);
                } else if element.is("numFmt") || element.is("color") && is_white(&element) {
                    set(&mut conditional, true);
                }
            }
            Item::Start(element) if element.is("numFmt") => {
                if let (Some(id), Some(code)) = (element.number("numFmtId"), element.attribute("formatCode"))
                {
                    codes.insert(id, code);
                }
            }
            Item::Start(element) if element.is("fonts") => within = Within::Fonts,
            Item::Start(element) if element.is("fills") => within = Within::Fills,
            Item::Start(element) if element.is("cellXfs") => within = Within::CellFormats,
            Item::End("fonts" | "fills" | "cellXfs" | "dxfs") => within = Within::Nothing,
            Item::Start(element) => match within {
                Within::Fonts if element.is("font") => {
                    white_fonts.push(false);
                    struck_fonts.push(false);
                }
                Within::Fonts if element.is("strike") => set(&mut struck_fonts, is_switched_on(&element)),
                Within::Fonts if element.is("color") => set(&mut white_fonts, is_white(&element)),
                Within::Fills if element.is("fill") => white_fills.push(true),
                Within::Fills if element.is("patternFill") => {
                    let none = element.attribute("patternType").is_none_or(|kind| kind == "none");
                    set(&mut white_fills, none);
                }
                Within::Fills if element.is("gradientFill") => set(&mut white_fills, false),
                Within::Fills if element.is("fgColor") && is_white(&element) => set(&mut white_fills, true),
                Within::CellFormats if element.is("xf") => named.push((
                    element.number("numFmtId").unwrap_or(0),
                    element.number("fontId").unwrap_or(0),
                    element.number("fillId").unwrap_or(0),
                )),
                _ => {}
            },
            _ => {}
        }
        ControlFlow::Continue(())
    })?;
    let style = |(id, font, fill): (u32, usize, usize)| {
        let code = codes.get(&id).cloned().or_else(|| built_in(id).map(str::to_owned));
        // The formats that other languages of Excel number are not known.
        let code = code.unwrap_or_else(|| "e".to_owned());
        let white = |of: &[bool], at: usize, without: bool| of.get(at).copied().unwrap_or(without);
        let is_unseen = white(&white_fonts, font, false) && white(&white_fills, fill, true);
        let is_struck = white(&struck_fonts, font, false);
        CellStyle { format: NumberFormat::of(&code), code, is_unseen, is_struck }
    };
    let styles = named.into_iter().map(style).collect();
    Ok(Styles { styles, conditional, ..Styles::default() })
}

fn set(list: &mut [bool], value: bool) {
    if let Some(last) = list.last_mut() {
        *last = value;
    }
}

/// Whether a colour is white: by its own value, by number, or as the theme's lightest, untinted.
fn is_white(element: &XmlElement<'_>) -> bool {
    let own = element
        .attribute("rgb")
        .is_some_and(|rgb| rgb.len() >= 6 && rgb.to_ascii_uppercase().ends_with("FFFFFF"));
    let by_number = element.number("indexed").is_some_and(|n: u32| matches!(n, 1 | 9 | 65));
    let tinted = element.number("tint").is_some_and(|tint: f64| tint < 0.0);
    own || by_number || element.number("theme").is_some_and(|n: u32| n == 0) && !tinted
}

/// The code of a format that has a number of its own, as Excel shows it in the United Kingdom: some depend on
/// the country.
fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\"£\"#,##0;\\-\"£\"#,##0",
        7 | 8 => "\"£\"#,##0.00;\\-\"£\"#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "dd/mm/yyyy",
        15 => "dd-mmm-yy",
        16 => "dd-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "hh:mm",
        21 => "hh:mm:ss",
        22 => "dd/mm/yyyy hh:mm",
        37 | 38 => "#,##0;\\-#,##0",
        39 | 40 => "#,##0.00;\\-#,##0.00",
        41 => "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"_-;_-@_-",
        42 => "_-\"£\"* #,##0_-;\\-\"£\"* #,##0_-;_-\"£\"* \"-\"_-;_-@_-",
        43 => "_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
        44 => "_-\"£\"* #,##0.00_-;\\-\"£\"* #,##0.00_-;_-\"£\"* \"-\"??_-;_-@_-",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::format::Displayed;
    use super::*;

    /// The styles of a part with this XML in it.
    fn styles(xml: &str) -> Styles {
        use std::io::{Cursor, Write};
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        out.start_file("styles", zip::write::SimpleFileOptions::default()).expect("a part begins");
        out.write_all(format!("<x>{xml}</x>").as_bytes()).expect("a part is written");
        let bytes = out.finish().expect("a file").into_inner();
        read(&mut Package::open(&bytes).expect("a package"), "styles").expect("styles")
    }

    #[test]
    fn formats_with_a_number_of_their_own_show_what_they_do_in_the_united_kingdom() {
        for (id, value, text) in [
            (0, 1234.5, "1234.5"),
            (1, 1234.5, "1235"),
            (2, 1234.5, "1234.50"),
            (3, 1234.5, "1,235"),
            (4, 1234.5, "1,234.50"),
            (5, -1234.0, "-£1,234"),
            (6, 1234.0, "£1,234"),
            (7, -1234.0, "-£1,234.00"),
            (8, 1234.0, "£1,234.00"),
            (9, 0.255, "26%"),
            (10, 0.255, "25.50%"),
            (14, 45_352.0, "01/03/2024"),
            (15, 45_352.0, "01-Mar-24"),
            (16, 45_352.0, "01-Mar"),
            (17, 45_352.0, "Mar-24"),
            (18, 0.75, "6:00 PM"),
            (19, 0.75, "6:00:00 PM"),
            (20, 0.75, "18:00"),
            (21, 0.75, "18:00:00"),
            (22, 45_352.75, "01/03/2024 18:00"),
            (37, -1234.0, "-1,234"),
            (38, 1234.0, "1,234"),
            (39, -1234.0, "-1,234.00"),
            (40, 1234.0, "1,234.00"),
            (41, -1234.0, "-1,234"),
            (42, -1234.0, "-£1,234"),
            (43, -1234.0, "-1,234.00"),
            (44, -1234.0, "-£1,234.00"),
            (45, 0.75 / 24.0, "45:00"),
            (46, 1.75, "42:00:00"),
            (47, 0.75 / 24.0, "45:00.0"),
            (49, 1234.5, "1234.5"),
        ] {
            let code = built_in(id).unwrap_or_default();
            let shown = match NumberFormat::of(code).show(value, false) {
                Displayed::Number(number) => number.text,
                Displayed::Words(text) | Displayed::Day(_, text) | Displayed::Time(_, text) => text,
                Displayed::Unknown => "unknown".to_owned(),
            };
            assert_eq!(shown, text, "{id} {code}");
        }
        // Powers of ten and fractions are named as their own codes.
        let codes = [11, 12, 13, 48].map(built_in);
        assert_eq!(codes, ["0.00E+00", "# ?/?", "# ??/??", "##0.0E+0"].map(Some));
        assert_eq!([23, 36, 50].map(built_in), [None; 3]);
    }

    #[test]
    fn a_cell_has_the_format_that_its_style_names() {
        let styles = styles(
            "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/><numFmt numFmtId=\"165\"/></numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf><alignment/></xf><xf numFmtId=\"164\"/><xf numFmtId=\"3\"/><xf numFmtId=\"165\"/></cellXfs><cellStyles><xf numFmtId=\"1\"/></cellStyles>",
        );
        let code = |style| styles.of(style).code.as_str();
        assert_eq!([0, 1, 2, 3].map(|n| code(Some(n))), ["General", "0.0%", "#,##0", "e"]);
        assert_eq!((code(None), code(Some(4))), ("General", "General"));
        assert_eq!(styles.styles.len(), 4);
    }

    #[test]
    fn words_are_unseen_where_both_they_and_their_ground_are_white() {
        let font =
            |color: &str| format!("<fonts><font/><font><color {color}/><name val=\"Arial\"/></font></fonts>");
        let fill = |fill: &str| format!("<fills><fill/>{fill}</fills>");
        let cells = "<cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"1\" fillId=\"1\"/></cellXfs>";
        let unseen = |rest: String| {
            let styles = styles(&format!("{rest}{cells}"));
            [0, 1, 2].map(|n| styles.of(Some(n)).is_unseen)
        };
        for (color, is_white) in [
            ("rgb=\"FFFFFFFF\"", true),
            ("rgb=\"ffffff\"", true),
            ("rgb=\"FFF\"", false),
            ("rgb=\"FF000000\"", false),
            ("indexed=\"9\"", true),
            ("indexed=\"8\"", false),
            ("theme=\"0\"", true),
            ("theme=\"0\" tint=\"0\"", true),
            ("theme=\"0\" tint=\"0.5\"", true),
            ("theme=\"0\" tint=\"-0.5\"", false),
            ("theme=\"1\"", false),
            ("theme=\"1\" tint=\"-0.5\"", false),
            ("rgb=\"FFFFFFFF\" tint=\"-0.5\"", true),
        ] {
            assert_eq!(unseen(font(color)), [false, is_white, is_white], "{color}");
        }
        let white = font("rgb=\"FFFFFFFF\"");
        for (ground, is_white) in [
            ("<fill/>", true),
            ("<fill><patternFill/></fill>", true),
            ("<fill><patternFill patternType=\"none\"/></fill>", true),
            (
                "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFFFFF\"/></patternFill></fill>",
                true,
            ),
            (
                "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF000080\"/></patternFill></fill>",
                false,
            ),
            (
                "<fill><patternFill patternType=\"solid\"><bgColor rgb=\"FFFFFFFF\"/></patternFill></fill>",
                false,
            ),
            ("<fill><gradientFill/></fill>", false),
        ] {
            assert_eq!(unseen(white.clone() + &fill(ground)), [false, true, is_white], "{ground}");
        }
        // The colours of borders and of conditions are none of words or grounds.
        let others = "<borders><color rgb=\"FFFFFFFF\"/><font/><fill/></borders><dxfs><dxf><font><color rgb=\"FFFFFFFF\"/></font></dxf></dxfs>";
        let black = font("rgb=\"FF000000\"");
        assert_eq!(unseen(format!("{black}{}{others}", fill("<fill/>"))), [false; 3]);
    }

    #[test]
    fn a_condition_changes_what_is_shown_by_a_number_format_or_white_words() {
        let styles = styles(
            "<dxfs><dxf><font><color rgb=\"FFFF0000\"/></font></dxf><dxf><numFmt numFmtId=\"164\" formatCode=\"0\"/></dxf><dxf><font><color rgb=\"FFFFFFFF\"/></font></dxf><dxf><font><b/></font></dxf></dxfs>",
        );
        assert_eq!([0, 1, 2, 3].map(|n| styles.changes_what_is_shown(n)), [false, true, true, false]);
        // One that is missing could change anything.
        assert!(styles.changes_what_is_shown(4));
    }

    #[test]
    fn struck_fonts_are_known_by_their_own_switch() {
        let styles = styles(
            "<fonts><font/><font><strike/></font><font><strike val=\"0\"/></font></fonts><borders><strike/></borders><cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"2\"/></cellXfs>",
        );
        assert_eq!([0, 1, 2].map(|n| styles.of(Some(n)).is_struck), [false, true, false]);
    }
}
