//! A table of the model as one call of the style's component: its cells with their spans over columns and
//! rows, and its columns with their widths. It never decides how a table looks.

use super::blocks::{BlockSetting, blocks};
use super::code::{Writer, literal};
use super::columns::{ColumnNeed, INSET, PageSpace, fit, share_out, wants_sideways};
use super::decimal::room_at_right;
use super::inlines::inlines;
use super::together::{Kept, pieces};
use super::transposed::transposed;
use crate::finding::{Finding, Rule};
use crate::model::{Alignment, Block, Cell, CellContent, HeadCell, Row, Table, plain};

/// The number of rows up to which a table is not broken over pages.
const SHORT: usize = 9;

/// The most places that a figure has which somebody rounded.
const MOST_PLACES: usize = 4;

/// The number of rows up to which a table with totals, which are best read with what they add up, is not
/// broken over pages.
const SHORT_SUM: usize = 12;

/// The share of a page up to which a row is not broken over pages.
pub(super) const TALL: f64 = 0.6;

/// Whether a table gets a page on its side: where its words do not fit an upright one, or would stand in
/// columns so narrow that it fills half a page.
pub(super) fn is_landscape(table: &Table, setting: BlockSetting<'_>, writer: &Writer<'_>) -> bool {
    if !setting.top {
        return false;
    }
    table.landscape.unwrap_or_else(|| {
        if transposed_to_fit(table, setting, writer).is_some() {
            return false;
        }
        let room = setting.room;
        let needs = needs(table, room, Kept::Nothing, writer);
        let space = room.portrait - room.indent;
        let widths = fit(&needs, space);
        widths.is_none_or(|widths| {
            wants_sideways(&needs, space) && height(table, &widths, room, writer) > room.height * 0.45
        })
    })
}

/// A small table with its columns as rows, where it would else need a page on its side, or fit none; `None` where
/// it stays as it is.
fn transposed_to_fit(table: &Table, setting: BlockSetting<'_>, writer: &Writer<'_>) -> Option<Table> {
    if table.landscape == Some(true) || !setting.top && !setting.sideways && setting.inset.is_none() {
        return None;
    }
    let space = setting.space();
    let fits = |table: &Table| fit(&needs(table, setting.room, Kept::Nothing, writer), space).is_some();
    if fits(table) || setting.sideways {
        return None;
    }
    transposed(table).filter(fits)
}

/// The width of the whole table in points, for text to stand beside it.
pub(super) fn width(table: &Table, setting: BlockSetting<'_>, writer: &Writer<'_>) -> f64 {
    let half = setting.space() * 0.5;
    let needs = needs(table, setting.room, Kept::Nothing, writer);
    let widths = fit(&needs, half).or_else(|| fit(&needs, setting.space()));
    widths.map_or(half, |w| w.iter().sum::<f64>().ceil())
}

/// Whether a table fits the setting upright, and takes no more than a part of a page.
pub(super) fn is_short(table: &Table, setting: BlockSetting<'_>, writer: &Writer<'_>) -> bool {
    let widths = fit(&needs(table, setting.room, Kept::Nothing, writer), setting.space());
    let low = |widths: Vec<f64>| height(table, &widths, setting.room, writer) < setting.room.height * 0.45;
    table.landscape != Some(true) && widths.is_some_and(low)
}

/// The finding for a table whose columns fit no page.
fn too_wide(table: &Table) -> Finding {
    let finding = |message: String| Finding::error(Rule::TableTooWide, table.span, message);
    if table.of_chart {
        let columns = table.columns.len();
        return finding(format!(
            "the data of this chart make a table of {columns} columns, which fit no page, even on its side"
        ))
        .hint(
            "show fewer periods, with a later `from`, or fewer areas or indicators; or make two charts of it",
        );
    }
    if table.landscape == Some(false) {
        let message = "the longest words of this table do not fit side by side on an upright page";
        return finding(message.to_owned())
            .hint("take `landscape = false` away: the table then has a page on its side")
            .hint("or leave columns out, or shorten the longest words");
    }
    let finding = finding(
        "the longest words of this table do not fit side by side, even on a page on its side".to_owned(),
    );
    let finding = match unrounded(table) {
        Some(number) => finding.hint(format!(
            "the figures have many places, as {number} has: round them, with decimals = 1 in their columns"
        )),
        None => finding,
    };
    finding.hint("leave columns out, shorten the longest words, or split the table in two")
}

/// Writes a table as a call, without a line end. A table that fits no page is a finding.
pub(super) fn call(table: &Table, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> String {
    let turned = transposed_to_fit(table, setting, writer);
    let table = turned.as_ref().unwrap_or(table);
    let room = setting.room;
    let wide = is_landscape(table, setting, writer);
    let space = match (wide, table.beside) {
        (true, _) => room.sideways,
        (false, true) => width(table, setting, writer),
        (false, false) => setting.space(),
    };
    // Where words that belong together have no room on one line, they are parted rather than the table turned.
    let fitting = [Kept::All, Kept::NoCompounds].into_iter().find_map(|kept| {
        let needs = needs(table, room, kept, writer);
        let widths = even(table, &needs, space).or_else(|| fit(&needs, space));
        Some((kept, widths?))
    });
    let (kept, widths) = fitting.map_or((Kept::Nothing, None), |(kept, widths)| (kept, Some(widths)));
    let usual = std::mem::replace(&mut writer.kept, kept);
    let widths = widths.unwrap_or_else(|| {
        let needs = needs(table, room, Kept::Nothing, writer);
        even(table, &needs, space).or_else(|| fit(&needs, space)).unwrap_or_else(|| {
            writer.findings.push(too_wide(table));
            needs.iter().map(|n| n.least).collect()
        })
    });
    let columns: Vec<String> = widths.iter().map(|w| format!("{w:.2}pt")).collect();
    let caption = if table.caption.is_empty() || table.caption_hidden {
        "none".to_owned()
    } else {
        format!("{{\n{}}}", inlines(&table.caption, writer))
    };
    // What the page does not show is said of the table to screen readers.
    let summary = if table.caption_hidden {
        format!("summary: {}, ", literal(&plain(&table.caption)))
    } else {
        String::new()
    };
    let mark = writer.mark(table.span);
    let mut out = format!(
        "data-table({mark}number: {}, anchor: {}, caption: {caption}, {summary}columns: ({},), ",
        literal(&table.number),
        literal(&table.anchor),
        columns.join(", ")
    );
    out.push_str("head: (");
    for row in &table.head {
        out.push('(');
        for (column, cell) in head_columns(table, row) {
            let align = head_align(table, cell, column);
            out.push_str(&head_cell(cell, align, writer));
        }
        out.push_str("), ");
    }
    out.push_str("), rows: (");
    let at_right = room_at_right(table, writer);
    for (row, at_right) in table.rows.iter().zip(&at_right) {
        // A row breaks over pages only where all of its cells may.
        let tall = row.cells.iter().any(|c| cell_height(c, &widths, room, writer) > room.height * TALL);
        out.push('(');
        for (cell, at_right) in row.cells.iter().zip(at_right) {
            let look = CellLook {
                align: align(table, cell),
                at_right: at_right * room.size,
                total: row.total,
                tall,
            };
            out.push_str(&body_cell(cell, &look, setting, writer));
        }
        out.push_str("), ");
    }
    let origin = if table.origin.is_empty() {
        "none".to_owned()
    } else {
        format!("{{\n{}}}", inlines(&table.origin, writer))
    };
    let height = height(table, &widths, room, writer);
    let most = if table.rows.last().is_some_and(|row| row.total) { SHORT_SUM } else { SHORT };
    let hidden = table.headings_hidden;
    let short = table.rows.len() <= most && !wide && height < room.height * 0.4;
    out.push_str(&format!("), source: {origin}, short: {short}, hidden: {hidden})"));
    writer.kept = usual;
    out
}

/// The first number of a table that has more places than any reader needs; `None` where there is none.
fn unrounded(table: &Table) -> Option<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.numeric);
    let texts = cells.filter_map(|cell| match &cell.body {
        CellContent::Line(line) => Some(plain(line)),
        CellContent::Blocks(_) => None,
    });
    let places = |text: &str| text.split_once('.').map_or(0, |(_, places)| places.len());
    texts.into_iter().find(|text| places(text) > MOST_PLACES)
}

/// The widths of columns that are all alike, for tables without a caption on an upright page: they are lists
/// of a kind one below the other, as of those who were present, and line up. `None` for other tables.
fn even(table: &Table, needs: &[ColumnNeed], space: f64) -> Option<Vec<f64>> {
    let width = space / needs.len().max(1) as f64;
    let fits = needs.iter().all(|need| need.least <= width);
    (table.caption.is_empty() && table.landscape == Some(false) && fits).then(|| vec![width; needs.len()])
}

fn head_cell(cell: &HeadCell, align: &str, writer: &mut Writer<'_>) -> String {
    let body = inlines(&cell.body, writer);
    format!(
        "(columns: {}, rows: {}, numeric: {}, align: {align}, body: {{\n{body}}}), ",
        cell.columns, cell.rows, cell.numeric
    )
}

/// What a cell of the body needs of its table.
struct CellLook {
    align: &'static str,
    /// The room at the right in points, so that the points of numbers stand below each other.
    at_right: f64,
    /// Whether its row is one of totals.
    total: bool,
    /// Whether its row may break over pages.
    tall: bool,
}

/// How the text of a cell stands: as its column says, where it is one of its figures.
fn align(table: &Table, cell: &Cell) -> &'static str {
    match table.columns.get(cell.column).map(|column| column.alignment) {
        Some(Alignment::Center) => "center",
        _ if cell.numeric => "right",
        _ => "left",
    }
}

fn body_cell(cell: &Cell, look: &CellLook, setting: BlockSetting<'_>, writer: &mut Writer<'_>) -> String {
    let body = match &cell.body {
        CellContent::Line(line) => inlines(line, writer),
        CellContent::Blocks(all) => blocks(all, BlockSetting::cell(setting.room), writer),
    };
    let mark = writer.mark(cell.span);
    let CellLook { align, at_right, total, tall } = look;
    let missing = if cell.missing { "missing: true, " } else { "" };
    let room = if *at_right > 0.05 { format!("room: {at_right:.2}pt, ") } else { String::new() };
    format!(
        "(x: {}, columns: {}, rows: {}, header: {}, numeric: {}, align: {align}, {room}{missing}total: {total}, tall: {tall}, body: {{{mark}{body}}}), ",
        cell.column, cell.columns, cell.rows, cell.header, cell.numeric
    )
}

/// The height of all rows of a table together in points, about.
fn height(table: &Table, widths: &[f64], room: &PageSpace, writer: &Writer<'_>) -> f64 {
    let row = |row: &Row| row.cells.iter().map(|c| cell_height(c, widths, room, writer)).fold(0.0, f64::max);
    table.rows.iter().map(row).sum()
}

/// The height of a cell in points, about: its lines, and a little for each paragraph.
fn cell_height(cell: &Cell, widths: &[f64], room: &PageSpace, writer: &Writer<'_>) -> f64 {
    let width: f64 = widths.iter().skip(cell.column).take(cell.columns).sum::<f64>() - INSET;
    match &cell.body {
        CellContent::Line(text) => {
            lines(&plain(text), cell.header, width, room.size, writer) * line(room.size)
        }
        CellContent::Blocks(all) => text_height(all, width, room.size, writer),
    }
}

/// The height of a line of text of a size, with what parts it from others, in points.
fn line(size: f64) -> f64 {
    size * 1.5
}

/// The number of lines that a text takes in a width, about.
fn lines(text: &str, bold: bool, width: f64, size: f64, writer: &Writer<'_>) -> f64 {
    (writer.width(text, bold) * size * 1.1 / width.max(1.0)).ceil().max(1.0)
}

/// The height in points, about, of the words of blocks set in a width and a size. Tables and pictures are not
/// counted.
pub(super) fn text_height(all: &[Block], width: f64, size: f64, writer: &Writer<'_>) -> f64 {
    let between = 0.5 * all.iter().flat_map(texts).count() as f64;
    (text_lines(all, width, size, writer) + between) * line(size)
}

/// The number of lines, about, that the words of blocks take in a width and a size.
pub(super) fn text_lines(all: &[Block], width: f64, size: f64, writer: &Writer<'_>) -> f64 {
    all.iter().flat_map(texts).map(|text| lines(&text, false, width, size, writer)).sum()
}

/// Every paragraph of a block as plain text.
fn texts(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(paragraph) => vec![plain(&paragraph.body)],
        Block::List(list) => list.items.iter().flat_map(|i| &i.blocks).flat_map(texts).collect(),
        Block::Resolved(resolved) => resolved.blocks.iter().flat_map(texts).collect(),
        Block::Table(_) | Block::Chart(_) | Block::Image(_) | Block::Notes(_) => Vec::new(),
    }
}

/// The heading of each single column, by its index: in the second row where the first one is shared.
fn headings(table: &Table) -> Vec<(usize, &HeadCell)> {
    let all = table.head.iter().flat_map(|row| head_columns(table, row));
    let mut found: Vec<(usize, &HeadCell)> =
        all.filter(|(_, cell)| cell.columns == 1 || cell.rows > 1).collect();
    found.sort_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| *at);
    found
}

/// The cells of a row of headings with the first column that each takes. The second row has one below each
/// that is shared in the first.
fn head_columns<'t>(table: &'t Table, row: &'t [HeadCell]) -> Vec<(usize, &'t HeadCell)> {
    let first = table.head.first().map(Vec::as_slice).unwrap_or_default();
    let is_first = std::ptr::eq(first, row);
    let mut free = Vec::new();
    let mut at = 0;
    for cell in first {
        if is_first {
            free.push(at);
        } else if cell.rows < table.head.len() {
            free.extend(at..at + cell.columns);
        }
        at += cell.columns;
    }
    free.into_iter().zip(row).collect()
}

/// How a heading stands: over its column's cells as they do.
fn head_align(table: &Table, cell: &HeadCell, column: usize) -> &'static str {
    match table.columns.get(column).map(|column| column.alignment) {
        Some(Alignment::Center) if cell.columns == 1 => "center",
        _ if cell.numeric => "right",
        _ => "left",
    }
}

/// The width that each column needs, from its own cells: those that span several columns fit what these add
/// up to. Words that are `kept` together count as one.
fn needs(table: &Table, room: &PageSpace, kept: Kept, writer: &Writer<'_>) -> Vec<ColumnNeed> {
    let mut needs = vec![ColumnNeed { least: 0.0, most: 0.0 }; table.columns.len()];
    let mut count = |column: usize, text: &str, bold: bool, extra: f64| {
        let Some(need) = needs.get_mut(column) else { return };
        let width = |text: &str| writer.width(text, bold) * room.size + INSET + extra;
        let longest = pieces(text, kept).into_iter().map(width).fold(0.0, f64::max);
        need.least = need.least.max(longest);
        need.most = need.most.max(width(text));
    };
    for (column, cell) in headings(table) {
        count(column, &plain(&cell.body), true, 0.0);
    }
    let at_right = room_at_right(table, writer);
    for (row, at_right) in table.rows.iter().zip(&at_right) {
        for (cell, at_right) in row.cells.iter().zip(at_right).filter(|(c, _)| c.columns == 1) {
            let bold = cell.header || row.total;
            match &cell.body {
                CellContent::Line(line) => {
                    let extra = super::inlines::pictures(line) + at_right * room.size;
                    count(cell.column, &plain(line), bold, extra);
                }
                CellContent::Blocks(blocks) => blocks.iter().for_each(|block| {
                    let extra = if matches!(block, Block::List(_)) { 26.0 } else { 0.0 };
                    texts(block).iter().for_each(|text| count(cell.column, text, bold, extra));
                }),
            }
        }
    }
    let empty: Vec<bool> = (0..table.columns.len()).map(|column| is_to_fill_in(table, column)).collect();
    share_out(&mut needs, &empty, room.portrait - room.indent);
    needs
}

/// Whether nothing stands in a column below its heading: somebody is to write in it.
fn is_to_fill_in(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().filter(|row| !row.total).flat_map(|row| &row.cells);
    let mut own = cells.filter(|cell| cell.column == column).peekable();
    own.peek().is_some()
        && own.all(|cell| match &cell.body {
            CellContent::Line(line) => plain(line).is_empty() && super::inlines::pictures(line) == 0.0,
            CellContent::Blocks(all) => all.is_empty(),
        })
}
