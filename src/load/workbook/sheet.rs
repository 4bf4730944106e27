//! Cells of a sheet, as they come in its file: each as Excel shows it, with what is hidden and merged. It
//! never makes room for cells that are blank: one stray cell in the last column would take all memory.

use std::ops::ControlFlow;

use super::filled_cell::{FilledCell, MOST_CELLS};
use super::format::{Displayed, NumberFormat, WouldShow};
use super::hidden::HiddenParts;
use super::iso;
use super::merged::MergedRange;
use super::strings::{RunText, TextReader};
use super::styles::Styles;
use crate::load::cell_name::{cell_position, cell_range};
use crate::load::ooxml::{Item, Package, PartError, XmlElement};
use crate::load::worksheet::{CellDoubt, CellValue};

/// The most merged ranges of a sheet.
const MOST_MERGED: usize = 100_000;

/// The reason why a sheet cannot be read.
pub(super) enum SheetError {
    /// A part of the sheet is missing or damaged.
    Damaged,
    /// The sheet has more cells than are read.
    TooMany,
}

/// A sheet as its file holds it.
#[derive(Debug, Default)]
pub(super) struct SheetParts {
    /// The cells that have something in them, by row and column.
    pub cells: Vec<FilledCell>,
    pub hidden: HiddenParts,
    pub merged: Vec<MergedRange>,
}

/// What the cells of a sheet need of its workbook.
pub(super) struct CellContext<'a> {
    pub styles: &'a Styles,
    pub strings: &'a [RunText],
    pub is_1904: bool,
    /// Whether formulas may be out of date.
    pub is_stale: bool,
}

/// Reads the sheet at a path of the package.
///
/// # Errors
/// A [`SheetError`] where it cannot be read or has too many cells.
pub(super) fn read(
    package: &mut Package<'_>,
    path: &str,
    context: &CellContext<'_>,
) -> Result<SheetParts, SheetError> {
    let mut reader = SheetReader {
        context,
        parts: SheetParts::default(),
        row: 0,
        column: 0,
        cell: None,
        too_many: false,
        recolored: false,
        condition: Vec::new(),
        conditional: Vec::new(),
    };
    let read = package.read(path, &mut |item| reader.see(&item));
    let SheetReader { mut parts, too_many, recolored, conditional, .. } = reader;
    if too_many {
        return Err(SheetError::TooMany);
    }
    match read {
        Ok(()) => {}
        Err(PartError::Missing | PartError::Damaged) => return Err(SheetError::Damaged),
    }
    parts.cells.sort_by_key(|cell| (cell.row, cell.column));
    parts.cells.dedup_by_key(|cell| (cell.row, cell.column));
    for cell in parts.cells.iter_mut().filter(|cell| cell.doubt.is_none()) {
        if conditional.iter().any(|range| range.contains(cell.row, cell.column)) {
            cell.doubt = Some(CellDoubt::Conditional);
        }
    }
    // A table or a condition of the sheet may give white words another ground.
    let unseen = |cell: &FilledCell| cell.doubt == Some(CellDoubt::WhiteOnWhite);
    if !recolored {
        parts.cells.retain(|cell| !unseen(cell));
    }
    Ok(parts)
}

struct SheetReader<'a> {
    context: &'a CellContext<'a>,
    parts: SheetParts,
    /// The row and column that come next, from 0: a cell need not say where it stands.
    row: usize,
    column: usize,
    cell: Option<OpenCell>,
    too_many: bool,
    /// Whether a table or a condition may give cells other colours.
    recolored: bool,
    /// The ranges for which conditions are being read, and those in which one changes what is shown.
    condition: Vec<ConditionRange>,
    conditional: Vec<ConditionRange>,
}

/// A cell that is being read.
#[derive(Default)]
struct OpenCell {
    row: usize,
    column: usize,
    kind: String,
    style: Option<usize>,
    /// The text of its value; `None` where it has none.
    value: Option<String>,
    in_value: bool,
    has_formula: bool,
    /// The text that stands in the cell itself, and whether some of it is struck out.
    own: Option<TextReader>,
    is_struck: bool,
}

/// The most ranges of a condition that are looked at.
const MOST_RANGES: usize = 1_000;

/// A range of cells for which a condition holds, from 0.
#[derive(Debug, Clone, Copy)]
struct ConditionRange {
    rows: (usize, usize),
    columns: (usize, usize),
}

impl ConditionRange {
    /// The range of a name such as "B2:B9", or of one cell.
    fn of(name: &str) -> Option<Self> {
        let one = || cell_position(name).map(|cell| (cell, cell));
        let ((top, left), (bottom, right)) = cell_range(name).or_else(one)?;
        Some(Self { rows: (top, bottom), columns: (left, right) })
    }

    fn contains(&self, row: usize, column: usize) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }
}

impl SheetReader<'_> {
    fn see(&mut self, item: &Item<'_>) -> ControlFlow<()> {
        if self.cell.is_some() {
            self.see_in_cell(item);
        } else if let Item::Start(element) = item {
            self.begin(element);
        }
        self.too_many |= self.parts.cells.len() > MOST_CELLS || self.parts.merged.len() > MOST_MERGED;
        if self.too_many { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn begin(&mut self, element: &XmlElement<'_>) {
        if element.is("c") {
            let at = element.attribute("r").and_then(|name| cell_position(&name));
            let (row, column) = at.unwrap_or((self.row, self.column));
            self.column = column + 1;
            let kind = element.attribute("t").unwrap_or_default();
            self.cell =
                Some(OpenCell { row, column, kind, style: element.number("s"), ..OpenCell::default() });
        } else if element.is("row") {
            let own = element.number::<usize>("r").and_then(|r| r.checked_sub(1));
            // `row` stands on the row before, once there is one.
            self.row = own.unwrap_or(self.parts.hidden.next_row());
            self.column = 0;
            self.parts.hidden.see_row(element, self.row);
        } else if element.is("mergeCell") {
            self.parts.merged.extend(element.attribute("ref").and_then(|name| MergedRange::of(&name)));
        } else if element.is("conditionalFormatting") {
            self.recolored = true;
            let ranges = element.attribute("sqref").unwrap_or_default();
            self.condition =
                ranges.split_whitespace().take(MOST_RANGES).filter_map(ConditionRange::of).collect();
        } else if element.is("cfRule") {
            let style = element.number("dxfId");
            if style.is_some_and(|style| self.context.styles.changes_what_is_shown(style)) {
                self.conditional.append(&mut self.condition);
            }
        } else if element.is("tablePart") {
            self.recolored = true;
        } else {
            self.parts.hidden.see(element);
        }
    }

    fn see_in_cell(&mut self, item: &Item<'_>) {
        let Some(cell) = &mut self.cell else { return };
        if let Some(own) = &mut cell.own {
            match item {
                Item::End("is") => {
                    let text = cell.own.take().map(TextReader::finish).unwrap_or_default();
                    (cell.value, cell.is_struck) = (Some(text.text), text.is_struck);
                    "inlineStr".clone_into(&mut cell.kind);
                }
                item => own.see(item),
            }
            return;
        }
        match item {
            Item::Start(element) if element.is("v") => {
                cell.in_value = true;
                cell.value.get_or_insert_default();
            }
            Item::End("v") => cell.in_value = false,
            Item::Text(text) if cell.in_value => cell.value.get_or_insert_default().push_str(text),
            Item::Start(element) if element.is("f") => cell.has_formula = true,
            Item::Start(element) if element.is("is") => cell.own = Some(TextReader::default()),
            Item::End("c") => {
                if let Some(cell) = self.cell.take() {
                    self.parts.cells.extend(self.context.filled(cell));
                }
            }
            _ => {}
        }
    }
}

impl CellContext<'_> {
    /// The cell as Excel shows it; `None` where it shows nothing.
    fn filled(&self, cell: OpenCell) -> Option<FilledCell> {
        let style = self.styles.of(cell.style);
        let typed = cell.value.as_deref().unwrap_or_default();
        let no_value = typed.is_empty() && !matches!(cell.kind.as_str(), "str" | "inlineStr" | "s");
        if no_value && !cell.has_formula {
            return None;
        }
        let (text, value, mut doubt) = if no_value {
            (String::new(), CellValue::Text, Some(CellDoubt::Unstored))
        } else {
            self.shown(&cell, typed, &style.format, &style.code)
        };
        if doubt.is_none() && cell.has_formula && self.is_stale {
            doubt = Some(CellDoubt::Stale);
        }
        if text.is_empty() && doubt.is_none() {
            return None;
        }
        if doubt.is_none() && (cell.is_struck || style.is_struck) {
            doubt = Some(CellDoubt::Struck);
        }
        if style.is_unseen {
            doubt = Some(CellDoubt::WhiteOnWhite);
        }
        Some(FilledCell { row: cell.row, column: cell.column, text, value, doubt, goes_on: false })
    }

    fn shown(
        &self,
        cell: &OpenCell,
        typed: &str,
        format: &NumberFormat,
        code: &str,
    ) -> (String, CellValue, Option<CellDoubt>) {
        let text_of = |text: &str| (format.show_text(text).trim().to_owned(), CellValue::Text, None);
        match cell.kind.as_str() {
            "s" => {
                let at = typed.trim().parse::<usize>().ok();
                match at.and_then(|at| self.strings.get(at)) {
                    Some(text) if text.is_struck => {
                        let (text, value, _) = text_of(&text.text);
                        (text, value, Some(CellDoubt::Struck))
                    }
                    Some(text) => text_of(&text.text),
                    None => (String::new(), CellValue::Text, Some(CellDoubt::Lost)),
                }
            }
            "str" | "inlineStr" => text_of(typed),
            "b" => {
                let word = if matches!(typed.trim(), "1" | "true") { "TRUE" } else { "FALSE" };
                (word.to_owned(), CellValue::Text, None)
            }
            "e" => {
                (typed.trim().to_owned(), CellValue::Text, Some(CellDoubt::Error(typed.trim().to_owned())))
            }
            "d" => match iso::read(typed) {
                Some((text, value)) => (text, value, None),
                None => unknown(typed, code),
            },
            _ => match typed.trim().parse::<f64>().ok().filter(|n| n.is_finite()) {
                Some(number) => match format.show(number, self.is_1904) {
                    Displayed::Words(text) => (text, CellValue::Text, None),
                    Displayed::Number(number) => {
                        (number.text.clone(), CellValue::Number(Box::new(number)), None)
                    }
                    Displayed::Day(day, text) => (text, CellValue::Day(day), None),
                    Displayed::Time(kind, text) => (text, CellValue::Time(kind), None),
                    Displayed::Unknown => {
                        let doubt = match format.would_show(number) {
                            None => CellDoubt::Format(code.to_owned()),
                            Some(WouldShow::Day) => CellDoubt::NoDay(typed.trim().to_owned()),
                            Some(WouldShow::Residue) => CellDoubt::Residue(typed.trim().to_owned()),
                            Some(WouldShow::Number) => CellDoubt::PowerOfTen(typed.trim().to_owned()),
                        };
                        (typed.trim().to_owned(), CellValue::Text, Some(doubt))
                    }
                },
                None => unknown(typed, code),
            },
        }
    }
}

fn unknown(typed: &str, code: &str) -> (String, CellValue, Option<CellDoubt>) {
    (typed.trim().to_owned(), CellValue::Text, Some(CellDoubt::Format(code.to_owned())))
}
